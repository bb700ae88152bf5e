"""The researcher's form on site: area, firm, the same questionnaire, the receipt, the next firm."""

from __future__ import annotations

import sqlite3

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import signing_in
from app.accounts.permissions import permit
from app.areas import choices
from app.areas.finding.finding import area_found
from app.db import get_db
from app.files.sender import Sender
from app.ids import is_id, new_id
from app.surveys.access import STATUS, stored_answers
from app.surveys.answering import filling, response_store
from app.surveys.answering.attaching import taken
from app.surveys.answering.filling import Filling
from app.surveys.answering.responding import NotOpen, OtherContent, Return, accept, refuse_if_not_open
from app.surveys.asking import store
from app.surveys.asking.definitions import questionnaire_of
from app.surveys.blueprint import bp

UNLISTED = "unlisted"


@bp.route("/surveys/<survey_id>/enter", methods=["GET", "POST"])
@permit("surveys.enter")
def enter(survey_id: str) -> ResponseReturnValue:
    survey = store.find_survey(get_db(), survey_id) or abort(404)
    try:
        refuse_if_not_open(get_db(), survey)
        area = _area()
        firm = _firm(area)
        if area is None or (firm is None and request.args.get("firm") != UNLISTED):
            return _choose(survey, area)
        if request.method == "POST":
            return _receive(survey, area, firm)
    except NotOpen as error:
        return _not_open(survey, error), STATUS[error.kind]
    return _page(survey, area, firm, _start(survey, firm))


def _not_open(survey: sqlite3.Row, error: NotOpen) -> str:
    """What was sent in vain is shown again, so that nothing typed is lost."""
    given = filling.given(filling.sent(survey, request.form)) if request.method == "POST" else None
    return render_template("surveys/answering/not_open.html", survey=survey, error=error, office_page=True, given=given)


def _start(survey: sqlite3.Row, firm: sqlite3.Row | None) -> Filling:
    """An empty form; a firm that has answered before starts from what it answered last."""
    before = response_store.response_of_firm(get_db(), survey["id"], firm["id"]) if firm else None
    return filling.again(survey, stored_answers(before["id"])) if before else filling.blank(survey)


def _area() -> sqlite3.Row | None:
    found = area_found("area")
    if found is None:
        mine = store.areas_in(get_db(), signing_in.my_scope())
        return mine[0] if len(mine) == 1 else None
    return found


def _firm(area: sqlite3.Row | None) -> sqlite3.Row | None:
    firm_id = request.args.get("firm", "")
    if area is None or firm_id in ("", UNLISTED):
        return None
    firm = store.find_firm(get_db(), firm_id)
    if firm is None or firm["area_id"] != area["id"]:
        abort(404)
    return firm


def _choose(survey: sqlite3.Row, area: sqlite3.Row | None) -> ResponseReturnValue:
    db, search = get_db(), request.args.get("q", "").strip()
    return render_template(
        "surveys/answering/choose.html",
        survey=survey,
        areas=store.areas_in(db, signing_in.my_scope()),
        area=area,
        firms=store.firms_to_visit(db, survey["id"], area["id"], search=search) if area else [],
        search=search,
    )


def _receive(survey: sqlite3.Row, area: sqlite3.Row, firm: sqlite3.Row | None) -> ResponseReturnValue:
    if filling.SWITCH in request.form:
        return _page(survey, area, firm, filling.switched(survey, request.form))
    asked = questionnaire_of(survey["definition"])
    given = taken(get_db(), asked, request.form, request.files, Sender(person_id=current_user.id))
    filled = filling.sent(
        survey, given.data, industries=None if firm else choices.industry_codes(get_db()), amiss=given.wrong
    )
    if filled.wrong:
        return _page(survey, area, firm, filled), 422
    incoming = Return(
        response_id=filled.response_id,
        area_id=area["id"],
        cells=filled.cells(given.data),
        channel="onsite",
        firm_id=firm["id"] if firm else None,
        name="" if firm else filled.name,
        researcher_id=current_user.id,
        checked=filled.form.answers(),
        industry=None if firm else filled.industry or None,
        size=None if firm else filled.size or None,
    )
    try:
        accepted = accept(get_db(), survey, incoming)
    except OtherContent as error:
        return _conflict(survey, area, firm, filled, error), 409
    return redirect(url_for("surveys.entered", survey_id=survey["id"], response_id=accepted.response_id), 303)


def _draft(survey: sqlite3.Row, area: sqlite3.Row, firm: sqlite3.Row | None) -> str:
    return f"{current_user.id}:{survey['id']}:{firm['id'] if firm else area['id']}"


def _page(survey: sqlite3.Row, area: sqlite3.Row, firm: sqlite3.Row | None, filled: Filling) -> str:
    return render_template(
        "surveys/answering/enter.html",
        survey=survey,
        area=area,
        firm=firm,
        filled=filled,
        draft=_draft(survey, area, firm),
        before=response_store.response_of_firm(get_db(), survey["id"], firm["id"]) if firm else None,
        **choices.of_a_firm(get_db()),
    )


def _conflict(
    survey: sqlite3.Row, area: sqlite3.Row, firm: sqlite3.Row | None, filled: Filling, error: OtherContent
) -> str:
    own = error.stored["researcher_id"] == current_user.id
    return render_template(
        "surveys/answering/conflict.html",
        action=request.full_path,
        draft=_draft(survey, area, firm),
        survey=survey,
        filled=filled,
        stored=error.stored if own else None,
        differences=filling.differences(filled, stored_answers(error.stored["id"])) if own else [],
        new_response_id=new_id(),
        public=False,
    )


@bp.get("/surveys/<survey_id>/entered/<response_id>")
@permit("surveys.enter")
def entered(survey_id: str, response_id: str) -> ResponseReturnValue:
    db = get_db()
    stored = response_store.find_response(db, response_id) if is_id(response_id) else None
    if stored is None or stored["survey_id"] != survey_id:
        abort(404)
    signing_in.require_area(stored["area_id"])
    firm = store.find_firm(db, stored["firm_id"]) if stored["firm_id"] else None
    area = store.find_area(db, stored["area_id"])
    return render_template(
        "surveys/answering/entered.html",
        survey=store.find_survey(db, survey_id),
        stored=stored,
        area=area,
        firm=firm,
        draft=_draft(store.find_survey(db, survey_id), area, firm),  # type: ignore[arg-type]
    )
