"""What another scheme would make of an evaluation's stored sources: the levels it would turn, area by area."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from sqlite_utils import Database

from app.evaluation.display.lines import Line
from app.evaluation.method.levels import UNKNOWN
from app.evaluation.method.scheme import Scheme
from app.evaluation.round.item_store import Item
from app.evaluation.what_if.reading import sources_of
from app.evaluation.what_if.sources import scored


@dataclass(frozen=True)
class Other:
    """An area's score and level as they are and as they would be; `row` is its result."""

    row: Item
    score: float | None
    level: str | None

    @property
    def turned(self) -> bool:
        return self.level != self.row["level"]


@dataclass(frozen=True)
class Comparison:
    """Areas of one evaluation beside what they would be; every page counts the same ones.

    Attributes
    ----------
    scored : int
        Areas with a score in the evaluation: what is counted.
    areas : tuple of Other
        Those of them that may be told of; of the others the difference would be the word of one or two firms.
    """

    scored: int
    areas: tuple[Other, ...]

    @property
    def withheld(self) -> int:
        return self.scored - len(self.areas)

    @property
    def turned(self) -> tuple[Other, ...]:
        return tuple(each for each in self.areas if each.turned)

    def spread(self, levels: Sequence[str]) -> list[tuple[str | None, int, int]]:
        """Level (None: none could be told), and how many areas are at it now and would be."""
        now, then = Counter(each.row["level"] for each in self.areas), Counter(each.level for each in self.areas)
        shown = [*levels, *([None] if now[None] or then[None] else [])]
        return [(level, now[level], then[level]) for level in shown]


def comparison(lines: Sequence[Line], found: Callable[[list[Line]], Sequence[Other]]) -> Comparison:
    """The comparison of the lines that count; `found` says what those of them become that may be told of."""
    counted = [line for line in lines if line.row["score"] is not None]
    return Comparison(len(counted), tuple(found([line for line in counted if line.parts])))


def compared(db: Database, lines: Sequence[Line], scheme: Scheme) -> Comparison:
    """Lines of one evaluation of method 2 under another scheme with the same indicators."""

    def found(told: list[Line]) -> list[Other]:
        rows = [line.row for line in told]
        new = scored(sources_of(db, rows, scheme), scheme)
        return [
            Other(row, None if np.isnan(R) else float(R), None if k == UNKNOWN else scheme.levels[k].id)
            for row, R, k in zip(rows, new.merged.R, new.level.tolist(), strict=True)
        ]

    return comparison(lines, found)
