"""Two keyings of one sheet held against each other, question by question; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# What stands on a sheet beside its answers. No id of a question begins so.
FIRM, NAME, INDUSTRY, SIZE, ON, UNUSABLE = "@firm", "@name", "@industry", "@size", "@on", "@unusable"
BESIDE = (FIRM, NAME, INDUSTRY, SIZE, ON)
SIDES = ("first", "second")
OTHER = "other"

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Compared:
    """What two keyings say: how many entries either has, and those in which they differ, in the order of the first."""

    entries: int
    differing: tuple[str, ...]


def values_of(beside: Mapping[str, str], unusable: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    """A keying as it is compared. Of a sheet that cannot be used only the reason counts: nobody keys the rest.

    What a firm on no list says of itself is left out where a firm of the list was picked.
    """
    if unusable:
        return {UNUSABLE: unusable}
    told = {key: " ".join(beside.get(key, "").split()) for key in BESIDE}
    if told[FIRM]:
        told |= {NAME: "", INDUSTRY: "", SIZE: ""}
    return {**told, **answers}


def compared(first: Values, second: Values) -> Compared:
    """Hold two keyings against each other; lists (several choices) say the same in any order of ticking.

    >>> compared({"a": 1, "b": ["x", "y"]}, {"a": 2, "b": ["y", "x"], "c": "z"})
    Compared(entries=3, differing=('a', 'c'))
    """
    keys = list(dict.fromkeys([*first, *second]))
    return Compared(len(keys), tuple(key for key in keys if _plain(first.get(key)) != _plain(second.get(key))))


def _plain(value: Any) -> Any:
    """A number and a tick are not the same: in Python 1 equals True."""
    return sorted(map(str, value)) if isinstance(value, list) else (type(value) is bool, value)


def wrong_in(differing: tuple[str, ...], chosen: Mapping[str, str], side: str) -> int:
    """In how many of the differing entries the third look went against one keying ("first" or "second").

    >>> picked = {"a": "first", "c": "other"}
    >>> wrong_in(("a", "c"), picked, "first"), wrong_in(("a", "c"), picked, "second")
    (1, 2)
    """
    return sum(chosen[key] != side for key in differing)
