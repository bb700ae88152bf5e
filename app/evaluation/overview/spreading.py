"""How levels are spread over areas: of the whole round beside the last one and real ones, and cut by what areas share."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.evaluation.display.lines import Line
from app.words.i18n import language

UNDETERMINED = "undetermined"
CUTS = ("district", "kind", "cluster", "industry")


@dataclass(frozen=True)
class Count:
    """How many areas are at a level (`UNDETERMINED`: evidence too thin for one; None: nothing known)."""

    level: str | None
    n: int
    before: int | None


@dataclass(frozen=True)
class Spread:
    """The levels of a round.

    Attributes
    ----------
    counts : tuple of Count
        The scheme's levels, best first, then what has none, where there is any.
    total, total_before : int
        Areas now and in the round before (0: that was not evaluated).
    above, above_before : int
        Areas at any level but the best.
    """

    counts: tuple[Count, ...]
    total: int
    total_before: int
    above: int
    above_before: int
    borderline: int
    dissonant: int
    open: int
    open_above: int


@dataclass(frozen=True)
class Known:
    """A real spread to hold beside: how many of so many areas were above the best level, and where that was told."""

    where_ko: str
    where_en: str
    areas: int
    share: float

    @property
    def where(self) -> str:
        return self.where_en if language() == "en" else self.where_ko


@dataclass(frozen=True)
class Group:
    """Areas that share a district, kind, cluster or industry: how many are at each level, and at none."""

    key: str
    word: str
    levels: tuple[int, ...]
    none: int

    @property
    def total(self) -> int:
        return sum(self.levels) + self.none

    @property
    def above(self) -> int:
        return sum(self.levels[1:])


def standing_of(line: Line) -> str | None:
    """The level of a line, or that it could not be determined."""
    return line.level or (UNDETERMINED if line.row["undetermined"] else None)


def spread(lines: Sequence[Line], then: Sequence[Line], levels: Sequence[str]) -> Spread:
    """The spread of a round's lines beside those of the round before."""
    now, before = (Counter(standing_of(line) for line in each) for each in (lines, then))
    shown = [*levels, *(each for each in (UNDETERMINED, None) if now[each] or before[each])]
    return Spread(
        counts=tuple(Count(each, now[each], before[each] if then else None) for each in shown),
        total=len(lines),
        total_before=len(then),
        above=sum(line.above for line in lines),
        above_before=sum(line.above for line in then),
        borderline=sum(line.borderline for line in lines),
        dissonant=sum((line.dissonant or 0) > 0 for line in lines),
        open=sum(line.row["open"] > 0 for line in lines),
        open_above=sum(line.row["open"] > 0 and line.above for line in lines),
    )


def cut(
    lines: Iterable[Line], keys: Mapping[str, Sequence[tuple[str, str]]], levels: Sequence[str]
) -> tuple[Group, ...]:
    """The lines by what they share, most areas above the best level first.

    `keys` gives each area's groups, as key and word; an area in two clusters is in both.
    """
    words: dict[str, str] = {}
    counts: dict[str, Counter[str | None]] = {}
    for line in lines:
        for key, word in keys.get(line.row["area_id"], ()):
            words[key] = word
            counts.setdefault(key, Counter())[line.level] += 1
    groups = (Group(key, words[key], tuple(n[level] for level in levels), n[None]) for key, n in counts.items())
    return tuple(sorted(groups, key=lambda g: (-g.above, -g.total, g.word)))


@cache
def known_spreads() -> tuple[Known, ...]:
    """Real spreads as announced; data, so that the next announcement is a line."""
    listed = json.loads(Path(__file__).with_name("known_spreads.json").read_text(encoding="utf-8"))
    return tuple(Known(**each) for each in listed)
