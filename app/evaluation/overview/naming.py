"""Names of districts on a map: each near the middle of its areas, where it covers no other name and few marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from app.words.labels import label

# Pixels of a picture 900 wide. As a telephone draws them, where the picture is small and its words are the larger.
HIGH, WIDE_HANGUL, WIDE_LATIN = 34.0, 27.0, 16.0
MARK = 15.0  # half a mark's width
# How far a name may stand from the middle of its areas, in its own widths and heights: nearest first.
STEPS = tuple(sorted(product((0, -0.6, 0.6, -1.1, 1.1), (0, -1, 1, -2, 2, -3, 3)), key=lambda s: abs(s[0]) + abs(s[1])))


@dataclass(frozen=True)
class Name:
    """The name of a district and the middle of where it stands."""

    district: str
    x: float
    y: float


@dataclass(frozen=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def names_of(
    middles: Iterable[tuple[str, float, float]], marks: Sequence[tuple[float, float]], *, width: float, height: float
) -> tuple[Name, ...]:
    """A name for each district (key, middle of its areas) that finds room; those named first choose first.

    Of the places that touch no name and lie within the picture, the one over the fewest marks, and of these the
    nearest. A district without such a place has no name: on a map of the nation a few hundred do not fit.
    """
    around = [_Box(x - MARK, y - MARK, x + MARK, y + MARK) for x, y in marks]
    taken: list[_Box] = []
    names: list[Name] = []
    for district, x, y in middles:
        wide = _wide(label(district, "district"))
        free = []
        for place, (right, down) in enumerate(STEPS):
            at = (x + right * wide, y + down * HIGH)
            box = _Box(at[0] - wide / 2, at[1] - HIGH / 2, at[0] + wide / 2, at[1] + HIGH / 2)
            inside = box.left >= 0 and box.top >= 0 and box.right <= width and box.bottom <= height
            if inside and not any(box.meets(other) for other in taken):
                free.append((sum(box.meets(mark) for mark in around), place, at, box))
        if free:
            _covered, _place, at, box = min(free, key=lambda each: each[:2])
            taken.append(box)
            names.append(Name(district, round(at[0], 1), round(at[1], 1)))
    return tuple(names)


def _wide(word: str) -> float:
    return sum(WIDE_LATIN if letter.isascii() else WIDE_HANGUL for letter in word)
