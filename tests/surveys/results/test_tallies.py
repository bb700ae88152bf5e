"""Results worked by hand: BSI, shares, medians, and what must not be shown."""

from __future__ import annotations

from collections import Counter
from typing import Any

from app.surveys.results.tallies import Tally, distribution_told, figures_told, index_told
from forms.questionnaire import Questionnaire
from forms.questions import Question
from tests.surveys.conftest import DEFINITION

QUESTIONS = {question.id: question for question in Questionnaire.from_dict(DEFINITION).questions}


def test_half_up_three_tenths_down_makes_a_bsi_of_120() -> None:
    index = index_told(_tally("biz_past", one=[4, 4, 5, 5, 4, 3, 3, 2, 1, 2]), None)
    assert (index.value, index.n) == (120.0, 10)
    assert index_told(_tally("biz_past"), None).reason == "no_answers"


def test_two_answers_are_never_shown_nor_counted() -> None:
    index = index_told(_tally("biz_past", one=[1, 5]), None)
    assert (index.value, index.n, index.reason) == (None, 0, "too_few")
    causes = distribution_told(_tally("causes", one=[["finance"], ["market"]]), None)
    assert causes.suppressed and (causes.n, causes.withheld) == (0, 1)
    employees = figures_told(_tally("employees", one=[3]), None)
    assert (employees.median, employees.n, employees.withheld) == (None, 0, 1)


def test_three_answers_of_an_area_make_its_index_and_not_its_counts() -> None:
    index = index_told(_tally("biz_past", one=[5, 4, 1], two=[1, 1]), {"one"})
    assert round(index.value or 0, 1) == 133.3
    assert (index.positive, index.neutral, index.negative) == (None, None, None)


def test_an_answer_of_several_choices_counts_once_for_each_and_n_counts_firms() -> None:
    several = [["finance", "market"]] * 3 + [["finance"]] * 2 + [["workforce", "finance"]]
    causes = distribution_told(_tally("causes", one=several), None)
    assert causes.n == 6
    assert [(share.choice.id, share.count) for share in causes.shares] == [
        ("finance", 6),
        ("market", 3),
        ("workforce", None),
    ]
    assert causes.hidden == 1 and not causes.suppressed


def test_the_total_less_the_areas_never_leaves_one_or_two_firms() -> None:
    tally = _tally("biz_past", one=[5], two=[1, 4, 4], three=[2, 2, 3, 5])
    whole, parts = index_told(tally, None), [index_told(tally, {area}) for area in ("one", "two", "three")]
    assert (whole.n, [part.n for part in parts]) == (7, [0, 3, 4])
    pooled = index_told(_tally("biz_past", one=[5], two=[1, 4], three=[2, 2, 3]), None)
    assert pooled.n == 6


def test_figures_are_told_where_enough_firms_stand_on_either_side() -> None:
    five, six = (_tally("employees", one=list(range(1, n + 1))) for n in (5, 6))
    assert figures_told(five, None).median is None
    assert (figures_told(six, None).median, figures_told(six, None).low) == (3.5, None)
    twelve = figures_told(_tally("employees", one=list(range(1, 13))), None)
    assert (twelve.low, twelve.median, twelve.high) == (3.75, 6.5, 9.25)


def _tally(question_id: str, **areas: list[Any]) -> Tally:
    question: Question = QUESTIONS[question_id]
    counted = {}
    for area, values in areas.items():
        firms = Counter(tuple(value) if isinstance(value, list) else value for value in values)
        counted[area] = tuple((list(v) if isinstance(v, tuple) else v, n) for v, n in firms.items())
    return Tally(question, counted)
