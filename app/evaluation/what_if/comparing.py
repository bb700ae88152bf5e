"""What another scheme would make of an evaluation's stored sources: the levels it would turn, area by area."""

from __future__ import annotations

from collections.abc import Sequence
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
    """The areas that may be told of, and how many may not: their difference would be the word of one or two firms."""

    areas: tuple[Other, ...]
    withheld: int

    @property
    def turned(self) -> tuple[Other, ...]:
        return tuple(each for each in self.areas if each.turned)


def compared(db: Database, lines: Sequence[Line], scheme: Scheme) -> Comparison:
    """Lines of one evaluation of method 2 under another scheme with the same indicators."""
    told = [line.row for line in lines if line.parts]
    sources = sources_of(db, told, scheme)
    found = scored(sources, scheme)
    return Comparison(
        tuple(
            Other(row, None if np.isnan(R) else float(R), None if k == UNKNOWN else scheme.levels[k].id)
            for row, R, k in zip(told, found.merged.R, found.level.tolist(), strict=True)
        ),
        len(lines) - len(told),
    )
