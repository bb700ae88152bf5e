"""A return's answers and what was corrected in it, in words."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.surveys.asking import store
from app.surveys.asking.definitions import questionnaire_of
from app.surveys.correcting.correcting import may_be_corrected
from app.words.formats import MISSING
from app.words.i18n import language
from forms.keys import base
from forms.questionnaire import Questionnaire
from forms.questions import TYPES


@dataclass(frozen=True)
class Line:
    """One closed answer: its key, the question, and what stands, in words."""

    key: str
    question: str
    answer: str


@dataclass(frozen=True)
class CorrectedLine:
    """One correction in words, with the row it is from."""

    row: sqlite3.Row
    question: str
    before: str
    value: str


def told(questionnaire: Questionnaire, key: str, value: Any) -> str:
    """A stored value in words; a dash where there is none."""
    question = questionnaire.question(base(key))
    if value is None or question is None:
        return MISSING if value is None else str(value)
    return TYPES[question.type].as_text(value, question, language()) or MISSING


def asked(questionnaire: Questionnaire, key: str) -> str:
    """The question of a key in words; inside a repeat with its place."""
    question = questionnaire.question(base(key))
    word = question.label.of(language()) if question else base(key)
    place = key.partition("[")[2].rstrip("]")
    return _("%(question)s (%(place)s번째)", question=word, place=place) if place else word


def answered_lines(questionnaire: Questionnaire, stored: Mapping[str, Any]) -> list[Line]:
    """Every closed question of a return with its answer, in the order asked; of repeats each place that was filled."""
    keys = [
        key
        for question in questionnaire.questions
        if may_be_corrected(question)
        for key in sorted(k for k in stored if base(k) == question.id) or [question.id]
    ]
    return [Line(key, asked(questionnaire, key), told(questionnaire, key, stored.get(key))) for key in keys]


def corrected_lines(db: Database, corrections: Sequence[sqlite3.Row]) -> list[CorrectedLine]:
    """Corrections in words, each by the version its return was given with."""
    versions: dict[str, Questionnaire] = {}
    found = []
    for each in corrections:
        if each["version_id"] not in versions:
            version = store.find_version(db, each["version_id"])
            assert version is not None
            versions[each["version_id"]] = questionnaire_of(version["definition"])
        questionnaire, key = versions[each["version_id"]], each["question_id"]
        words = (told(questionnaire, key, json.loads(each[column])) for column in ("before", "value"))
        found.append(CorrectedLine(each, asked(questionnaire, key), *words))
    return found
