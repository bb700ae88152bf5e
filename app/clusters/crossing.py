"""How clusters and zones lie on the same areas: as a noun, so that a page, a print and a reader of it tell the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# Zones that stand as columns, those with most in common first: what a page across holds. Chosen, not measured.
MOST = 10


@dataclass(frozen=True)
class Lying:
    """A cluster or a zone and the areas that lie in it."""

    key: str
    word: str
    kind: str
    areas: frozenset[str]


@dataclass(frozen=True)
class Crossing:
    """What lies on the same areas as something else.

    Attributes
    ----------
    rows : tuple of Lying
        Clusters, then zones, that share an area with a column.
    columns : tuple of Lying
        Zones; those that share most areas first, `MOST` at most.
    more : int
        Zones that share areas too and have no column.
    """

    rows: tuple[Lying, ...]
    columns: tuple[Lying, ...]
    more: int

    def both(self, row: Lying, column: Lying) -> frozenset[str]:
        """The areas that lie in both."""
        return row.areas & column.areas

    def shade(self, row: Lying, column: Lying) -> int:
        """How much of the smaller lies in the other, from 0 (nothing) to 4 (all of it)."""
        n, smaller = len(self.both(row, column)), min(len(row.areas), len(column.areas))
        return -(-4 * n // smaller) if n else 0

    @property
    def most(self) -> tuple[Lying, Lying] | None:
        """The two that share most areas."""
        pairs = [(row, column) for row in self.rows for column in self.columns if row.key != column.key]
        return max(pairs, key=lambda pair: len(self.both(*pair)), default=None)


def crossing(clusters: Sequence[Lying], zones: Sequence[Lying]) -> Crossing:
    """Clusters and zones against zones: only what shares an area with another."""
    every = (*clusters, *zones)

    def shared(zone: Lying) -> int:
        return sum(len(zone.areas & other.areas) for other in every if other is not zone)

    meeting = sorted((zone for zone in zones if shared(zone)), key=lambda zone: (-shared(zone), zone.word))
    columns = tuple(meeting[:MOST])
    rows = tuple(each for each in every if any(each is not column and each.areas & column.areas for column in columns))
    return Crossing(rows, columns, len(meeting) - len(columns))
