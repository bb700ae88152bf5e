"""Single values of other tools' files as ours: words in NFC without what no page can carry, colours, moments."""

from __future__ import annotations

import re
from datetime import datetime

from transcripts.decoding.characters import BROKEN
from transcripts.text.normalizing import cleaned

_COLOR = re.compile(r"#?(?:[0-9a-fA-F]{2})?([0-9a-fA-F]{6})")
_SHORT = re.compile(r"#?([0-9a-fA-F])([0-9a-fA-F])([0-9a-fA-F])")


def words(text: object) -> str:
    """A name, a memo: in the form in which everything is stored."""
    return "" if text is None else cleaned(str(text), BROKEN)


def line(text: object) -> str:
    """The same as one line: a name."""
    return " ".join(words(text).split())


def color(raw: object) -> str:
    """A colour as ``#rrggbb``; "" for what is none.

    >>> color("#F00082"), color("abc"), color("#ff46AA00"), color("red")
    ('#f00082', '#aabbcc', '#46aa00', '')
    """
    text = str(raw or "").strip()
    if short := _SHORT.fullmatch(text):
        return "#" + "".join(2 * digit for digit in short.groups()).lower()
    found = _COLOR.fullmatch(text)
    return f"#{found[1].lower()}" if found else ""


def moment(raw: object) -> str:
    """A moment as ISO 8601; "" for what is none.

    >>> moment("2018-03-27T17:46:39Z"), moment("2024-05-01 10:00:00"), moment("gestern")
    ('2018-03-27T17:46:39+00:00', '2024-05-01T10:00:00', '')
    """
    try:
        return datetime.fromisoformat(str(raw or "").strip()).isoformat()
    except ValueError:
        return ""


def whole(raw: object) -> int | None:
    """A whole number, also as ``12.0``; None for what is none."""
    try:
        number = float(str(raw).strip())
    except ValueError:
        return None
    return int(number) if number.is_integer() else None
