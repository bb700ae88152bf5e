"""Drawn policies lie about the scheme's, sum as they must, and are the same for all areas."""

import numpy as np
import pytest

from app.evaluation.method.chance.items import items_of
from app.evaluation.method.chance.policies import draw_policies, rows_of
from app.evaluation.method.known import known_of
from app.evaluation.method.order import in_order
from tests.evaluation.method.rounds import MIXED, random_round, scheme

SCHEME = scheme(MIXED, draws=4000)


@pytest.fixture(scope="module")
def drawn():
    known = known_of(in_order(random_round(1), indicators=4, domains=3).evidence, SCHEME)
    rows = rows_of(SCHEME, known.weights, items_of(known, SCHEME))
    return rows, draw_policies(SCHEME, known.weights, rows)


def test_the_weights_of_every_draw_sum_to_a_hundred_points(drawn):
    rows, policies = drawn
    assert policies.weight.sum(axis=0) == pytest.approx(np.full(4000, 100), abs=1e-3)
    assert rows.weight == pytest.approx([12 * 2 / 2 * 1.0, 18, 12, 18, 40]) and rows.register.tolist() == [0, 2]
    assert policies.weight.mean(axis=1) == pytest.approx(rows.weight, abs=0.4)


def test_lambda_goalposts_and_ends_stay_within_their_policy(drawn):
    rows, policies = drawn
    W, lam, low, high = policies.drivers[:3], policies.drivers[3], policies.drivers[4], policies.drivers[5]
    assert W.sum(axis=0) == pytest.approx(np.ones(4000), abs=1e-5) and (W[2] == 0).all()
    assert 0.5 <= lam.min() < 0.51 and 0.69 < lam.max() <= 0.7 and abs(low).max() <= 0.1 and abs(high).max() <= 0.1
    lower = policies.upper - 1 / policies.inverse
    for row in range(4):
        width = 0.1 * abs(rows.upper[row] - rows.lower[row])
        assert abs(policies.upper[row] - rows.upper[row]).max() == pytest.approx(width, rel=0.02)
        assert abs(lower[row] - rows.lower[row]).max() == pytest.approx(width, rel=0.02)
    assert policies.upper[4] == pytest.approx(low) and lower[4] == pytest.approx(1 + high, abs=1e-4)


def test_u_and_l_of_an_indicator_are_shifted_each_for_itself(drawn):
    _, policies = drawn
    lower = policies.upper - 1 / policies.inverse
    assert abs(np.corrcoef(policies.upper[0], lower[0])[0, 1]) < 0.06
