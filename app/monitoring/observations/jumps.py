"""Values that ask to be looked at before they are stored: they leap, or are of a time or size nobody would expect. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from statistics import median

from app.monitoring.observations.quarters import month_moved

# A head count that falls to a fifth (3,370 to 700) is asked for; one that falls to a quarter is not.
FACTOR = 4.5
# From no place to five, or from 0.1 % to 0.6 %, is no leap: by kind of indicator, the smallest value that counts.
SMALLEST = {"level": 2.0, "rate": 0.2}
# However small: a rate written as a share (0.0245 for 2.45 %), or a hundred times too large; the right figure may itself
# be up to five times the one before.
HUNDREDFOLD = 20.0
# Beside other places the same rate may well be four times as high; not twenty times.
UNLIKE_OTHERS = 20.0
# Monthly figures of areas begin in this century; what is older is a year mistyped. Chosen, not measured.
OLDEST = "1990-01"
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Value:
    """A value of a file: its row, place and indicator as stored, month, and what it says.

    `kind` is the indicator's; `shown` whether the file says how the cell looks (a share of 1 may else be a percent).
    """

    row: int
    place: str
    indicator: str
    month: str
    value: float
    kind: str = "level"
    shown: bool = True


@dataclass(frozen=True)
class Jump:
    """A value beside the earlier one it is far from; `why` where there is none: "old", "others" or "share"."""

    found: Value
    month_before: str
    before: float
    why: str = "leap"


def jumps(values: Iterable[Value], known: Mapping[Key, float], stored: Mapping[Key, float] | None = None) -> list[Jump]:
    """The values to ask for, in their order, each with the first reason.

    Parameters
    ----------
    values : iterable of Value
    known : mapping of (place, indicator, month) to float
        The newest value of each month, stored or in the same file.
    stored : mapping of (place, indicator, month) to float
        Of these the stored ones: the months of one file may all be wrong in the same way.
    """
    stored = known if stored is None else stored
    months: dict[tuple[str, str], list[str]] = {}
    of_others: dict[str, list[float]] = {}
    for place, indicator, month in sorted(stored):
        months.setdefault((place, indicator), []).append(month)
        of_others.setdefault(indicator, []).append(stored[place, indicator, month])
    usual = {indicator: median(found) for indicator, found in of_others.items()}
    found = []
    for each in values:
        there = months.get((each.place, each.indicator), [])
        before = list(_before(each, known)) + list(_nearest(each, there, stored))
        if jump := _jump(each, before, usual.get(each.indicator)):
            found.append(jump)
    return found


def _before(each: Value, known: Mapping[Key, float]) -> Iterator[tuple[str, float]]:
    """The month before and the same month a year before, where they are known."""
    for months in (1, 12):
        month = month_moved(each.month, -months)
        if (value := known.get((each.place, each.indicator, month))) is not None:
            yield month, value


def _nearest(each: Value, months: list[str], stored: Mapping[Key, float]) -> Iterator[tuple[str, float]]:
    """The stored months next to it, however far away."""
    at = bisect_left(months, each.month)
    for month in (*months[max(at - 1, 0) : at], *months[at : at + 2]):
        if month != each.month:
            yield month, stored[each.place, each.indicator, month]


def _jump(each: Value, before: list[tuple[str, float]], usual: float | None) -> Jump | None:
    for month, value in before:
        if is_far(each.value, value, each.kind):
            return Jump(each, month, value)
    if each.month < OLDEST:
        return Jump(each, "", 0.0, "old")
    if each.kind == "rate" and not before and usual and _ratio(each.value, usual) >= UNLIKE_OTHERS:
        return Jump(each, "", usual, "others")
    if each.kind == "rate" and not each.shown and 0 < each.value < 1:
        return Jump(each, "", 0.0, "share")
    return None


def is_far(value: float, before: float, kind: str = "level") -> bool:
    """Whether the larger of two values is more than 4.5 times the smaller, which counts as `SMALLEST` at least."""
    small, large = sorted((value, before))
    far = large > FACTOR * max(small, SMALLEST[kind])
    return far or (kind == "rate" and small > 0 and large >= HUNDREDFOLD * small)


def _ratio(one: float, other: float) -> float:
    small, large = sorted((abs(one), abs(other)))
    return large / small if small else float("inf")
