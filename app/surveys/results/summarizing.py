"""Reading a survey's results for the areas a person may see; nothing is written."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlite_utils import Database

from app.accounts.people import Scope
from app.areas.anonymity import everything
from app.surveys.asking.definitions import questionnaire_of
from app.surveys.results import result_store
from app.surveys.results.bsi import BusinessSurveyIndex
from app.surveys.results.covering import coverage
from app.surveys.results.results import BsiPair, Results
from app.surveys.results.tallies import (
    Areas,
    Tally,
    distribution_told,
    enough,
    figures_told,
    index_told,
    of_numbers,
)
from forms.questions import TYPES, Question
from forms.questions.question import NOT_APPLICABLE


def results_of(
    db: Database,
    survey: sqlite3.Row,
    scope: Scope,
    *,
    area_id: str | None = None,
    only_bsi: bool = False,
    whole: bool = False,
) -> Results:
    """Results of a survey over the areas of a scope, or of one area of it.

    What may be told is decided over all areas, so that two people's totals do not give away what lies between them.
    `only_bsi` leaves the other questions out; `whole` leaves nobody out, for who reads single answers.
    """
    asked = scope.area_ids if area_id is None else frozenset({area_id} if scope.allows(area_id) else ())
    questions = [q for q in questionnaire_of(survey["definition"]).questions if q.bsi or not only_bsi]
    firms = result_store.firms_by_area(db, survey["id"])
    parts = everything({area: {"": n} for area, n in firms.items()}) if whole else of_numbers(firms)
    # To whom nothing is withheld, other areas matter nothing.
    tallies = _tallies(db, survey["id"], questions, parts.left_out, whole, asked if whole else None)
    inside = enough(parts.within(asked), firms)
    return Results(
        responses=sum(firms[area] for area in inside),
        bsi=_pairs(tallies, asked),
        distributions=tuple(distribution_told(each, asked) for each in tallies if _summary(each) == "shares"),
        figures=tuple(figures_told(each, asked) for each in tallies if _summary(each) == "numbers"),
        covered=coverage(parts.within(asked) | parts.withheld(asked), inside),
        whole=whole,
    )


def _tallies(
    db: Database, survey_id: str, questions: Sequence[Question], barred: frozenset[str], whole: bool, areas: Areas
) -> list[Tally]:
    given: dict[str, dict[str, list[tuple[Any, int]]]] = {}
    read = lru_cache(maxsize=None)(json.loads)  # the same few values stand in every area
    for question_id, area_id, told, firms in result_store.answers_by_area(
        db, survey_id, [q.id for q in questions], areas
    ):
        value = read(told)
        if value != NOT_APPLICABLE:  # no answer to count
            given.setdefault(question_id, {}).setdefault(area_id, []).append((value, firms))
    by_area = {q.id: {area: tuple(told) for area, told in given.get(q.id, {}).items()} for q in questions}
    return [Tally(q, by_area[q.id], barred, whole) for q in questions]


def _pairs(tallies: Sequence[Tally], asked: Areas) -> tuple[BsiPair, ...]:
    found: dict[str, dict[str, BusinessSurveyIndex]] = {}
    for tally in tallies:
        if about := tally.question.bsi:
            found.setdefault(about.item, {})[about.period] = index_told(tally, asked)
    return tuple(BsiPair(item, periods.get("past"), periods.get("next")) for item, periods in found.items())


def _summary(tally: Tally) -> str:
    return TYPES[tally.question.type].summary
