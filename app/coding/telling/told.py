"""What of a round is told to whoever reads no single statements: the cells, read from numbers that are kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from sqlite_utils import Database

from app.accounts.people import Scope
from app.areas.anonymity import LEAST_FIRMS, is_small
from app.coding.statements import named_store
from app.coding.telling import cell_store
from app.coding.themes.cells import Cell, Named, cells_told

# Of so few areas what was named is looked up; of more all of the round is read once. Chosen, not measured.
FEW_AREAS = 20


@dataclass(frozen=True)
class Told:
    """What is told of a round, of areas within a scope; each part is read when it is first asked for."""

    db: Database
    round_id: str
    scope: Scope
    _needing: dict[str, dict[str, set[str]]] = field(default_factory=dict)

    @cached_property
    def quotable(self) -> frozenset[str]:
        """Areas of one's own of which three firms or more spoke."""
        spoke = named_store.spoke(self.db, self.round_id, scope=self.scope)
        return frozenset(area for area, there in spoke.items() if there.firms >= LEAST_FIRMS)

    @cached_property
    def cells(self) -> frozenset[Cell]:
        """The cells whose words may be read."""
        found = named_store.cell_counts(self.db, self.round_id, scope=self.scope)
        return cells_told((Named(*each[:5]) for each in found), self.quotable)

    def statements(self, areas: Collection[str], stance: str = "") -> dict[str, set[int]]:
        """Theme to the row numbers of the statements that may be read under it, of these areas, as they were meant."""
        found: dict[str, set[int]] = defaultdict(set)
        cells = {cell for cell in self.cells if cell[0] in areas and stance in ("", cell[2])}
        for number, *cell in cell_store.statements(self.db, self.round_id, {area for area, *_meant in cells}, stance):
            if tuple(cell) in cells:
                found[cell[1]].add(number)
        return found

    def withholds(self, area: str, themes: Iterable[str]) -> bool:
        """Whether how many named a problem of any of these themes would tell a number that is not told."""
        needing = self._needing_of(area)
        named = [theme for theme in themes if theme in needing]
        everybody = set().union(*(needing[theme] for theme in named))
        known = set().union(*(needing[theme] for theme in named if (area, theme, "need") in self.cells))
        return bool(everybody) and (not known or is_small(len(everybody - known)))

    def _needing_of(self, area: str) -> dict[str, set[str]]:
        """Theme to who named a problem of it in an area."""
        if area not in self._needing:
            whole = len(self._needing) == FEW_AREAS
            for name, theme, who, _worst in named_store.severities(self.db, self.round_id, None if whole else [area]):
                self._needing.setdefault(name, {}).setdefault(theme, set()).add(who)
            if whole:
                everywhere = named_store.spoke(self.db, self.round_id)
                self._needing.update({each: self._needing.get(each, {}) for each in everywhere})
        return self._needing.setdefault(area, {})
