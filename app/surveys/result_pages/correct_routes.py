"""Pages of corrections: one return's closed answers to be corrected, and what was corrected in a survey."""

from __future__ import annotations

import sqlite3
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from wtforms import Field

from app.accounts import signing_in
from app.accounts.permissions import permit
from app.db import get_db
from app.errors import BadInput, Conflict
from app.surveys.answering import response_store
from app.surveys.answering.receipts import receipt_typed
from app.surveys.asking import store
from app.surveys.asking.asked import survey_asked
from app.surveys.asking.definitions import questionnaire_of
from app.surveys.blueprint import bp
from app.surveys.correcting import correction_store
from app.surveys.correcting.correcting import correct, may_be_corrected
from app.surveys.correcting.wording import Line, answered_lines, corrected_lines
from app.words.i18n import language
from app.words.labels import choices
from forms.asked.building import form_of
from forms.keys import base
from forms.questionnaire import Questionnaire, QuestionnaireForm
from forms.questions import TYPES
from forms.surveys import CorrectionForm


@bp.get("/surveys/<survey_id>/corrections")
@permit("surveys.correct")
def corrections(survey_id: str) -> ResponseReturnValue:
    """What was corrected in a survey, and the door to correct another return."""
    survey, db, scope = survey_asked(survey_id), get_db(), signing_in.my_scope()
    typed = request.args.get("receipt", "")
    found = response_store.response_of_receipt(db, survey_id, receipt_typed(typed)) if typed.strip() else None
    if found and correction_store.return_in(db, found["id"], scope):
        return redirect(url_for("surveys.correct_return", response_id=found["id"]))
    lines = corrected_lines(db, correction_store.corrections_of_survey(db, survey_id, scope))
    page = render_template("surveys/correcting/list.html", survey=survey, lines=lines, typed=typed)
    return page, 404 if typed.strip() else 200


@bp.route("/surveys/responses/<response_id>/correct", methods=["GET", "POST"])
@permit("surveys.correct")
def correct_return(response_id: str) -> ResponseReturnValue:
    """One return's closed answers; one of them, chosen in the address, with its own field."""
    db, scope = get_db(), signing_in.my_scope()
    found = correction_store.return_in(db, response_id, scope) or abort(404)
    form = CorrectionForm(key=request.args.get("question", ""))
    form.reason.choices = choices("correction_reason")
    problems: list[Any] = []
    if form.validate_on_submit():
        try:
            changed = correct(
                db,
                response_id,
                form.key.data or "",
                _given(form.key.data or ""),
                reason=form.reason.data,
                note=form.note.data or "",
                scope=scope,
                person_id=current_user.id,
            )
        except BadInput as error:
            problems = list(error.problems)
        except Conflict as error:
            flash(str(error), "careful")
        else:
            flash(_("고쳤습니다. 바뀐 답 %(n)s개, 앞의 값은 남아 있습니다.", n=len(changed)), "done")
            return redirect(url_for("surveys.correct_return", response_id=response_id), 303)
    return _page(found, form, problems), 422 if problems or form.errors else 200


def _given(key: str) -> str | list[str]:
    """What the page's field of the answer sent; several choices come as several values."""
    sent = request.form.getlist(key)
    return sent if len(sent) > 1 else (sent[0] if sent else "")


def _page(found: sqlite3.Row, form: CorrectionForm, problems: list[Any]) -> str:
    db, questionnaire = get_db(), questionnaire_of(found["definition"])
    stored = response_store.answers_of_response(db, found["id"])
    lines: list[Line] = answered_lines(questionnaire, stored)
    key = form.key.data or ""
    question = questionnaire.question(base(key)) if key else None
    chosen = question if question and may_be_corrected(question) else None
    whole, answer = _asked(questionnaire, key, stored) if chosen else (None, None)
    return render_template(
        "surveys/correcting/return.html",
        found=found,
        survey=store.find_survey(db, found["survey_id"]),
        lines=lines,
        form=form,
        chosen=chosen,
        chosen_key=key,
        whole=whole,
        answer=answer,
        problems=problems,
        history=corrected_lines(db, correction_store.corrections_of_return(db, found["id"])),
    )


def _asked(questionnaire: Questionnaire, key: str, stored: dict[str, Any]) -> tuple[QuestionnaireForm, Field]:
    """The whole form as it stands, and the answer's own field, holding what was sent or else what stands."""
    sent: MultiDict[str, str] = MultiDict()
    for each, value in stored.items():
        question = questionnaire.question(base(each))
        sent.setlist(each, TYPES[question.type].sent(value) if question else [str(value)])
    if request.method == "POST":
        sent.setlist(key, request.form.getlist(key))
    form = form_of(questionnaire, language(), sent)
    return form, form[key]
