"""The BSI as a sample: who counts, and how much."""

import numpy as np
import pytest

from app.evaluation.method.result import evaluate
from tests.evaluation.method.rounds import EXPERT, MIXED, round_of, scheme

SCHEME = scheme(MIXED, draws=2)
Y = [50, np.nan, 50, np.nan]


def survey(firms, answers, areas=("A",)):
    return evaluate(round_of(list(areas), [Y] * len(areas), firms=firms, answers=answers), SCHEME)


def test_a_bsi_is_the_weighted_mean_of_better_and_worse():
    firms = [("F1", "A", False, False, 3.0, "firm"), ("F2", "A", False, False, 1.0, "firm")]
    found = survey(firms, [("F1", 1, -1), ("F2", 1, 1)]).survey
    assert found.bsi[0, 1] == pytest.approx(50) and found.n[0, 1] == 2 and found.n_eff[0, 1] == pytest.approx(1.6)
    assert np.isnan(found.bsi[0, 3]) and found.n_eff[0, 0] == 0


def test_three_firms_that_agree_are_still_three_firms():
    firms = [(f"F{j}", "A", False) for j in range(3)]
    found = survey(firms, [(f"F{j}", 1, -1) for j in range(3)])
    assert found.survey.credibility.Z[0, 1] == pytest.approx(3 / 8)
    assert found.merged.e[0, 1] == pytest.approx(0.6 * 0.4 / 2 * 3 / 8)


def test_an_experts_closed_answer_is_no_firms():
    assert survey([("E", "A", True, False, 1.0, EXPERT)], [("E", 1, -1)]).survey.n[0, 1] == 0


def test_a_blank_in_words_still_counts_in_the_bsi():
    found = survey([("F", "A", False)], [("F", 1, -1)])
    assert found.survey.n[0, 1] == 1 and found.voices.n[0] == 0 and found.voices.asked[0] == 1


def test_areas_that_differ_much_believe_their_own_answers_more():
    def Z(answer):
        areas = [f"A{a}" for a in range(20)]
        firms = [(f"F{a}-{j}", f"A{a}", False) for a in range(20) for j in range(4)]
        answers = [(f"F{a}-{j}", 1, answer(a, j)) for a in range(20) for j in range(4)]
        return survey(firms, answers, areas).survey.credibility.Z[0, 1]

    assert Z(lambda a, _: (-1, 1)[a % 2]) > 0.8 > 0.55 > Z(lambda _, j: (-1, 1)[j % 2])
