"""Months (2026-10) and quarters (2026Q4) as text, counted and moved."""

from __future__ import annotations

import re
from calendar import monthrange

QUARTER = re.compile(r"[12]\d{3}Q[1-4]")


def is_quarter(text: str) -> bool:
    """Whether the text is a quarter such as 2026Q3."""
    return bool(QUARTER.fullmatch(text))


def month_number(month: str) -> int:
    """Months since year 0: consecutive months have consecutive numbers."""
    return int(month[:4]) * 12 + int(month[5:7]) - 1


def month_at(number: int) -> str:
    """The month of a number of `month_number`."""
    return f"{number // 12:04}-{number % 12 + 1:02}"


def month_moved(month: str, by: int) -> str:
    """The month `by` months later (earlier where negative)."""
    return month_at(month_number(month) + by)


def months_between(first: str, last: str) -> tuple[str, ...]:
    """Consecutive months from `first` to `last`, both included; none where `last` is earlier."""
    return tuple(month_at(n) for n in range(month_number(first), month_number(last) + 1))


def months_of(quarter: str) -> tuple[str, str, str]:
    """The three months of a quarter."""
    first = f"{quarter[:4]}-{int(quarter[5]) * 3 - 2:02}"
    return first, month_moved(first, 1), month_moved(first, 2)


def last_day_of(quarter: str) -> str:
    """The last day of a quarter (2026-09-30)."""
    month = months_of(quarter)[2]
    return f"{month}-{monthrange(int(month[:4]), int(month[5:]))[1]}"


def quarter_of(month: str) -> str:
    """The quarter a month lies in."""
    return f"{month[:4]}Q{(int(month[5:7]) + 2) // 3}"


def quarter_moved(quarter: str, by: int) -> str:
    """The quarter `by` quarters later (earlier where negative)."""
    return quarter_of(month_moved(months_of(quarter)[0], 3 * by))


def last_complete(month: str) -> str:
    """The newest quarter whose three months lie before or in a month."""
    quarter = quarter_of(month)
    return quarter if months_of(quarter)[2] == month else quarter_moved(quarter, -1)
