"""Pages of monitoring: which areas signal and why, one area's indicators, and classifying a quarter."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import signing_in
from app.accounts.permissions import may, permit
from app.areas import rounds
from app.areas.store import find_area, list_areas
from app.clock import today
from app.db import get_db
from app.monitoring.blueprint import bp
from app.monitoring.observations import store
from app.monitoring.observations.quarters import is_quarter, last_complete, quarter_moved, quarter_of
from app.monitoring.quarter import classification_store, classifying
from app.monitoring.reading import area_reading, charting, reading
from app.monitoring.reading.wording import change_unit, name_of, unit_of
from app.paging import Page, page_number
from app.tables.sheets import table_response
from app.words.formats import day as day_word
from app.words.formats import named, number, percent
from app.words.formats import quarter as quarter_word
from app.words.labels import label
from forms.monitoring import ClassifyForm

SIZE = 50
# Quarters one may classify on the page, two years; the command takes older ones. Chosen, not measured.
OFFERED = 8
FILTERS = ("q", "district", "state", "indicator")


@bp.get("/indicators")
@permit("indicators.view")
def index() -> ResponseReturnValue:
    return _index(_classify_form())


@bp.get("/indicators.<any(csv, xlsx):form>")
@permit("indicators.view")
def export(form: str) -> ResponseReturnValue:
    overview, lines = _lines()
    if overview is None:
        abort(404)
    titles = [
        _("코드"), _("이름"), _("구군"), _("분기"), _("자료 기준일"), _("관찰 상태"), quarter_word(overview.before),
        _("신호 비중"), _("확인된 비중"), _("판단 근거"), _("신호"), _("결측"), _("정정"),
    ]  # fmt: skip
    table = [
        [
            line.area["code"],
            named(line.area),
            label(line.area["district"], "district"),
            overview.quarter,
            overview.day,
            label(line.state, "monitoring_state"),
            label(line.before, "monitoring_state"),
            percent(line.breadth),
            percent(line.coverage),
            "; ".join(line.told),
            "; ".join(words for _code, words in line.signals),
            line.missing,
            line.revised,
        ]
        for line in lines
    ]
    name = _("지표 신호 %(quarter)s", quarter=quarter_word(overview.quarter))
    return table_response(form, name, titles, table)


@bp.post("/indicators/classify")
@permit("indicators.classify")
def classify() -> ResponseReturnValue:
    if signing_in.my_scope().area_ids is not None:
        abort(403)  # a quarter is classified for every area at once
    form = _classify_form()
    if not form.validate_on_submit():
        return _index(form), 422
    day = form.as_of.data.isoformat() if form.as_of.data else None
    done = classifying.classify_quarters(
        get_db(), form.quarter.data, as_of=day, renewed=form.renewed.data, person_id=current_user.id
    )
    for each in done:
        flash(_told(each), "done")
    tried = day if done[-1].trial else None
    return redirect(url_for("monitoring.index", quarter=form.quarter.data, as_of=tried))


@bp.get("/areas/<area_id>/indicators")
@permit("indicators.view")
def area(area_id: str) -> ResponseReturnValue:
    found = _area(area_id)
    view = area_reading.read_area(get_db(), area_id, as_of=_as_of(), until=today().isoformat())
    return render_template(
        "monitoring/area.html",
        area=found,
        view=view,
        asked=_as_of(),
        today=today().isoformat(),
        name_of=name_of,
        unit_of=unit_of,
        change_unit=change_unit,
    )


@bp.get("/areas/<area_id>/indicators.<any(csv, xlsx):form>")
@permit("indicators.view")
def area_export(area_id: str, form: str) -> ResponseReturnValue:
    found, day = _area(area_id), _as_of() or today().isoformat()
    titles = [
        _("지표"), _("월"), _("값"), _("단위"), _("전년 동월 대비"), _("비교 지역과의 차이") + " (%p)",
        _("표준화 점수 z"), _("누적합"), _("공표일"), _("공표 횟수"),
        _("값이 없는 까닭"),
    ]  # fmt: skip
    table = []
    for indicator, months in area_reading.read_months(get_db(), area_id, day=day):
        for m in months:
            value, published, vintages = (
                (m.row["value"], m.row["published_on"], m.row["vintages"]) if m.row else (None, None, 0)
            )
            figures = [None if f is None else round(f, 3) for f in (m.change, m.relative, m.z, m.cusum)]
            table.append(
                [name_of(indicator), m.month, value, unit_of(indicator), *figures, published, vintages, _absent(m)]
            )
    return table_response(form, _("%(area)s 지표", area=named(found)), titles, table)


def _absent(line: area_reading.MonthLine) -> str | None:
    return label(line.absent["reason"], "absence") if line.absent else None


def _index(form: ClassifyForm) -> str:
    db, scope = get_db(), signing_in.my_scope()
    overview, lines = _lines()
    page = Page(page_number(), SIZE, len(lines))
    arguments: dict[str, Any] = {**request.args.to_dict(), "page": None}
    quarters = classification_store.quarters(db)
    return render_template(
        "monitoring/index.html",
        overview=overview,
        lines=lines[page.first - 1 if lines else 0 : page.last],
        page=page,
        sort=_sort(),
        wanted={key: request.args.get(key, "") for key in FILTERS},
        quarter=_quarter(quarters),
        quarters=quarters,
        asked=_as_of(),
        today=today().isoformat(),
        districts=sorted({a["district"] for a in list_areas(db, scope)}),
        chart=overview and charting.signals_chart([each.grounds for each in overview.lines], overview.indicators),
        has_data=store.month_range(db, today().isoformat()) is not None,
        form=form,
        may_classify=may("indicators.classify") and scope.area_ids is None,
        exports=[(url_for("monitoring.export", form=kind, **arguments), kind.upper()) for kind in ("csv", "xlsx")],
        name_of=name_of,
    )


def _lines() -> tuple[reading.Overview | None, list[reading.AreaLine]]:
    """The quarter asked for, and its lines narrowed and sorted as the address says."""
    db = get_db()
    quarter = _quarter(classification_store.quarters(db))
    until = today().isoformat()
    scope = signing_in.my_scope()
    overview = reading.read_overview(db, scope, quarter, as_of=_as_of(), until=until) if quarter else None
    if overview is None:
        return None, []
    wanted: dict[str, Any] = {key: request.args.get(key, "").strip() for key in FILTERS}
    return overview, reading.sorted_lines(reading.narrowed(overview.lines, **wanted), _sort())


def _quarter(classified: list[str]) -> str:
    """The quarter the address asks for, else the newest classified one of the round or before it."""
    asked = request.args.get("quarter", "")
    if is_quarter(asked):
        return asked
    current = rounds.current()
    limit = quarter_of(current["ends_on"][:7]) if current else "9999Q4"
    return next((each for each in classified if each <= limit), classified[0] if classified else "")


def _sort() -> str:
    return request.args.get("sort", "-state")


def _as_of() -> str | None:
    """The day the address asks for; nonsense and the future ask for nothing."""
    try:
        day = date.fromisoformat(request.args.get("as_of", "")).isoformat()
    except ValueError:
        return None
    return min(day, today().isoformat())


def _classify_form() -> ClassifyForm:
    known = store.month_range(get_db(), today().isoformat())
    newest = last_complete(known[1]) if known else quarter_moved(quarter_of(today().isoformat()[:7]), -1)
    form = ClassifyForm()
    offered = [quarter_moved(newest, -back) for back in range(OFFERED)]
    form.quarter.choices = [(each, quarter_word(each)) for each in offered]
    return form


def _told(done: classifying.Classification) -> str:
    words = {"quarter": quarter_word(done.quarter), **{k: number(v) for k, v in done.states.items()}}
    if done.trial:
        return _(
            "%(quarter)s를 %(day)s 자료로 시험해 보았습니다: 관찰 %(watch)s곳, 안정 %(stable)s곳, 판단 유보 "
            "%(undetermined)s곳입니다. 시험 분류는 남겨 두지만 결과로 서지 않습니다.",
            day=day_word(done.as_of),
            **words,
        )
    if not done.appended:
        return _(
            "%(quarter)s: 같은 자료로 분류한 결과가 이미 있습니다(관찰 %(watch)s곳, 안정 %(stable)s곳, "
            "판단 유보 %(undetermined)s곳).",
            **words,
        )
    return _(
        "%(quarter)s를 분류했습니다: 관찰 %(watch)s곳, 안정 %(stable)s곳, 판단 유보 %(undetermined)s곳입니다.",
        **words,
    )


def _area(area_id: str) -> sqlite3.Row:
    signing_in.require_area(area_id)
    return find_area(get_db(), area_id) or abort(404)
