"""What is to do today, the table of areas, and an area's hub."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict, fields
from typing import Any

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app import clock
from app.accounts import signing_in
from app.accounts.permissions import may, permit
from app.areas import rounds
from app.areas import store as areas_store
from app.db import get_db
from app.home import store
from app.home.blueprint import bp
from app.home.lines import LEVELS, NOT_EVALUATED, STATES, AreaLine, Asked, Wanted, narrow, ordered
from app.home.reading import Hub, read_hub, read_lines, read_page
from app.home.sparkline import sparkline
from app.home.today import read_today
from app.paging import Page, page_number
from app.programmes.at_once import AtOnce, read_at_once
from app.tables.sheets import table_response
from app.words.formats import month, named, number
from app.words.labels import LABELS, label

SIZE = 100
FIRMS_SIZE = 50
ALL = -1  # a limit that limits nothing, to SQLite
FIRM_FILTERS = ("q", "industry", "size", "stage")


@bp.get("/")
@permit("home.view")
def today() -> ResponseReturnValue:
    found = read_today(get_db(), current_user, signing_in.my_scope(), rounds.current())
    return render_template("home/today.html", today=found, day=clock.today().isoformat())


@bp.get("/areas")
@permit("areas.view")
def areas() -> ResponseReturnValue:
    wanted, sort = _asked()
    lines, total = _page(wanted, sort, page_number())
    page = Page(page_number(), SIZE, total)
    return render_template(
        "home/areas.html",
        lines=lines,
        page=page,
        wanted=wanted,
        sort=sort,
        options=_options(),
        exports=_exports("home.areas_export", {**asdict(wanted), "sort": sort}),
        spark=_spark,
    )


@bp.get("/areas.<any(csv, xlsx):form>")
@permit("areas.view")
def areas_export(form: str) -> ResponseReturnValue:
    wanted, sort = _asked()
    lines = read_lines(get_db(), signing_in.my_scope(), rounds.current(), collecting=may("surveys.invite"))
    titles = [
        _("코드"),
        _("이름"),
        _("영문이름"),
        _("구군"),
        _("종류"),
        _("클러스터"),
        _("기업 수"),
        _("위기징후 단계"),
        _("지난 회차 단계"),
        _("관찰 상태"),
        _("응답"),
        _("목표"),
        _("목소리"),
        _("종사자"),
        _("종사자 증감률(%)"),
    ]
    return table_response(form, _("밀집지역"), titles, [_cells(line) for line in ordered(narrow(lines, wanted), sort)])


@bp.get("/areas/<area_id>")
@permit("areas.view")
def area(area_id: str) -> ResponseReturnValue:
    db, found = get_db(), _area(area_id)
    wanted, sort = _asked_firms()
    number_ = page_number()
    firms, total = store.firms_of(
        db, area_id, wanted=wanted, sort=sort, limit=FIRMS_SIZE, offset=(number_ - 1) * FIRMS_SIZE
    )
    hub = read_hub(db, found, rounds.current(), signing_in.my_scope(), collecting=may("surveys.invite"))
    return render_template(
        "home/area.html",
        hub=hub,
        programmes=_programmes(hub) if may("programmes.view") else None,
        firms=firms,
        page=Page(number_, FIRMS_SIZE, total),
        wanted=wanted,
        sort=sort,
        exports=_exports("home.firms_export", {**wanted, "sort": sort}, area_id=area_id),
        industries=areas_store.list_industries(db),
        spark=_spark,
        labels=LABELS,
    )


def _programmes(hub: Hub) -> AtOnce:
    """What can be offered in the area at once, and what was."""
    current = rounds.current()
    round_id = current["id"] if current else None
    return read_at_once(get_db(), hub.area["id"], round_id, hub.line.level, signing_in.my_scope())


@bp.get("/areas/<area_id>/firms.<any(csv, xlsx):form>")
@permit("areas.view")
def firms_export(area_id: str, form: str) -> ResponseReturnValue:
    found = _area(area_id)
    wanted, sort = _asked_firms()
    firms, _total = store.firms_of(get_db(), area_id, wanted=wanted, sort=sort, limit=ALL, offset=0)
    titles = [
        *(_("코드"), _("밀집지역코드"), _("이름"), _("업종"), _("규모"), _("성장단계"), _("종사자수"), _("설립연도"))
    ]
    table = [
        [
            f["code"],
            found["code"],
            f["name"],
            named(f, "industry") if f["industry_code"] else None,
            label(f["size_band"], "size_band"),
            label(f["growth_stage"], "growth_stage") if f["growth_stage"] else None,
            f["employees"],
            f["founded_year"],
        ]
        for f in firms
    ]
    return table_response(form, _("%(area)s 기업", area=named(found)), titles, table)


def _area(area_id: str) -> sqlite3.Row:
    signing_in.require_area(area_id)
    return areas_store.find_area(get_db(), area_id) or abort(404)


def _exports(endpoint: str, asked: dict[str, str], **place: str) -> list[tuple[str, str]]:
    """Links that take home what the list shows, with the same filters and order."""
    kept: dict[str, Any] = {**{key: value for key, value in asked.items() if value}, **place}
    words = {"csv": _("CSV 내려받기"), "xlsx": _("XLSX 내려받기")}
    return [(url_for(endpoint, form=form, **kept), word) for form, word in words.items()]


def _asked() -> tuple[Wanted, str]:
    """What the address asks for, and in which order."""
    wanted = Wanted(**{f.name: request.args.get(f.name, "").strip() for f in fields(Wanted)})
    return wanted, request.args.get("sort", "code")


def _page(wanted: Wanted, sort: str, number_: int) -> tuple[list[AreaLine], int]:
    asked = Asked(wanted, sort, (number_ - 1) * SIZE, SIZE)
    return read_page(get_db(), signing_in.my_scope(), rounds.current(), asked, collecting=may("surveys.invite"))


def _asked_firms() -> tuple[dict[str, str], str]:
    return {key: request.args.get(key, "").strip() for key in FIRM_FILTERS}, request.args.get("sort", "code")


def _options() -> dict[str, list[tuple[str, str]]]:
    """What each filter may be set to: the districts and kinds that occur, every cluster, level and state."""
    db = get_db()
    listed = areas_store.list_areas(db, signing_in.my_scope())
    levels = [(level, label(level, "level")) for level in store.levels_in_use(db)]
    return {
        "district": [(d, label(d, "district")) for d in sorted({a["district"] for a in listed})],
        "kind": [(k, str(w)) for k, w in LABELS["area_kind"].items() if any(a["kind"] == k for a in listed)],
        "cluster": [(c["code"], named(c)) for c in areas_store.list_clusters(db)],
        "level": [*sorted(levels, key=lambda level: LEVELS.index(level[0])), (NOT_EVALUATED, _("판단 유보·미평가"))],
        "state": [(state, label(state, "monitoring_state")) for state in STATES],
    }


def _cells(line: AreaLine) -> list[object]:
    a = line.area
    return [
        a["code"],
        a[
            "name_ko"
        ],  # both names in both languages: the English list, read back, must not put one in the other's place
        a["name_en"],
        label(a["district"], "district"),
        label(a["kind"], "area_kind"),
        ", ".join(named(c) for c in line.clusters),
        line.firms,
        label(line.level, "level") if line.level else None,
        label(line.before, "level") if line.before else None,
        label(line.state, "monitoring_state") if line.state else None,
        line.responses,
        line.target or None,
        line.voices,
        line.latest,
        round(line.growth * 100, 1) if line.growth is not None else None,
    ]


def _spark(line: AreaLine) -> str:
    """The line of employees with words for those who cannot see it."""
    if not line.employees:
        return ""
    (first, start), (last, end) = line.employees[0], line.employees[-1]
    words = _(
        "종사자 %(first)s %(start)s명에서 %(last)s %(end)s명",
        first=month(first),
        start=number(start),
        last=month(last),
        end=number(end),
    )
    return sparkline(line.employees, words)
