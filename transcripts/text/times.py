"""Times of a recording as transcripts write them: the one place that reads a stamp, in every form, for every reader.

``00:12:30``, ``[12:30]``, ``00:00:01.500 --> 00:00:04.000``, ``#00:00:15-2#``, ``1분 7초``, ``1 minute 7 seconds``,
``[오후 3:01]``, ``2025년 4월 9일 오후 3:01,``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_FRACTION = r"(?:[.,]\d{1,7})?"
# Editors of film count frames after the seconds, how many a second their stamp does not say: 00:00:01:12, 00:00:01;12.
_FRAMES = r"\d{1,3}:\d{2}:\d{2}[:;]\d{2}(?![\d:])"
_CLOCK = rf"(?:{_FRAMES}|(?:\d{{1,3}}:)?\d{{1,2}}:\d{{2}}{_FRACTION})"
_LONG_CLOCK = rf"(?:{_FRAMES}|\d{{1,3}}:\d{{2}}:\d{{2}}{_FRACTION})"
# Between arrows or marks of time nothing else can stand, so that 0:0:7.0 counts there.
_LOOSE_CLOCK = rf"(?:{_FRAMES}|(?:\d{{1,3}}:)?\d{{1,2}}:\d{{1,2}}{_FRACTION})"
_PART = r"(?:오전|오후|[AaPp]\.?[Mm]\.?)"
_DATE = (
    r"(?:\d{4}[ ]?[년.\-/][ ]?\d{1,2}[ ]?[월.\-/][ ]?\d{1,2}[ ]?[일.]?,?"
    r"(?:[ ]?\(?[월화수목금토일](?:요일)?\)?)?[ T])"
)
_DAY_CLOCK = rf"(?:{_PART}[ ]?\d{{1,2}}:\d{{2}}(?::\d{{2}})?|\d{{1,2}}:\d{{2}}(?::\d{{2}})?[ ]?{_PART}(?!\w))"
_DATED = rf"{_DATE}(?:{_DAY_CLOCK}|\d{{1,2}}:\d{{2}}(?::\d{{2}})?)"
_WORDS = (
    r"(?:(?:\d{1,2}[ ]?시간[ ]?)?\d{1,3}[ ]?분[ ]?\d{1,2}[ ]?초"
    r"|(?:\d{1,2}[ ]?(?:hours?|hrs?|h),?[ ]?)?\d{1,3}[ ]?(?:minutes?|mins?|m),?[ ]?\d{1,2}[ ]?(?:seconds?|secs?|s)"
    r"|\d{1,2}[ ]?(?:seconds?|초))(?!\w)"
)
_SECONDS = r"\d{1,6}[.,]\d{1,3}[ ]?s?"
_MOMENT = rf"(?:{_DATED}|{_DAY_CLOCK}|{_CLOCK}|{_WORDS})"
_RANGE = r"[ \t]*(?:-->|->|→|[-–—~∼〜])[ \t]*"
# A bare 10:30 may be a time of day, so only hours:minutes:seconds counts without brackets.
_STAMP = re.compile(
    rf"[\[(<【{{][ ]?(?P<a>{_MOMENT})(?:{_RANGE}(?P<b>{_MOMENT}))?[ ]?[\])>】}}]"
    rf"|[\[(][ ]?(?P<s>{_SECONDS})(?:{_RANGE}(?P<t>{_SECONDS}))?[ ]?[\])]"
    rf"|\#(?P<m>{_LOOSE_CLOCK}(?:-\d)?)\#"
    rf"|(?P<x>{_LOOSE_CLOCK})[ \t]*-->[ \t]*(?P<y>{_LOOSE_CLOCK})"
    rf"|(?P<c>{_LONG_CLOCK})(?:{_RANGE}(?P<d>{_LONG_CLOCK}))?(?![\d:])"
    rf"|(?P<e>{_DATED}(?=[ \t]*[,:：])|{_DAY_CLOCK}(?=[ \t]*(?:[,:：]|$))),?"
)
_CLOSING = re.compile(rf"(?P<a>{_MOMENT})(?:{_RANGE}(?P<b>{_MOMENT}))?[ \t]*$")
_BARE = re.compile(rf"(?P<a>{_CLOCK})(?:{_RANGE}(?P<b>{_CLOCK}))?(?=[ \t]|$)")
_AT_END = re.compile(rf"[ \t]*(?:\#{_LOOSE_CLOCK}(?:-\d)?\#|[\[(【]{_CLOCK}[\])】])[ \t]*$")
_WHOLE = re.compile(rf"(?P<a>{_LOOSE_CLOCK}|{_MOMENT})(?:{_RANGE}(?P<b>{_LOOSE_CLOCK}|{_MOMENT}))?")
_NUMBERS = re.compile(r"\d+(?:[.,]\d+)?")
_UNITS = {"ms": 0.001, "s": 1.0}


@dataclass(frozen=True)
class Stamp:
    """A time found in a line.

    Attributes
    ----------
    seconds : float
        From the start of the recording; with `day`, from midnight (of year 1, where the date is written).
    until : float or None
        End of a range.
    end : int
        Index in the line just after the stamp.
    short : bool
        Two numbers alone: minutes and seconds, or the hour and minute of a day.
    day : bool
        The stamp itself says that it is a time of the day.
    """

    seconds: float
    until: float | None
    end: int
    short: bool = False
    day: bool = False


def seconds(clock: str) -> float:
    """Turn ``1:02:03.5``, ``02:03,5``, ``00:00:15-2`` or, without its frames, ``00:00:15:12`` into seconds.

    Examples
    --------
    >>> seconds("00:12:30")
    750.0
    """
    total = 0.0
    for part in clock.partition(";")[0].replace(",", ".").replace("-", ".").split(":")[:3]:
        total = total * 60 + float(part)
    return round(total, 3)


def stamp_at(line: str, start: int) -> Stamp | None:
    """Return the time stamp that begins at `start` and cannot be anything else, or None."""
    return _stamp(_STAMP.match(line, start))


def closing_clock(line: str, start: int) -> Stamp | None:
    """Return a bare time that fills the rest of the line (``참석자 1 00:12``, ``김예시 1분 7초``), or None."""
    return _stamp(_CLOSING.match(line, start))


def bare_clock(line: str, start: int) -> Stamp | None:
    """Return a bare ``00:12`` at `start`, which may as well be words: only a file's shape can tell."""
    return _stamp(_BARE.match(line, start))


def ending_stamp(line: str) -> tuple[int, Stamp] | None:
    """Return a marked stamp that ends a line of speech, with where it begins: ``… #00:00:15-2#``."""
    found = _AT_END.search(line)
    if not found:
        return None
    at = found.end() - len(found[0].lstrip())
    stamp = stamp_at(line, at)
    return (found.start(), stamp) if stamp else None


def whole_time(cell: str, unit: str = "") -> Stamp | None:
    """Return the time that a whole cell says, or None.

    Parameters
    ----------
    cell : str
        Of a table; any form of a stamp, with or without brackets.
    unit : str
        ``ms`` or ``s`` where the heading tells what bare numbers count.
    """
    cell = cell.strip()
    if unit and _NUMBERS.fullmatch(cell):
        return Stamp(round(float(cell.replace(",", ".")) * _UNITS[unit], 3), None, len(cell))
    stamp = stamp_at(cell, 0)
    return stamp if stamp and stamp.end == len(cell) else _stamp(_WHOLE.fullmatch(cell))


def _stamp(found: re.Match[str] | None) -> Stamp | None:
    if not found:
        return None
    said = [text for text in found.groupdict().values() if text]
    first, last = said[0], said[1] if len(said) > 1 else None
    day = bool(re.search(_PART, first) or re.match(_DATE, first))
    until = _moment(last) if last else None
    return Stamp(_moment(first), until, found.end(), _is_short(first), day)


def _moment(words: str) -> float:
    if re.fullmatch(_WORDS, words):
        return float(sum(_units(words)))
    if re.fullmatch(_SECONDS, words):
        return round(float(words.rstrip("s ").replace(",", ".")), 3)
    return _days(words) * 86_400 + _clock_of_day(words)


def _units(words: str) -> list[int]:
    """Hours, minutes and seconds as numbers from the last to the first."""
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    return [number * 60**power for power, number in enumerate(reversed(numbers))]


def _days(words: str) -> int:
    found = re.match(_DATE, words)
    if not found:
        return 0
    year, month, day = (int(number) for number in re.findall(r"\d+", found[0])[:3])
    try:
        return date(year, month, day).toordinal()
    except ValueError:  # the 31st of April: the clock still counts
        return 0


def _clock_of_day(words: str) -> float:
    found = re.search(rf"({_PART})?[ ]?({_LOOSE_CLOCK}(?:-\d)?)[ ]?({_PART})?$", words)
    part, clock, after = found.groups() if found else (None, "0:0", None)
    part = (part or after or "").lower().replace(".", "")
    if not part:
        return seconds(clock) if not re.match(_DATE, words) or clock.count(":") > 1 else seconds(f"{clock}:00")
    clock = clock if clock.count(":") > 1 else f"{clock}:00"
    hour, rest = clock.split(":", 1)
    late = 12 if part in ("오후", "pm") else 0
    return seconds(f"{int(hour) % 12 + late}:{rest}")


def _is_short(clock: str) -> bool:
    return clock.count(":") == 1 and clock.replace(":", "").isdigit()
