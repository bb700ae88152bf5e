"""Which cells of areas by themes may be told, their numbers and their words alike: one rule for pages, files and papers.

A cell is told where its area is, where three or more named it and among them no one or two firms alone, and where no
sum over the areas gives away a cell that is not. What is told does not depend on what is asked: whatever is looked for,
by whatever filters, is answered out of the same cells, so that no two answers differ by one or two firms' words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple

from app.areas.anonymity import LEAST_FIRMS, may_be_told, release

# Area, theme and how it was meant (the stance).
Cell = tuple[str, str, str]


class Named(NamedTuple):
    """A cell with how many named it, and how many of them are firms."""

    area_id: str
    theme_code: str
    stance: str
    respondents: int
    firms: int


def cells_told(named: Iterable[Named], areas: Collection[str]) -> frozenset[Cell]:
    """The cells that may be told, of these areas (those of which enough spoke)."""
    rows: dict[tuple[str, str], dict[str, dict[str, int]]] = defaultdict(dict)
    for each in named:
        rows[each.theme_code, each.stance][each.area_id] = {"": _counted(each, areas)}
    return frozenset((area, *row) for row, parts in rows.items() for area in release(parts).shown)


def _counted(named: Named, areas: Collection[str]) -> int:
    """Respondents, as few as one or two where they may not be told for another reason: a part of the pool."""
    if named.area_id in areas and may_be_told(named.firms, named.respondents):
        return named.respondents
    return min(named.respondents, LEAST_FIRMS - 1)
