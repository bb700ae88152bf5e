"""Results worked by hand: BSI, shares, medians, and what must not be shown."""

from __future__ import annotations

from app.surveys.results.results import summarize
from forms.questionnaire import Questionnaire
from tests.surveys.conftest import DEFINITION

QUESTIONNAIRE = Questionnaire.from_dict(DEFINITION)


def test_half_up_three_tenths_down_makes_a_bsi_of_120() -> None:
    answers = [("biz_past", value) for value in [4, 4, 5, 5, 4, 3, 3, 2, 1, 2]]
    pair = summarize(QUESTIONNAIRE, answers, responses=10).pair("biz")
    assert pair is not None and pair.past is not None and pair.next is not None
    assert (pair.past.value, pair.past.n) == (120.0, 10)
    assert (pair.next.value, pair.next.reason) == (None, "no_answers")


def test_two_answers_are_never_shown() -> None:
    answers = [
        ("biz_past", 1),
        ("biz_past", 5),
        ("causes", ["finance"]),
        ("causes", ["market"]),
        ("employees", 3),
    ]
    results = summarize(QUESTIONNAIRE, answers, responses=2)
    pair = results.pair("biz")
    assert pair is not None and pair.past is not None
    assert pair.past.value is None and pair.past.positive is None
    assert [share.count for share in results.distributions[0].shares] == [None, None, None]
    assert results.figures[0].median is None and results.figures[0].n == 1


def test_an_answer_of_several_choices_counts_once_for_each_and_n_counts_firms() -> None:
    answers = [
        ("causes", ["finance", "market"]),
        ("causes", ["finance"]),
        ("causes", ["workforce", "finance"]),
    ]
    (causes,) = summarize(QUESTIONNAIRE, answers, responses=4).distributions
    assert causes.n == 3
    assert [(share.choice.id, share.count) for share in causes.shares] == [
        ("finance", 3),
        ("market", 1),
        ("workforce", 1),
    ]


def test_figures_are_told_by_their_median_and_middle_half() -> None:
    answers = [("employees", value) for value in (1, 2, 3, 4, 1000)]
    (figure,) = summarize(QUESTIONNAIRE, answers, responses=5).figures
    assert (figure.low, figure.median, figure.high) == (2.0, 3.0, 4.0)
