"""How many firms it takes before a figure is told, and which parts of a table may be told so that no difference tells more.

Every page, export, report and command asks here; nothing else decides what is a small cell.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass

# The method: no verbatim quote in a public report where fewer than three firms of the area spoke. Figures of a survey
# keep to the same number, for two firms would know each other's answer.
LEAST_FIRMS = 3

# A median stands for a half, a quartile for a quarter of the firms: each part has to hold as many as any other figure,
# for with three firms the median is the answer of one.
LEAST_FOR_MEDIAN, LEAST_FOR_QUARTILES = 2 * LEAST_FIRMS, 4 * LEAST_FIRMS


def is_small(firms: int) -> bool:
    """Whether a figure of so many firms is withheld; of nobody there is nothing to withhold."""
    return 0 < firms < LEAST_FIRMS


def told(firms: int) -> int | None:
    """A number of firms as it may be told: None where it is small."""
    return None if is_small(firms) else firms


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

    shown: frozenset[Hashable]
    pooled: frozenset[Hashable]
    left_out: frozenset[Hashable]
    hidden: frozenset[Hashable] = frozenset()

    def within(self, asked: Collection[Hashable] | None) -> frozenset[Hashable]:
        """The parts whose firms enter a figure over the parts asked for (None: over all)."""
        if asked is None:
            return self.shown | self.pooled
        wanted = frozenset(asked)
        return (self.shown & wanted) | (self.pooled if self.pooled <= wanted else frozenset())

    def withheld(self, asked: Collection[Hashable] | None) -> frozenset[Hashable]:
        """The parts asked for whose firms enter no figure over them."""
        known = self.shown | self.pooled | self.left_out
        return (known if asked is None else known & frozenset(asked)) - self.within(asked)


def release(table: Mapping[Hashable, Mapping[Hashable, int]], *, exclusive: bool = True) -> Release:
    """Which parts of a table may be told by themselves, which only together, which not at all.

    Parameters
    ----------
    table : mapping
        Part to category to the number of different firms. One category alone makes it a table of numbers of firms.
    exclusive : bool
        A firm is in one category only, so that the categories add up to the part's firms.

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
    pool = {part for part, cells in filled.items() if any(is_small(n) for n in cells.values())}
    while wanting := _wanting(filled, pool):
        pool.add(wanting)
    shown = frozenset(filled) - pool
    hidden = _hidden(_sums(filled, pool), exclusive=exclusive)
    if hidden is None or _given_away(filled, pool):
        return Release(shown, frozenset(), frozenset(pool))
    return Release(shown, frozenset(pool), frozenset(), hidden)


def _given_away(filled: Mapping[Hashable, Counter[Hashable]], pool: Collection[Hashable]) -> bool:
    """Whether the sum alone says each part's number: of parts of one or two firms, as many or twice as many firms."""
    firms = [filled[part].total() for part in pool]
    return all(is_small(n) for n in firms) and sum(firms) in (len(firms), 2 * len(firms)) and bool(firms)


def _wanting(filled: Mapping[Hashable, Counter[Hashable]], pool: Collection[Hashable]) -> Hashable | None:
    """The smallest part outside the pool with a category that is small in the pool of a table with several."""
    small = [c for c, n in _sums(filled, pool).items() if is_small(n)]
    if len({c for cells in filled.values() for c in cells}) < 2:
        return None  # numbers of firms: one or two are rather left out of the totals than another area withheld
    able = [p for p, cells in filled.items() if p not in pool and any(cells[c] for c in small)]
    return min(able, key=lambda p: (filled[p].total(), str(p)), default=None)


def _hidden(sums: Counter[Hashable], *, exclusive: bool) -> frozenset[Hashable] | None:
    """Categories of the pool that stay untold; None where even all together are too few."""
    order = sorted((c for c, n in sums.items() if n), key=lambda c: (sums[c], str(c)))
    hidden = [c for c in order if is_small(sums[c])]
    if not hidden:
        return frozenset()
    if not exclusive:
        return None if len(hidden) == len(order) else frozenset(hidden)
    for category in order[len(hidden) :]:
        if sum(sums[c] for c in hidden) >= LEAST_FIRMS:
            break
        hidden.append(category)
    enough = sum(sums[c] for c in hidden) >= LEAST_FIRMS and len(hidden) < len(order)
    return frozenset(hidden) if enough else None


def _sums(filled: Mapping[Hashable, Counter[Hashable]], parts: Iterable[Hashable]) -> Counter[Hashable]:
    found: Counter[Hashable] = Counter()
    for part in parts:
        found.update(filled[part])
    return found
