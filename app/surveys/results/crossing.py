"""Cross tables of two closed questions, or of one and the register: firms, each counted once, told as small cells are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.areas.anonymity import is_small, release
from app.surveys.results.tallies import Areas

Cell = tuple[str, str]
NOT = "\0not"  # the firms that did not choose a choice of which several may be taken


@dataclass(frozen=True)
class Axis:
    """One side of a table: its word, its classes as (code, word), and whether a firm may be in several of them."""

    name: str
    classes: tuple[tuple[str, str], ...]
    several: bool = False

    def splits(self) -> list[tuple[str, ...]]:
        """The partitions of the firms: the classes together, or, where several may be taken, each against the rest."""
        codes = [code for code, _word in self.classes]
        return [(code, NOT) for code in codes] if self.several else [tuple(codes)]


@dataclass(frozen=True)
class Firm:
    """A firm that answered both: its area and the codes it is in on either side."""

    area: str
    rows: frozenset[str]
    columns: frozenset[str]


@dataclass(frozen=True)
class Crossed:
    """A told table: firms in each cell (None: withheld), in each row and column, and of all.

    `withheld` areas enter no cell.
    """

    rows: Axis
    columns: Axis
    cells: Mapping[Cell, int | None]
    row_sums: Mapping[str, int | None]
    column_sums: Mapping[str, int | None]
    n: int
    withheld: int = 0

    @property
    def hidden(self) -> int:
        return sum(n is None for n in self.cells.values())


def crossed(rows: Axis, columns: Axis, firms: Sequence[Firm], asked: Areas, *, barred: frozenset[str]) -> Crossed:
    """Count firms by both sides over the areas asked for.

    Notes
    -----
    Each pair of partitions is a table of its own, released as any other (`app.areas.anonymity`). A cell that is hidden
    there never stands alone in its row or column: the smallest told one beside it is hidden too, until what is hidden
    in a line is two cells and three firms or more, so that no sum of a row or column gives one away.
    """
    cells: dict[Cell, int | None] = {}
    row_sums: dict[str, int | None] = {}
    column_sums: dict[str, int | None] = {}
    counted, withheld = 0, frozenset[str]()
    known = [firm for firm in firms if firm.area not in barred]
    for down in rows.splits():
        for across in columns.splits():
            told, n, left = _table(known, down, across, asked)
            counted, withheld = max(counted, n), withheld | left
            for (r, c), count in told.items():
                if NOT not in (r, c):
                    cells[r, c] = count
            row_sums |= {r: _sum(told, [(r, c) for c in across]) for r in down if r != NOT}
            column_sums |= {c: _sum(told, [(r, c) for r in down]) for c in across if c != NOT}
    return Crossed(rows, columns, cells, row_sums, column_sums, counted, len(withheld))


def _sum(told: Mapping[Cell, int | None], line: Iterable[Cell]) -> int | None:
    counts = [told[cell] for cell in line]
    return None if any(n is None for n in counts) else sum(n for n in counts if n is not None)


def _table(
    firms: Sequence[Firm], down: tuple[str, ...], across: tuple[str, ...], asked: Areas
) -> tuple[dict[Cell, int | None], int, frozenset[str]]:
    by_area: dict[str, Counter[str]] = {}
    for firm in firms:
        cell = f"{_class(firm.rows, down)}\n{_class(firm.columns, across)}"
        by_area.setdefault(firm.area, Counter())[cell] += 1
    few = release({area: {"": cells.total()} for area, cells in by_area.items()}, exact=False).left_out
    parts = release({area: cells for area, cells in by_area.items() if area not in few})
    inside, left = parts.within(asked), parts.withheld(asked)
    counts = sum((by_area[area] for area in inside), Counter())
    table = {(r, c): counts[f"{r}\n{c}"] for r in down for c in across}
    hidden = {cell for cell in table if "\n".join(cell) in parts.hidden} if parts.pooled <= inside else set()
    hidden = set(table) if not inside and left else _completed(table, hidden)
    return {cell: None if cell in hidden else n for cell, n in table.items()}, counts.total(), left


def _class(codes: frozenset[str], split: tuple[str, ...]) -> str:
    return next((code for code in split if code in codes), NOT)


def _completed(table: Mapping[Cell, int], hidden: set[Cell]) -> set[Cell]:
    """Hide further cells until no line has one hidden cell, or one or two firms, alone."""
    found = set(hidden)
    lines = [[cell for cell in table if cell[side] == code] for side in (0, 1) for code in {c[side] for c in table}]
    again = True
    while again:
        again = False
        for line in lines:
            inside = [cell for cell in line if cell in found and table[cell]]
            if not inside or (len(inside) > 1 and not is_small(sum(table[c] for c in inside))):
                continue
            if others := [cell for cell in line if cell not in found and table[cell]]:
                found.add(min(others, key=lambda cell: (table[cell], cell)))
                again = True
    return found
