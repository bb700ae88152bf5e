"""What a cross table is made of: firms with their answers to two questions, or to one and what the register says."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict

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
    given = _answers(db, survey["id"], {row, column} & questions.keys())
    down = _axis(questions[row])
    if column in questions:
        across, of = _axis(questions[column]), given[column]
    else:
        found = attribute(db, column)
        of = _register(db, survey, column)
        there = frozenset[str]().union(*of.values())
        classes = tuple(each for each in found.classes if each[0] in there)
        across = Axis(label(column, "broken_by"), classes, column == "cluster", known=True)
    areas = {r["firm"]: r["area_id"] for r in result_store.firms_of_returns(db, survey["id"])}
    firms = [Firm(areas[firm], codes, of[firm]) for firm, codes in given[row].items() if firm in areas and of.get(firm)]
    barred = of_numbers(result_store.firms_by_area(db, survey["id"])).left_out
    return crossed(down, across, firms, asked, barred=barred, whole=whole)


def _axis(question: Question) -> Axis:
    classes = tuple((choice.id, choice.label.of(language())) for choice in question.choices)
    return Axis(question.label.of(language()), classes, question.type == "multiple")


def _answers(db: Database, survey_id: str, question_ids: set[str]) -> dict[str, dict[str, frozenset[str]]]:
    """Question to firm to the choices it took; 해당 없음 is no answer."""
    found: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for r in result_store.points(db, survey_id, question_ids):
        value = json.loads(r["value"])
        if value != NOT_APPLICABLE:
            taken = value if isinstance(value, list) else [value]
            found[r["question_id"]][r["firm"]] = frozenset(map(str, taken))
    return found


def _register(db: Database, survey: sqlite3.Row, name: str) -> dict[str, frozenset[str]]:
    """Firm to the classes of an attribute it is in."""
    firms = result_store.firms_of_returns(db, survey["id"])
    if name in OF_AREAS:
        areas = {each["id"]: frozenset(codes_of(each, name)) for each in result_store.areas_with_kinds(db)}
        return {r["firm"]: areas[r["area_id"]] for r in firms}
    return {r["firm"]: frozenset([r[name] or UNKNOWN]) for r in firms}
