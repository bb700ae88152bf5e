"""Names of districts on a map: each beside its own areas, where it covers no other name and few marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from app.words.labels import label

# Pixels of a picture 900 wide. As a telephone draws them, where the picture is small and its words are the larger.
HIGH, WIDE_HANGUL, WIDE_LATIN = 34.0, 27.0, 16.0
MARK = 13.0  # half a mark's width
# How far a name may stand from the middle of its areas, in its own widths and heights: nearest first.
STEPS = tuple(
    sorted(
        product((0, -0.6, 0.6, -0.9, 0.9), (0, -0.7, 0.7, -1.3, 1.3, -2, 2, -3, 3)), key=lambda s: abs(s[0]) + abs(s[1])
    )
)
# A map of the nation has some 250 districts, whose names would hide it. Chosen, not measured.
MOST_NAMES = 40


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
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def gaps(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """How far each point lies outside [pixels], 0 within."""
        right = np.maximum(np.maximum(self.left - points[:, 0], points[:, 0] - self.right), 0)
        down = np.maximum(np.maximum(self.top - points[:, 1], points[:, 1] - self.bottom), 0)
        return np.hypot(right, down)


def names_of(marks: Sequence[tuple[str, float, float]], *, width: float, height: float) -> tuple[Name, ...]:
    """A name for each district that finds room; `marks` are (district, x, y), the district of most marks chooses first.

    Of the places that touch no name and lie within the picture: one whose nearest mark is the district's own, then the
    one over the fewest marks, then the nearest to the middle. A district without a place has no name.
    """
    points, of = np.array([each[1:] for each in marks], float).reshape(-1, 2), np.array([each[0] for each in marks])
    districts, counts = np.unique(of, return_counts=True)
    taken: list[_Box] = []
    names: list[Name] = []
    for district in districts[np.lexsort((districts, -counts))][:MOST_NAMES].tolist():
        own = of == district
        free = []
        for place, (x, y, box) in enumerate(_places(label(district, "district"), *points[own].mean(axis=0))):
            inside = box.left >= 0 and box.top >= 0 and box.right <= width and box.bottom <= height
            if inside and not any(box.meets(other) for other in taken):
                gaps = box.gaps(points)
                strange = not own.all() and gaps[~own].min() <= gaps[own].min()
                free.append((bool(strange), int((gaps < MARK).sum()), place, x, y, box))
        if free:
            *_rank, x, y, box = min(free, key=lambda each: each[:3])
            taken.append(box)
            names.append(Name(district, round(x, 1), round(y, 1)))
    return tuple(names)


def _places(word: str, x: float, y: float) -> list[tuple[float, float, _Box]]:
    wide = sum(WIDE_LATIN if letter.isascii() else WIDE_HANGUL for letter in word)
    middles = [(float(x + right * wide), float(y + down * HIGH)) for right, down in STEPS]
    return [(a, b, _Box(a - wide / 2, b - HIGH / 2, a + wide / 2, b + HIGH / 2)) for a, b in middles]
