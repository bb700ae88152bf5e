"""Days, times and moments as ISO text and as numbers: days since 1970-01-01, the time as part of a day.

What a clock showed counts: a zone behind a time is read and left out. The calendar is reckoned here, as the one of
JavaScript knows other years. Days to civil dates: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013.
"""

from __future__ import annotations

import math
import re

from forms.logic.figures import floored

_TIME = r"([0-9]{2}):([0-9]{2})(?::([0-9]{2}(?:\.[0-9]+)?))?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
_CLOCK = re.compile(_TIME)
_MOMENT = re.compile(rf"([0-9]{{4}})-([0-9]{{2}})-([0-9]{{2}})(?:T{_TIME})?")
# The first and the last day that four digits of a year can name: 0001-01-01 and 9999-12-31.
_FIRST, _LAST = -719162.0, 2932896.0
_SHORT = {
    "ko": ([f"{n}월" for n in range(1, 13)], list("일월화수목금토")),
    "en": (
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
        ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
    ),
}


def day_number(text: str) -> float | None:
    """Days since 1970-01-01 of a day or a moment, the part of a day of a time, None of any other text."""
    moment = _MOMENT.fullmatch(text)
    if moment:
        year, month, day, hour, minute, second = moment.groups()
        days = _days(int(year), int(month), int(day))
        part = 0.0 if hour is None else _part(hour, minute, second)
        return None if days is None or part is None else days + part
    clock = _CLOCK.fullmatch(text)
    return _part(*clock.groups()) if clock else None


def is_moment(text: str) -> bool:
    """Whether it is a day or a day with a time."""
    return len(text) >= 10 and text[4] == "-" and day_number(text) is not None


def has_time(text: str) -> bool:
    return len(text) > 10


def _part(hour: str, minute: str, second: str | None) -> float | None:
    h, m, s = float(hour), float(minute), float(second or "0")
    return (h * 3600 + m * 60 + s) / 86400 if h < 24 and m < 60 and s < 60 else None


def _days(year: int, month: int, day: int) -> float | None:
    if year < 1 or not 1 <= month <= 12 or not 1 <= day <= _length(year, month):
        return None
    y = year - (1 if month <= 2 else 0)
    era = y // 400
    of_era = y - era * 400
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return float(era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468)


def _length(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def _civil(days: int) -> tuple[int, int, int]:
    z = days + 719468
    era = z // 146097
    of_era = z - era * 146097
    y = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * y + y // 4 - y // 100)
    m = (5 * of_year + 2) // 153
    month = m + 3 if m < 10 else m - 9
    return y + era * 400 + (1 if month <= 2 else 0), month, of_year - (153 * m + 2) // 5 + 1


def _split(days: float) -> tuple[int, int] | None:
    """The day and the second in it, to the nearest second."""
    if math.isnan(days) or not _FIRST <= days < _LAST + 1:
        return None
    day = floored(days)
    second = floored((days - day) * 86400 + 0.5)
    day, second = (day + 1, 0.0) if second >= 86400 else (day, second)
    return None if day > _LAST else (int(day), int(second))


def date_text(days: float) -> str:
    """The day as text; blank where no calendar has it."""
    if math.isnan(days) or not _FIRST <= days < _LAST + 1:
        return ""
    return "{:04d}-{:02d}-{:02d}".format(*_civil(int(floored(days))))


def moment_text(days: float) -> str:
    """The moment as text, with seconds only where there are some."""
    found = _split(days)
    if found is None:
        return ""
    day, second = found
    clock = f"{second // 3600:02d}:{second // 60 % 60:02d}" + (f":{second % 60:02d}" if second % 60 else "")
    return f"{date_text(float(day))}T{clock}"


def formatted(days: float, pattern: str, lang: str) -> str:
    """Write a moment by XForms' marks: %Y %y %m %n %b %d %e %H %h %M %S %3 %a %%."""
    found = _split(days)
    if found is None:
        return ""
    day, second = found
    year, month, of_month = _civil(day)
    months, weekdays = _SHORT["ko" if lang == "ko" else "en"]
    hour, minute = second // 3600, second // 60 % 60
    marks = {
        "Y": f"{year:04d}", "y": f"{year % 100:02d}", "m": f"{month:02d}", "n": str(month), "b": months[month - 1],
        "d": f"{of_month:02d}", "e": str(of_month), "H": f"{hour:02d}", "h": str(hour), "M": f"{minute:02d}",
        "S": f"{second % 60:02d}", "3": "000", "a": weekdays[(day + 4) % 7], "%": "%",
    }  # fmt: skip
    return re.sub("%([YymnbdeHhMS3a%])", lambda mark: marks[mark[1]], pattern)
