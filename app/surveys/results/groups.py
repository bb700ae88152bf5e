"""Answers of firms by the areas they are in and a class of the register: which classes may be told, and how they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from app.areas.anonymity import (
    LEAST_FIRMS,
    LEAST_FOR_MEDIAN,
    LEAST_FOR_QUARTILES,
    Release,
    everything,
    is_small,
    release,
)
from app.surveys.results.covering import WHOLE, Coverage, coverage, reason
from app.surveys.results.intervals import of_value
from app.surveys.results.sbhi import Scale
from app.surveys.results.tallies import Areas

# A weighted figure of few firms is a sum of unequal weights that says who gave which answer; a mean of five points says
# more of each than a balance of three does. Policy, by the same reasoning as for quartiles and medians.
LEAST_WEIGHTED, LEAST_FOR_SBHI = LEAST_FOR_QUARTILES, LEAST_FOR_MEDIAN


@dataclass(frozen=True)
class Point:
    """An answer to one item: area, class, the point on the scale, the weight, and how many firms gave it so."""

    area: str
    group: str
    point: int
    omega: float = 1.0
    firms: int = 1


def _firms(points: Iterable[Point]) -> int:
    return sum(p.firms for p in points)


@dataclass(frozen=True)
class Standing:
    """How one class stands on one item.

    Attributes
    ----------
    n : int or None
        Firms that answered; None where withheld.
    value, low, high : float or None
        BSI with its 95 % interval.
    weighted, weighted_low, weighted_high, n_eff : float or None
        The same weighted, with the effective number of firms.
    sbhi : float or None
        On five points alone.
    covered : Coverage
        Of how many areas with such firms it is.
    reason : str
        Why it is withheld (see `covering.because`).
    """

    n: int | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    weighted: float | None = None
    weighted_low: float | None = None
    weighted_high: float | None = None
    n_eff: float | None = None
    sbhi: float | None = None
    covered: Coverage = WHOLE
    reason: str = ""

    @property
    def withheld(self) -> bool:
        return self.n is None


NOBODY = Standing(n=0)


@dataclass(frozen=True)
class Item:
    """All answers to one item, of all areas; `barred` areas enter no figure, as in the survey's totals.

    `whole`: for who reads single answers; no area is left out, and a figure takes as many firms as it always does.
    """

    points: Sequence[Point]
    scale: int
    barred: frozenset[str]
    sbhi: Scale | None = None
    whole: bool = False

    @cached_property
    def _by_area(self) -> dict[str, list[Point]]:
        found: dict[str, list[Point]] = {}
        for point in self.points:
            found.setdefault(point.area, []).append(point)
        return found

    @cached_property
    def _bounds(self) -> tuple[int, ...]:
        """How many firms each kind of figure takes: the BSI, where there are five points the SBHI, weighted figures."""
        weighed = any(p.omega != 1.0 for p in self.points)
        sbhi = (LEAST_FOR_SBHI,) if self.sbhi and self.scale == len(self.sbhi.weights) else ()
        return (LEAST_FIRMS, *sbhi, *((LEAST_WEIGHTED,) if weighed else ()))

    @cached_property
    def _of_all(self) -> dict[int, Release]:
        table = {area: Counter({"": _firms(given)}) for area, given in self._by_area.items() if area not in self.barred}
        return {
            least: everything(table) if self.whole else release(table, exact=False, least=least)
            for least in self._bounds
        }

    @cached_property
    def _of_classes(self) -> dict[int, Release]:
        few = self._of_all[LEAST_FIRMS].left_out | self.barred
        table = {area: _by_class(given) for area, given in self._by_area.items() if area not in few}
        return {least: everything(table) if self.whole else release(table, least=least) for least in self._bounds}

    def of_areas(self, asked: Areas) -> Standing:
        """Standing of all firms of some areas together."""
        return self._told(self._of_all, asked, None)

    def of_class(self, group: str, asked: Areas) -> Standing:
        """Standing of one class of firms over the areas asked for."""
        return self._told(self._of_classes, asked, group)

    def _told(self, parts: Mapping[int, Release], asked: Areas, group: str | None) -> Standing:
        plain = self._inside(parts, LEAST_FIRMS, asked, group)
        if plain is None:
            everybody = self._by_area if asked is None else asked
            return Standing(reason=reason(_firms(self._of(everybody, group))))
        found = replace(_standing(plain, self.scale), covered=self._covered(plain, asked, group))
        for least in self._bounds[1:] if found.n else ():
            inside = self._inside(parts, least, asked, group)
            if inside is None or _firms(inside) != _firms(plain):
                continue
            found = _weighed(found, inside, self.scale) if least == LEAST_WEIGHTED else self._scored(found, inside)
        return found

    def _covered(self, told: Sequence[Point], asked: Areas, group: str | None) -> Coverage:
        everybody = self._by_area if asked is None else asked
        return coverage({p.area for p in self._of(everybody, group)}, {p.area for p in told})

    def _scored(self, found: Standing, points: Sequence[Point]) -> Standing:
        assert self.sbhi is not None
        counts: Counter[int] = Counter()
        for p in points:
            counts[p.point] += p.firms
        return replace(found, sbhi=self.sbhi.value([counts[k + 1] for k in range(self.scale)]))

    def _inside(
        self, by_least: Mapping[int, Release], least: int, asked: Areas, group: str | None
    ) -> list[Point] | None:
        """The firms that enter a figure; None where it may not be told."""
        parts = by_least[least]
        inside = parts.within(asked)
        if group in parts.hidden and parts.pooled <= inside:
            return None
        found = self._of(inside, group)
        if is_small(_firms(found), least):
            return None
        everybody = self._by_area if asked is None else asked
        return found if found or not self._of(everybody, group) else None

    def _of(self, areas: Iterable[str], group: str | None) -> list[Point]:
        given = (p for area in areas for p in self._by_area.get(area, ()))
        return list(given) if group is None else [p for p in given if p.group == group]


def _by_class(points: Iterable[Point]) -> Counter[str]:
    found: Counter[str] = Counter()
    for p in points:
        found[p.group] += p.firms
    return found


def _standing(points: Sequence[Point], scale: int) -> Standing:
    if not points:
        return NOBODY
    n = _firms(points)
    value = 100 + 100 * sum(p.firms * sign(p.point, scale) for p in points) / n
    low, high = of_value(value, n)
    return Standing(n, value, low, high)


def _weighed(found: Standing, points: Sequence[Point], scale: int) -> Standing:
    every = sum(p.firms * p.omega for p in points)
    n_eff = every**2 / sum(p.firms * p.omega**2 for p in points)
    value = 100 + 100 * sum(p.firms * p.omega * sign(p.point, scale) for p in points) / every
    low, high = of_value(value, n_eff)
    return replace(found, weighted=value, weighted_low=low, weighted_high=high, n_eff=n_eff)


def sign(point: int, scale: int) -> int:
    """1 above the middle of a scale of so many points, 0 on it, -1 below."""
    middle = (scale + 1) // 2
    return (point > middle) - (point < middle)
