"""The differences of a sheet in words: the question, what either keyed, and what else may be picked."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.areas import choices
from app.field.paper.comparing import FIRM, INDUSTRY, NAME, ON, SIDES, SIZE, UNUSABLE
from app.field.paper.deciding import Differing
from app.surveys.asking import store as surveys
from app.surveys.asking.definitions import questionnaire_of
from app.words.formats import day
from app.words.i18n import language
from app.words.labels import label
from forms.keys import base, place
from forms.questionnaire import Questionnaire
from forms.questions import TYPES, Question

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Line:
    """One difference.

    Attributes
    ----------
    offered : tuple of (value, words) or None
        What else may stand on the sheet, to pick from; none: nothing else; None: it is typed, as an import has it.
    whole : tuple
        All that either keyed, where only one could use the sheet: a third look sees it before it takes it.
    hint : str
        How it is typed, where several choices may be: their codes and words.
    """

    key: str
    word: str
    first: str
    second: str
    offered: Pairs | None
    whole: tuple[Pairs, ...] = ()
    hint: str = ""


def lines(db: Database, stack: sqlite3.Row, waits: Differing) -> list[Line]:
    """The differences of a sheet, in the order of the first keying."""
    survey = surveys.find_survey(db, stack["survey_id"])
    assert survey is not None
    firms = {f["id"]: f"{f['code']} {f['name']}" for f in surveys.firms_of_area(db, stack["area_id"])}
    teller = _Teller(questionnaire_of(survey["definition"]), firms, tuple(choices.industries(db)))
    return [teller.line(key, *(waits.values(side) for side in SIDES)) for key in waits.keys]


@dataclass(frozen=True)
class _Teller:
    questionnaire: Questionnaire
    firms: Mapping[str, str]
    industries: Pairs

    def line(self, key: str, first: Mapping[str, Any], second: Mapping[str, Any]) -> Line:
        whole = (self._all(first), self._all(second)) if key == UNUSABLE else ()
        said = (self._said(key, first), self._said(key, second))
        return Line(key, self._word(key), *said, self._offered(key), whole, self._hint(key))

    def _question(self, key: str) -> Question | None:
        return self.questionnaire.question(base(key))

    def _word(self, key: str) -> str:
        beside = {FIRM: _("기업"), NAME: _("기업 이름"), INDUSTRY: _("업종"), SIZE: _("기업 규모"), ON: _("적은 날")}
        question = self._question(key)
        if key == UNUSABLE:
            return _("쓸 수 없는 종이")
        asked = question.label.of(language()) if question else beside.get(key, key)
        inside = ".".join(map(str, place(key)))
        return f"{asked} ({inside})" if inside else asked

    def _said(self, key: str, values: Mapping[str, Any]) -> str:
        value = values.get(key)
        if key == UNUSABLE:
            return label(value, "paper_unusable") if value else _("쓸 수 있음")
        if value in (None, "", []):
            return _("명부에 없는 기업") if key == FIRM else _("비어 있음")
        if key == FIRM:
            return self.firms.get(str(value), str(value))
        if key == ON:
            return day(value)
        if key in (INDUSTRY, SIZE):
            return dict(self._offered(key) or ()).get(str(value), str(value))
        question = self._question(key)
        return TYPES[question.type].as_text(value, question, language()) if question else str(value)

    def _all(self, values: Mapping[str, Any]) -> Pairs:
        return tuple((self._word(key), self._said(key, values)) for key in values if key != UNUSABLE)

    def _hint(self, key: str) -> str:
        question = self._question(key)
        if question is None or not question.choices or self._offered(key) is not None:
            return ""
        codes = ", ".join(f"{choice.id}({choice.label.of(language())})" for choice in question.choices)
        return _("여럿이면 ;로 이어 적습니다: %(codes)s", codes=codes)

    def _offered(self, key: str) -> Pairs | None:
        if key == UNUSABLE:
            return ()
        if key == FIRM:
            return tuple(self.firms.items())
        if key == INDUSTRY:
            return self.industries
        if key == SIZE:
            return tuple(choices.sizes())
        question = self._question(key)
        if question and question.choices and question.type in ("likert", "single"):
            return tuple((choice.id, choice.label.of(language())) for choice in question.choices)
        return None
