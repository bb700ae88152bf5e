"""Answers that come another way than by the page, checked by the very form: rows of a table, records of a laptop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from werkzeug.datastructures import MultiDict

from forms.asked.building import QuestionnaireForm, form_of
from forms.keys import base
from forms.messages import say
from forms.questions import TYPES
from forms.questions.question import Value

if TYPE_CHECKING:
    from forms.questionnaire import Questionnaire

Checked = tuple[dict[str, Value], dict[str, str]]


def check_answers(
    questionnaire: Questionnaire, cells: Mapping[str, str | Sequence[str]], *, lang: str = "ko", now: str | None = None
) -> Checked:
    """Check one row of an imported table by the very rules of the form.

    Parameters
    ----------
    questionnaire : Questionnaire
        Whose questions are answered.
    cells : mapping of str to str or list of str
        Cell by key; the choices of ``multiple`` separated by semicolons. Other keys are passed over.
    lang : str
        Language of the messages.
    now : str or None
        The moment of answering, ISO text; None is now.

    Returns
    -------
    answers : dict
        Stored values by key; empty if anything is wrong.
    wrong : dict of str to str
        First message by key.
    """
    sent: MultiDict[str, str] = MultiDict()
    for key, cell in cells.items():
        question = questionnaire.question(base(key))
        if question and isinstance(cell, str):
            sent.setlist(key, TYPES[question.type].from_cell(cell))
        else:
            sent.setlist(key, [cell] if isinstance(cell, str) else list(cell))
    return _told(form_of(questionnaire, lang, sent, now=now))


def check_typed(
    questionnaire: Questionnaire, answers: Mapping[str, Any], *, lang: str = "ko", now: str | None = None
) -> Checked:
    """Check answers that are JSON values already, as a laptop sends them.

    A value of the wrong kind, and one of a question that is not in this version, is named in `wrong`; one that is not
    relevant is left out.
    """
    sent: MultiDict[str, str] = MultiDict()
    wrong: dict[str, str] = {}
    for key, value in answers.items():
        if value in (None, "", []):
            continue
        if _sendable(questionnaire, key, value):
            question = questionnaire.question(base(key))
            sent.setlist(key, TYPES[question.type].sent(value) if question else [str(value)])
        else:
            wrong[key] = say("no_answer", lang)
    form = form_of(questionnaire, lang, sent, now=now)
    known = {each.key for each in form.asked} | set(dict(form.counts))
    wrong |= {key: say("no_answer", lang) for key in sent if key not in known and _asks(questionnaire, key)}
    found, amiss = _told(form)
    wrong |= {key: said for key, said in amiss.items() if key not in wrong}
    return ({}, wrong) if wrong else (found, {})


def _sendable(questionnaire: Questionnaire, key: str, value: object) -> bool:
    """Whether the value is of a kind this question stores; a repeat's own answer is how many instances it has."""
    question = questionnaire.question(base(key))
    if question is None:
        return bool(questionnaire.most_of(base(key))) and isinstance(value, int) and not isinstance(value, bool)
    kinds = TYPES[question.type].holds
    if isinstance(value, bool) and bool not in kinds:
        return False
    return isinstance(value, kinds) and (not isinstance(value, list) or all(isinstance(each, str) for each in value))


def _asks(questionnaire: Questionnaire, key: str) -> bool:
    question = questionnaire.question(base(key))
    return question is not None and TYPES[question.type].has_field(question)


def _told(form: QuestionnaireForm) -> Checked:
    wrong = {key: str(messages[0]) for key, messages in form.errors.items() if key and messages}
    wrong = {**(form.judged.wrong if form.judged else {}), **wrong}
    return ({}, wrong) if wrong else (form.answers(), {})
