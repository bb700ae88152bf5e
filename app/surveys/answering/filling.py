"""The form a respondent or a researcher fills in: blank, or as sent with its errors. Stores nothing."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from flask import abort
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.ids import is_id, new_id
from app.personal import refusing
from app.surveys.answering.responding import Cells
from app.surveys.asking.definitions import questionnaire_of
from app.words.i18n import language
from forms.questionnaire import QuestionnaireForm, build_form
from forms.questions import TYPES

# Bounds what a stranger can store as a firm's name. Chosen, not measured.
LONGEST_NAME = 100
SIZES = ("micro", "small", "medium", "large")
# A dash cannot stand in a question's id, so these never collide with a question.
ID_FIELD, NAME_FIELD = "response-id", "firm-name"
INDUSTRY_FIELD, SIZE_FIELD = "firm-industry", "firm-size"


@dataclass(frozen=True)
class Filling:
    """A form with the id of the return it is to become, and what was typed as the firm's name."""

    form: QuestionnaireForm
    response_id: str
    name: str = ""
    name_error: str = ""
    industry: str = ""
    size: str = ""
    # What is wrong with what a firm on no list says of itself, by the name of its field.
    said_errors: Mapping[str, str] = field(default_factory=dict)

    @property
    def wrong(self) -> bool:
        return bool(self.form.errors or self.name_error or self.said_errors)

    def cells(self, sent: MultiDict[str, str]) -> Cells:
        """What was sent, by question id."""
        return {question.id: sent.getlist(question.id) for question in self.form.questionnaire.questions}


def blank(survey: sqlite3.Row) -> Filling:
    """An empty form with a new id: what is sent under it, however often, is one return."""
    return Filling(_form(survey, None), new_id())


def sent(survey: sqlite3.Row, data: MultiDict[str, str], *, industries: Collection[str] | None = None) -> Filling:
    """The form as it was sent, checked. An id that is none ends the request: no page of ours sends it.

    `industries`: the codes one of which a firm on no list has to say, with its size; None where that is not asked.
    """
    response_id = data.get(ID_FIELD, "")
    if not is_id(response_id):
        abort(400)
    form = _form(survey, data)
    form.validate()
    for each in form:
        if not each.errors and refusing.holds_resident_number(each.data):
            each.errors = [refusing.message()]
    name = " ".join(unicodedata.normalize("NFC", data.get(NAME_FIELD, "")).split())
    said = {INDUSTRY_FIELD: data.get(INDUSTRY_FIELD, ""), SIZE_FIELD: data.get(SIZE_FIELD, "")}
    wrong = {} if industries is None else _wrong_said(said, industries)
    if said[INDUSTRY_FIELD] not in (industries or ()):
        said[INDUSTRY_FIELD] = ""  # no word of the register: there is none to point at
    return Filling(form, response_id, name, _wrong_name(name), said[INDUSTRY_FIELD], said[SIZE_FIELD], wrong)


def _wrong_said(said: Mapping[str, str], industries: Collection[str]) -> dict[str, str]:
    wrong = {}
    if industries and said[INDUSTRY_FIELD] not in industries:
        wrong[INDUSTRY_FIELD] = _("업종을 골라 주십시오.")
    if said[SIZE_FIELD] not in SIZES:
        wrong[SIZE_FIELD] = _("규모를 골라 주십시오.")
    return wrong


def _wrong_name(name: str) -> str:
    if len(name) > LONGEST_NAME:
        return _("%(most)s자 이하로 적어 주십시오.", most=LONGEST_NAME)
    return refusing.message() if refusing.holds_resident_number(name) else ""


def _form(survey: sqlite3.Row, data: MultiDict[str, str] | None) -> QuestionnaireForm:
    # The token of the link, or the page's own token checked for every request, guards it already.
    return build_form(questionnaire_of(survey["definition"]), language())(formdata=data, meta={"csrf": False})


def again(survey: sqlite3.Row, stored: dict[str, object]) -> Filling:
    """A new return that starts from stored answers; the consent is asked anew."""
    answers = {id: value if isinstance(value, list | str) else str(value) for id, value in stored.items()}
    questionnaire = questionnaire_of(survey["definition"])
    consents = {question.id for question in questionnaire.questions if question.type == "consent"}
    kept = {id: value for id, value in answers.items() if id not in consents}
    return Filling(build_form(questionnaire, language())(formdata=None, data=kept, meta={"csrf": False}), new_id())


def given(filling: Filling) -> list[tuple[str, str]]:
    """Question and answer, in words, of everything that was filled in; what is wrong stands as it was typed."""
    found = []
    for question in filling.form.questionnaire.questions:
        field, kind = filling.form[question.id], TYPES[question.type]
        if field.errors:
            words = ", ".join(map(str, field.raw_data or ()))
        else:
            words = kind.as_text(kind.stored(field.data), question, language())
        if words and question.type != "consent":
            found.append((question.label.of(language()), words))
    return found


@dataclass(frozen=True)
class Difference:
    """A question to which two sendings of one return gave different answers, in words."""

    question: str
    stored: str
    sent: str


def differences(filling: Filling, stored: dict[str, object]) -> list[Difference]:
    """Where what was sent differs from what is stored."""
    answers = filling.form.answers()
    found = []
    for question in filling.form.questionnaire.questions:
        before, after = stored.get(question.id), answers.get(question.id)
        if before != after:
            kind = TYPES[question.type]
            words = [kind.as_text(value, question, language()) or "–" for value in (before, after)]  # type: ignore[arg-type]
            found.append(Difference(question.label.of(language()), *words))
    return found
