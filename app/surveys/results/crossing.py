"""Cross tables of two closed questions, or of one and the register: firms, each counted once, told as small cells are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.areas.anonymity import Release, everything, is_small, release
from app.surveys.results.covering import WHOLE, Coverage, coverage
from app.surveys.results.suppressing import SUM, Cell, suppressed
from app.surveys.results.tallies import Areas, enough

NOT = "\0not"  # the firms that did not choose a choice of which several may be taken


@dataclass(frozen=True)
class Axis:
    """One side of a table: its word, its classes as (code, word), and whether a firm may be in several of them.

    `known`: the register says which class a firm is in, and not the firm's answer.
    """

    name: str
    classes: tuple[tuple[str, str], ...]
    several: bool = False
    known: bool = False

    def splits(self) -> list[tuple[str, ...]]:
        """The partitions of the firms: the classes together, or, where several may be taken, each against the rest."""
        codes = [code for code, _word in self.classes]
        return [(code, NOT) for code in codes] if self.several else [tuple(codes)]


@dataclass(frozen=True)
class Firm:
    """Firms that answered both alike: their area, the codes they are in on either side, how many they are."""

    area: str
    rows: frozenset[str]
    columns: frozenset[str]
    firms: int = 1


@dataclass(frozen=True)
class Crossed:
    """A told table: firms in each cell (None: withheld), in each row and column, and of all; of how many areas it is.

    `n` is None where nothing is told.
    """

    rows: Axis
    columns: Axis
    cells: Mapping[Cell, int | None]
    row_sums: Mapping[str, int | None]
    column_sums: Mapping[str, int | None]
    n: int | None
    covered: Coverage = WHOLE
    whole: bool = False

    @property
    def hidden(self) -> int:
        return sum(n is None for n in self.cells.values())


@dataclass(frozen=True)
class _Part:
    """One pair of partitions: cells and sums as they are told, firms, and the areas in it."""

    told: Mapping[Cell, int | None]
    n: int
    inside: frozenset[str]


def crossed(
    rows: Axis,
    columns: Axis,
    firms: Sequence[Firm],
    asked: Areas,
    *,
    barred: frozenset[str] = frozenset(),
    whole: bool = False,
) -> Crossed:
    """Count firms by both sides over the areas asked for; `whole` for who reads single answers.

    Notes
    -----
    Each pair of partitions is a table of its own, released as any other (`app.areas.anonymity`); what is small of the
    areas told only together is hidden with as little beside it as it takes (`suppressing`). Where an area is left out,
    a cell in which its firms could be is never told as 0.
    """
    wanted = [firm for firm in firms if asked is None or firm.area in asked]
    known = firms if whole else [firm for firm in firms if firm.area not in barred]
    cells: dict[Cell, int | None] = {}
    sums: dict[Cell, int | None] = {}
    inside, counted = frozenset(firm.area for firm in wanted), 0
    for down in rows.splits():
        for across in columns.splits():
            part = _part(known, (down, across), asked, whole)
            counted, inside = max(counted, part.n), inside & part.inside
            for cell, n in part.told.items():
                if NOT not in cell:
                    (sums if SUM in cell else cells)[cell] = n
    left = [firm for firm in wanted if firm.area not in inside]
    nothing = bool(left) and not counted
    told = {
        cell: None if nothing else _never_a_false_zero(n, cell, (rows, columns), left)
        for cell, n in {**cells, **sums}.items()
    }
    return Crossed(
        rows,
        columns,
        {cell: told[cell] for cell in cells},
        {r: told[r, SUM] for r, _word in rows.classes},
        {c: told[SUM, c] for c, _word in columns.classes},
        None if nothing else counted,
        coverage({firm.area for firm in wanted}, inside),
        whole,
    )


def _never_a_false_zero(n: int | None, cell: Cell, axes: tuple[Axis, Axis], left: Iterable[Firm]) -> int | None:
    """None for 0 where a firm that is left out could be in the cell, whatever it answered."""
    if n != 0:
        return n
    return None if any(all(map(_could_be, cell, axes, (f.rows, f.columns))) for f in left) else 0


def _could_be(code: str, axis: Axis, codes: frozenset[str]) -> bool:
    return code == SUM or not axis.known or code in codes


def _part(firms: Sequence[Firm], splits: tuple[tuple[str, ...], tuple[str, ...]], asked: Areas, whole: bool) -> _Part:
    down, across = splits
    by_area: dict[str, Counter[Cell]] = {}
    for firm in firms:
        by_area.setdefault(firm.area, Counter())[_class(firm.rows, down), _class(firm.columns, across)] += firm.firms
    parts = _released(by_area, whole)
    inside = enough(parts.within(asked), {area: cells.total() for area, cells in by_area.items()})
    counts = _all_of(by_area, inside)
    table = {(r, c): counts[r, c] for r in down for c in across}
    table |= {(r, SUM): sum(counts[r, c] for c in across) for r in down}
    table |= {(SUM, c): sum(counts[r, c] for r in down) for c in across}
    hidden = set(table) if not inside and by_area else set[Cell]()
    if parts.pooled and parts.pooled <= inside:
        pool = _all_of(by_area, parts.pooled)
        hidden |= suppressed(pool, {cell for cell, n in pool.items() if is_small(n)})
    return _Part({cell: None if cell in hidden else n for cell, n in table.items()}, counts.total(), inside)


def _released(by_area: Mapping[str, Counter[Cell]], whole: bool) -> Release:
    table = {area: {"\n".join(cell): n for cell, n in cells.items()} for area, cells in by_area.items()}
    if whole:
        return everything(table)
    few = release({area: {"": sum(cells.values())} for area, cells in table.items()}, exact=False).left_out
    return release({area: cells for area, cells in table.items() if area not in few})


def _all_of(by_area: Mapping[str, Counter[Cell]], areas: Iterable[str]) -> Counter[Cell]:
    found: Counter[Cell] = Counter()
    for area in areas:
        found.update(by_area[area])
    return found


def _class(codes: frozenset[str], split: tuple[str, ...]) -> str:
    return next((code for code in split if code in codes), NOT)
