"""The posterior: sums without an area are what one gets by leaving it out."""

import numpy as np
import pytest

from app.evaluation.method.chance.items import items_of
from app.evaluation.method.chance.posterior import posterior_of, register_points, regression
from app.evaluation.method.known import known_of
from app.evaluation.method.order import in_order
from tests.evaluation.method.rounds import MIXED, random_round, round_of, scheme

SCHEME = scheme(MIXED, draws=2)


def parts(seed, areas=16):
    known = known_of(in_order(random_round(seed, areas), indicators=4, domains=3).evidence, SCHEME)
    return known, items_of(known, SCHEME), register_points(known, SCHEME)


def by_hand(items, q, a, k, peers, policy):
    """b0 and the slope of an area and item with loops and no closed form."""
    n, x = items.sums.n[:, k], items.sums.mean[:, k]
    others = [j for j in range(len(n)) if j != a and n[j] > 0]
    v = {j: n[j] / (n[j] + policy.ridge_voices) for j in others}
    with_q = [j for j in others if not np.isnan(q[j])]
    mean_q = sum(v[j] * q[j] for j in with_q) / sum(v[j] for j in with_q)
    mean_x = sum(v[j] * x[j] for j in others) / sum(v.values())
    gap = {j: q[j] - mean_q if j in with_q else 0.0 for j in range(len(n))}
    gap[a] = 0.0 if np.isnan(q[a]) else q[a] - mean_q
    squares = sum(v[j] * gap[j] ** 2 for j in others)
    beta = sum(v[j] * gap[j] * (x[j] - mean_x) for j in others) / (squares + policy.ridge * squares / sum(v.values()))
    Z = {j: n[j] / (n[j] + items.s2[j, k] / items.a2[j, k]) for j in others}
    own = [j for j in others if j in peers]
    weight = sum(Z[j] for j in own) + items.b0_weight[k]
    moved = sum(Z[j] * (x[j] - beta * gap[j]) for j in own)
    return beta, (moved + items.b0_weight[k] * items.b0[k]) / weight + beta * gap[a], weight


@pytest.mark.parametrize("seed", [1, 2])
def test_b0_and_its_slope_are_those_of_the_other_areas(seed):
    known, items, q = parts(seed)
    post = posterior_of(items, q, known.evidence.areas.kind, SCHEME)
    beta, _ = regression(items, q, SCHEME.uncertain)
    kinds = known.evidence.areas.kind
    for a in range(len(q)):
        for k in range(len(items.codes)):
            peers = [j for j in range(len(q)) if items.pooled[a, k] or kinds[j] == kinds[a]]
            slope, b0, weight = by_hand(items, q, a, k, peers, SCHEME.uncertain)
            assert (beta[a, k], post.b0[a, k]) == pytest.approx((slope, b0), abs=1e-9)
            assert post.b0_sd[a, k] == pytest.approx(np.sqrt(items.a2[a, k] / weight))


def test_own_word_and_variance_go_by_the_unbounded_credibility():
    known, items, q = parts(1)
    post = posterior_of(items, q, known.evidence.areas.kind, SCHEME)
    assert pytest.approx(items.sums.n / (items.sums.n + items.s2 / items.a2)) == post.Z
    assert post.variance == pytest.approx(items.a2 * items.s2 / (items.s2 + items.sums.n * items.a2))


def test_a_round_without_voices_leans_on_the_scheme():
    evidence = round_of(["A", "B"], [[50, np.nan, 50, np.nan], [np.nan] * 4])
    known = known_of(in_order(evidence, indicators=4, domains=3).evidence, SCHEME)
    items = items_of(known, SCHEME)
    post = posterior_of(items, register_points(known, SCHEME), ("x", "x"), SCHEME)
    assert post.b0 == pytest.approx(np.array([[0, 0, 0.45]] * 2)) and (post.Z == 0).all() and (post.nu == 10).all()


def test_points_of_R_per_unit_and_their_signs():
    _, items, _ = parts(1)
    # An item's share of the numbers times 100 points over 60 of BSI, 100 of BSI a unit; the voices' 40 points.
    assert items.c == pytest.approx([0.6 * 0.2 * 1e4 / 60, 0.6 * 0.3 * 1e4 / 60, 40])
    assert items.sign.tolist() == [-1, -1, 1] and items.codes == ("bsi_f", "bsi_m", "voices")
