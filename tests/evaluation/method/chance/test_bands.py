"""What is read off the draws is what NumPy and SciPy say, only quicker."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import rankdata

from app.evaluation.method.chance.bands import first_order, level_shares, moved, quantiles, ranks


@pytest.mark.parametrize("size", [2, 3, 21, 1000, 10_000])
def test_quantiles_are_those_of_numpy(size):
    draws = np.random.default_rng(size).normal(50, 20, size).astype(np.float32)
    expected = np.quantile(draws.astype(float), [0.05, 0.95])
    assert quantiles(draws.copy()) == pytest.approx(expected, rel=1e-6)


@settings(max_examples=20)
@given(st.lists(st.lists(st.integers(0, 10_000), min_size=3, max_size=3), min_size=1, max_size=8))
def test_ranks_are_average_ranks_the_worst_first(rows):
    scores = np.array(rows, np.uint16)
    expected = np.stack([rankdata(-column.astype(int)) for column in scores.T], axis=1)
    assert (ranks(scores.copy()) / 2).tolist() == expected.tolist()


def test_every_second_draw_is_moved_and_all_are_clipped():
    assert moved(np.array([10, 10, 95, 95, 50, -3], np.float32), 20).tolist() == [30, 10, 100, 95, 70, 0]


def test_shares_of_the_levels_sum_to_one_and_their_error_is_that_of_two_samples():
    draws = np.array([10, 50, 10, 70, 50, 70, 50, 70], np.float32)  # even 10 10 50 50, odd 50 70 70 70
    share, error = level_shares(draws, np.array([40.0, 60.0]))
    assert share.tolist() == [0.25, 0.375, 0.375]
    assert error[0] == pytest.approx(np.sqrt(0.25 * 0.5 * 0.5 / 4)) and error[2] == pytest.approx(
        np.sqrt(0.25 * 0.25 * 0.75 / 4)
    )


def test_a_level_that_is_held_anyhow_has_no_share_below_it():
    share, _ = level_shares(np.array([10, 20, 30, 70], np.float32), np.array([-np.inf, 60.0]))
    assert share.tolist() == [0, 0.75, 0.25]


def test_of_a_sum_of_three_each_explains_its_part_of_the_variance():
    rng = np.random.default_rng(1)
    x = rng.standard_normal((4, 20_000)).astype(np.float32)
    found = first_order(3 * x[0] + 2 * x[1] + x[2], np.vstack([x, np.ones(20_000, np.float32)]))
    assert found == pytest.approx([9 / 14, 4 / 14, 1 / 14, 0, 0], abs=0.02)
