"""Presentations as lines one types or pastes: title | organisation | role | speaker | minutes. Pure."""

from __future__ import annotations

import re
import unicodedata

from app.roundtables.record.records import PresentationDraft

# A table pasted from elsewhere has tabs; a slash needs spaces, for titles have some without (제조/서비스).
_BETWEEN = re.compile(r"\t|\s*[|｜]\s*|\s+/\s+")
_MINUTES = re.compile(r"(\d{1,4})\s*분?\s*(?:[-–~]\s*(\d{1,4})\s*분?)?")
# What stands for minutes that cannot be read: refused by the record's own rules, so that nothing is dropped in silence.
UNREAD = -1


def presentations_in(text: str) -> tuple[PresentationDraft, ...]:
    """The presentations of some lines, a line each.

    >>> presentations_in("지원 제도 | 부산테크노파크(예시) | 책임 | | 3-12")[0].minute_to
    12
    """
    lines = (" ".join(_BETWEEN.sub("|", line).split()) for line in unicodedata.normalize("NFC", text).splitlines())
    return tuple(_presentation(line) for line in lines if line.strip("| "))


def _presentation(line: str) -> PresentationDraft:
    words = [*(part.strip() for part in line.split("|")), "", "", "", ""]
    minutes = next((word for word in words[4:] if word), "")
    # Whoever leaves the speaker out writes the minutes in his place.
    if not minutes and _MINUTES.fullmatch(words[3]):
        words[3], minutes = "", words[3]
    found = _MINUTES.fullmatch(minutes)
    first = int(found[1]) if found else (UNREAD if minutes else None)
    last = int(found[2]) if found and found[2] else None
    return PresentationDraft(words[0], words[1], words[2], words[3], first, last)


def line_of(each: PresentationDraft) -> str:
    """A presentation as it would be typed."""
    minutes = "" if each.minute_from is None else str(each.minute_from)
    minutes += f"-{each.minute_to}" if each.minute_to is not None else ""
    return " | ".join((each.title, each.organization, each.role, each.speaker, minutes)).rstrip("| ")


def number_in(text: str | None) -> int | None:
    """The number of a meeting: 51, or as it is said, 제51차; 0, which is refused, for what is none."""
    bare = "".join((text or "").split())
    found = re.fullmatch(r"제?(\d{1,6})(?:차|회)?", bare)
    return int(found[1]) if found else (0 if bare else None)
