"""Rows of single firms: each class holds three firms, whatever rows there are; worked by hand and by chance."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from app.areas.classes import Kind, alike, band_of_heads


@pytest.mark.parametrize(
    ("heads", "band"),
    [(None, ""), (0, ""), (1, "1-4"), (4, "1-4"), (5, "5-9"), (10, "10-49"), (99, "50-99"), (299, "100-299")],
)
def test_heads_are_told_by_their_class(heads: int | None, band: str) -> None:
    assert band_of_heads(heads) == band


def test_three_hundred_and_more_are_one_class() -> None:
    assert band_of_heads(300) == band_of_heads(100_000) == "300+"


def test_three_firms_of_a_kind_are_told_as_they_are() -> None:
    kind = Kind("B001", "main", "10-49")
    assert alike([("a", kind), ("b", kind), ("c", kind)]) == [kind] * 3


def test_one_firm_with_three_rows_is_no_class() -> None:
    assert alike([("a", Kind("B001"))] * 3) == [None] * 3


def test_the_industry_goes_first_then_the_heads_then_the_area() -> None:
    main, other = Kind("B001", "main", "10-49"), Kind("B001", "other", "10-49")
    assert alike([("a", main), ("b", main), ("c", other)]) == [Kind("B001", "", "10-49")] * 3
    small = Kind("B001", "main", "1-4")
    assert alike([("a", main), ("b", small), ("c", other)]) == [Kind("B001")] * 3
    far = Kind("B002", "main", "10-49")
    assert alike([("a", main), ("b", far), ("c", far)]) == [Kind()] * 3


def test_a_firm_left_over_takes_the_smallest_class_along() -> None:
    kind = Kind("B001", "main", "10-49")
    found = alike([("a", kind), ("b", kind), ("c", kind), ("d", Kind("B001", "main", "1-4"))])
    assert found == [Kind("B001")] * 4


@pytest.mark.parametrize("seed", range(200))
def test_no_class_and_no_difference_of_classes_holds_one_or_two_firms(seed: int) -> None:
    chance = random.Random(seed)
    kinds = [
        Kind(
            chance.choice(("B1", "B2", "B3")), chance.choice(("main", "other")), chance.choice(("1-4", "5-9", "10-49"))
        )
        for _each in range(chance.randint(0, 20))
    ]
    found = alike([(str(n), kind) for n, kind in enumerate(kinds)])
    assert all(n >= 3 for kind, n in Counter(found).items() if kind is not None)
    assert found.count(None) < 3
    for area in ("B1", "B2", "B3"):
        known = sum(kind.area == area for kind in kinds)
        told = sum(kind is not None and kind.area == area for kind in found)
        assert known - told == 0 or known - told >= 3 or known < 3, (area, known, told)
    for true, told_as in zip(kinds, found, strict=True):
        assert told_as is None or all(t in ("", k) for t, k in zip(_words(told_as), _words(true), strict=True))


def _words(kind: Kind) -> tuple[str, str, str]:
    return kind.area, kind.industry, kind.heads
