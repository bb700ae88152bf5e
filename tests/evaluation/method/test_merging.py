"""The merge: contributions add up, missing strands hand their weight on, and every loss is recorded."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from app.evaluation.method.merging import Weights, indicator_points, merge

DOMAIN_OF = np.array([0, 0, 1, 2, 2, 2])
POINTS = st.one_of(st.floats(0, 100), st.just(float("nan")))


def weights(W=(0.5, 0.3, 0.2), w=(1, 3, 1, 2, 2, 1), lam=0.6):
    return Weights(np.array(W), np.array(w, float), DOMAIN_OF, lam)


def test_goalposts_give_0_at_u_and_100_at_l_and_nothing_beyond():
    assert indicator_points([1.0, 0.0, -2.5, -10.0, -30.0], 0.0, -10.0) == pytest.approx([0, 0, 25, 100, 100])


def test_where_a_rise_is_bad_the_crisis_goalpost_lies_above():
    assert indicator_points([0.5], 0.0, 2.0) == pytest.approx([25])


def test_a_bsi_of_70_lies_half_way_between_100_and_40():
    assert indicator_points([70.0], 100.0, 40.0) == pytest.approx([50])


def test_indicators_weigh_within_their_domain_only():
    merged = merge([[40, 80, 10, 0, 0, 0]], [[0, 0, 0]], weights())
    assert merged.Q[0] == pytest.approx([(40 + 3 * 80) / 4, 10, 0])


def test_without_voices_the_numbers_take_the_domain_and_the_loss_is_recorded():
    merged = merge([[50] * 6], [[np.nan, 0, 0]], weights())
    assert merged.by_domain[0, 0] == pytest.approx(0.5 * 50) and merged.lam[0, 0] == 1
    assert [loss.kind for loss in merged.losses(0, weights())] == ["qualitative"]


def test_without_numbers_the_voices_take_the_domain():
    merged = merge([[50, 50, np.nan, 50, 50, 50]], [[0, 80, 0]], weights())
    assert merged.by_domain[0, 1] == pytest.approx(0.3 * 80) and merged.lam[0, 1] == 0
    assert [(x.kind, x.domain) for x in merged.losses(0, weights())] == [
        ("quantitative", 1),
        ("indicator", 1),
    ]


def test_a_silent_domain_hands_its_weight_to_the_others_in_proportion():
    merged = merge([[50, 50, np.nan, 20, 20, 20]], [[50, np.nan, 20]], weights())
    assert merged.W[0] == pytest.approx([5 / 7, 0, 2 / 7])
    assert merged.R[0] == pytest.approx((5 * 50 + 2 * 20) / 7)
    assert ("domain", 1) in [(x.kind, x.domain) for x in merged.losses(0, weights())]


def test_nothing_known_gives_no_score_rather_than_a_good_one():
    merged = merge([[np.nan] * 6], [[np.nan] * 3], weights())
    assert np.isnan(merged.R[0]) and [x.kind for x in merged.losses(0, weights())] == ["all"]
    assert merged.contributions(0, weights()) == ()


@given(
    arrays(float, (4, 6), elements=POINTS),
    arrays(float, (4, 3), elements=POINTS),
    st.floats(0, 1),
    arrays(float, 6, elements=st.floats(0.01, 10)),
)
def test_contributions_add_up_to_the_score(n, L, lam, w):
    scheme = weights(w=w, lam=lam)
    merged = merge(n, L, scheme)
    for a in np.flatnonzero(~np.isnan(merged.R)).tolist():
        parts = merged.contributions(a, scheme)
        assert sum(part.points for part in parts) == pytest.approx(merged.R[a], abs=1e-9)
        assert merged.by_domain[a].sum() == pytest.approx(merged.R[a], abs=1e-9)
        assert merged.W[a].sum() == pytest.approx(1, abs=1e-9) and -1e-9 <= merged.R[a] <= 100 + 1e-9


@given(arrays(float, (5, 6), elements=POINTS), arrays(float, (5, 3), elements=POINTS), st.permutations(range(5)))
def test_reordering_areas_changes_nothing(n, L, order):
    straight, moved = merge(n, L, weights()), merge(n[order], L[order], weights())
    assert pytest.approx(straight.R[order], nan_ok=True) == moved.R
