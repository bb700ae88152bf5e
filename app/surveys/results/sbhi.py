"""The SBHI: every point of a five-point scale with a weight of its own, from a file that names its source and date."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.tables.checked import Checked, FaultyFile

FILE = Path(__file__).with_name("sbhi.json")
POINTS = 5


@dataclass(frozen=True)
class Scale:
    """Weights of the points 1..5, 0 to 200, with where they are from."""

    weights: tuple[float, ...]
    source: str
    date: str

    def value(self, counts: Sequence[float]) -> float | None:
        """sum(weight x count) / sum(count), from 0 to 200; None of nobody. `counts` of points 1..5, weighted or not."""
        every = sum(counts)
        return sum(w * n for w, n in zip(self.weights, counts, strict=True)) / every if every else None


@lru_cache(maxsize=1)
def scale() -> Scale:
    return read(FILE.read_bytes())


def read(data: bytes) -> Scale:
    """The weights of a file. Raises FaultyFile where they are not five, do not rise, or leave 0..200."""
    checked = Checked(json.loads(data))
    weights = [value for _place, value in checked.values("weights")]
    found = Scale(tuple(map(float, weights)), checked.word("source"), checked.word("date"))
    checked.word("note")
    rising = list(weights) == sorted(set(weights))
    if len(weights) != POINTS or not rising or not weights[0] >= 0 or not weights[-1] <= 200:
        checked.say("weights", "0에서 200까지 커지는 다섯 수여야 합니다.", weights)
    checked.finish()
    if checked.faults:
        raise FaultyFile(checked.faults)
    return found
