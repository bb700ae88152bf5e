"""The form a respondent or a researcher fills in: blank, or as sent with its errors. Stores nothing."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from flask import abort, has_request_context, request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.config import LANGUAGES
from app.ids import is_id, new_id
from app.personal import refusing
from app.surveys.answering.responding import Cells
from app.surveys.asking.definitions import questionnaire_of
from app.words.i18n import language, speak
from forms.asked.building import build_form, filled_with, form_of
from forms.asked.counting import counts_in
from forms.asked.judging import started
from forms.asked.layout import asked
from forms.asked.page import where
from forms.keys import base
from forms.questionnaire import Questionnaire, QuestionnaireForm
from forms.questions import TYPES

# Bounds what a stranger can store as a firm's name. Chosen, not measured.
LONGEST_NAME = 100
SIZES = ("micro", "small", "medium", "large")
# A dash cannot stand in a question's id, so these never collide with a question.
ID_FIELD, NAME_FIELD, SWITCH = "response-id", "firm-name", "switch-to"
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
    # What stands in a form nobody has touched, as JSON; None for any other form.
    untouched: str | None = None

    @property
    def wrong(self) -> bool:
        judged = self.form.judged
        return bool(self.form.errors or self.name_error or self.said_errors or (judged and judged.wrong))

    @property
    def faults(self) -> list[tuple[str, str, str]]:
        """Everything wrong, in the order of the page: the place to jump to, the question's words, what is wrong."""
        said = {**(self.form.judged.wrong if self.form.judged else {}), **_first(self.form.errors)}
        order = {each.key: place for place, each in enumerate(self.form.asked)}
        keys = sorted(said, key=lambda key: order.get(key, len(order)))
        found = [(f"field-{key}", where(self.form, key), said[key]) for key in keys]
        first = {each.key for step in self.form.steps[:1] for each in asked(step.nodes)}
        before = sum(key in first for key in keys)
        words = {NAME_FIELD: _("기업 이름"), INDUSTRY_FIELD: _("업종"), SIZE_FIELD: _("기업 규모")}
        beside = {**({NAME_FIELD: self.name_error} if self.name_error else {}), **self.said_errors}
        of_firm = [(f"field-{name}", words[name], error) for name, error in beside.items()]
        # What a firm says of itself stands beneath the first step.
        return [*found[:before], *of_firm, *found[before:]]

    def cells(self, sent: MultiDict[str, str]) -> Cells:
        """What was sent, by the key of the answer; how many instances each repeat has, by its own."""
        given = {each.key: sent.getlist(each.key) for each in self.form.asked}
        return {**given, **{key: [str(many)] for key, many in self.form.counts}}


def _first(errors: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {key: str(said[0]) for key, said in errors.items() if key and said}


def blank(survey: sqlite3.Row) -> Filling:
    """An empty form with a new id: what is sent under it, however often, is one return. Defaults stand in it."""
    questionnaire = questionnaire_of(survey["definition"])
    lang = language_of(questionnaire)
    given = json.dumps(started(questionnaire, lang), sort_keys=True)
    return Filling(_untouched(questionnaire, lang, given), new_id(), untouched=given)


@lru_cache(maxsize=32)
def _untouched(questionnaire: Questionnaire, lang: str, given: str) -> QuestionnaireForm:
    """The form with what stands in it before anybody answers: only read, so that all who open it share it."""
    return filled_with(questionnaire, lang, json.loads(given))


def sent(
    survey: sqlite3.Row,
    data: MultiDict[str, str],
    *,
    industries: Collection[str] | None = None,
    amiss: Mapping[str, str] | None = None,
) -> Filling:
    """The form as it was sent, checked. An id that is none ends the request: no page of ours sends it.

    `industries`: the codes one of which a firm on no list has to say, with its size; None where that is not asked.
    `amiss`: what was wrong with files that came with it, by key.
    """
    response_id = data.get(ID_FIELD, "")
    if not is_id(response_id):
        abort(400)
    questionnaire = questionnaire_of(survey["definition"])
    # The token of the link, or the page's own token checked for every request, guards it already.
    form = form_of(questionnaire, language_of(questionnaire), data)
    for key, message in (amiss or {}).items():
        form[key].errors = [message]
    for each in form:
        if not each.errors and questionnaire.in_own_words(each.name) and refusing.holds_resident_number(each.data):
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


def switched(survey: sqlite3.Row, data: MultiDict[str, str]) -> Filling:
    """The form as it was sent, unchecked, in the other language that was pressed: nothing typed is lost without script."""
    if data[SWITCH] in LANGUAGES:
        speak(data[SWITCH])
    questionnaire = questionnaire_of(survey["definition"])
    counts = tuple(sorted(counts_in(questionnaire, data).items()))
    form = build_form(questionnaire, language_of(questionnaire), counts)(formdata=data, meta={"csrf": False})
    industry, size = data.get(INDUSTRY_FIELD, ""), data.get(SIZE_FIELD, "")
    return Filling(form, data.get(ID_FIELD, ""), data.get(NAME_FIELD, ""), industry=industry, size=size)


def _wrong_name(name: str) -> str:
    if len(name) > LONGEST_NAME:
        return _("%(most)s자 이하로 적어 주십시오.", most=LONGEST_NAME)
    return refusing.message() if refusing.holds_resident_number(name) else ""


def language_of(questionnaire: Questionnaire) -> str:
    """The language a form is shown in: the one asked for, the page's, or the questionnaire's first."""
    wanted: list[str | None] = [language()]
    if has_request_context():
        wanted = [request.form.get(SWITCH), request.args.get("lang"), request.form.get("form-lang"), *wanted]
    return next((each for each in wanted if each in questionnaire.languages), questionnaire.languages[0])


def again(survey: sqlite3.Row, stored: dict[str, object]) -> Filling:
    """A new return that starts from stored answers; the consent is asked anew."""
    questionnaire = questionnaire_of(survey["definition"])
    consents = {question.id for question in questionnaire.questions if question.type == "consent"}
    kept = {key: value for key, value in stored.items() if key not in consents}
    return Filling(filled_with(questionnaire, language_of(questionnaire), kept), new_id())


def given(filling: Filling) -> list[tuple[str, str]]:
    """Question and answer, in words, of everything that was filled in; what is wrong stands as it was typed."""
    found = []
    for each in filling.form.asked:
        field, kind = filling.form[each.key], TYPES[each.question.type]
        if field.errors:
            words = ", ".join(map(str, field.raw_data or ()))
        else:
            words = kind.as_text(kind.stored(field.data), each.question, filling.form.lang)
        if words and each.question.type != "consent":
            found.append((where(filling.form, each.key), words))
    return found


@dataclass(frozen=True)
class Difference:
    """A question to which two sendings of one return gave different answers, in words."""

    question: str
    stored: str
    sent: str


def differences(filling: Filling, stored: dict[str, object]) -> list[Difference]:
    """Where what was sent differs from what is stored."""
    form, answers, found = filling.form, filling.form.answers(), []
    for key in dict.fromkeys([*(each.key for each in form.asked), *stored]):
        question, before, after = form.questionnaire.question(base(key)), stored.get(key), answers.get(key)
        if question and before != after:
            words = [TYPES[question.type].as_text(value, question, form.lang) or "–" for value in (before, after)]  # type: ignore[arg-type]
            found.append(Difference(where(form, key), *words))
    return found
