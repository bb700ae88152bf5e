"""Small cells: worked by hand, and every sum and difference of small tables searched for one that tells of one or two."""

from __future__ import annotations

import itertools
import random
from fractions import Fraction

import pytest

from app.areas.anonymity import Release, is_small, may_be_told, release, told


def test_one_and_two_firms_are_small_and_nobody_is_not() -> None:
    assert [is_small(n) for n in range(5)] == [False, True, True, False, False]
    assert [told(n) for n in range(5)] == [0, None, None, 3, 4]


def test_two_firms_are_not_told_by_putting_an_expert_beside_them() -> None:
    assert not may_be_told(firms=2, respondents=3)
    assert may_be_told(firms=0, respondents=3)
    assert may_be_told(firms=3, respondents=3)
    assert not may_be_told(firms=0, respondents=2)


def test_areas_of_one_and_two_firms_are_told_together() -> None:
    found = _numbers(one=1, two=2, three=3)
    assert (found.shown, found.pooled, found.left_out) == ({"three"}, {"one", "two"}, set())


def test_a_single_firm_enters_no_total() -> None:
    found = _numbers(one=1, three=3)
    assert (found.within(None), found.withheld(None)) == ({"three"}, {"one"})


def test_who_sees_half_of_the_pool_gets_none_of_it() -> None:
    found = _numbers(one=1, two=2, three=3)
    assert found.within({"one", "three"}) == {"three"}
    assert found.within({"one", "two"}) == {"one", "two"}
    assert found.withheld({"one", "three"}) == {"one"}


def test_three_areas_of_one_firm_are_not_told_as_three() -> None:
    assert _numbers(a=1, b=1, c=1, d=9).left_out == {"a", "b", "c"}


def test_a_choice_of_one_firm_takes_a_second_area_along() -> None:
    found = release({"a": {"yes": 4, "no": 1}, "b": {"yes": 5, "no": 3}, "c": {"yes": 6, "no": 4}})
    assert (found.shown, found.pooled, found.hidden) == ({"c"}, {"a", "b"}, set())


def test_a_rare_choice_of_all_is_hidden_with_the_next_rare_one() -> None:
    found = release({"a": {"yes": 4, "no": 5, "unsure": 1}, "b": {"yes": 4, "no": 3}})
    assert (found.shown, found.hidden) == ({"b"}, {"unsure", "yes"})


def test_a_total_that_must_hold_everybody_takes_a_second_area_along() -> None:
    found = release({"a": {"": 1}, "b": {"": 3}, "c": {"": 9}})
    assert (found.shown, found.pooled, found.left_out) == ({"c"}, {"a", "b"}, set())


def test_two_choices_of_which_one_is_rare_are_both_withheld() -> None:
    found = release({"a": {"yes": 4, "no": 1}})
    assert (found.shown, found.pooled, found.left_out) == (set(), set(), {"a"})


# Every sum and difference ----------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(120))
@pytest.mark.parametrize("exact", [True, False])
def test_no_totals_of_any_scope_give_one_or_two_firms_away(seed: int, exact: bool) -> None:
    chance = random.Random(seed)
    table = {part: {"": chance.randint(0, 5)} for part in "ABCDE"[: chance.randint(1, 5)]}
    found = release(table, exact=exact)
    assert _determined(table, found) == []
    assert _counted(table, found) == []


@pytest.mark.parametrize("seed", range(300))
def test_no_totals_of_choices_give_one_or_two_firms_away(seed: int) -> None:
    chance = random.Random(1000 + seed)
    choices = "xyz"[: chance.randint(2, 3)]
    table = {part: {c: chance.choice((0, 0, 1, 2, 3, 4, 6)) for c in choices} for part in "ABC"[: chance.randint(1, 3)]}
    barred = _numbers(**{part: sum(each.values()) for part, each in table.items()}).left_out
    found = release({part: each for part, each in table.items() if part not in barred})
    assert _determined(table, found) == []


def test_the_search_finds_what_a_plain_total_gives_away() -> None:
    table = {"A": {"x": 1, "y": 0}, "B": {"x": 4, "y": 3}}
    careless = Release(frozenset("B"), frozenset("A"), frozenset())
    assert ("Ax",) in _determined(table, careless)


def _numbers(**firms: int) -> Release:
    return release({part: {"": n} for part, n in firms.items()}, exact=False)


def _determined(table: dict[str, dict[str, int]], found: Release) -> list[tuple[str, ...]]:
    """Sets of cells of one or two firms whose sum follows from all that is told, whoever asks for whichever areas."""
    cells = [(part, c) for part, each in table.items() for c in each]
    rows = [[int(cell in group) for cell in cells] for group in _told(table, found)]
    rank = _rank(rows)
    away = []
    for size in range(1, len(cells) + 1):
        for group in itertools.combinations(cells, size):
            firms = sum(table[part][c] for part, c in group)
            if is_small(firms) and all(table[part][c] for part, c in group):
                wanted = [int(cell in group) for cell in cells]
                if _rank([*rows, wanted]) == rank:
                    away.append(tuple(part + c for part, c in group))
    return away


def _counted(table: dict[str, dict[str, int]], found: Release) -> list[str]:
    """Withheld parts whose number follows from the total, since each of them has somebody: every way is tried."""
    pool = sorted(found.pooled)
    total = sum(table[part][""] for part in pool)
    ways = [way for way in itertools.product(range(1, total + 1), repeat=len(pool)) if sum(way) == total]
    small = [way for way in ways if all(is_small(n) for n in way)]
    known = small if all(is_small(table[part][""]) for part in pool) else ways
    return [part for i, part in enumerate(pool) if len({way[i] for way in known}) == 1]


def _told(table: dict[str, dict[str, int]], found: Release) -> list[set[tuple[str, str]]]:
    """The cells each figure adds up: numbers of firms and categories, of every set of areas somebody may see."""
    choices = {c for each in table.values() for c in each}
    numbers = release({part: {"": sum(each.values())} for part, each in table.items()}, exact=False)
    groups = []
    for size in range(1, len(table) + 1):
        for scope in itertools.combinations(table, size):
            parts = found.within(scope)
            hidden = found.hidden if found.pooled and found.pooled <= parts else frozenset()
            groups.append({(p, c) for p in parts for c in choices})
            if len(choices) > 1:
                groups.append({(p, c) for p in numbers.within(scope) for c in choices})
            groups += [{(p, c) for p in parts} for c in choices - hidden]
    return groups


def _rank(rows: list[list[int]]) -> int:
    """The rank of a matrix, exactly."""
    left = [[Fraction(x) for x in row] for row in rows]
    rank = 0
    for column in range(len(left[0]) if left else 0):
        pivot = next((i for i in range(rank, len(left)) if left[i][column]), None)
        if pivot is None:
            continue
        left[rank], left[pivot] = left[pivot], left[rank]
        for i in range(rank + 1, len(left)):
            ratio = left[i][column] / left[rank][column]
            left[i] = [a - ratio * b for a, b in zip(left[i], left[rank], strict=True)]
        rank += 1
    return rank
