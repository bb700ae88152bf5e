"""What a survey found in other cuts: by class and weighted, as cross tables, over waves; as pages and as tables."""

from __future__ import annotations

import sqlite3
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import signing_in
from app.accounts.permissions import permit
from app.db import get_db
from app.errors import BadInput
from app.surveys.access import reads_whole
from app.surveys.asking.asked import area_asked, survey_asked, told_apart
from app.surveys.blueprint import bp
from app.surveys.results import breaking, crossing_store, cut_tables, trends
from app.surveys.results.attributes import BY, NARROWING, attribute
from app.surveys.weighing import weight_store
from app.surveys.weighing.weighing import HOW
from app.tables.sheets import table_response
from app.words.labels import label


@bp.get("/surveys/<survey_id>/breakdown")
@permit("surveys.view")
def breakdown(survey_id: str) -> ResponseReturnValue:
    survey = survey_asked(survey_id)
    items = breaking.items_of(survey)
    item = request.args.get("item", "")
    item = item if item in items else next(iter(items), "")
    found = _broken(survey, only=item)
    return render_template(
        "surveys/results/breakdown.html",
        survey=survey,
        found=found,
        item=item,
        items=items,
        chart=cut_tables.breakdown_chart(found, item, survey["wave"]),
        everybody=breaking.EVERYBODY,
        ways=_ways(survey),
        **_chosen(),
    )


@bp.get("/surveys/<survey_id>/breakdown.<any(csv, xlsx):kind>")
@permit("surveys.view")
def breakdown_export(survey_id: str, kind: str) -> ResponseReturnValue:
    survey = survey_asked(survey_id)
    titles, table = cut_tables.breakdown_table(_broken(survey), survey["wave"])
    return table_response(kind, _("BSI 나누어 보기 %(wave)s", wave=told_apart(survey)), titles, table)


def _broken(survey: sqlite3.Row, *, only: str = "") -> breaking.Breakdown:
    chosen = _chosen()
    asked = breaking.asked_areas(get_db(), signing_in.my_scope(), chosen["narrowing"])
    return breaking.breakdown(get_db(), survey, asked, chosen["by"], how=chosen["how"], only=only, whole=reads_whole())


def _chosen() -> dict[str, Any]:
    """What the filters of the page ask for; anything unknown is as if it were not asked."""
    by, how = request.args.get("by", ""), request.args.get("weights", "")
    narrowing = {name: request.args.get(name, "") for name in NARROWING}
    return {
        "by": by if by in BY else "district",
        "how": how if how in (*HOW, breaking.FIXED) else "none",
        "narrowing": narrowing,
        "all_by": BY,
        "choices": {name: attribute(get_db(), name).classes for name in NARROWING},
        "kept": {name: value for name, value in request.args.items() if value},
    }


def _ways(survey: sqlite3.Row) -> list[tuple[str, str]]:
    """The weights one may choose: none, made now, and those that were fixed where there are any."""
    ways = [(how, label(how, "weighting")) for how in HOW]
    newest = weight_store.newest(get_db(), survey["id"])
    fixed = newest is not None and newest["how"] != "none"
    return [*ways, (breaking.FIXED, _("확정한 가중치"))] if fixed else ways


@bp.get("/surveys/<survey_id>/crossed")
@permit("surveys.view")
def crossed(survey_id: str) -> ResponseReturnValue:
    survey = survey_asked(survey_id)
    table, problem = None, ""
    try:
        table = _crossed(survey)
    except BadInput as error:
        problem = f"{error.problems[0].what}. {error.problems[0].right}."
    page = render_template(
        "surveys/results/crossed.html",
        survey=survey,
        table=table,
        problem=problem,
        questions=crossing_store.crossable(survey),
        **_chosen(),
    )
    return page, 422 if problem else 200


@bp.get("/surveys/<survey_id>/crossed.<any(csv, xlsx):kind>")
@permit("surveys.view")
def crossed_export(survey_id: str, kind: str) -> ResponseReturnValue:
    survey = survey_asked(survey_id)
    table = _crossed(survey)
    titles, lines = cut_tables.crossed_table(table) if table else ([_("교차표")], [])
    return table_response(kind, _("교차표 %(wave)s", wave=told_apart(survey)), titles, lines)


def _crossed(survey: sqlite3.Row) -> crossing_store.Crossed | None:
    row, column = request.args.get("row", ""), request.args.get("column", "")
    if not row and not column:
        return None
    asked = breaking.asked_areas(get_db(), signing_in.my_scope(), _chosen()["narrowing"])
    return crossing_store.cross(get_db(), survey, row, column, asked, whole=reads_whole())


@bp.get("/surveys/trends")
@permit("surveys.view")
def trends_page() -> ResponseReturnValue:
    """BSI of every item over the waves, of all areas of one's own or of one."""
    area_id, scope = area_asked(), signing_in.my_scope()
    found = trends.trends_of(get_db(), scope, area_id=area_id, whole=reads_whole())
    return render_template(
        "surveys/results/trends.html",
        trends=found,
        trends_covered=trends.covered_of(found),
        trend_chart=trends.trend_chart,
        area_id=area_id,
    )
