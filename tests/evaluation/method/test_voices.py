"""The voices of areas: who counts, how much, and how sure a share is."""

import numpy as np
import pytest

from app.evaluation.method.result import evaluate
from app.evaluation.method.voices import wilson
from tests.evaluation.method.rounds import EXPERT, round_of, scheme

DOMAINS = {"finance": (0.5, {"f": "monitoring"}), "hr": (0.5, {"h": "monitoring"})}


def voices(firms, codings=(), areas=("A", "B")):
    return evaluate(
        round_of(list(areas), [[50, 50]] * len(areas), firms=firms, codings=codings), scheme(DOMAINS, draws=2)
    ).voices


def test_a_blank_is_no_answer_and_a_declared_calm_is_one():
    found = voices([("F1", "A", True), ("F2", "A", False, True), ("F3", "A", False)], [("F1", 0, 0, 0, 5)], areas=["A"])
    assert (found.asked[0], found.n[0]) == (3, 2) and found.L[0] == pytest.approx(50)


def test_prevalence_times_severity_is_the_mean_burden():
    firms = [(f"F{j}", "A", True) for j in range(4)]
    found = voices(firms, [("F0", 0, 0, 0, 4), ("F1", 0, 0, 0, 2)], areas=["A"])
    assert found.prevalence[0, 0] * found.severity[0, 0] == pytest.approx(found.burden[0, 0]) == pytest.approx(0.3)
    assert found.named[0].tolist() == [2, 0] and np.isnan(found.severity[0, 1])


def test_an_expert_speaks_for_each_area_he_or_she_was_asked_about():
    firms = [("E", ("A", "B"), True, False, 1.0, EXPERT), ("F", "B", True)]
    found = voices(firms, [("E", 0, 0, 0, 5)])
    assert found.L.tolist() == [100, 50] and found.n.tolist() == [1, 2]


def test_unequal_weights_count_for_fewer_respondents():
    firms = [("F1", "A", True, False, 3.0, "firm"), ("F2", "A", True, False, 1.0, "firm")]
    found = voices(firms, [("F1", 0, 0, 0, 5)], areas=["A"])
    assert found.n_eff[0] == pytest.approx(16 / 10) and found.L[0] == pytest.approx(75)


def test_an_area_without_voices_has_no_points():
    found = voices([("F1", "A", True)])
    assert (found.n[1], found.n_eff[1]) == (0, 0) and np.isnan(found.L[1]) and np.isnan(found.low[1, 0])


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),  # Newcombe (1998), Statistics in Medicine 17, table I, method 3
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_newcombes_published_intervals(k, n, low, high):
    assert [float(x) for x in wilson(k, n)] == pytest.approx([low, high], abs=5.1e-5)
