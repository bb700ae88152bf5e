"""Values that leap: more than five times, or less than a fifth of, the month or the year before. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.monitoring.observations.quarters import month_moved

# Chosen, not measured: lower asks about real changes, higher takes more mistyped values in silence.
FACTOR = 5.0
SMALLEST = 1.0  # from 0.1 % to 0.6 %, or from no place to three, is no leap
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Value:
    """A value of a file: its row, place and indicator as stored, month, and what it says."""

    row: int
    place: str
    indicator: str
    month: str
    value: float


@dataclass(frozen=True)
class Jump:
    """A value beside the earlier one it is far from."""

    found: Value
    month_before: str
    before: float


def jumps(values: Iterable[Value], known: Mapping[Key, float]) -> list[Jump]:
    """The values that leap from the month before or from the same month a year before, in their order.

    Parameters
    ----------
    values : iterable of Value
    known : mapping of (place, indicator, month) to float
        The newest value of each month, stored or in the same file.
    """
    found = []
    for each in values:
        for months in (1, 12):
            month = month_moved(each.month, -months)
            before = known.get((each.place, each.indicator, month))
            if before is not None and is_far(each.value, before):
                found.append(Jump(each, month, before))
                break
    return found


def is_far(value: float, before: float) -> bool:
    """Whether the larger of two values is more than five times the smaller (which counts as 1 at least)."""
    small, large = sorted((value, before))
    return large > FACTOR * max(small, SMALLEST)
