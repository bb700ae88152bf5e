"""Files of returns: at once, or made by the worker and there for a day; the codebook, which holds no answer."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from flask import abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import signing_in
from app.accounts.downloading import record_download
from app.accounts.office import office
from app.accounts.permissions import permit
from app.db import get_db, lender
from app.surveys.answering import response_store
from app.surveys.asking import store
from app.surveys.asking.asked import area_asked, survey_asked, told_apart
from app.surveys.blueprint import bp
from app.surveys.exchange import codebook, files, plain
from app.surveys.exchange.ddi import ddi_of
from app.surveys.exchange.formats import FORMATS, written
from app.surveys.exchange.frame import Frame
from app.surveys.exchange.outside import returns_outside
from app.surveys.exchange.returns import fixed_variables, frame_of, lines_of, union_of_survey
from app.surveys.exchange.variables import Variable, variables_of
from app.tables.sheets import CSV_TYPE, XLSX_TYPE, csv_bytes, csv_lines, download, gathered, xlsx_bytes
from app.words.i18n import language

# Returns of which a workbook or a file of statistics is made while one waits: some seconds. Chosen, not measured.
MOST_AT_ONCE = 3000
CODEBOOKS = {"html": "text/html; charset=utf-8", "md": "text/markdown; charset=utf-8", "xml": "application/xml"}


@bp.get("/surveys/<survey_id>/responses.<any(csv, xlsx, sav, dta):kind>")
@permit("surveys.returns")
def responses(survey_id: str, kind: str) -> ResponseReturnValue:
    """Single returns at once, for work inside the office; `repeat` names one repeat's long table.

    A CSV is sent as it is read; of many returns the worker makes every other file, which is whole before it is there.
    """
    survey, db, scope = survey_asked(survey_id), get_db(), signing_in.my_scope()
    repeat = request.args.get("repeat", "")
    if kind == "csv" and not repeat:
        return _streamed(survey, area_asked())
    many = sum(response_store.areas_to_export(db, survey_id, scope, area_id=area_asked()).values())
    if many > MOST_AT_ONCE and not repeat and area_asked() is None:
        job_id = files.start(db, survey_id, kind, scope, person_id=current_user.id, lang=language())
        return redirect(url_for("surveys.export_job", job_id=job_id), 303)
    frame = frame_of(db, survey, scope, area_id=area_asked())
    if repeat and repeat not in {each.section for each in frame.repeats}:
        abort(404)
    data, count = written(kind, survey, frame, repeat=repeat)
    record_download(db, "responses", count, object_kind="survey", object_id=survey_id)
    return download(data, f"{_name(survey)}.{kind}", FORMATS[kind].content_type)


def _streamed(survey: sqlite3.Row, area_id: str | None) -> ResponseReturnValue:
    """The returns as CSV, of one moment, told to the trail before the first leaves."""
    path, asked = current_app.config["MOKSORI"].database, signing_in.my_scope()
    own = lender.lend(path)

    def give_back() -> None:
        own.conn.execute("rollback")
        lender.take_back(path, own)

    own.conn.execute("begin")
    try:
        found = lines_of(own, survey, asked, area_id=area_id)
        record_download(get_db(), "responses", found.returns, object_kind="survey", object_id=survey["id"])
    except BaseException:
        give_back()
        raise
    rows = csv_lines(plain.titles_of(found.variables), plain.lines(found.variables, found.rows()))
    response = download(gathered(rows), f"{_name(survey)}.csv", CSV_TYPE)
    response.call_on_close(give_back)
    return response


def _name(survey: sqlite3.Row) -> str:
    return _("설문 응답 %(wave)s", wave=told_apart(survey))


@bp.get("/surveys/<survey_id>/responses-outside.<any(csv, xlsx):kind>")
@permit("surveys.returns")
def responses_outside(survey_id: str, kind: str) -> ResponseReturnValue:
    """Returns nobody can be known by, for somebody outside, with what is withheld."""
    survey = survey_asked(survey_id)
    found = returns_outside(get_db(), survey, signing_in.my_scope())
    count = len(found.table[1])
    record_download(get_db(), "responses_outside", count, object_kind="survey", object_id=survey_id)
    name = _("설문 응답(외부 제공용) %(wave)s", wave=told_apart(survey))
    if kind == "xlsx":
        return download(xlsx_bytes(found.sheets()), f"{name}.xlsx", XLSX_TYPE)
    return download(csv_bytes(*found.lines()), f"{name}.csv", CSV_TYPE)


@bp.route("/surveys/<survey_id>/exports", methods=["GET", "POST"])
@permit("surveys.returns")
def exports(survey_id: str) -> ResponseReturnValue:
    """Every format with what it cuts, said before; a file made here waits a day."""
    survey, db = survey_asked(survey_id), get_db()
    if request.method == "POST":
        job_id = files.start(
            db,
            survey_id,
            request.form.get("kind", ""),
            signing_in.my_scope(),
            person_id=current_user.id,
            lang=language(),
        )
        return redirect(url_for("surveys.export_job", job_id=job_id), 303)
    variables, union = _variables(survey)
    frame = Frame(variables, (), union)
    return render_template(
        "surveys/exchange/exports.html",
        survey=survey,
        formats=[(each.ending, each.limits, each.cuts(frame)) for each in FORMATS.values()],
        columns=len(variables),
        count=response_store.count_responses(db, survey_id, signing_in.my_scope()),
        versions=[number for number, _each in union.versions],
        jobs=[_told(job) for job in files.jobs_of(db, survey_id, current_user.id)],
    )


def _variables(survey: sqlite3.Row) -> tuple[list[Variable], Any]:
    """The columns as far as the definition tells them: of repeats one place."""
    union = union_of_survey(get_db(), survey)
    return variables_of(union, (), fixed_variables(get_db())), union


def _told(job: sqlite3.Row) -> dict[str, Any]:
    result = json.loads(job["result"]) if job["result"] else {}
    there = bool(result) and files.kept(result["file"]) is not None
    return {**job, "args": json.loads(job["args"]), "result": result, "there": there}


@bp.get("/surveys/exports/<job_id>")
@permit("surveys.returns")
def export_job(job_id: str) -> ResponseReturnValue:
    """How far a file is, and the file."""
    job = _told(files.job_of(get_db(), job_id, current_user.id) or abort(404))
    survey = store.find_survey(get_db(), job["args"]["survey_id"])
    return render_template("surveys/exchange/job.html", job=job, survey=survey)


@bp.get("/surveys/exports/<job_id>/file")
@permit("surveys.returns")
def export_file(job_id: str) -> ResponseReturnValue:
    job = _told(files.job_of(get_db(), job_id, current_user.id) or abort(404))
    data = files.kept(job["result"]["file"]) if job["result"] else None
    survey = store.find_survey(get_db(), job["args"]["survey_id"])
    if data is None or survey is None:
        abort(404)
    record_download(get_db(), "responses", job["result"]["rows"], object_kind="survey", object_id=survey["id"])
    kind = job["args"]["ending"]
    return download(data, f"{_name(survey)}.{kind}", FORMATS[kind].content_type)


@bp.get("/surveys/<survey_id>/codebook.<any(html, md, xlsx, xml):kind>")
@permit("surveys.view")
def codebook_file(survey_id: str, kind: str) -> ResponseReturnValue:
    """What the columns of a file of returns mean; holds no answer. XML is DDI-Codebook 2.5."""
    survey = survey_asked(survey_id)
    variables, union = _variables(survey)
    title = _("코드북 %(wave)s", wave=told_apart(survey))
    if kind == "xlsx":
        sheets = {_("코드북"): codebook.codebook_table(variables), _("판별 문항"): codebook.map_table(variables, union)}
        return download(xlsx_bytes(sheets), f"{title}.xlsx", XLSX_TYPE)  # type: ignore[arg-type]
    if kind == "xml":
        data = ddi_of(survey, variables, union, maker=office().name)
    else:
        data = getattr(codebook, {"md": "markdown", "html": "html"}[kind])(title, variables, union).encode()
    return download(data, f"{title}.{kind}", CODEBOOKS[kind])
