"""Themes by what respondents share (an industry, a cluster, a zone): everyone counted once, nobody's word given away."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from app.areas.anonymity import is_small, may_be_told, release
from app.coding.statements.named_store import CellCount, Spoke
from app.coding.themes.cells import Named, cells_told
from app.coding.themes.themes import Prevalence


@dataclass(frozen=True)
class Grouped:
    """Groups by themes.

    Attributes
    ----------
    n : mapping
        Group to how many of it spoke; None where that may not be told, and then nothing of it is.
    cells : mapping
        (group, theme) to its prevalence; k None where it is withheld. None where nobody named it.
    untold : mapping
        Group to the largest number withheld of it: says whether an order may be told, and is never told itself.
    """

    n: Mapping[str, int | None]
    cells: Mapping[tuple[str, str], Prevalence]
    untold: Mapping[str, int] = field(default_factory=dict)

    def of(self, group: str) -> dict[str, Prevalence]:
        """The themes of one group, the most named first, what is withheld last; by code where no order is told."""
        found = {theme: cell for (key, theme), cell in self.cells.items() if key == group}
        if self.foremost(group) is None:
            return dict(sorted(found.items()))
        return dict(sorted(found.items(), key=lambda each: (each[1].k is None, -(each[1].k or 0), each[0])))

    def foremost(self, group: str, n: int | None = None) -> dict[str, Prevalence] | None:
        """The most named themes of a group; None where one that is withheld may be among them: no order is told then."""
        named = [(theme, cell) for (key, theme), cell in self.cells.items() if key == group and cell.k]
        first = sorted(named, key=lambda each: (-(each[1].k or 0), each[0]))[:n]
        least = max((first[-1][1].k or 0) if first else 0, 1)
        return None if self.untold.get(group, 0) >= least else dict(first)


def by_group(
    spoke: Mapping[str, Spoke],
    cells: Mapping[tuple[str, str], Prevalence],
    *,
    inside: Mapping[str, Collection[str]] | None = None,
    by_area: Mapping[tuple[str, str], int] | None = None,
    single: bool = False,
) -> Grouped:
    """What of groups of respondents may be told.

    Parameters
    ----------
    spoke : mapping
        Group to who spoke, everybody counted once in each group; cells of a group that is not there are not told.
    cells : mapping
        (group, theme) to who of it named a problem, of all groups beside one another.
    inside : mapping, optional
        Group to the areas it is made of. Figures of areas are told elsewhere: what is left of a group without those
        must be no one or two firms either.
    by_area : mapping, optional
        (area, theme) to how many named it, of those told.
    single : bool
        For who reads single statements: to such a person nothing is given away by a difference, so that one or two alone
        are withheld.
    """
    tellable = {group for group, there in spoke.items() if may_be_told(there.firms, there.respondents)}
    if single:
        shown = {key for key, cell in cells.items() if not is_small(cell.k or 0)}
    else:
        shown = _shown(_left_over(cells, inside or {}, by_area or {}))
    here = {key: cell for key, cell in cells.items() if key[0] in tellable}
    untold: dict[str, int] = {}
    for key, cell in here.items():
        if key not in shown:
            untold[key[0]] = max(untold.get(key[0], 0), cell.k or 0)
    return Grouped(
        {group: there.respondents if group in tellable else None for group, there in spoke.items()},
        {key: cell if key in shown else replace(cell, k=None, severity=None) for key, cell in here.items()},
        untold,
    )


def told_by_area(spoke: Mapping[str, Spoke], cells: Iterable[CellCount]) -> dict[tuple[str, str], int]:
    """(area, theme) to how many named a problem of it, of the cells that pages of areas tell; of one's own areas."""
    listed = list(cells)
    areas = {area for area, there in spoke.items() if may_be_told(there.firms, there.respondents)}
    named = (Named(cell.area_id, cell.theme_code, "need", cell.respondents, cell.firms) for cell in listed)
    shown = {(area, theme) for area, theme, _stance in cells_told(named, areas)}
    found = {(cell.area_id, cell.theme_code): cell.respondents for cell in listed}
    return {key: k for key, k in found.items() if key in shown}


def _left_over(
    cells: Mapping[tuple[str, str], Prevalence],
    inside: Mapping[str, Collection[str]],
    by_area: Mapping[tuple[str, str], int],
) -> dict[tuple[str, str], int]:
    """What is left of each cell without the areas whose own figures are told: all that its number could give away."""
    return {
        (group, theme): k if is_small(k) else max(k - sum(by_area.get((a, theme), 0) for a in inside.get(group, ())), 0)
        for (group, theme), k in ((key, cell.k or 0) for key, cell in cells.items())
    }


def _shown(left: Mapping[tuple[str, str], int]) -> set[tuple[str, str]]:
    """The cells told: none of which one or two are left, and none that would give one away by the sum of its row.

    Only what is left counts on both sides. A cell made of told areas alone gives nothing away and could hide nothing,
    and two cells of which two are left each hide one another: so no further one is withheld with them.
    """
    rows: dict[str, dict[str, dict[str, int]]] = {}
    for (group, theme), n in left.items():
        rows.setdefault(theme, {})[group] = {theme: n}
    kept = {theme: release(row) for theme, row in rows.items()}
    return {(group, theme) for group, theme in left if group not in kept[theme].pooled | kept[theme].left_out}
