"""Tables of codes: who named what, cut by a variable, together with what, in which wave; everyone counted once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.areas.anonymity import is_small, may_be_told, release
from app.corpus.people import VARIABLES, Person
from app.evaluation.method.voices import wilson

# The value of those of whom a variable is not known: a column of its own, so that a row adds up.
UNKNOWN = ""
# Upper edges of n for marks of one size each, the last is everything above; below the first a share says little.
EDGES = (5, 10, 20, 40)
# Upper edges of the shares of one tone each. The same as on the page of themes.
TONES = (0.0, 0.2, 0.4, 0.6)


@dataclass(frozen=True)
class Cell:
    """`k` of `n` respondents; k None where that may not be told.

    Attributes
    ----------
    places : int or None
        How many statements it was.
    """

    k: int | None
    n: int
    places: int | None = None

    @property
    def share(self) -> float:
        """k / n; NaN where nobody could or k is withheld."""
        return self.k / self.n if self.n and self.k is not None else float("nan")

    @property
    def size(self) -> int:
        """1 to 5: how large the mark is, by n."""
        return 1 + sum(self.n >= edge for edge in EDGES)

    @property
    def thin(self) -> bool:
        return self.n < EDGES[0]

    @property
    def tone(self) -> int:
        """0 (nobody) to 4."""
        return sum(self.share > edge for edge in TONES)

    @property
    def interval(self) -> tuple[float, float]:
        """Where the share lies with 95 %, were these n drawn from many (Wilson, 1927)."""
        return _interval(self.k or 0, self.n)


@lru_cache(maxsize=4096)
def _interval(k: int, n: int) -> tuple[float, float]:
    """Kept, for a table of a thousand cells has some hundred different ones."""
    low, high = wilson(k, n) if n else (0.0, 1.0)
    return float(low), float(high)


@dataclass(frozen=True)
class Table:
    """Rows by columns.

    Attributes
    ----------
    n : mapping
        Column to how many could have named something; None where that may not be told, and then nothing of it is.
    cells : mapping
        (row, column) to its cell; none where nobody named it.
    totals : mapping
        Row to everyone who named it; k None where these are one or two.
    """

    rows: list[str]
    columns: list[str]
    n: Mapping[str, int | None]
    cells: Mapping[tuple[str, str], Cell]
    totals: Mapping[str, Cell]

    def row_share(self, row: str, column: str) -> Cell | None:
        """The cell as a share of everyone who named the row."""
        cell, total = self.cells.get((row, column)), self.totals[row]
        return Cell(cell.k, total.k, cell.places) if cell and total.k is not None else None


def cut(people: Sequence[Person], named: Mapping[str, set[int]], by: str, order: Sequence[str]) -> Table:
    """Who named which code, by a variable.

    Parameters
    ----------
    named : mapping
        Code to those who named it, each by `Person.once`.
    order : sequence of str
        The variable's values in the order in which they stand; those nobody has are left out.
    """
    of = _groups(people, VARIABLES[by])
    columns = [value for value in (*order, UNKNOWN) if value in of]
    firms = {p.once for p in people if p.kind == "firm"}
    told = [v for v in columns if may_be_told(len(of[v] & firms), len(of[v]))]
    everyone = len({p.once for p in people})
    cells: dict[tuple[str, str], Cell] = {}
    totals: dict[str, Cell] = {}
    for code, who in named.items():
        counts = {value: len(of[value] & who) for value in columns}
        kept = release({value: {code: k} for value, k in counts.items() if k})
        # Were it seen where nobody is, the sum would tell the numbers of the few that are left: all look alike then.
        few = bool(kept.left_out)
        for value in told:
            if counts[value] or few:
                cells[code, value] = Cell(counts[value] if value in kept.shown else None, len(of[value]))
        totals[code] = Cell(None if is_small(len(who)) else len(who), everyone)
    return Table(list(named), columns, {v: None for v in columns} | {v: len(of[v]) for v in told}, cells, totals)


def _groups(people: Iterable[Person], values: Callable[[Person], Iterable[str]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for person in people:
        for value in tuple(values(person)) or (UNKNOWN,):
            found.setdefault(value, set()).add(person.once)
    return found


def paired(named: Mapping[str, set[int]], both: Mapping[tuple[str, str], tuple[int, int]], n: int) -> Table:
    """Of those who named a row's code, who had a column's code in reach of it.

    Parameters
    ----------
    both : mapping
        (row, column) to how many did, and in how many statements of theirs.
    n : int
        Everyone who could have named anything.
    """
    codes = [code for code, who in named.items() if who]
    totals = {code: Cell(None if is_small(len(named[code])) else len(named[code]), n) for code in codes}
    cells = {
        (row, column): Cell(None if is_small(k) else k, len(named[row]), None if is_small(k) else places)
        for (row, column), (k, places) in both.items()
        if k and totals[row].k is not None
    }
    return Table(codes, codes, {code: totals[code].k for code in codes}, cells, totals)
