"""Days on which offices in Korea are closed: weekends, public holidays and the days given for those that fall on one."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

# The lunar holidays' days (Seollal, Buddha's Birthday, Chuseok), as the almanac of the solar years has them.
LUNAR = {
    2024: "0210 0515 0917", 2025: "0129 0505 1006", 2026: "0217 0524 0925", 2027: "0207 0513 0915",
    2028: "0127 0502 1003", 2029: "0213 0520 0922", 2030: "0203 0509 0912", 2031: "0123 0528 1001",
    2032: "0211 0516 0919", 2033: "0131 0506 0908", 2034: "0219 0525 0927", 2035: "0208 0515 0916",
    2036: "0128 0503 1004", 2037: "0215 0522 0924", 2038: "0204 0511 0913", 2039: "0124 0430 1002",
    2040: "0212 0518 0921",
}  # fmt: skip
# Days that are given again when they fall on a weekend: 1 March, Children's Day, Liberation, Foundation, Hangul, Christmas.
GIVEN_AGAIN = ((3, 1), (5, 5), (8, 15), (10, 3), (10, 9), (12, 25))
# New Year, Workers' Day, Memorial Day: they are not.
ONCE = ((1, 1), (5, 1), (6, 6))
# Constitution Day is a day off again from this year on.
CONSTITUTION_DAY_SINCE = 2026
SATURDAY, SUNDAY = 5, 6


def is_off(day: date) -> bool:
    """Whether offices are closed. Past 2040 the lunar holidays are not known; elections and days given once never are."""
    return day.weekday() >= SATURDAY or day in holidays(day.year)


@cache
def holidays(year: int) -> frozenset[date]:
    """A year's public holidays, with the days given for those that fell on a day off."""
    lunar = [date(year, int(each[:2]), int(each[2:])) for each in LUNAR.get(year, "").split()]
    feasts = [day + timedelta(days=n) for day in lunar[::2] for n in (-1, 0, 1)]
    again = [date(year, month, day) for month, day in GIVEN_AGAIN] + lunar[1:2]
    found = {date(year, month, day) for month, day in ONCE}
    if year >= CONSTITUTION_DAY_SINCE:
        found.add(date(year, 7, 17))
    for group, weekend in ((feasts, {SUNDAY}), (sorted(again), {SATURDAY, SUNDAY})):
        doubled = [day for day in group if day.weekday() in weekend or day in found]
        doubled += [day for day in set(group) if group.count(day) > 1]
        found.update(group)
        for day in doubled:
            found.add(_next_open(day, found))
    return frozenset(found)


def _next_open(day: date, taken: set[date]) -> date:
    while day.weekday() >= SATURDAY or day in taken:
        day += timedelta(days=1)
    return day
