"""The time, in one place: instants are stored as UTC text, dates are Korea's."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

SEOUL = ZoneInfo("Asia/Seoul")


def now() -> str:
    """The present instant as ISO 8601 in UTC, to the microsecond."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def today() -> date:
    """Today's date in Korea."""
    return datetime.now(SEOUL).date()


def in_seoul(instant: str) -> datetime:
    """A stored instant as Korean wall-clock time."""
    return datetime.fromisoformat(instant).astimezone(SEOUL)
