"""What stands beside a name on its line: spaces, colons, a time before or behind it."""

from __future__ import annotations

import re

from transcripts.text.times import Stamp, bare_clock, closing_clock, stamp_at

SPACE = " \t\u3000\u00a0"
COLONS = ":："
# Between a time and the name beside it.
_SENT_TO = re.compile(r"\s+to\s+(?:Everyone|모두|.*\((?:Direct Message|개인 메시지|Privately)\)).*$")
BESIDE = re.compile(rf"[{SPACE},|·•∙・\-–/]+")


def whole_rest(words: str, at: int) -> Stamp | None:
    """A time that fills the rest of a line, bare or in brackets."""
    stamp = stamp_at(words, at)
    return stamp if stamp and stamp.end == len(words) else closing_clock(words, at)


def sender(words: str) -> str:
    """A name without whom a chat's line was sent to: ``김예시 to 모두(Everyone)``."""
    return _SENT_TO.sub("", words)


def parted(words: str) -> tuple[str, Stamp | None]:
    """A name and the time that stands in one bracket with it: ``00:00:01 - Speaker 1``, ``김예시, 오후 3:01``."""
    first = stamp_at(words, 0) or bare_clock(words, 0)
    beside = BESIDE.match(words, first.end) if first else None
    if beside:
        return words[beside.end() :], first
    for cut in BESIDE.finditer(words):
        last = whole_rest(words, cut.end())
        if last:
            return words[: cut.start()], last
    return words, None


def skip(line: str, at: int) -> int:
    """The next place that holds no space."""
    while at < len(line) and line[at] in SPACE:
        at += 1
    return at


def past_colon(line: str, at: int) -> int:
    """The place after a colon that closes what ends at `at`, or `at` itself."""
    place = skip(line, at)
    return place + 1 if place < len(line) and line[place] in COLONS else at


def joins(line: str, place: int) -> bool:
    """10:30, 3:1, http://, C:\\ — a colon that joins instead of introducing."""
    before, after = line[place - 1 : place], line[place + 1 : place + 2]
    return (before.isdigit() and after.isdigit()) or after in ("/", "\\", ":")
