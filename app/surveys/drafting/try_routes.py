"""Trying a survey's own form: what is sent is stored as any return is, marked as a try, and counted nowhere."""

from __future__ import annotations

import sqlite3

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import signing_in
from app.accounts.permissions import permit
from app.db import get_db
from app.ids import is_id
from app.surveys.answering import filling, response_store
from app.surveys.answering.filling import Filling
from app.surveys.answering.responding import Return, accept
from app.surveys.asking import store
from app.surveys.asking.asked import question_words, survey_asked
from app.surveys.asking.definitions import questionnaire_of
from app.surveys.blueprint import bp
from app.words.i18n import language
from forms.keys import base
from forms.questions import TYPES


@bp.route("/surveys/<survey_id>/try", methods=["GET", "POST"], endpoint="try_form")
@permit("surveys.manage")
def try_form(survey_id: str) -> ResponseReturnValue:
    """The form, and what was tried so far."""
    survey = survey_asked(survey_id)
    if request.method == "GET":
        return _page(survey, filling.blank(survey))
    if filling.SWITCH in request.form:
        return _page(survey, filling.switched(survey, request.form))
    filled = filling.sent(survey, request.form)
    if filled.wrong:
        return _page(survey, filled), 422
    area = next(iter(store.areas_in(get_db(), signing_in.my_scope())), None) or abort(404)
    told = {"channel": "online", "researcher_id": current_user.id, "test": True}
    accept(get_db(), survey, Return(filled.response_id, area["id"], filled.cells(request.form), **told))
    flash(_("시험 응답을 저장했습니다. 어느 집계에도 들어가지 않습니다."), "done")
    return redirect(url_for("surveys.try_form", survey_id=survey_id, seen=filled.response_id), 303)


def _page(survey: sqlite3.Row, filled: Filling) -> str:
    tries = response_store.tries(get_db(), survey["id"])
    seen = request.args.get("seen", "")
    shown = _words(survey, seen) if is_id(seen) and any(each["id"] == seen for each in tries) else None
    return render_template("surveys/drafting/try.html", survey=survey, filled=filled, tries=tries, shown=shown)


def _words(survey: sqlite3.Row, response_id: str) -> list[tuple[str, str]]:
    """What a try said, in words, question by question."""
    questionnaire, labels = questionnaire_of(survey["definition"]), question_words(survey)
    found = []
    for key, value in response_store.answers_of_response(get_db(), response_id).items():
        question = questionnaire.question(base(key))
        if question and question.type != "consent":
            found.append((labels.get(key) or key, TYPES[question.type].as_text(value, question, language())))
    return found
