"""Which cells of a cross table are hidden beside the small ones: as few firms as it takes, so that no sum tells one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app.areas.anonymity import LEAST_FIRMS, is_small

Cell = tuple[str, str]
SUM = "\0sum"  # the row and the column of sums
# Hiding a sum costs more than any cells: sums of one question stand on the page of its results. Policy.
COST_OF_SUM = 10**6
# What a cell costs beside its firms: of two ways that hide as many firms the one with fewer cells.
COST_OF_CELL = 0.5

# A table of more filled cells tells its sums alone: finding the fewest to hide would take longer than a page may.
MOST_CELLS = 600


@dataclass(frozen=True)
class _Table:
    """The filled cells of a table with its sums, and the lines (a row or a column with its sum) they stand in."""

    counts: Mapping[Cell, int]
    lines: Sequence[Sequence[Cell]]

    @property
    def cells(self) -> list[Cell]:
        return list(self.counts)


def suppressed(counts: Mapping[Cell, int], small: set[Cell]) -> set[Cell]:
    """The cells and sums, (code, `SUM`) and (`SUM`, code), that are not told; the sum of all always is.

    Parameters
    ----------
    counts : mapping
        Cell to firms, each firm in one cell.
    small : set
        Cells hidden for themselves.

    Notes
    -----
    Cell suppression as an integer programme (Fischetti and Salazar 2001, in small): of a line, what is hidden is two
    cells or more and `LEAST_FIRMS` firms or more, and as few firms as possible are hidden. Where the sums still leave
    one value alone for a small cell, its dearest neighbours are hidden too, until they leave two.
    """
    table = _with_sums(counts)
    primary = {cell for cell in small if table.counts.get(cell)}
    primary |= {cell for cell, n in table.counts.items() if SUM in cell and is_small(n)}
    if not primary:
        return set()
    if len(table.counts) > MOST_CELLS:
        return set(table.cells) if any(SUM in cell for cell in primary) else {c for c in table.cells if SUM not in c}
    hidden = _least(table, primary)
    while told := next((c for c in sorted(primary) if SUM not in c and _is_reckonable(table, hidden, c)), None):
        further = {c for line in table.lines if told in line for c in line if SUM not in c} - hidden
        if not further:
            return set(table.cells)
        primary |= {min(further, key=lambda cell: (table.counts[cell], cell))}
        hidden = _least(table, primary)
    return hidden


def _with_sums(counts: Mapping[Cell, int]) -> _Table:
    # In order of the codes: which of two equal cells is hidden must not change with the order firms are read in.
    filled = {cell: n for cell, n in sorted(counts.items()) if n}
    sums: dict[Cell, int] = {}
    for (row, column), n in filled.items():
        for line in ((row, SUM), (SUM, column)):
            sums[line] = sums.get(line, 0) + n
    every = {**filled, **sums}
    codes = [{cell[side] for cell in every} for side in (0, 1)]
    return _Table(every, [list(_line(every, side, code)) for side in (0, 1) for code in sorted(codes[side])])


def _line(every: Mapping[Cell, int], side: int, code: str) -> Iterator[Cell]:
    return (cell for cell in every if cell[side] == code)


def _least(table: _Table, primary: set[Cell]) -> set[Cell]:
    """The cheapest set of cells with `primary` in it of which no line hides one alone; all where there is none."""
    from scipy.optimize import Bounds, LinearConstraint, milp

    cells = table.cells
    place = {cell: n for n, cell in enumerate(cells)}
    cost = [COST_OF_SUM if SUM in cell else table.counts[cell] + COST_OF_CELL for cell in cells]
    matrix: list[np.ndarray] = []
    for line in table.lines:
        for cell in line:
            many, firms = np.zeros(len(cells)), np.zeros(len(cells))
            for each in line:
                many[place[each]] += 1
                # A hidden sum is of the line's other cells: what is hidden beside it is not told by it.
                firms[place[each]] += LEAST_FIRMS if SUM in each and not _of_sums(line) else table.counts[each]
            many[place[cell]] -= 2
            firms[place[cell]] -= LEAST_FIRMS
            matrix += [many, firms]
    must = np.array([float(cell in primary) for cell in cells])
    found = milp(
        cost,
        constraints=LinearConstraint(np.array(matrix), lb=0),
        integrality=np.ones(len(cells)),
        bounds=Bounds(must, 1),
    )
    return set(cells) if found.x is None else {cell for cell, x in zip(cells, found.x, strict=True) if x > 0.5}


def _of_sums(line: Sequence[Cell]) -> bool:
    return all(SUM in cell for cell in line)


def _is_reckonable(table: _Table, hidden: set[Cell], cell: Cell) -> bool:
    """Whether the told cells and sums leave one value alone for a hidden cell."""
    from scipy.optimize import linprog

    unknown = sorted(c for c in hidden if SUM not in c)
    place = {each: n for n, each in enumerate(unknown)}
    rows, sums = [], []
    for line in table.lines:
        total = next((each for each in line if SUM in each), None)
        if _of_sums(line) or total is None or total in hidden:
            continue
        row = np.zeros(len(unknown))
        for each in line:
            if each in place:
                row[place[each]] = 1
        rows.append(row)
        sums.append(table.counts[total] - sum(table.counts[c] for c in line if SUM not in c and c not in hidden))
    if not rows:
        return False
    aim = np.zeros(len(unknown))
    aim[place[cell]] = 1
    low, high = (linprog(s * aim, A_eq=np.array(rows), b_eq=sums, bounds=(0, None)) for s in (1, -1))
    return bool(low.fun is not None and high.fun is not None and abs(low.fun + high.fun) < 1e-6)
