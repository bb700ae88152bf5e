"""How many firms it takes before a figure is told, and which parts of a table may be told so that no difference tells more.

Every page, export, report and command asks here; nothing else decides what is a small cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

# The method: no verbatim quote in a public report where fewer than three firms of the area spoke. Figures of a survey
# keep to the same number, for two firms would know each other's answer.
LEAST_FIRMS = 3

# A median stands for a half, a quartile for a quarter of the firms: each part has to hold as many as any other figure,
# for with three firms the median is the answer of one.
LEAST_FOR_MEDIAN, LEAST_FOR_QUARTILES = 2 * LEAST_FIRMS, 4 * LEAST_FIRMS

# A balance at its end says what each firm answered, all the same: told where so many did that it says so of an area.
# Chosen, not measured.
LEAST_FOR_AN_END = 10
# The ends of a business survey index: all firms say worse, all say better.
ENDS = (0, 200)


def is_small(firms: int, least: int = LEAST_FIRMS) -> bool:
    """Whether a figure of so many firms is withheld; of nobody there is nothing to withhold."""
    return 0 < firms < least


def told(firms: int) -> int | None:
    """A number of firms as it may be told: None where it is small."""
    return None if is_small(firms) else firms


def balance_told(value: float, firms: int) -> bool:
    """Whether a balance of so many firms' answers may be told: neither of one or two, nor every firm's own answer.

    >>> balance_told(0, 3), balance_told(67, 3), balance_told(0, 10), balance_told(50, 2)
    (False, True, True, False)
    """
    return firms >= LEAST_FIRMS and (value not in ENDS or firms >= LEAST_FOR_AN_END)


def may_be_told(firms: int, respondents: int) -> bool:
    """Whether figures over respondents may be told: enough of them, and among them no one or two firms alone."""
    return respondents >= LEAST_FIRMS and not is_small(firms)


@dataclass(frozen=True)
class Release:
    """What may be told of a table of parts (areas) by categories (the choices of a question).

    Attributes
    ----------
    shown : frozenset
        Parts told by themselves.
    pooled : frozenset
        Parts told only together: they enter a total that holds all of them, and no other.
    left_out : frozenset
        Parts that enter no figure at all: too few even together.
    hidden : frozenset
        Categories not told of a total that holds the pool; together they are `LEAST_FIRMS` or more.
    """

    shown: frozenset[str]
    pooled: frozenset[str]
    left_out: frozenset[str]
    hidden: frozenset[str] = frozenset()

    def within(self, asked: Collection[str] | None) -> frozenset[str]:
        """The parts whose firms enter a figure over the parts asked for (None: over all)."""
        if asked is None:
            return self.shown | self.pooled
        wanted = frozenset(asked)
        return (self.shown & wanted) | (self.pooled if self.pooled <= wanted else frozenset())

    def withheld(self, asked: Collection[str] | None) -> frozenset[str]:
        """The parts asked for whose firms enter no figure over them."""
        known = self.shown | self.pooled | self.left_out
        return (known if asked is None else known & frozenset(asked)) - self.within(asked)


def everything(table: Mapping[str, Mapping[str, int]]) -> Release:
    """All parts told, for who reads single answers anyway: to such a person nothing is given away by a difference."""
    return Release(frozenset(part for part, cells in table.items() if any(cells.values())), frozenset(), frozenset())


def release(table: Mapping[str, Mapping[str, int]], *, exact: bool = True, least: int = LEAST_FIRMS) -> Release:
    """Which parts of a table may be told by themselves, which only together, which not at all.

    Parameters
    ----------
    table : mapping
        Part to category to the number of different firms, each in one category. With one category alone it is a table
        of numbers of firms.
    exact : bool
        Totals hold everybody: rather a second part is withheld than one or two firms left out of them. Where False,
        a pool of too few firms enters no total.
    least : int
        Firms behind every figure; more than `LEAST_FIRMS` for figures that say more of each firm than a count does.

    Notes
    -----
    A part is told if each of its categories is empty or has enough firms. All others go into one pool, which is told as
    a whole or not at all: whatever totals are formed, of whatever areas a person may see, they are sums of told parts
    and of the whole pool, and so is every difference of them. Where a category of the pool is small, a told part that
    has it joins the pool (the second cell); where there is none, the category is hidden in the total, and the next
    smallest with it until enough firms stand behind what is hidden.
    """
    filled = {part: Counter({c: n for c, n in cells.items() if n}) for part, cells in table.items()}
    filled = {part: cells for part, cells in filled.items() if cells}
    pool = {part for part, cells in filled.items() if any(is_small(n, least) for n in cells.values())}
    while exact and (second := _second(filled, pool, least)):
        pool.add(second)
    shown = frozenset(filled) - pool
    hidden = _hidden(_sums(filled, pool), least)
    if hidden is None or _given_away(filled, pool):
        return Release(shown, frozenset(), frozenset(pool))
    return Release(shown, frozenset(pool), frozenset(), hidden)


def _second(filled: Mapping[str, Counter[str]], pool: Collection[str], least: int) -> str | None:
    """The smallest told part with a category of which the pool has too few; any, where the pool's sum gives it away."""
    short = {c for c, n in _sums(filled, pool).items() if is_small(n, least)}
    anyone = _given_away(filled, pool)
    able = [p for p, cells in filled.items() if p not in pool and (anyone or not short.isdisjoint(cells))]
    return min(able, key=lambda p: (filled[p].total(), p), default=None)


def _given_away(filled: Mapping[str, Counter[str]], pool: Collection[str]) -> bool:
    """Whether the sum alone says each part's number: of parts of one or two firms, as many or twice as many firms."""
    firms = []
    for part in pool:
        firms.append(filled[part].total())
        if not is_small(firms[-1]):
            return False
    return sum(firms) in (len(firms), 2 * len(firms)) and bool(firms)


def _hidden(sums: Counter[str], least: int) -> frozenset[str] | None:
    """Categories of the pool that stay untold; None where nothing would be left to tell."""
    order = sorted(sums, key=lambda c: (sums[c], c))
    hidden = [c for c in order if is_small(sums[c], least)]
    for category in order[len(hidden) :]:
        if not is_small(sum(sums[c] for c in hidden), least):
            break
        hidden.append(category)
    return None if hidden and len(hidden) == len(order) else frozenset(hidden)


def _sums(filled: Mapping[str, Counter[str]], parts: Iterable[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for part in parts:
        found.update(filled[part])
    return found
