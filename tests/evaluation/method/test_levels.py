"""Levels: cut-offs, and the slow step down."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.evaluation.method.evidence import Past
from app.evaluation.method.levels import UNKNOWN, level_of, level_starts, propose_levels
from app.evaluation.method.scheme_file import load_scheme
from app.evaluation.reading.inputs import past_of

CUTOFFS = [40, 60]
GOOD, CAUTION, SERIOUS = range(3)


def propose(now, before=(), level=UNKNOWN, *, enough=True, evaluations=2):
    past = Past(np.array([level]), np.array(before, float).reshape(-1, 1))
    starts = level_starts(CUTOFFS, past, points=3, evaluations=evaluations)
    found = propose_levels([now], CUTOFFS, starts, [enough])
    return int(found.raw[0]), int(found.proposed[0]), bool(found.held[0])


def test_a_score_at_a_cut_off_has_reached_it():
    assert level_of([39.99, 40, 59.99, 60, np.nan], CUTOFFS).tolist() == [GOOD, CAUTION, CAUTION, SERIOUS, UNKNOWN]


def test_rounding_noise_of_a_sum_does_not_cost_a_level():
    assert level_of([40 - 1e-12], CUTOFFS).tolist() == [CAUTION]
    assert propose(40 - 1e-12)[1] == CAUTION and propose(57 + 1e-12, [57 - 1e-12], SERIOUS)[1] == CAUTION


def test_five_levels_have_four_cut_offs():
    assert level_of([10, 30, 50, 70, 90], [30, 45, 60, 75]).tolist() == [0, 1, 2, 3, 4]


def test_up_goes_at_once():
    assert propose(61, [20], GOOD)[1] == SERIOUS


def test_down_needs_three_points_at_two_evaluations_running():
    assert propose(57, [57], SERIOUS)[1] == CAUTION
    assert propose(57, [58], SERIOUS) == (CAUTION, SERIOUS, True)
    assert propose(58, [57], SERIOUS)[1] == SERIOUS


def test_a_deep_fall_goes_down_as_far_as_both_evaluations_allow():
    assert propose(20, [20], SERIOUS)[1] == GOOD
    assert propose(20, [50], SERIOUS)[1] == CAUTION
    assert propose(38, [20], SERIOUS)[1] == CAUTION


def test_an_undetermined_evaluation_between_does_not_count():
    assert propose(20, [20, np.nan], CAUTION)[1] == GOOD
    assert propose(20, [39, np.nan], CAUTION)[1] == CAUTION
    assert propose(20, [np.nan], CAUTION)[1] == CAUTION and propose(20, [], CAUTION)[1] == CAUTION


def test_only_the_newest_scores_the_rule_asks_for_count():
    assert propose(20, [90, 20], CAUTION)[1] == GOOD
    assert propose(20, [90, 20], CAUTION, evaluations=3)[1] == CAUTION
    assert propose(20, [20], CAUTION, evaluations=3)[1] == CAUTION
    assert propose(57, [], SERIOUS, evaluations=1)[1] == CAUTION


def test_the_first_evaluation_goes_by_the_cut_offs():
    assert propose(41) == (CAUTION, CAUTION, False)


def test_without_a_score_or_enough_evidence_there_is_no_level():
    assert propose(np.nan, [50], CAUTION)[1] == UNKNOWN
    assert propose(50, [50], CAUTION, enough=False) == (CAUTION, UNKNOWN, False)


def test_a_past_level_of_another_scheme_is_refused():
    with pytest.raises(ValueError, match="past levels"):
        propose(50, [50], 4)


@given(st.floats(0, 100), st.floats(0, 100), st.integers(0, 2))
def test_a_proposal_never_lies_below_the_cut_offs_nor_above_where_it_stood_or_belongs(now, before, level):
    raw, proposed, _ = propose(now, [before], level)
    assert raw <= proposed <= max(raw, level)


def test_nobody_was_evaluated_before_the_first_time():
    past = past_of([], ["A", "B"], load_scheme())
    assert past.level.tolist() == [UNKNOWN, UNKNOWN] and past.scores.shape == (0, 2)
