"""The grade of the evidence: its letters, and each of its parts."""

import numpy as np
import pytest

from app.evaluation.method.grades import grade_of, intraclass
from app.evaluation.method.result import evaluate
from tests.evaluation.method.rounds import MIXED, round_of, scheme

SCHEME = scheme(MIXED, draws=2)


def grades(y, **more):
    return evaluate(round_of([f"A{a}" for a in range(len(y))], y, **more), SCHEME)


def test_letters_by_evidence_and_d_where_nobody_spoke():
    E = np.array([0.29, 0.3, 0.5, 0.7 - 1e-12, 0.9])
    assert grade_of(E, np.array([1, 1, 1, 1, 0]), (0.3, 0.5, 0.7)) == ("D", "C", "B", "A", "D")


def test_no_level_below_the_least_evidence_and_one_at_it():
    found = grades([[90, np.nan, np.nan, np.nan], [np.nan, np.nan, 90, np.nan], [np.nan] * 4])
    assert found.grades.coverage == pytest.approx([0.4, 0.6, 0]) and found.grades.enough.tolist() == [
        False,
        True,
        False,
    ]
    assert found.levels.proposed.tolist() == [-1, 2, -1] and found.levels.raw.tolist() == [2, 2, -1]
    assert (
        not found.uncertainty.firm[0]
        and found.uncertainty.data_low[0] >= 0
        and np.isnan(found.uncertainty.shares[2, 0])
    )


def test_the_age_is_that_of_the_newest_month_of_any_indicator():
    found = grades([[50, np.nan, 50, np.nan], [np.nan] * 4]).grades
    assert found.age[0] == 1 and np.isnan(found.age[1])


def test_agreement_counts_places_that_several_coders_judged():
    firms = [("F", "A0", True), ("G", "A0", True)]
    codings = [("F", 0, 0, 0, 3), ("F", 0, 1, 1, 3), ("G", 0, 0, 0, 2), ("G", 0, 1, -1, 0), ("G", 1, 0, 0, 2)]
    found = grades([[50, np.nan, 50, np.nan]], firms=firms, codings=codings).grades
    assert found.coded_twice.tolist() == [2] and found.agreeing.tolist() == [0.5]


def test_saturation_is_the_share_of_mentions_somebody_else_made_too():
    """Themes 0, 0, 1, 2 of three firms: two of four mentions stand alone."""
    firms = [(f"F{j}", "A0", True) for j in range(3)]
    codings = [("F0", 0, 0, 0, 3), ("F1", 0, 0, 0, 2), ("F1", 1, 0, 1, 2), ("F2", 0, 0, 2, 4), ("F2", 1, 0, 2, 4)]
    found = grades([[50, np.nan, 50, np.nan]], firms=firms, codings=codings).grades
    assert found.saturation.tolist() == [0.5]


def test_the_coders_icc_is_that_of_shrout_and_fleiss():
    """Shrout and Fleiss (1979), table 2: six targets, four judges; ICC(1,1) = .17 in table 4."""
    ratings = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    assert round(intraclass(np.array(ratings, float).ravel(), np.repeat(np.arange(6), 4), cells=6), 2) == 0.17


def test_one_place_or_none_tells_no_icc():
    assert np.isnan(intraclass(np.array([1.0, 2.0]), np.array([0, 0]), cells=1))
    assert np.isnan(grades([[50, np.nan, 50, np.nan]]).round.icc)
