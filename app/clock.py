"""The time, in one place: instants are stored as UTC text, dates are Korea's."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

SEOUL = ZoneInfo("Asia/Seoul")


def now() -> str:
    """The present instant as ISO 8601 in UTC, to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def today() -> date:
    """Today's date in Korea."""
    return datetime.now(SEOUL).date()


def begin_of(day: date) -> str:
    """The instant at which a day begins in Korea.

    >>> begin_of(date(2026, 11, 30))
    '2026-11-29T15:00:00.000000+00:00'
    """
    return datetime.combine(day, time(), SEOUL).astimezone(UTC).isoformat(timespec="microseconds")


def yesterday() -> date:
    """The last day in Korea that is over: what was to be kept until then is due."""
    return today() - timedelta(days=1)


def years_after(day: date, years: int) -> date:
    """The same day so many years later; of 29 February the first of March where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, month=3, day=1)


def in_seoul(instant: str) -> datetime:
    """A stored instant as Korean wall-clock time."""
    return datetime.fromisoformat(instant).astimezone(SEOUL)
