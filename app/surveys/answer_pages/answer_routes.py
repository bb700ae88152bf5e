"""The respondent's pages: a link, a form, a receipt; no account and no cookie is needed."""

from __future__ import annotations

import sqlite3

from flask import abort, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from app.accounts.limiting import limiter
from app.accounts.permissions import public
from app.areas import choices
from app.db import get_db
from app.files.sender import Sender
from app.ids import is_id, new_id
from app.surveys.access import STATUS, stored_answers
from app.surveys.answering import filling, inviting, rendering, response_store
from app.surveys.answering.attaching import Given, taken
from app.surveys.answering.filling import Filling
from app.surveys.answering.links import token_within
from app.surveys.answering.responding import NotOpen, OtherContent, Return, accept, refuse_if_not_open
from app.surveys.asking import store
from app.surveys.asking.definitions import questionnaire_of
from app.surveys.blueprint import bp
from app.surveys.reaching import beginning
from app.surveys.sealed import ending_store


@bp.app_context_processor
def _once() -> dict[str, object]:
    """Every page that shows a form renders it once a process while nobody has touched it."""
    return {"once": rendering.once}


@bp.route("/s/<token>", methods=["GET", "POST"], strict_slashes=False)
@public
# By address. Chosen, not measured: lower locks out firms that share one; a link's 128 bits are not guessed anyway.
@limiter.limit("60/minute;1000/hour", methods=["POST"])
@limiter.limit("240/minute", methods=["GET"])
def answer(token: str) -> ResponseReturnValue:
    link = inviting.invitation_of(get_db(), token)
    if link is None:
        return _damaged(token)
    survey = store.find_survey(get_db(), link["survey_id"]) or abort(404)
    try:
        if request.method == "POST":
            return _receive(token, link, survey)
        refuse_if_not_open(get_db(), survey, link["id"])
    except NotOpen as error:
        return _not_open(token, link, survey, error), STATUS[error.kind]
    return _page(token, link, survey, filling.blank(survey))


def _damaged(token: str) -> ResponseReturnValue:
    """An address that a message cut or to which it stuck something; one that is whole inside leads on."""
    inside = token_within(token)
    if inside and inviting.invitation_of(get_db(), inside):
        return redirect(url_for("surveys.answer", token=inside))
    return render_template("surveys/answering/damaged.html"), 404


def _not_open(token: str, link: sqlite3.Row, survey: sqlite3.Row, error: NotOpen) -> str:
    """What was sent in vain is shown again, so that nothing typed is lost."""
    given = filling.given(filling.sent(survey, request.form)) if request.method == "POST" else None
    return render_template(
        "surveys/answering/not_open.html", token=token, survey=survey, link=link, error=error, given=given
    )


def _receive(token: str, link: sqlite3.Row, survey: sqlite3.Row) -> ResponseReturnValue:
    if filling.SWITCH in request.form:
        return _page(token, link, survey, filling.switched(survey, request.form))
    given = _given(survey, link)
    industries = None if link["firm_id"] else choices.industry_codes(get_db())
    filled = filling.sent(survey, given.data, industries=industries, amiss=given.wrong)
    if filled.wrong:
        refuse_if_not_open(get_db(), survey, link["id"])
        return _page(token, link, survey, filled), 422
    incoming = Return(
        response_id=filled.response_id,
        area_id=link["area_id"],
        cells=filled.cells(given.data),
        channel="online",
        firm_id=link["firm_id"],
        name="" if link["firm_id"] else filled.name,
        invitation_id=link["id"],
        checked=filled.form.answers(),
        industry=None if link["firm_id"] else filled.industry or None,
        size=None if link["firm_id"] else filled.size or None,
    )
    try:
        accepted = accept(get_db(), survey, incoming)
    except OtherContent as error:
        return _conflict(token, link, survey, filled, error), 409
    beginning.sent(get_db(), link, request.form.get("begun-code"))
    return redirect(url_for("surveys.receipt", token=token, response_id=accepted.response_id), 303)


def _page(token: str, link: sqlite3.Row, survey: sqlite3.Row, filled: Filling) -> str:
    return render_template(
        "surveys/answering/answer.html",
        token=token,
        link=link,
        survey=survey,
        filled=filled,
        **choices.of_a_firm(get_db()),
    )


def _given(survey: sqlite3.Row, link: sqlite3.Row) -> Given:
    asked = questionnaire_of(survey["definition"])
    return taken(get_db(), asked, request.form, request.files, Sender(invitation_id=link["id"]))


def _conflict(token: str, link: sqlite3.Row, survey: sqlite3.Row, filled: Filling, error: OtherContent) -> str:
    own = error.stored["invitation_id"] == link["id"]
    return render_template(
        "surveys/answering/conflict.html",
        action=None if link["firm_id"] else url_for("surveys.answer", token=token),
        draft=link["id"],
        survey=survey,
        filled=filled,
        stored=error.stored if own else None,
        differences=filling.differences(filled, stored_answers(error.stored["id"])) if own else [],
        new_response_id=new_id(),
        public=True,
    )


@bp.get("/s/<token>/receipt/<response_id>")
@public
@limiter.limit("240/minute")
def receipt(token: str, response_id: str) -> ResponseReturnValue:
    link = inviting.invitation_of(get_db(), token) or abort(404)
    stored = response_store.find_response(get_db(), response_id) if is_id(response_id) else None
    if stored and ending_store.has_ended(get_db(), response_id):
        asked = store.find_survey(get_db(), link["survey_id"]) or abort(404)
        return _not_open(token, link, asked, NotOpen("ended")), STATUS["ended"]
    if stored is None or stored["invitation_id"] != link["id"]:
        abort(404)
    survey = store.find_survey(get_db(), link["survey_id"])
    return render_template("surveys/answering/receipt.html", token=token, link=link, survey=survey, stored=stored)


def _exempt(state: BlueprintSetupState) -> None:
    """The link's token is the authority here; a phone that slept all night must still be able to send."""
    state.app.extensions["csrf"].exempt(f"{__name__}.answer")


bp.record(_exempt)
