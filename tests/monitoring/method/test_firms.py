"""Firms: peers worked by hand, Benjamini and Hochberg's published p-values, few chance hits, real falls found."""

from dataclasses import replace

import numpy as np
import pytest

from app.evaluation.method.scheme_file import PRESETS
from app.monitoring.method.firms import held_down, judge_firms, peers_of
from app.monitoring.method.rules import rules_in
from bench.levels.abnormal_firms import heads, listed

RULES = rules_in(PRESETS["national3"].read_text("utf-8")).firms
ONE = ["all"]


def test_benjamini_and_hochbergs_fifteen_comparisons_reject_the_first_four():
    """Benjamini and Hochberg (1995), thrombolysis with rt-PA: at .05 the method rejects four, Bonferroni three."""
    p = [.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1.0]  # fmt: skip
    assert (held_down(p) <= 0.05).tolist() == [True] * 4 + [False] * 11


def test_what_was_not_tested_is_no_comparison():
    assert held_down([0.01, np.nan, 0.04])[[0, 2]] == pytest.approx([0.02, 0.04])
    assert np.isnan(held_down([np.nan, np.nan])).all()


def test_a_firm_is_held_against_the_others_of_its_group():
    # Seven firms of four heads. The first's peers have the median .5; its distance -40.5 times 2 is -81. Distances of all,
    # each from its own peers' median: 81, 5, 3, 0, 3, 5, 7; their median 5 is above the floor 2 * 2.
    change = [-40.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0]
    found = peers_of(change, [ONE * 7], [4.0] * 7, direction=1, rules=RULES)
    assert found.z[0] == pytest.approx(-0.6745 * 81 / 5) and found.middle[0] == 0.5
    assert found.count.tolist() == [6] * 7
    assert peers_of(change, [ONE * 7], [4.0] * 7, direction=-1, rules=RULES).z[0] > 0


def test_the_same_fall_is_more_unusual_for_a_large_firm():
    change, heads_ = [-10.0, -10.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0], [4.0, 400.0, *[50.0] * 6]
    z = peers_of(change, [ONE * 8], heads_, direction=1, rules=RULES).z
    assert z[1] / z[0] == pytest.approx(10)


def test_where_peers_are_too_few_the_wider_group_counts_and_without_heads_none_does():
    change = np.arange(8.0)
    near, wide = ["a"] * 4 + [None] * 4, ONE * 8
    found = peers_of(change, [near, wide], [9.0] * 7 + [np.nan], direction=1, rules=RULES)
    assert found.level.tolist() == [1] * 7 + [-1] and np.isnan(found.z[7])
    few = peers_of(change, [near, wide], [9.0] * 8, direction=1, rules=replace(RULES, least_peers=3))
    assert few.level.tolist() == [0] * 4 + [1] * 4


def test_a_fall_all_peers_share_is_no_firms_own():
    rng = np.random.default_rng(2)
    change = rng.normal(0, 2, (30, 40))
    change[:, -1] -= 30
    change[0, -1] -= 40
    found = judge_firms(change, [ONE * 30], [25.0] * 30, direction=1, rules=RULES)
    assert found.own.max() < -5 and np.flatnonzero(held_down(found.p) <= 0.1).tolist() == [0]


def test_a_history_too_short_leaves_the_peers_alone():
    change = np.random.default_rng(3).normal(0, 2, (10, 20))
    change[0, -1] = -60
    found = judge_firms(change, [ONE * 10], [25.0] * 10, direction=1, rules=RULES)
    assert np.isnan(found.own).all() and held_down(found.p)[0] < 0.01


def test_of_two_thousand_firms_hardly_any_is_listed_by_chance_and_most_real_falls_are():
    rng = np.random.default_rng(4)
    x, size = heads(rng, 2000, walk=True)
    assert listed(x, size, RULES, rng).sum() <= 2
    x[:40, -3:] *= 0.6
    told = listed(x, size, RULES, rng)
    assert told[:40].mean() > 0.5 and told[40:].sum() <= 0.1 * told.sum()
