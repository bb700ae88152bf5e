"""Days off in Korea, against the official calendars of 2025 to 2028."""

from __future__ import annotations

from datetime import date

import pytest

from app.accounts.review.workdays import LUNAR, holidays, is_off

# Holidays that are no Saturday or Sunday, as the government's calendar lists them, days given again included.
CALENDAR = {
    2025: "0101 0128 0129 0130 0303 0501 0505 0506 0606 0815 1003 1006 1007 1008 1009 1225",
    2026: "0101 0216 0217 0218 0302 0501 0505 0525 0717 0817 0924 0925 1005 1009 1225",
    2027: "0101 0208 0209 0301 0505 0513 0816 0914 0915 0916 1004 1011 1227",
    2028: "0126 0127 0128 0301 0501 0502 0505 0606 0717 0815 1002 1003 1004 1005 1009 1225",
}


@pytest.mark.parametrize("year", CALENDAR)
def test_the_weekdays_off_are_those_of_the_calendar(year: int) -> None:
    found = sorted(day for day in holidays(year) if day.weekday() < 5)
    assert " ".join(f"{day:%m%d}" for day in found) == CALENDAR[year]


def test_weekends_are_off_and_plain_days_are_not() -> None:
    assert is_off(date(2026, 11, 28)) and is_off(date(2026, 11, 29))
    assert not is_off(date(2026, 11, 30)) and not is_off(date(2026, 5, 4))


def test_a_year_nobody_listed_has_its_fixed_holidays() -> None:
    year = max(LUNAR) + 1
    assert is_off(date(year, 12, 25)) and date(year, 2, 1) not in holidays(year)
