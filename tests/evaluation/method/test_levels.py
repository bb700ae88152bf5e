"""Levels: cut-offs, and the slow step down."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.evaluation.method.levels import UNKNOWN, Past, first_time, level_of, propose_levels

CUTOFFS = [40, 60]
GOOD, CAUTION, SERIOUS = range(3)


def propose(now, before=None, level=UNKNOWN):
    past = first_time(1) if before is None else Past(np.array([level]), np.array([[before]], float))
    return propose_levels([now], CUTOFFS, past)


def test_a_score_at_a_cut_off_has_reached_it():
    assert level_of([39.99, 40, 59.99, 60, np.nan], CUTOFFS).tolist() == [
        GOOD,
        CAUTION,
        CAUTION,
        SERIOUS,
        UNKNOWN,
    ]


def test_rounding_noise_of_a_sum_does_not_cost_a_level():
    assert level_of([40 - 1e-12], CUTOFFS).tolist() == [CAUTION]


def test_five_levels_have_four_cut_offs():
    assert level_of([10, 30, 50, 70, 90], [30, 45, 60, 75]).tolist() == [0, 1, 2, 3, 4]


def test_up_goes_at_once():
    assert propose(61, 20, GOOD).proposed.tolist() == [SERIOUS]


def test_down_needs_three_points_at_two_evaluations_running():
    assert propose(57, 57, SERIOUS).proposed.tolist() == [CAUTION]
    held = propose(57, 58, SERIOUS)
    assert held.proposed.tolist() == [SERIOUS] and held.raw.tolist() == [CAUTION] and held.held.tolist() == [True]
    assert propose(58, 57, SERIOUS).proposed.tolist() == [SERIOUS]


def test_a_deep_fall_goes_down_as_far_as_both_evaluations_allow():
    assert propose(20, 20, SERIOUS).proposed.tolist() == [GOOD]
    assert propose(20, 50, SERIOUS).proposed.tolist() == [CAUTION]
    assert propose(38, 20, SERIOUS).proposed.tolist() == [CAUTION]


def test_without_the_score_before_a_level_is_held():
    assert propose(10, np.nan, CAUTION).proposed.tolist() == [CAUTION]


def test_the_first_evaluation_goes_by_the_cut_offs():
    first = propose(41)
    assert first.proposed.tolist() == [CAUTION] and first.held.tolist() == [False]


def test_without_a_score_there_is_no_level():
    assert propose(np.nan, 50, CAUTION).proposed.tolist() == [UNKNOWN]


def test_one_evaluation_is_enough_where_the_scheme_says_so():
    past = Past(np.array([SERIOUS]), np.full((0, 1), np.nan))
    assert propose_levels([57], CUTOFFS, past, evaluations=1).proposed.tolist() == [CAUTION]


def test_a_past_level_of_another_scheme_is_refused():
    with pytest.raises(ValueError, match="past levels"):
        propose(50, 50, 4)


@given(st.floats(0, 100), st.floats(0, 100), st.integers(0, 2))
def test_a_proposal_never_lies_below_the_cut_offs_nor_above_where_it_stood_or_belongs(now, before, level):
    result = propose(now, before, level)
    assert result.raw[0] <= result.proposed[0] <= max(result.raw[0], level)
