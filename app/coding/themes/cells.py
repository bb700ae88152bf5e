"""Which cells of areas by themes may be told, their numbers and their words alike: one rule for pages, files and papers.

A cell is told where its area is, where three or more named it and among them no one or two firms alone, and where no
sum over the areas gives away a cell that is not. What is said of areas that are not told enters no sum either.

What is told does not depend on what is asked: whatever is looked for, by whatever filters, is answered out of the same
cells, so that no two answers differ by one or two firms' words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from app.areas.anonymity import LEAST_FIRMS, is_small, may_be_told

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
    """The cells that may be told, of these areas (those of which enough spoke, and which one may see)."""
    rows: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for each in named:
        if each.area_id in areas:
            rows[each.theme_code, each.stance][each.area_id] = counted(each.respondents, each.firms)
    return frozenset((area, *row) for row, parts in rows.items() for area in shown(parts))


def counted(respondents: int, firms: int) -> int:
    """Respondents as a cell counts; as one or two where it may not be told though they are more: a part of the pool."""
    return respondents if may_be_told(firms, respondents) else min(respondents, LEAST_FIRMS - 1)


def shown(parts: Mapping[str, int]) -> frozenset[str]:
    """The parts of a sum that may be told beside it: what `app.areas.anonymity.release` gives of one category.

    Of parts of one or two alone the sum tells each where they are all ones or all twos: then the smallest of the others
    is withheld with them. In one pass, for a row of a nation has two thousand parts (`test_cells` holds both together).
    """
    few = {n for n in parts.values() if is_small(n)}
    told = {part: n for part, n in parts.items() if n >= LEAST_FIRMS}
    if len(few) == 1 and told:
        del told[min(told, key=lambda part: (told[part], part))]
    return frozenset(told)
