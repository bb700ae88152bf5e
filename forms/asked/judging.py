"""What the rules say of what was answered: which answers count, what is calculated, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

from forms.asked.page import plain
from forms.keys import base
from forms.logic import evaluate
from forms.messages import say
from forms.questions import TYPES
from forms.questions.question import Question, Value

if TYPE_CHECKING:
    from forms.questionnaire import Questionnaire

# A day of the form is a day in Korea, wherever the server stands.
SEOUL = timezone(timedelta(hours=9))


@dataclass(frozen=True)
class Judged:
    """What the rules say.

    Attributes
    ----------
    answers : dict
        Stored values by key: given and calculated, of what is relevant.
    wrong : dict of str to str
        A sentence by key.
    relevant : frozenset of str
        Keys of the questions and sections that are asked.
    counts : dict of str to int
        Instances of each repeat.
    """

    answers: dict[str, Value]
    wrong: dict[str, str]
    relevant: frozenset[str]
    counts: dict[str, int]


def here(now: str | None = None) -> str:
    """The moment an answer is given, as a clock in Korea shows it."""
    return now or datetime.now(UTC).astimezone(SEOUL).strftime("%Y-%m-%dT%H:%M:%S")


def judge(questionnaire: Questionnaire, lang: str, given: Mapping[str, Any], *, now: str | None = None) -> Judged:
    """Run the rules over sound answers; one that is "" was left blank, and no default stands in for it any more."""
    moment = here(now)
    state = evaluate(questionnaire.model, {**given, **_metadata(questionnaire, given, moment)}, now=moment, lang=lang)
    said = {key: _sentence(questionnaire, key, why, lang) for key, why in state.wrong.items()}
    wrong = {key: plain(questionnaire, lang, state.answers, text, key) for key, text in said.items()}
    return Judged(state.answers, wrong, state.relevant, state.counts)


def started(questionnaire: Questionnaire, lang: str, *, now: str | None = None) -> dict[str, Any]:
    """What stands in the form before anybody answers: defaults, and what is calculated from them."""
    return dict(evaluate(questionnaire.model, {}, now=here(now), lang=lang).answers) if questionnaire.ruled else {}


def _metadata(questionnaire: Questionnaire, given: Mapping[str, Any], moment: str) -> dict[str, Any]:
    """When answering began, as the page says; when it ended and which day it is, as the clock here says."""
    says = {"end": moment[:16], "today": moment[:10]}
    asked = [each for each in questionnaire.questions if each.metadata]
    return {each.id: given.get(each.id) or says[each.metadata] for each in asked if each.metadata in says}


def _sentence(questionnaire: Questionnaire, key: str, why: str, lang: str) -> str:
    question = questionnaire.question(base(key))
    if question is None:
        return say("no_answer", lang)
    told = {"required": _required, "constraint": _constraint}.get(why)
    return told(question, lang) if told else say("no_choice" if why == "choice" else "no_answer", lang)


def _required(question: Question, lang: str) -> str:
    return TYPES[question.type].needed(question, lang)


def _constraint(question: Question, lang: str) -> str:
    return TYPES[question.type].sentences(question, lang)["constraint"]
