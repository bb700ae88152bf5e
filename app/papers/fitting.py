"""How wide columns must be and how high rows become: words are measured, so that none is cut."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.papers.looks import LOOKS

# A point in millimetres.
POINT = 25.4 / 72
# How much of its size a letter is wide: Korean letters and signs are square. Latin ones by the widest office fonts.
SQUARE, SLENDER = 1.0, 0.58
# What a cell keeps free at both sides, the wider of the two forms, with a hair's breadth for other fonts.
FREE = 4.0
# How high rows are is told too low rather than too high: Hangul makes a row higher, never lower. A part of the width.
TIGHT = 0.85
# No word makes a column wider than this part of the table: an address or a file's name is cut. Chosen, not measured.
MOST = 0.3
# A day is read in one piece, though written with spaces.
_DAY = re.compile(r"\d{4}\. \d{1,2}\. \d{1,2}\.|\d{1,2} [A-Z][a-z]{2} \d{4}")


@dataclass(frozen=True)
class Room:
    """What a column asks for, in millimetres: so that no word is cut, and so that every line stands in one."""

    need: float
    wish: float

    def __or__(self, other: Room) -> Room:
        return Room(max(self.need, other.need), max(self.wish, other.wish))


@lru_cache(maxsize=8192)
def measured(text: str, size: float) -> float:
    """How wide a text is in one line, in millimetres."""
    square = sum(unicodedata.east_asian_width(letter) in "WFA" for letter in text)
    return (square * SQUARE + (len(text) - square) * SLENDER) * size * POINT


def words(text: str) -> list[str]:
    """What is not to be cut."""
    return _DAY.sub(lambda day: day[0].replace(" ", "\xa0"), text).split(" ")


def room(column: Iterable[tuple[str, str]], whole: float) -> Room:
    """What the texts of a column, each with its look, ask for in a table so wide; a number stays with its unit."""
    found = Room(0.0, 0.0)
    for text, look in column:
        size = LOOKS[look].size
        for line in text.split("\n"):
            longest = max(measured(word, size) for word in ([line] if look == "number" else words(line)))
            found |= Room(min(longest + FREE, whole * MOST), measured(line, size) + FREE)
    return found


def fitted(parts: Sequence[float], rooms: Sequence[Room], whole: float) -> tuple[float, ...]:
    """Widths of columns by their parts of the whole, as far as no word is cut and none is wider than its lines.

    >>> fitted((0.5, 0.5), (Room(10, 20), Room(30, 300)), 100)
    (20.0, 80.0)
    """
    needed = sum(each.need for each in rooms)
    if needed >= whole:
        return tuple(whole * each.need / needed for each in rooms)
    widths = [
        min(max(part * whole, each.need), max(each.wish, each.need)) for part, each in zip(parts, rooms, strict=True)
    ]
    over = sum(widths) - whole
    if over > 0:
        spare = [width - each.need for width, each in zip(widths, rooms, strict=True)]
        return tuple(width - over * each / sum(spare) for width, each in zip(widths, spare, strict=True))
    wanting = [max(each.wish - width, 0.0) for width, each in zip(widths, rooms, strict=True)]
    given = min(1.0, -over / sum(wanting)) if any(wanting) else 0.0
    left = -over - given * sum(wanting)
    return tuple(width + given * more + left * part for width, more, part in zip(widths, wanting, parts, strict=True))


def height(text: str, look: str, width: float) -> float:
    """How high a text stands in a column, in millimetres: in as many lines as its words need."""
    of, wide = LOOKS[look], max(width - FREE, 1.0) / TIGHT
    lines = sum(_lines(line, of.size, wide) for line in text.split("\n"))
    return lines * of.size * POINT * of.spacing / 100


def _lines(line: str, size: float, wide: float) -> int:
    space, at, count = measured(" ", size), 0.0, 1
    for word in words(line):
        length = measured(word, size)
        if at and at + space + length > wide:
            count, at = count + 1, 0.0
        at += length + (space if at else 0.0)
        count, at = count + int(at // wide) * (at > wide), at % wide if at > wide else at
    return count
