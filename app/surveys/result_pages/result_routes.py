"""What a survey found: results, and open answers, as pages and as tables."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts import signing_in
from app.accounts.downloading import record_download
from app.accounts.permissions import permit
from app.clock import now
from app.db import get_db
from app.paging import Page, page_number
from app.surveys.access import reads_whole
from app.surveys.answering import response_store
from app.surveys.asking import store
from app.surveys.asking.asked import area_asked, question_words, survey_asked, told_apart
from app.surveys.blueprint import bp
from app.surveys.exchange import result_tables
from app.surveys.results import charting, covering, summarizing
from app.surveys.results.covering import Coverage
from app.tables.sheets import table_response
from app.words.formats import named


@bp.app_context_processor
def _covered() -> dict[str, object]:
    return {"covering": covering, "why_left": _why_left, "reads_whole": reads_whole, "this_moment": now}


def _why_left(covered: Coverage) -> str:
    """Which areas a figure leaves out, by their names, and why; "" where none is."""
    if not covered.left:
        return ""
    areas = store.areas_in(get_db(), signing_in.my_scope())
    return covering.why(covered, {r["id"]: f"{r['code']} {named(r)}" for r in areas})


@bp.get("/surveys/<survey_id>/results")
@permit("surveys.view")
def results(survey_id: str) -> ResponseReturnValue:
    survey, area_id = survey_asked(survey_id), area_asked()
    found = summarizing.results_of(get_db(), survey, signing_in.my_scope(), area_id=area_id, whole=reads_whole())
    return render_template(
        "surveys/results/results.html",
        survey=survey,
        results=found,
        area_id=area_id,
        charting=charting,
    )


@bp.get("/surveys/<survey_id>/results.<any(csv, xlsx):kind>")
@permit("surveys.view")
def results_export(survey_id: str, kind: str) -> ResponseReturnValue:
    survey = survey_asked(survey_id)
    found = summarizing.results_of(get_db(), survey, signing_in.my_scope(), area_id=area_asked(), whole=reads_whole())
    titles, table = result_tables.results_table(found, survey["wave"], _why_left(found.covered))
    return table_response(kind, _("설문 결과 %(wave)s", wave=told_apart(survey)), titles, table)


@bp.get("/surveys/<survey_id>/texts")
@permit("surveys.texts")
def texts(survey_id: str) -> ResponseReturnValue:
    survey, area_id, search = survey_asked(survey_id), area_asked(), request.args.get("q", "").strip()
    scope = signing_in.my_scope()
    db = get_db()
    counts = response_store.open_answers_by_area(db, survey_id, scope, area_id=area_id, search=search)
    page = Page(page_number(), 50, sum(counts.values()))
    part = (counts, (page.number - 1) * page.size, page.size)
    found = response_store.open_answers(db, survey_id, scope, area_id=area_id, search=search, page=part)
    return render_template(
        "surveys/results/texts.html",
        survey=survey,
        texts=found,
        page=page,
        words=question_words(survey),
        area_id=area_id,
        search=search,
    )


@bp.get("/surveys/<survey_id>/texts.<any(csv, xlsx):kind>")
@permit("surveys.texts")
def texts_export(survey_id: str, kind: str) -> ResponseReturnValue:
    survey, search = survey_asked(survey_id), request.args.get("q", "").strip()
    found = response_store.open_answers(get_db(), survey_id, signing_in.my_scope(), area_id=area_asked(), search=search)
    titles, table = result_tables.texts_table(found, question_words(survey))
    record_download(get_db(), "texts", len(table), object_kind="survey", object_id=survey_id)
    return table_response(kind, _("주관식 답 %(wave)s", wave=told_apart(survey)), titles, table)
