"""Agreement theme by theme, worked by hand; what is left out where only coded segments count."""

from __future__ import annotations

import numpy as np
import pytest

from nlp.agreeing.agreement import agreement
from nlp.agreeing.ratings import Ratings
from nlp.agreeing.themes import ByTheme, by_theme


def two(*cells: int, **options: bool) -> ByTheme:
    """Two coders and one theme: how often both name it, the first alone, the second alone, neither."""
    rows = [pair for pair, n in zip(((1, 1), (1, 0), (0, 1), (0, 0)), cells, strict=True) for _ in range(n)]
    return by_theme(np.array(rows)[:, :, None], ["workforce"], draws=60, **options)


def test_a_theme_is_there_or_not_for_whoever_judged_the_segment() -> None:
    found = two(20, 5, 10, 15).themes["workforce"].estimates
    # Alike .7; by chance .5 * .6 + .5 * .4.
    assert found["percent"].value == pytest.approx(0.7)
    assert found["kappa"].value == pytest.approx(0.4)
    assert found["both"].value == pytest.approx(40 / 55)
    assert found["alpha"].value == pytest.approx(1 - 99 * 30 / (2 * 55 * 45))


def test_two_who_never_name_the_same_do_not_agree() -> None:
    found = two(0, 5, 5, 0).themes["workforce"].estimates
    assert (found["alpha"].value or 0) < -0.8 and found["both"].value == 0.0 and found["percent"].value == 0.0
    coded = two(0, 5, 5, 0, coded_only=True)
    for each in (coded.themes["workforce"].estimates, coded.overall):
        assert (each["percent"].value, each["both"].value, each["equal"].value) == (0.0, 0.0, -1.0)
        assert {each[name].reason for name in ("alpha", "kappa", "fleiss", "ac")} == {"coded_only"}


def test_segments_nobody_coded_can_be_left_out() -> None:
    found = two(20, 5, 10, 15, coded_only=True).themes["workforce"]
    assert found.pairable == 35
    assert found.estimates["percent"].value == pytest.approx(20 / 35)
    more = two(20, 5, 10, 999, coded_only=True).themes["workforce"].estimates
    assert {key: each.value for key, each in more.items()} == {key: e.value for key, e in found.estimates.items()}
    assert two(8, 0, 0, 4, coded_only=True).themes["workforce"].estimates["equal"].value == 1.0


def test_a_theme_nobody_names_is_not_estimable() -> None:
    found = two(0, 0, 0, 9)
    assert found.themes["workforce"].estimates["alpha"].reason == "no_variation"
    assert found.overall["alpha"].value is None and found.overall["percent"].value == 1.0
    assert two(0, 0, 0, 9, coded_only=True).overall["percent"].reason == "no_units"


def test_one_coder_alone_agrees_with_nobody() -> None:
    present = np.ones((6, 2, 1), dtype=int)
    present[::2] = 0
    present[:, 1] = -1
    found = by_theme(present, ["finance"], draws=10)
    assert {each.reason for each in found.overall.values()} == {"one_coder"}
    assert {each.value for each in found.themes["finance"].estimates.values()} == {None}


def test_common_and_rare_themes_do_not_agree_by_being_so() -> None:
    """Coders who guess, one theme nearly always and one hardly ever: pooled cells would give an alpha of .8."""
    shares = np.array([0.95, 0.05])
    present = (np.random.default_rng(5).random((3000, 2, 2)) < shares).astype(int)
    found = by_theme(present, ["market", "rnd"], draws=0)
    assert abs(found.overall["alpha"].value or 1) < 0.05
    pooled = Ratings(present.transpose(0, 2, 1).reshape(-1, 2), (False, True))
    assert (agreement(pooled, draws=0).alpha.value or 0) > 0.75


def test_over_all_themes_disagreements_are_added_up() -> None:
    rng = np.random.default_rng(2)
    truth = rng.random((400, 1, 3)) < (0.1, 0.3, 0.5)
    present = (truth ^ (rng.random((400, 3, 3)) < 0.1)).astype(int)
    present[:100, 2] = -1
    found = by_theme(present, "abc", groups=[n // 4 for n in range(400)], draws=200)
    each = [found.themes[name].estimates["alpha"].value or 0 for name in "abc"]
    overall = found.overall["alpha"]
    assert overall.value is not None and overall.low is not None and overall.high is not None
    assert min(each) < overall.value < max(each) and overall.low < overall.value < overall.high
    assert found.themes["a"].clusters == 100


def test_progress_is_told_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    present = np.random.default_rng(1).integers(0, 2, (30, 2, 2))
    by_theme(present, "ab", draws=40, report=lambda done, of: told.append((done, of)))
    assert told[0] == (1, 41) and told[-1] == (41, 41)
