"""Pages of single values: the rows as they were imported, where one came from, and bringing more."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlite_utils import Database

from app import jobs
from app.accounts import signing_in
from app.accounts.permissions import permit
from app.areas import matching
from app.areas.finding.finding import area_found
from app.areas.guessing import guesses_of
from app.areas.match_page import Target, brought, next_page, stored_before
from app.areas.store import firms_by_code, imported_since, list_areas, recent_imports
from app.clock import today
from app.db import get_db, writing
from app.monitoring.blueprint import bp
from app.monitoring.observations import checking, importing, presets, row_store, store
from app.monitoring.observations.columns import columns
from app.monitoring.observations.jumps import Jump
from app.monitoring.observations.panel import CITY, NATION
from app.monitoring.observations.row_store import Wanted
from app.monitoring.reading.wording import name_of, unit_of
from app.paging import Page, page_number
from app.tables import waiting
from app.tables.mapping import Mapping
from app.tables.refused import refused_at
from app.tables.sheets import flowing_response, table_response
from app.words.formats import named, number
from app.words.i18n import language
from app.words.labels import label
from forms.monitoring import ConfirmForm, ObservationsForm

SIZE = 50
MOST = 200  # leaping values on one page
MONTH = re.compile(r"\d{4}-\d{2}")
GUESSES = Path(__file__).with_name("guesses.json")


@bp.get("/indicators/data")
@permit("indicators.view")
def data() -> ResponseReturnValue:
    db, scope = get_db(), signing_in.my_scope()
    number_asked = page_number()
    listed, total = row_store.list_observations(
        db, scope, _wanted(), sort=_sort(), limit=SIZE, offset=(number_asked - 1) * SIZE
    )
    arguments: dict[str, Any] = {**request.args.to_dict(), "page": None}
    return render_template(
        "monitoring/observations/data.html",
        listed=listed,
        page=Page(number_asked, SIZE, total),
        wanted=_wanted(),
        sort=_sort(),
        area=_area(),
        indicators=store.list_indicators(db),
        place=place_of,
        value=value_of,
        name_of=name_of,
        exports=[(url_for("monitoring.data_export", form=kind, **arguments), kind.upper()) for kind in ("csv", "xlsx")],
    )


@bp.get("/indicators/data.<any(csv, xlsx):form>")
@permit("indicators.view")
def data_export(form: str) -> ResponseReturnValue:
    db, scope, wanted = get_db(), signing_in.my_scope(), _wanted()
    listed, count = (
        row_store.each_observation(db, scope, wanted, sort=_sort()),
        row_store.count_observations(db, scope, wanted),
    )
    titles = [_("지역"), _("지표"), _("월"), _("값"), _("단위"), _("공표일"), _("표시"), _("파일"), _("행")]
    return flowing_response(form, _("지표 자료"), titles, _exported(listed), count=count)


@bp.get("/indicators/data/<observation_id>")
@permit("indicators.view")
def observation(observation_id: str) -> ResponseReturnValue:
    db = get_db()
    found = row_store.find_observation(db, observation_id, signing_in.my_scope()) or abort(404)
    return render_template(
        "monitoring/observations/observation.html",
        found=found,
        vintages=row_store.vintages_of(db, found),
        absences=_absences(found),
        place=place_of(found),
        value=value_of,
    )


def _absences(found: sqlite3.Row) -> list[sqlite3.Row]:
    """The days on which a source said that it gives no figure for what an observation is of."""
    place = found["area_id"] or found["region"] or ""
    key = (found["indicator_code"], found["month"])
    return row_store.absences_of(get_db(), place, until="9999", indicator=key[0], month=key[1]).get(key, [])


@bp.route("/indicators/import", methods=["GET", "POST"], endpoint="import")
@permit("indicators.import")
def import_page() -> ResponseReturnValue:
    if signing_in.my_scope().area_ids is not None:
        abort(403)  # a file holds every area: only who sees all of them may bring one
    if "matching" in request.form:
        return next_page(_target())
    if "sha256" in request.form:
        return _confirmed(ConfirmForm())
    form = ObservationsForm()
    if form.validate_on_submit():
        data, name = form.file.data.read(), form.file.data.filename
        with refused_at(form.file):
            return brought(_target(), data, name, _imported)
    return _import_page(form), 422 if form.errors else 200


def _target() -> Target:
    """Observations as something whose columns may be matched."""
    db = get_db()
    presets.install(db)
    indicators = store.list_indicators(db)

    def trial(data: bytes, file_name: str, mapping: Mapping) -> int:
        try:
            importing.import_observations(db, data, file_name, person_id=current_user.id, mapping=mapping)
        except importing.Leaping as leap:
            return len(leap.jumps)
        return 0

    areas = [f"{a['code']}" for a in list_areas(db, signing_in.my_scope())]
    named_as = {word: name_of(i) for i in indicators for word in (i.code, i.name_ko, i.name_en)}
    return Target(
        "observations",
        [(e.column, e.meaning) for e in columns(indicators)],
        trial,
        lambda data, name, mapping: _imported(data, name, mapping=mapping),
        back=url_for("monitoring.import"),
        active="indicators",
        crumbs=[(url_for("monitoring.import"), _("지표 자료 가져오기")), (None, _("열 맞추기"))],
        guesses=guesses_of(GUESSES),
        knows=checking.knower(db, indicators),
        told=lambda name, value: named_as.get(value) if name == "indicator" else None,
        words={"place": ["부산", "전국", *areas], "indicator": [i.name_ko for i in indicators]},
        indicators=[(i.code, f"{name_of(i)} ({unit_of(i)})") for i in indicators],
    )


def _imported(
    data: bytes, file_name: str, *, confirmed: bool = False, mapping: Mapping | None = None
) -> ResponseReturnValue:
    """Store a file's values, or keep the file and ask whether those that leap are right."""
    db, folder, me = get_db(), current_app.config["MOKSORI"].data, current_user.id
    try:
        done = importing.import_observations(db, data, file_name, person_id=me, confirmed=confirmed, mapping=mapping)
    except importing.Leaping as leap:
        sha256, source = waiting.keep(folder, me, data), mapping.name if mapping else ""
        form = ConfirmForm(formdata=None, sha256=sha256, file_name=file_name, mapping=source)
        return _jumps_page(form, leap.jumps), 200
    waiting.forget(folder, me)
    jobs.want(db, "draw_ahead")
    flash(_told(done), "done")
    for text in done.told:
        flash(text, "careful")
    return redirect(url_for("monitoring.import"))


def _confirmed(form: ConfirmForm) -> ResponseReturnValue:
    folder, me, sha256 = current_app.config["MOKSORI"].data, current_user.id, form.sha256.data or ""
    data = waiting.kept(folder, me, sha256)
    if data is None:
        return stored_before("observations", sha256, back=url_for("monitoring.import"))
    name = form.file_name.data or _("지표 자료")
    mapping = matching.named(get_db(), "observations", form.mapping.data) if form.mapping.data else None
    if form.validate():
        with writing(get_db()):
            since = waiting.since(folder, me, sha256)
            if imported_since(get_db(), "observations", sha256, since=since, person_id=me):
                return stored_before("observations", sha256, back=url_for("monitoring.import"))
            return _imported(data, name, confirmed=True, mapping=mapping)
    try:
        importing.import_observations(get_db(), data, name, person_id=current_user.id, mapping=mapping)
    except importing.Leaping as leap:
        return _jumps_page(form, leap.jumps), 422
    return redirect(url_for("monitoring.import"))


def _jumps_page(form: ConfirmForm, found: list[Jump]) -> str:
    db = get_db()
    return render_template(
        "monitoring/observations/jumps.html",
        form=form,
        jumps=found[:MOST],
        more=len(found) - MOST,
        places=_names_of(db, found[:MOST]),
        indicators={i.code: i for i in store.list_indicators(db)},
        name_of=name_of,
    )


def _names_of(db: Database, found: list[Jump]) -> dict[str, tuple[str, str]]:
    """Area or firm id to its name and code."""
    names = {a["id"]: (named(a), a["code"]) for a in list_areas(db, signing_in.my_scope())}
    if all(jump.found.place in (*names, CITY, NATION) for jump in found):
        return names
    return names | {f["id"]: (f["name"], code) for code, f in firms_by_code(db).items()}


@bp.get("/indicators/import/observations.<any(csv, xlsx):form>")
@permit("indicators.import")
def template(form: str) -> ResponseReturnValue:
    explained = columns(store.list_indicators(get_db()))
    titles = [each.column.titles[0] for each in explained]
    return table_response(form, _("지표 자료 양식"), titles, [[each.example for each in explained]])


def place_of(found: sqlite3.Row) -> str:
    """The area, the firm within it, or the region a value is about."""
    if found["region"]:
        return _("부산") if found["region"] == "busan" else _("전국")
    area = (found["area_en"] if language() == "en" else None) or found["area_ko"]
    return f"{area} · {found['firm_name']}" if found["firm_id"] else area


def value_of(found: sqlite3.Row) -> str:
    """The value with its unit; a rate keeps two digits."""
    unit = found["unit_en"] if language() == "en" else found["unit"]
    return f"{number(found['value'], 2 if found['kind'] == 'rate' else 0)} {unit}"


def _area() -> sqlite3.Row | None:
    """The area that is asked for; an older address has it in the place of a region."""
    return area_found("area") or (None if request.args.get("place", "") in store.REGIONS else area_found("place"))


def _wanted() -> Wanted:
    area = _area()
    month = request.args.get("month", "").strip()
    return Wanted(
        place=area["id"] if area else request.args.get("place", ""),
        indicator=request.args.get("indicator", ""),
        month=month if MONTH.fullmatch(month) else "",
        run=request.args.get("run", ""),
        revised=request.args.get("revised") == "1",
    )


def _sort() -> str:
    asked = request.args.get("sort", "month")
    return asked if asked in row_store.SORTS else "month"


def _exported(listed: Iterable[sqlite3.Row]) -> Iterator[list[object]]:
    for each in listed:
        place = each["firm_code"] or each["area_code"] or place_of(each)
        unit = each["unit_en"] if language() == "en" else each["unit"]
        yield [
            place, named(each), each["month"], each["value"], unit, each["published_on"],
            label(each["mark"], "mark") if each["mark"] else None, each["file_name"], each["source_row"],
        ]  # fmt: skip


def _told(done: importing.Imported) -> str:
    told = _(
        "%(file)s: 새 값 %(new)s건, 정정한 값 %(revised)s건, 그대로 %(unchanged)s건입니다.",
        file=done.file_name,
        new=number(done.new),
        revised=number(done.revised),
        unchanged=number(done.unchanged),
    )
    if not done.absent:
        return told
    return told + " " + _("비공개·미상 %(n)s건은 값 없이 적어 두었습니다.", n=number(done.absent))


def _import_page(form: ObservationsForm) -> str:
    db = get_db()
    return render_template(
        "monitoring/observations/import.html",
        form=form,
        explained=columns(store.list_indicators(db)),
        imports=recent_imports(db, ["observations"]),
        known=store.month_range(db, today().isoformat()),
    )
