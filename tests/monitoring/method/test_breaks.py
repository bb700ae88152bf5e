"""Change points: the Nile as published, cuts worked by hand, and when a change of level is told."""

import numpy as np
import pytest

from app.evaluation.method.scheme_file import PRESETS
from app.monitoring.method.breaks import breaks, change_points
from app.monitoring.method.rules import rules_in

RULES = rules_in(PRESETS["national3"].read_text("utf-8")).breaks
# Annual flow at Aswan, 1871-1970 [10^8 m3]: Cobb, G. W. (1978): The problem of the Nile. Biometrika 65.
NILE = np.fromstring(
    "1120 1160 963 1210 1160 1160 813 1230 1370 1140 995 935 1110 994 1020 960 1180 799 958 1140"
    " 1100 1210 1150 1250 1260 1220 1030 1100 774 840 874 694 940 833 701 916 692 1020 1050 969"
    " 831 726 456 824 702 1120 1100 832 764 821 768 845 864 862 698 845 744 796 1040 759"
    " 781 865 845 944 984 897 822 1010 771 676 649 846 812 742 801 1040 860 874 848 890"
    " 744 749 838 1050 918 986 797 923 975 815 1020 906 901 1170 912 746 919 718 714 740",
    sep=" ",
)


def test_the_nile_has_one_change_point_after_1898():
    (cut,) = change_points(NILE, penalty=2 * np.log(100) * NILE[28:].var())
    assert 1871 + cut - 1 == 1898  # the last year before it, as Cobb has it
    assert NILE[:cut].mean() == pytest.approx(1097.75) and NILE[cut:].mean() == pytest.approx(849.97, abs=0.005)


def test_a_step_is_cut_where_it_is_and_two_steps_twice():
    assert change_points([0.0] * 5 + [9.0] * 5, penalty=1) == [5]
    assert change_points([0.0] * 5 + [9.0] * 4 + [2.0] * 5, penalty=1) == [5, 9]


def test_a_cut_has_to_save_what_it_costs():
    step = [0.0] * 4 + [1.0] * 4  # one cut saves 8 * .25 = 2
    assert change_points(step, penalty=1.9) == [4] and change_points(step, penalty=2.1) == []


def test_a_stretch_is_never_shorter_than_the_least():
    assert change_points([0.0] * 6 + [9.0] * 2, penalty=1, least=3) == [5]
    assert change_points([0.0] * 5, penalty=1, least=3) == []


def test_no_cutting_is_better_on_short_series_tried_in_full():
    rng = np.random.default_rng(5)
    for _ in range(20):
        x = rng.normal(size=9) + np.repeat([0, 3, 0], 3)
        ways = [[], *([a] for a in range(1, 9)), *([a, b] for a in range(1, 8) for b in range(a + 1, 9))]
        cost = {tuple(w): 1.5 * len(w) + sum(p.var() * len(p) for p in np.split(x, w)) for w in ways}
        found = tuple(change_points(x, penalty=1.5, least=1))
        if len(found) <= 2:
            assert cost[found] == pytest.approx(min(cost.values()))


def relative(*, step, at=72, months=108, seed=1):
    """Relative y/y changes of an area that is like the nation, or grows by `step` % a year less from a month on."""
    rng = np.random.default_rng(seed)
    level = np.cumsum(rng.normal(0, 0.4, months + 12))
    level[at + 12 :] += step * np.arange(months - at) / 12
    return level[12:] - level[:-12]


def test_a_lasting_change_of_growth_is_told_with_its_month_and_a_healthy_area_has_none():
    (found,) = breaks(relative(step=-8), RULES)
    assert 72 <= found.at <= 84 and found.after - found.before < -5
    assert sum(len(breaks(relative(step=0, seed=seed), RULES)) for seed in range(40)) <= 8


def test_missing_months_are_passed_over_and_a_short_series_says_nothing():
    r = relative(step=-8)
    r[[10, 11, 50]] = np.nan
    (found,) = breaks(r, RULES)
    assert 72 <= found.at <= 84
    assert breaks(r[:20], RULES) == () and breaks([np.nan] * 60, RULES) == ()
