"""Pages of reports: the list, an area's printed page, its document, the round's table."""

from __future__ import annotations

import sqlite3

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import signing_in
from app.accounts.permissions import permit
from app.areas import rounds
from app.areas import store as areas_store
from app.db import get_db
from app.evaluation.display import table
from app.evaluation.display.lines import STATES, Wanted, narrow, ordered
from app.evaluation.round import store as evaluation_store
from app.evaluation.round.presets import scheme_of
from app.paging import Page, page_number
from app.papers.sending import WRITERS, page_words, paper_response
from app.reports.area_report import AreaReport
from app.reports.blueprint import bp
from app.reports.extent import areas_in, read_extent
from app.reports.filed.area_paper import area_paper
from app.reports.reporting import read_report
from app.reports.round_routes import asked_language
from app.reports.round_table import all_sheets, round_sheet
from app.reports.rounds.offering import offered
from app.tables.sheets import CSV_TYPE, XLSX_TYPE, csv_bytes, download, xlsx_bytes
from app.words.formats import named
from app.words.i18n import speaking
from app.words.labels import label

SIZE = 50


@bp.get("/reports")
@permit("reports.view")
def index() -> ResponseReturnValue:
    db, current = get_db(), rounds.current()
    evaluation = evaluation_store.newest_evaluation(db, current["id"]) if current else None
    if current is None or evaluation is None:
        return render_template("reports/index.html", evaluation=None)
    wanted = Wanted(**{key: request.args.get(key, "").strip() for key in ("q", "level", "state")})
    sort = request.args.get("sort", "-level")
    lines = ordered(narrow(table.standing_lines(db, current["id"], signing_in.my_scope()), wanted), sort)
    page = Page(page_number(), SIZE, len(lines))
    return render_template(
        "reports/index.html",
        evaluation=evaluation,
        lines=lines[(page.number - 1) * SIZE : page.number * SIZE],
        page=page,
        wanted=wanted,
        sort=sort,
        levels=[(each.id, label(each.id, "level")) for each in scheme_of(db, evaluation["scheme_id"]).levels],
        states=[(each, label(each, "level_state")) for each in STATES],
        exports=[
            (url_for("reports.round_table", code=current["code"], kind=kind), word)
            for kind, word in (("csv", _("회차 표 CSV")), ("xlsx", _("회차 표 XLSX")))
        ],
        kinds=offered(current["code"]),
    )


@bp.get("/reports/areas/<area_id>")
@permit("reports.view")
def area(area_id: str) -> ResponseReturnValue:
    paper = area_paper(_report(area_id))
    forms = [(form.upper(), url_for("reports.area_paper_file", area_id=area_id, form=form)) for form in WRITERS]
    return render_template("reports/area.html", **{**page_words(paper), "forms": forms}, area_id=area_id)


@bp.get("/reports/areas/<area_id>.<any(docx, hwpx):form>")
@permit("reports.view")
def area_paper_file(area_id: str, form: str) -> ResponseReturnValue:
    report = _report(area_id)
    name = _("%(round)s %(area)s 보고서", round=report.round["code"], area=named(report.area))
    return paper_response(area_paper(report), form, name)


@bp.get("/reports/rounds/<code>.<any(csv, xlsx):kind>")
@permit("reports.view")
def round_table(code: str, kind: str) -> ResponseReturnValue:
    db = get_db()
    found = areas_store.find_round(db, code) or abort(404)
    evaluation = evaluation_store.newest_evaluation(db, found["id"]) or abort(404)
    scope = signing_in.my_scope()
    with speaking(asked_language()):
        extent = read_extent(db, found["id"], areas_in(db, found["id"], scope))
        name = extent.title(_("%(round)s 종합평가", round=found["code"]))
        if kind == "csv":
            return download(csv_bytes(*round_sheet(db, evaluation, scope)), f"{name}.csv", CSV_TYPE)
        return download(xlsx_bytes(all_sheets(db, found, evaluation, scope)), f"{name}.xlsx", XLSX_TYPE)


def _report(area_id: str) -> AreaReport:
    signing_in.require_area(area_id)
    current: sqlite3.Row | None = rounds.current()
    return (read_report(get_db(), area_id, current) if current else None) or abort(404)
