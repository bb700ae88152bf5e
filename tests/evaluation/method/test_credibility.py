"""Credibility: the published estimators, what steadies them, and whom an area learns from."""

from dataclasses import replace

import numpy as np
import pytest

from app.evaluation.method.credibility import (
    AreaSums,
    Structure,
    respondent_sums,
    steadied,
    steadied_credibility,
    structure,
    structure_of_peers,
)
from app.evaluation.method.scheme import Steadying

# Hachemeister (1975): mean claims and numbers of claims of five states in twelve quarters, as in R's actuar.
CLAIMS = [
    [1738, 1642, 1794, 2051, 2079, 2234, 2032, 2035, 2115, 2262, 2267, 2517],
    [1364, 1408, 1597, 1444, 1342, 1675, 1470, 1448, 1464, 1831, 1612, 1471],
    [1759, 1685, 1479, 1763, 1674, 2103, 1502, 1622, 1828, 2155, 2233, 2059],
    [1223, 1146, 1010, 1257, 1426, 1532, 1953, 1123, 1343, 1243, 1762, 1306],
    [1456, 1499, 1609, 1741, 1482, 1572, 1606, 1735, 1607, 1573, 1613, 1690],
]
NUMBERS = [
    [7861, 9251, 8706, 8575, 7917, 8263, 9456, 8003, 7365, 7832, 7849, 9077],
    [1622, 1742, 1523, 1515, 1622, 1602, 1964, 1515, 1527, 1748, 1654, 1861],
    [1147, 1357, 1329, 1204, 998, 1077, 1277, 1218, 896, 1003, 1108, 1121],
    [407, 396, 348, 341, 315, 328, 352, 331, 287, 384, 321, 342],
    [2902, 3172, 3046, 3068, 2693, 2910, 3275, 2697, 2663, 3017, 3242, 3425],
]
# Efron and Morris (1977), Scientific American 236: 18 batters' first 45 at bats, and the James-Stein estimates.
HITS = [18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7]
SHRUNK = [0.294, 0.289, 0.284, 0.280, 0.275, 0.275, 0.270, 0.266, 0.261, 0.261] + [0.256] * 5 + [0.252, 0.247, 0.242]
# Tarone (1982), as in Gelman et al., Bayesian Data Analysis, 3rd ed., table 5.1: rats with a tumor of those looked at in
# 70 experiments. Section 5.1: mean .136, sd .103, so Beta(1.4, 8.6); for 4 of 14 Beta(5.4, 18.6), mean .223, sd .083.
TUMORS = [0] * 14 + [1] * 8 + [2] * 9 + [1, 5, 2, 5, 3, 2, 7, 7, 3, 3, 2, 9, 10] + [4] * 7
TUMORS += [10, 4, 4, 4, 5, 11, 12, 5, 5, 6, 5, 6, 6, 6, 6, 16, 15, 15, 9]
RATS = [20] * 7 + [19] * 4 + [18, 18, 17, 20, 20, 20, 20, 19, 19, 18, 18, 25, 24, 23] + [20] * 6
RATS += [10, 49, 19, 46, 27, 17, 49, 47, 20, 20, 13, 48, 50] + [20] * 7
RATS += [48, 19, 19, 19, 22, 46, 49, 20, 20, 23, 19, 22, 20, 20, 20, 52, 46, 47, 24]
POLICY = Steadying(within=0.14, prior_K=5, prior_weight=10, b0=0.45, b0_weight=2)


def test_hachemeisters_variances_come_out_as_published():
    x, n = np.array(CLAIMS, float), np.array(NUMBERS, float)
    mean = (x * n).sum(1) / n.sum(1)
    sums = AreaSums(*(e[:, None] for e in (n.sum(1), mean, (n * (x - mean[:, None]) ** 2).sum(1), np.full(5, 11.0))))
    parts = structure(sums)
    assert round(parts.squares[0] / parts.free[0]) == 139120026 and round(parts.between[0]) == 89639


def test_the_word_of_fourteen_rats_leans_on_seventy_experiments_as_published():
    rate = np.array(TUMORS) / np.array(RATS)
    once, none = np.ones((70, 1)), np.zeros((70, 1))
    mean, between = rate.mean(), structure(AreaSums(once, rate[:, None], none, none)).between[0]
    assert (round(mean, 3), round(between**0.5, 3)) == (0.136, 0.103)
    # Of yes and no the variance within is E theta (1 - theta), so that K = s2 / a2 is alpha + beta.
    within = mean * (1 - mean) - between
    now = AreaSums(*(np.array([[v]]) for v in (14.0, 4 / 14, 0.0, 0.0)))
    policy = replace(POLICY, within=within)
    found = steadied_credibility(now, ["rats"], policy, least_areas=0, prior_between=between, most_K=10)
    K, Z = found.K[0, 0], found.Z[0, 0]
    assert [round(v, 1) for v in (K, mean * K, (1 - mean) * K)] == [10.0, 1.4, 8.6]
    assert [round(v, 1) for v in (mean * K + 4, (1 - mean) * K + 10)] == [5.4, 18.6]
    theta = Z * 4 / 14 + (1 - Z) * mean
    assert (round(theta, 3), round((theta * (1 - theta) / (14 + K + 1)) ** 0.5, 3)) == (0.223, 0.083)


def test_the_variance_between_batters_gives_the_published_james_stein_estimates():
    y = np.array(HITS) / 45
    variance = y.mean() * (1 - y.mean())
    sums = AreaSums(*(np.full((18, 1), v) for v in (45.0, 0, 44 * variance, 44.0)))
    parts = structure(AreaSums(sums.n, y[:, None], sums.squares, sums.free))
    noise = variance / 45
    # James and Stein divide by k - 3 where the unbiased variance between divides by k - 1.
    c = 1 - 15 / 17 * noise / (parts.between[0] + noise)
    assert round(c, 3) == 0.212
    assert y.mean() + c * (y - y.mean()) == pytest.approx(SHRUNK, abs=6e-4)


def test_without_a_difference_found_nine_areas_draw_the_prior_down_to_what_the_method_says():
    # A spread that leaves a2_hat -.01 beside the steadied s2 of .12.
    spread = 8 * 0.12 - 0.01 * 20
    parts = Structure(*map(np.array, (0.0, 0.0, 0.0, 9.0, spread, 20.0)))
    found = steadied(parts, 0.12, None, POLICY)
    assert found.between == pytest.approx(0.01333, abs=5e-6) and found.squares / found.between == pytest.approx(9)


def sums_of(groups, omega=None):
    x = np.concatenate([np.array(g, float) for g in groups])
    cell = np.repeat(np.arange(len(groups)), [len(g) for g in groups])
    return respondent_sums(x, cell, np.ones(len(x)) if omega is None else omega, cells=len(groups))


GROUPS = [[0, 0.5, 1], [0.2, 0.2], [], [1.0], [0.8, 0.5, 0.5, 0.2], [0, 0, 0.17], [0.5, 0.83], [0.17, 1, 1]]


@pytest.mark.parametrize("a", range(len(GROUPS)))
def test_an_area_learns_from_all_others_as_if_it_were_not_there(a):
    without = [g for b, g in enumerate(GROUPS) if b != a]
    found, pooled = structure_of_peers(sums_of(GROUPS), ["one"] * len(GROUPS), least_areas=5)
    alone = structure(sums_of(without))
    assert not pooled.any()
    assert (found.squares[a, 0], found.free[a, 0]) == pytest.approx((alone.squares[0], alone.free[0]))
    assert (found.between[a, 0], found.areas[a, 0]) == pytest.approx((alone.between[0], alone.areas[0]))


def test_five_voiced_areas_of_a_kind_besides_the_own_are_enough_and_four_are_not():
    kinds = ["complex"] * 6 + ["centre"] * 6
    groups = [[0, 1]] * 5 + [[]] + [[0, 1]] * 6
    found = steadied_credibility(sums_of(groups), kinds, POLICY, least_areas=5)
    assert found.pooled[:, 0].tolist() == [True] * 5 + [False] * 7
    assert found.areas[:, 0].tolist() == [10] * 5 + [5] + [5] * 6


def test_nobody_asked_has_no_credibility_and_leaves_all_to_the_prior():
    found = steadied_credibility(sums_of([[], []]), ["x", "x"], POLICY, least_areas=5)
    assert found.Z.ravel().tolist() == [0, 0] and found.K.ravel() == pytest.approx([5, 5])
    assert found.prior_a2.ravel().tolist() == found.prior_s2.ravel().tolist() == [1, 1]


def test_where_all_areas_agree_their_voices_do_not_fade_below_what_the_policy_allows():
    found = steadied_credibility(sums_of([[0.5, 1, 0.83, 0.17]] * 30), ["x"] * 30, POLICY, least_areas=5, most_K=10)
    assert (found.K > 10).all() and found.Z.ravel() == pytest.approx([4 / 14] * 30)


def test_one_respondent_in_each_area_tells_no_variance_within():
    found = steadied_credibility(sums_of([[0.0], [1.0], [0.5], [0.2], [0.3], [0.9]]), ["x"] * 6, POLICY, least_areas=5)
    assert found.s2.ravel() == pytest.approx([0.14] * 6) and (found.prior_s2 == 1).all()


def test_survey_weights_of_any_size_change_nothing_if_equal():
    heavy = sums_of(GROUPS, np.full(sum(map(len, GROUPS)), 7.5))
    for light, other in zip(vars(sums_of(GROUPS)).values(), vars(heavy).values(), strict=True):
        assert light == pytest.approx(other)
