"""Credibility: the published estimator, its bounds, and whom an area leans on."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.evaluation.method.burden import speakers_of
from app.evaluation.method.credibility import (
    ALL,
    KIND,
    POLICY,
    Credibility,
    Structure,
    area_sums,
    bounded_K,
    credibility_factor,
    estimate_credibility,
    respondent_sums,
    structure,
    voices_points,
)

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
BOUNDS = (1.0, 50.0)


def test_hachemeisters_variances_come_out_as_published():
    x = np.array(CLAIMS, float).reshape(-1, 1)
    parts = structure(area_sums(x, np.repeat(np.arange(5), 12), np.array(NUMBERS, float).ravel(), areas=5))
    assert round(parts.within[0]) == 139120026 and round(parts.between[0]) == 89639


def burdens(areas, per_area, seed=0, spread=0.3):
    """Burdens whose areas differ, and their speakers."""
    rng = np.random.default_rng(seed)
    level = rng.uniform(0.5 - spread, 0.5 + spread, areas)
    b = np.clip(np.repeat(level, per_area) + rng.normal(0, 0.1, areas * per_area), 0, 1)[:, None]
    return b, speakers_of([(j // per_area, j, 1.0) for j in range(areas * per_area)])


def estimate(b, speakers, kinds):
    sums = respondent_sums(b, speakers, areas=len(kinds))
    return estimate_credibility(sums, kinds, bounds=BOUNDS, least_areas=5, policy=(8.0, [0.25]))


def test_five_areas_of_a_kind_lean_on_each_other_and_four_on_all():
    known = estimate(*burdens(9, 4), ["complex"] * 5 + ["centre"] * 4)
    assert known.source == (KIND,) * 5 + (ALL,) * 4


def test_fewer_than_five_areas_with_voices_lean_on_the_scheme():
    b, speakers = burdens(4, 6)
    known = estimate(b, speakers, ["complex"] * 9)
    assert known.source == (POLICY,) * 9 and (known.K == 8).all() and (known.b0 == 0.25).all()


def test_areas_with_one_voice_each_cannot_tell_the_variance_within():
    assert estimate(*burdens(6, 1), ["complex"] * 6).source == (POLICY,) * 6


def test_the_mean_burden_of_peers_is_the_mean_over_areas():
    b = np.array([[1.0], [0.0], [0.0], [0.0], [0.5], [0.5], [0.0], [0.0], [0.2], [0.4], [0.0]])
    areas = [0, 1, 1, 1, 2, 2, 3, 3, 4, 4, 4]  # means 1, 0, .5, 0, .2
    speakers = speakers_of([(a, j, 1.0) for j, a in enumerate(areas)])
    assert estimate(b, speakers, ["complex"] * 5).b0[0, 0] == pytest.approx(0.34)


def test_areas_that_do_not_differ_lean_as_far_as_allowed():
    b = np.tile([[0.2], [0.8]], (6, 1))
    known = estimate(b, speakers_of([(j // 2, j, 1.0) for j in range(12)]), ["complex"] * 6)
    assert (known.K == 50).all()


def test_areas_that_agree_within_and_differ_between_speak_for_themselves():
    b = np.repeat([[0.0], [0.2], [0.4], [0.6], [0.8]], 3, axis=0)
    known = estimate(b, speakers_of([(j // 3, j, 1.0) for j in range(15)]), ["complex"] * 5)
    assert (known.K == 1).all()


def test_K_between_the_bounds_is_the_ratio_of_variances():
    assert bounded_K(Structure(np.array([0.06]), np.array([0.01]), np.array([0.3])), BOUNDS) == pytest.approx([6.0])


def test_equal_survey_weights_of_any_size_change_nothing():
    b, speakers = burdens(6, 4)
    heavy = speakers_of([(a, j, 7.5) for a, j in zip(speakers.area, speakers.respondent, strict=True)])
    assert pytest.approx(estimate(b, speakers, ["x"] * 6).K) == estimate(b, heavy, ["x"] * 6).K


def test_two_voices_lean_and_thirty_speak():
    assert credibility_factor([2, 30], [[5.0], [5.0]])[:, 0] == pytest.approx([2 / 7, 30 / 35])


def test_two_voices_are_not_scored_and_three_are():
    known = Credibility(np.full((2, 1), 5.0), np.full((2, 1), 0.2), (KIND, KIND))
    L = voices_points([[1.0], [1.0]], [2, 3], known, least=3)
    assert np.isnan(L[0, 0]) and L[1, 0] == pytest.approx(100 * (3 / 8 + 5 / 8 * 0.2))


@given(
    st.lists(st.floats(0, 1), min_size=3, max_size=12),
    st.data(),
    st.floats(1, 50),
    st.floats(0, 1),
)
def test_a_worse_burden_never_lowers_the_score_at_given_peers(b, data, K, b0):
    j = data.draw(st.integers(0, len(b) - 1))
    worse = [*b[:j], data.draw(st.floats(b[j], 1)), *b[j + 1 :]]
    known = Credibility(np.array([[K]]), np.array([[b0]]), (KIND,))
    before, after = (voices_points([[np.mean(x)]], [len(b)], known, least=3)[0, 0] for x in (b, worse))
    assert after >= before - 1e-9


def test_resampled_areas_give_the_same_as_copies_of_them():
    b, speakers = burdens(6, 4)
    sums = respondent_sums(b, speakers, areas=6)
    drawn = structure(sums, [[2, 0, 1, 1, 1, 1]])
    copied = structure(sums.of(np.array([0, 0, 2, 3, 4, 5])))
    assert drawn.within[0] == pytest.approx(copied.within) and drawn.between[0] == pytest.approx(copied.between)
