"""The nearest of many vectors: all of them, in one order, within what is allowed."""

import numpy as np
import pytest

from nlp.vectors.nearest import nearest, unit

ROWS = unit(np.array([[1, 0], [0, 1], [1, 1], [0, 1], [-1, 0]]))


def test_the_most_alike_come_first_and_of_equal_ones_the_earlier():
    positions, cosines = nearest(ROWS, np.array([0.0, 1.0]), 3)
    assert positions.tolist() == [1, 3, 2]
    assert cosines.tolist() == pytest.approx([1, 1, 0.707107])


def test_only_rows_within_are_found_though_others_are_nearer():
    within = np.array([True, False, True, False, True])
    assert nearest(ROWS, np.array([0.0, 1.0]), 9, within=within)[0].tolist() == [2, 0, 4]
    assert nearest(ROWS, np.array([0.0, 1.0]), 1, within=within)[0].tolist() == [2]
    assert nearest(ROWS, np.array([0.0, 1.0]), 2, within=np.zeros(5, dtype=bool))[0].tolist() == []


def test_among_many_rows_none_is_missed():
    rng = np.random.default_rng(3)
    rows, query = unit(rng.standard_normal((3000, 16))), unit(rng.standard_normal(16))
    exact = sorted(range(3000), key=lambda n: -float(rows[n] @ query))[:20]
    assert nearest(rows, query, 20)[0].tolist() == exact
    assert nearest(rows.astype(np.float16), query, 1)[0].tolist() == exact[:1]


def test_of_many_equal_rows_the_earliest_are_found():
    assert nearest(np.ones((1000, 1)), np.ones(1), 3)[0].tolist() == [0, 1, 2]


def test_a_vector_of_zeros_is_near_nothing():
    assert unit(np.zeros((1, 3))).tolist() == [[0, 0, 0]]
