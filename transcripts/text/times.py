"""Times of a recording as transcripts write them: 00:12:30, [12:30], 00:00:01.500 --> 00:00:04.000."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_LONG_CLOCK = r"\d{1,3}:\d{2}:\d{2}(?:[.,]\d{1,3})?"
_RANGE_MARK = r"[ \t]*(?:-->|[-–—~∼〜])[ \t]*"
# A bare 10:30 may be a time of day, so only hours:minutes:seconds counts without brackets.
_STAMP = re.compile(
    rf"[\[(<【](?P<a>{_CLOCK})(?:{_RANGE_MARK}(?P<b>{_CLOCK}))?[\])>】]"
    rf"|(?P<c>{_LONG_CLOCK})(?:{_RANGE_MARK}(?P<d>{_LONG_CLOCK}))?(?![\d:])"
)
_SHORT = re.compile(rf"(?P<a>{_CLOCK})[ \t]*$")


@dataclass(frozen=True)
class Stamp:
    """A time found in a line.

    Attributes
    ----------
    seconds : float
        From the start of the recording.
    until : float or None
        End of a range.
    end : int
        Index in the line just after the stamp.
    short : bool
        Two numbers alone: minutes and seconds, or the hour and minute of a day.
    """

    seconds: float
    until: float | None
    end: int
    short: bool = False


def seconds(clock: str) -> float:
    """Turn ``1:02:03.5`` or ``02:03,5`` into seconds.

    Examples
    --------
    >>> seconds("00:12:30")
    750.0
    """
    total = 0.0
    for part in clock.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return round(total, 3)


def stamp_at(line: str, start: int) -> Stamp | None:
    """Return the time stamp that begins at `start`, or None."""
    found = _STAMP.match(line, start)
    if not found:
        return None
    first, last = found["a"] or found["c"], found["b"] or found["d"]
    return Stamp(seconds(first), seconds(last) if last else None, found.end(), _is_short(first))


def closing_clock(line: str, start: int) -> Stamp | None:
    """Return a bare clock that ends the line (``참석자 1 00:12``, as recorders' apps write it), or None."""
    found = _SHORT.match(line, start)
    return Stamp(seconds(found["a"]), None, found.end(), _is_short(found["a"])) if found else None


def _is_short(clock: str) -> bool:
    return clock.count(":") == 1 and clock.replace(":", "").isdigit()
