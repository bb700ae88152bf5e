"""What a cross table is made of: firms with their answers to two questions, or to one and what the register says."""

from __future__ import annotations

import json
import sqlite3

from flask_babel import gettext as _
from sqlite_utils import Database

from app.errors import BadInput, Problem
from app.surveys.asking.definitions import questionnaire_of
from app.surveys.results import result_store
from app.surveys.results.attributes import BY, OF_AREAS, UNKNOWN, attribute, codes_of
from app.surveys.results.crossing import Axis, Crossed, Firm, crossed
from app.surveys.results.tallies import Areas, of_numbers
from app.words.i18n import language
from app.words.labels import label
from forms.questions import TYPES, Question
from forms.questions.question import NOT_APPLICABLE


def crossable(survey: sqlite3.Row) -> list[Question]:
    """The questions a table may be made of: those answered by choices."""
    questions = questionnaire_of(survey["definition"]).questions
    return [q for q in questions if TYPES[q.type].summary in ("scale", "shares") and q.choices]


def cross(db: Database, survey: sqlite3.Row, row: str, column: str, asked: Areas, *, whole: bool = False) -> Crossed:
    """The table of a question by another, or by an attribute of the register; `whole` for who reads single answers.

    Raises BadInput for anything else.
    """
    questions = {q.id: q for q in crossable(survey)}
    if row not in questions or column == row or (column not in questions and column not in BY):
        right = _("서로 다른 문항 둘, 또는 문항 하나와 명부의 구분 하나를 고르십시오")
        raise BadInput(Problem(_("교차표"), _("이 둘로는 표를 만들 수 없습니다"), right))
    down = _axis(questions[row])
    if column in questions:
        across = _axis(questions[column])
        found = result_store.answers_together(db, survey["id"], row, column)
        firms = [_firms(r["area_id"], r["value"], _taken(r["beside"]), r["firms"]) for r in found]
    else:
        across, firms = _by_register(db, survey["id"], row, column)
    barred = of_numbers(result_store.firms_by_area(db, survey["id"])).left_out
    return crossed(down, across, [each for each in firms if each], asked, barred=barred, whole=whole)


def _by_register(db: Database, survey_id: str, row: str, column: str) -> tuple[Axis, list[Firm | None]]:
    """The side of an attribute of the register, and the firms of both."""
    found = attribute(db, column)
    if column in OF_AREAS:
        areas = {each["id"]: frozenset(codes_of(each, column)) for each in result_store.areas_with_kinds(db)}
        there = frozenset[str]().union(*(areas[area] for area in result_store.firms_by_area(db, survey_id)))
        given = result_store.answers_by_area(db, survey_id, {row})
        firms = [_firms(r["area_id"], r["value"], areas[r["area_id"]], r["firms"]) for r in given]
    else:
        there = frozenset(each or UNKNOWN for each in result_store.classes_there(db, survey_id, column))
        classed = result_store.answers_by_class(db, survey_id, {row}, column)
        firms = [_firms(r["area_id"], r["value"], frozenset([r["class"] or UNKNOWN]), r["firms"]) for r in classed]
    classes = tuple(each for each in found.classes if each[0] in there)
    return Axis(label(column, "broken_by"), classes, column == "cluster", known=True), firms


def _firms(area_id: str, value: str, beside: frozenset[str] | None, firms: int) -> Firm | None:
    """Firms of both sides; None where they said nothing to one of them."""
    taken = _taken(value)
    return Firm(area_id, taken, beside, firms) if taken is not None and beside else None


def _axis(question: Question) -> Axis:
    classes = tuple((choice.id, choice.label.of(language())) for choice in question.choices)
    return Axis(question.label.of(language()), classes, question.type == "multiple")


def _taken(value: str) -> frozenset[str] | None:
    """The choices an answer took; None for 해당 없음, which is no answer."""
    given = json.loads(value)
    if given == NOT_APPLICABLE:
        return None
    return frozenset(map(str, given if isinstance(given, list) else [given]))
