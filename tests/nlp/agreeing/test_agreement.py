"""What holds of agreement whatever the table: other arithmetic, other orders, nothing to estimate, intervals."""

from __future__ import annotations

import math
from itertools import permutations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from nlp.agreeing.agreement import agreement, kappa
from nlp.agreeing.choices import LEVELS, Level
from nlp.agreeing.ratings import Ratings, ratings

Rows = list[tuple[int | None, ...]]
cells = st.one_of(st.none(), st.integers(1, 4))
tables = st.integers(2, 4).flatmap(lambda coders: st.lists(st.tuples(*[cells] * coders), min_size=2, max_size=12))
pairs = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=2, max_size=20)


def alpha_of(rows: Rows, level: Level) -> float | None:
    return agreement(ratings(rows, level), draws=0).alpha.value


def by_definition(rows: Rows, level: Level) -> float | None:
    """Krippendorff's alpha pair by pair of single judgments, without a matrix."""
    units = [[v for v in row if v is not None] for row in rows]
    units = [unit for unit in units if len(unit) > 1]
    every = [v for unit in units for v in unit]

    def apart(c: int, k: int) -> float:
        if level == "ordinal":
            low, high = sorted((c, k))
            between = sum(low <= v <= high for v in every)
            return (between - (every.count(c) + every.count(k)) / 2) ** 2 if c != k else 0.0
        return {"nominal": float(c != k), "interval": float((c - k) ** 2), "ratio": ((c - k) / (c + k)) ** 2}[level]

    expected = sum(apart(c, k) for c, k in permutations(every, 2))
    if len(units) < 2 or expected == 0:
        return None
    seen = sum(sum(apart(c, k) for c, k in permutations(unit, 2)) / (len(unit) - 1) for unit in units)
    return 1 - (len(every) - 1) * seen / expected


def same(one: float | None, other: float | None) -> bool:
    return one is other is None or (one is not None and other is not None and math.isclose(one, other, abs_tol=1e-9))


@settings(max_examples=60, deadline=None)
@example([(None, None)] * 2, "ratio")
@given(tables, st.sampled_from(LEVELS))
def test_alpha_is_what_the_definition_says_pair_by_pair(rows: Rows, level: Level) -> None:
    assert same(alpha_of(rows, level), by_definition(rows, level))


@settings(max_examples=40, deadline=None)
@given(tables, st.randoms())
def test_neither_the_order_of_coders_nor_the_names_of_values_change_anything(rows: Rows, chance: object) -> None:
    places = list(range(len(rows[0])))
    chance.shuffle(places)  # type: ignore[attr-defined]
    name = dict(zip((None, 1, 2, 3, 4), (None, *"xbya"), strict=True))
    turned = [tuple(name[row[place]] for place in places) for row in rows]
    one, other = (agreement(ratings(each), draws=0).estimates for each in (rows, turned))
    assert all(same(one[key].value, other[key].value) for key in one)
    assert {key: each.reason for key, each in one.items()} == {key: each.reason for key, each in other.items()}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 4), min_size=2, max_size=12), st.sampled_from(LEVELS))
def test_all_the_same_is_one_where_something_varies_and_nothing_else(told: list[int], level: Level) -> None:
    found = agreement(ratings([(each,) * 3 for each in told], level), draws=0).estimates
    varied = len(set(told)) > 1
    assert all(same(found[key].value, 1.0 if varied else None) for key in found if key != "percent")
    assert found["percent"].value == 1.0


@settings(max_examples=40, deadline=None)
@given(pairs, st.sampled_from(["identity", "linear", "quadratic"]))
def test_kappa_is_that_of_scikit_learn(rows: list[tuple[int, int]], weights: str) -> None:
    one, other = zip(*rows, strict=True)
    told = kappa(one, other, weights=weights)  # type: ignore[arg-type]
    if len({*one, *other}) == 1:
        assert told is None
    else:
        theirs = cohen_kappa_score(one, other, weights=None if weights == "identity" else weights)
        assert told == pytest.approx(float(theirs))


def test_coders_who_guess_agree_no_more_than_chance() -> None:
    drawn = np.random.default_rng(3).choice(4, size=(4000, 3), p=[0.5, 0.3, 0.15, 0.05])
    found = agreement(Ratings(drawn, (0, 1, 2, 3)), draws=300).estimates
    for name in ("alpha", "kappa", "fleiss"):
        each = found[name]
        assert abs(each.value or 1) < 0.02 and (each.low or 0) < 0 < (each.high or 0)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([("a", None), ("b", None)], "one_coder"),
        ([("a", None), (None, "b"), ("a", None)], "no_units"),
        ([("a", "b"), ("a", None), (None, "b")], "too_few"),
        ([("a", "a"), ("a", "a"), ("b", None)], "no_variation"),
        ([(None, None)], "no_units"),
        ([], "no_units"),
    ],
)
def test_what_cannot_be_estimated_says_why_and_never_reads_as_one(rows: Rows, reason: str) -> None:
    found = agreement(ratings(rows), draws=20).estimates
    told = {name: each for name, each in found.items() if name != "percent" or reason != "no_variation"}
    assert {(each.value, each.low, each.high, each.reason) for each in told.values()} == {(None, None, None, reason)}


def test_two_who_share_no_unit_have_no_kappa_while_others_do() -> None:
    found = agreement(ratings([("a", "a", None), ("b", "b", None), (None, "a", "a"), (None, "b", "a")]), draws=0)
    assert found.pairs[0, 2].reason == "no_units"
    assert found.pairs[0, 1].value == 1.0 and found.pairs[1, 2].value == 0.0
    assert found.estimates["kappa"].value == 0.5


def test_a_weight_counts_a_unit_as_often_as_it_says() -> None:
    units = [("a", "b"), ("a", "a"), ("b", "b"), ("b", "c"), ("c", "c")]
    times = [2, 1, 3, 1, 2]
    weighed = Ratings(ratings(units).given, ("a", "b", "c"), weight=np.array(times, dtype=float))
    repeated = ratings([unit for unit, n in zip(units, times, strict=True) for _ in range(n)])
    one, other = (agreement(each, draws=0).estimates for each in (weighed, repeated))
    assert all(same(one[key].value, other[key].value) for key in one)


def test_an_interval_holds_its_value_and_is_the_same_every_time() -> None:
    rows = list(zip("aabbdcccedda" * 10, "babbbccceddd" * 10, strict=True))
    groups = [n // 4 for n in range(len(rows))]
    alpha = agreement(ratings(rows), groups, draws=200).alpha
    assert alpha.low is not None and alpha.value is not None and alpha.high is not None
    assert alpha.low < alpha.value < alpha.high <= 1
    assert alpha == agreement(ratings(rows), groups, draws=200).alpha


def test_an_interval_is_as_wide_as_that_of_a_share() -> None:
    """Of 400 units alike in four of five the middle 95 % reach 1.96 standard errors to either side."""
    found = agreement(ratings([("a", "a"), ("b", "b"), ("a", "a"), ("b", "b"), ("a", "b")] * 80)).estimates["percent"]
    half = 1.96 * math.sqrt(0.8 * 0.2 / 400)
    assert (found.low, found.high) == pytest.approx((0.8 - half, 0.8 + half), abs=0.08 * half)


def test_whole_respondents_are_drawn() -> None:
    """One respondent's statements said ten times over make no interval narrower."""
    rows = list(zip("aabbdcccedda", "babbbccceddd", strict=True))
    alone = agreement(ratings(rows), draws=400).estimates["percent"]
    often = agreement(ratings(rows * 10), list(range(12)) * 10, draws=400).estimates["percent"]
    apart = agreement(ratings(rows * 10), draws=400).estimates["percent"]
    assert (alone.low, alone.high) == pytest.approx((often.low, often.high))
    assert (apart.high or 0) - (apart.low or 0) < 0.6 * ((often.high or 0) - (often.low or 0))


def test_few_respondents_and_rare_values_have_a_value_and_no_interval() -> None:
    rows = [("a", "a"), ("b", "b"), ("a", "b"), ("a", "a")]
    found = agreement(ratings(rows), draws=50).alpha
    assert found.value is not None and found.low is None and found.reason == "not_drawn"
    rare = agreement(ratings([("b", "b")] + [("a", "a")] * 30), draws=200).alpha
    assert (rare.value, rare.low, rare.reason) == (1.0, None, "unsteady")
    # Who never differs gives the same in every draw: that is no interval from 1 to 1.
    never = agreement(ratings([("b", "b"), ("a", "a")] * 30), draws=200).alpha
    assert (never.value, never.low, never.reason) == (1.0, None, "no_width")


def test_a_table_of_measured_figures_has_alpha_alone() -> None:
    rng = np.random.default_rng(1)
    true = rng.normal(50, 10, 700)
    rows = [tuple(map(float, each)) for each in np.stack((true + rng.normal(0, 3, 700), true), axis=1)]
    for level in LEVELS[1:]:
        found = agreement(ratings(rows, level), draws=20)
        assert 0.8 < (found.alpha.value or 0) < 1 and found.alpha.low is not None
        assert found.estimates["kappa"].reason == found.pairs[0, 1].reason == "too_many_values"


def test_more_ratios_than_a_matrix_holds_have_no_alpha() -> None:
    table = Ratings(np.arange(5_002).reshape(-1, 2), tuple(range(1, 5_003)), "ratio")
    assert {each.reason for each in agreement(table, draws=10).estimates.values()} == {"too_many_values"}


def test_a_value_nobody_gave_can_be_told() -> None:
    rows = [("a", "a"), ("b", "b"), ("a", "b")]
    two, three = (agreement(ratings(rows, values=values), draws=0) for values in ("ab", "abc"))
    assert two.alpha == three.alpha
    assert (three.estimates["equal"].value or 0) > (two.estimates["equal"].value or 0)
    with pytest.raises(ValueError, match="'c'"):
        ratings([("c", "a")], values="ab")
