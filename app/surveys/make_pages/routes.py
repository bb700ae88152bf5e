"""The office's pages: the list, a new survey, response rates, the import of returns, an area's tab."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import signing_in
from app.accounts.permissions import may, permit
from app.areas import rounds
from app.areas.match_page import Target, brought, next_page
from app.clock import today
from app.db import get_db
from app.errors import BadInput
from app.paging import Page, page_number
from app.surveys.access import reads_whole
from app.surveys.answering import importing, response_store
from app.surveys.asking import frame_store, periods, store, surveying
from app.surveys.asking.asked import question_words, survey_asked, told_apart
from app.surveys.asking.definitions import questionnaire_of
from app.surveys.asking.shares import rate_told
from app.surveys.blueprint import bp
from app.surveys.exchange import bringing, result_tables
from app.surveys.results import charting, summarizing
from app.surveys.results.progress import Progress, progress_of
from app.surveys.sealed import sealed_store
from app.tables import waiting
from app.tables.heads import Column
from app.tables.mapping import Mapping as Matched
from app.tables.refused import refused_at
from app.tables.sheets import table_response
from app.words.formats import named
from app.words.i18n import language
from forms.surveys import ResponsesForm, SurveyForm

Rate = Mapping[str, Any]
SORTS: dict[str, Callable[[Rate], object]] = {
    "name": lambda r: r["code"],
    "district": lambda r: (r["district"], r["code"]),
    "firms": lambda r: r["firms"],
    "responses": lambda r: r["responses"] or 0,
    "online": lambda r: r["online"] or 0,
    "onsite": lambda r: r["onsite"] or 0,
    "today": lambda r: r["today"] or 0,
    "last": lambda r: r["last_at"] or "",
}


@bp.app_context_processor
def _who() -> dict[str, object]:
    return {
        "survey_state": surveying.state,
        "period_word": periods.period_word,
        "quarter_asked": periods.quarter_asked,
        "quarter_of_section": periods.quarter_of_section,
    }


bp.add_app_template_global(rate_told)


@bp.get("/surveys")
@permit("surveys.view")
def index() -> ResponseReturnValue:
    db, scope = get_db(), signing_in.my_scope()
    told = [
        (
            s,
            summarizing.results_of(db, s, scope, only_bsi=True, whole=reads_whole()),
            _progress(s["id"]),
            response_store.target_of_survey(db, s["id"], scope),
        )
        for s in store.list_surveys(db)
    ]
    questionnaires = store.list_questionnaires(db)
    waiting_returns = sealed_store.count_waiting(db, scope) if may("surveys.confirm") else 0
    return render_template("surveys/index.html", surveys=told, questionnaires=questionnaires, waiting=waiting_returns)


@bp.route("/surveys/new", methods=["GET", "POST"])
@permit("surveys.manage")
def new() -> ResponseReturnValue:
    db = get_db()
    waves, questionnaires = store.list_waves(db), store.list_questionnaires(db)
    form = _new_form(waves, questionnaires)
    if request.method == "GET" and request.args.get("questionnaire") in dict(form.questionnaire.choices):
        form.questionnaire.data = request.args["questionnaire"]  # led here from publishing it
    if form.validate_on_submit():
        try:
            survey_id = surveying.open_survey(db, **_asked(form), person_id=current_user.id)
        except BadInput as error:
            form.wave.errors = [f"{p.where}: {p.what}. {p.right}." for p in error.problems]
        else:
            flash(_("조사를 열었습니다. 이제 링크를 만들거나 현장에서 입력할 수 있습니다."), "done")
            return redirect(url_for("surveys.show", survey_id=survey_id))
    page = render_template("surveys/new.html", form=form, waves=waves, questionnaires=questionnaires)
    return page, 422 if form.errors else 200


def _new_form(waves: list[sqlite3.Row], questionnaires: list[sqlite3.Row]) -> SurveyForm:
    form = SurveyForm()
    form.wave.choices = [(w["code"], w["code"]) for w in waves]
    form.questionnaire.choices = [
        (q["code"], _("%(title)s (판 %(number)s)", title=named(q, "title"), number=q["number"])) for q in questionnaires
    ]
    return form


def _asked(form: SurveyForm) -> dict[str, Any]:
    return dict(
        wave_code=form.wave.data,
        questionnaire_code=form.questionnaire.data,
        title_ko=form.title_ko.data or "",
        title_en=form.title_en.data or "",
        opens_on=form.opens_on.data.isoformat() if form.opens_on.data else None,
        closes_on=form.closes_on.data.isoformat() if form.closes_on.data else None,
        target=form.target.data or 0,
    )


@bp.get("/surveys/<survey_id>")
@permit("surveys.view")
def show(survey_id: str) -> ResponseReturnValue:
    survey, scope = survey_asked(survey_id), signing_in.my_scope()
    progress, collecting = _progress(survey_id), may("surveys.invite")
    every = progress.rates
    rates = _sorted(_filtered(every))
    short = sorted((r for r in every if _is_short(r)), key=lambda r: r["responses"] - r["target"])
    page = Page(page_number(), 50, len(rates))
    return render_template(
        "surveys/show.html",
        survey=survey,
        every=every,
        progress=progress,
        collecting=collecting,
        short=short,
        missing=sum(r["target"] - r["responses"] for r in short),
        invited=store.invited(get_db(), survey_id, scope),
        framed=frame_store.framed_firms(get_db(), survey_id, scope) if collecting else None,
        rates=rates[(page.number - 1) * page.size : page.number * page.size],
        page=page,
        sort=request.args.get("sort", "-responses"),
        by_day=charting.by_day(response_store.responses_by_day(get_db(), survey_id, scope)) if collecting else None,
        repeated=response_store.repeated_returns(get_db(), survey_id, scope) if collecting else 0,
    )


def _progress(survey_id: str) -> Progress:
    """The areas of the person signed in, with all numbers only for who collects."""
    day, collecting = today().isoformat(), may("surveys.invite")
    return progress_of(get_db(), survey_id, signing_in.my_scope(), day=day, collecting=collecting)


def _is_short(rate: Rate) -> bool:
    """Whether returns are missing; nobody is told so who is not told how many there are."""
    return may("surveys.invite") and rate["responses"] < rate["target"]


def _filtered(rates: Sequence[Rate]) -> list[Rate]:
    search = request.args.get("q", "").strip().casefold()
    district, short = request.args.get("district", ""), request.args.get("short") == "1" and may("surveys.invite")
    return [
        r
        for r in rates
        if (not search or search in f"{r['code']} {r['name_ko']} {r['name_en']}".casefold())
        and (not district or r["district"] == district)
        and (not short or _is_short(r))
    ]


def _sorted(rates: Sequence[Rate]) -> list[Rate]:
    asked = request.args.get("sort", "-responses")
    key = SORTS.get(asked.lstrip("-"), SORTS["responses"])
    return sorted(rates, key=key, reverse=asked.startswith("-"))  # type: ignore[arg-type]


@bp.get("/surveys/<survey_id>/rates.<any(csv, xlsx):kind>")
@permit("surveys.view")
def rates(survey_id: str, kind: str) -> ResponseReturnValue:
    survey = survey_asked(survey_id)
    found = _sorted(_filtered(_progress(survey_id).rates))
    collecting = may("surveys.invite")
    titles, table = result_tables.rates_table(found, collecting=collecting)
    if collecting:
        asked = store.invited(get_db(), survey_id, signing_in.my_scope())
        titles += [_("알림이나 개인 링크를 보낸 기업"), _("그 가운데 응답"), _("응답률(%)")]
        table = [[*line, *_rate(asked.get(r["id"]))] for r, line in zip(found, table, strict=True)]
    return table_response(kind, _("응답 현황 %(wave)s", wave=told_apart(survey)), titles, table)


def _rate(asked: sqlite3.Row | None) -> list[float | None]:
    """Firms invited, those that answered, and the response rate; no rate where nobody was invited."""
    if asked is None:
        return [0, 0, None]
    return [asked["invited"], asked["answered"], round(asked["answered"] / asked["invited"] * 100, 1)]


@bp.route("/surveys/<survey_id>/import", methods=["GET", "POST"], endpoint="import")
@permit("surveys.manage")
def import_returns(survey_id: str) -> ResponseReturnValue:
    survey = survey_asked(survey_id)
    if signing_in.my_scope().area_ids is not None:
        abort(403)  # a file may hold any area: only who sees all of them may bring one
    if "matching" in request.form:
        return next_page(_target(survey))
    form = ResponsesForm()
    if form.validate_on_submit():
        with refused_at(form.file):
            data, name = bringing.plain(get_db(), form.file.data.read(), form.file.data.filename, survey)
            return brought(_target(survey), data, name, partial(_imported, survey))
    page = render_template("surveys/answering/import.html", survey=survey, form=form, columns=_explained(survey))
    return page, 422 if form.errors else 200


def _imported(survey: sqlite3.Row, data: bytes, file_name: str, mapping: Matched | None = None) -> ResponseReturnValue:
    done = bringing.bring(get_db(), data, file_name, survey=survey, person_id=current_user.id, mapping=mapping)
    waiting.forget(current_app.config["MOKSORI"].data, current_user.id)
    told = {"new": done.new, "old": done.unchanged}
    flash(_("새 응답 %(new)s건을 저장했습니다. 이미 있던 응답은 %(old)s건입니다.", **told), "done")
    return redirect(url_for("surveys.show", survey_id=survey["id"]))


def _target(survey: sqlite3.Row) -> Target:
    """Returns as something whose columns may be matched."""
    db, back = get_db(), url_for("surveys.import", survey_id=survey["id"])

    def trial(data: bytes, file_name: str, mapping: Matched) -> int:
        importing.import_responses(
            db, data, file_name, survey_id=survey["id"], person_id=current_user.id, mapping=mapping
        )
        return 0

    return Target(
        "responses",
        [(column, question.label.of(language()) if question else "") for column, question in _explained(survey)],
        trial,
        lambda data, name, mapping: _imported(survey, data, name, mapping),
        back=back,
        active="surveys",
        crumbs=[(url_for("surveys.index"), _("설문")), (back, _("응답 가져오기")), (None, _("열 맞추기"))],
    )


@bp.get("/surveys/<survey_id>/template.csv")
@permit("surveys.manage")
def import_template(survey_id: str) -> ResponseReturnValue:
    survey = survey_asked(survey_id)
    titles = [column.titles[0] for column, _question in _explained(survey)]
    return table_response("csv", _("응답 양식 %(wave)s", wave=told_apart(survey)), titles, [])


def _explained(survey: sqlite3.Row) -> list[tuple[Column, Any]]:
    questionnaire = questionnaire_of(survey["definition"])
    return [
        (column, questionnaire.question(column.name.removeprefix("answer ")))
        for column in importing.columns(questionnaire)
    ]


@bp.get("/areas/<area_id>/surveys")
@permit("surveys.view")
def area(area_id: str) -> ResponseReturnValue:
    db = get_db()
    signing_in.require_area(area_id)
    found = store.find_area(db, area_id) or abort(404)
    current = rounds.current()
    surveys = store.surveys_of_round(db, current["id"]) if current else []
    asked = request.args.get("survey", "")
    survey = next((s for s in surveys if s["id"] == asked), surveys[0] if surveys else None)
    return render_template("surveys/area.html", area=found, surveys=surveys, survey=survey, **_of_area(survey, area_id))


def _of_area(survey: sqlite3.Row | None, area_id: str) -> dict[str, object]:
    if survey is None:
        return {}
    scope = signing_in.my_scope()
    texts = (
        response_store.open_answers(get_db(), survey["id"], scope, area_id=area_id) if may("surveys.texts") else None
    )
    # none where the survey does not ask in this area
    rate = next((r for r in _progress(survey["id"]).rates if r["id"] == area_id), None)
    return {
        "results": summarizing.results_of(get_db(), survey, scope, area_id=area_id, whole=reads_whole()),
        "rate": rate,
        "charting": charting,
        "texts": texts,
        "words": question_words(survey),
    }
