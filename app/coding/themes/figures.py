"""The table of areas by themes as it may be told, from numbers that are kept: a page costs its own areas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from statistics import fmean

from sqlite_utils import Database

from app.accounts.people import Scope
from app.areas.anonymity import may_be_told
from app.coding.statements import named_store
from app.coding.statements.named_store import CellCount, Spoke
from app.coding.themes.cells import Cell, Named, cells_told
from app.coding.themes.themes import Prevalence


@dataclass(frozen=True)
class Figures:
    """Who named a problem of what, of areas of one's own: what is withheld depends on the sums one can see.

    Attributes
    ----------
    spoke : mapping
        Area to how many spoke of it.
    tellable : frozenset of str
        Areas of which figures may be told.
    counts : sequence of CellCount
    shown : frozenset of Cell
        The cells whose number may be told.
    """

    db: Database
    round_id: str
    spoke: Mapping[str, Spoke]
    tellable: frozenset[str]
    counts: list[CellCount]
    shown: frozenset[Cell]

    @property
    def numbers(self) -> dict[str, int | None]:
        """Area to how many spoke; None where that may not be told."""
        return {a: there.respondents if a in self.tellable else None for a, there in self.spoke.items()}

    def of(self, areas: Collection[str]) -> dict[tuple[str, str], Prevalence]:
        """(area, theme) to its prevalence, of these areas as far as they are told."""
        here = {area for area in areas if area in self.tellable}
        worst: dict[tuple[str, str], list[float]] = defaultdict(list)
        for area, theme, _who, severity in named_store.severities(self.db, self.round_id, here):
            worst[area, theme].append(severity)
        return {
            (c.area_id, c.theme_code): Prevalence(
                c.respondents if told else None,
                self.spoke[c.area_id].respondents,
                fmean(worst[c.area_id, c.theme_code]) if told else None,
                c.firms,
            )
            for c in self.counts
            if c.area_id in here
            for told in [(c.area_id, c.theme_code, "need") in self.shown]
        }


def figures(db: Database, round_id: str, scope: Scope) -> Figures:
    """The figures of a round, of areas within the scope."""
    spoke = named_store.spoke(db, round_id, scope=scope)
    tellable = frozenset(a for a, there in spoke.items() if may_be_told(there.firms, there.respondents))
    counts = named_store.cell_counts(db, round_id, scope=scope, stance="need")
    shown = cells_told((Named(*each[:5]) for each in counts), tellable)
    return Figures(db, round_id, spoke, tellable, counts, shown)
