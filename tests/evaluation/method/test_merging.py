"""The merge: contributions add up, nothing is imputed, and weights say what each source is worth."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.evaluation.method.merging import Weights, indicator_points, merge, weights_of
from app.evaluation.method.scheme_file import load_scheme

W = Weights(np.array([0.5, 0.5, 0.0]), np.array([1.0, 3.0, 1.0]), np.array([0, 0, 1]), 0.6)
NUMBER = st.one_of(st.just(np.nan), st.floats(0, 100))


def merged(n, Z=(1, 1, 1), L=np.nan, Zv=0.0, b=(0, 0, 0)):
    return merge([list(n)], [list(Z)], [L], [Zv], [list(b)], W)


def test_goalposts_may_stand_either_way_and_points_are_clipped():
    assert indicator_points([5, -10, -20, np.nan], 0, -10).tolist()[:3] == [0, 100, 100]
    assert indicator_points([1.0], 0, 2).tolist() == [50]


def test_weights_of_domains_with_indicators_are_scaled_to_one():
    weights = weights_of(load_scheme())
    assert weights.domain == pytest.approx(np.array([25, 25, 0, 20, 0, 0]) / 70)
    assert weights.share.sum() == pytest.approx(1)


def test_a_missing_number_leaves_its_weight_to_nobody_in_particular():
    found = merged([80, np.nan, 20])
    assert found.E[0] == pytest.approx(0.6 * (0.125 + 0.5))
    assert found.R[0] == pytest.approx((0.125 * 80 + 0.5 * 20) / 0.625) and found.by_indicator[0, 1] == 0


def test_a_survey_item_weighs_as_much_as_it_is_known():
    assert merged([80, 80, 20], Z=(1, 1, 0.5)).R[0] == pytest.approx((0.5 * 80 + 0.25 * 20) / 0.75)


def test_voices_weigh_their_credibility_and_silence_weighs_nothing():
    with_voices, without = merged([50, 50, 50], L=90, Zv=0.5, b=(0.3, 0.1, 0)), merged([50, 50, 50])
    assert without.R[0] == without.R_numbers[0] == with_voices.R_numbers[0] == pytest.approx(50)
    assert with_voices.R[0] == pytest.approx((0.6 * 50 + 0.2 * 90) / 0.8)
    assert with_voices.voices_by_domain[0] == pytest.approx(with_voices.by_voices[0] * np.array([0.75, 0.25, 0]))


def test_where_nothing_is_known_there_is_no_score_and_no_contribution():
    found = merged([np.nan] * 3)
    assert np.isnan(found.R[0]) and found.E[0] == 0 and found.by_domain[0].tolist() == [0, 0, 0]
    assert found.worst[0] == -1 and np.isnan(found.geometric[0])


def test_the_worst_domain_and_the_geometric_mean_show_what_the_mean_hides():
    found = merged([90, 90, 10])
    assert found.worst[0] == 0 and found.R[0] == pytest.approx(50) and found.geometric[0] == pytest.approx(30)


@settings(max_examples=60)
@given(
    st.lists(NUMBER, min_size=3, max_size=3),
    st.lists(st.floats(0, 1), min_size=3, max_size=3),
    st.one_of(st.just(np.nan), st.floats(1, 100)),
    st.floats(0, 1),
    st.lists(st.floats(0.01, 1), min_size=3, max_size=3),
)
def test_contributions_sum_to_the_score(n, Z, L, Zv, b):
    found = merged(n, Z, L, Zv, b)
    if np.isnan(found.R[0]):
        assert found.E[0] == 0
        return
    assert found.by_indicator[0].sum() + found.by_voices[0] == pytest.approx(found.R[0], abs=1e-9)
    assert found.by_domain[0].sum() == pytest.approx(found.R[0], abs=1e-9)
    # Points below 1 count as 1 in it, or one calm source would make it nothing.
    assert 1 - 1e-9 <= found.geometric[0] <= found.R[0] + 1 + 1e-9
