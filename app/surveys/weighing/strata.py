"""The classes of size and industry that weights are made of, and how classes of too few respondents are joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

# A weight that fewer respondents than this carry would let one firm speak for hundreds. Policy, as statistical offices
# keep it; not measured here.
LEAST = 5
SIZES = ("micro", "small", "medium", "large")
REST = "rest"
K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True)
class Firm:
    """What the register says of a firm, as far as weights go by it; "" for no industry."""

    size: str
    industry: str


def joined_in_order(sample: Mapping[str, int], population: Mapping[str, int]) -> dict[str, str]:
    """Size to the class it belongs to: one of too few respondents joins the smaller of its neighbours, until none is."""
    classes: list[tuple[str, ...]] = [(size,) for size in SIZES if sample.get(size) or population.get(size)]

    def count(of: Mapping[str, int], members: tuple[str, ...]) -> int:
        return sum(of.get(each, 0) for each in members)

    while len(classes) > 1:
        short = [i for i, c in enumerate(classes) if count(sample, c) < LEAST or not count(population, c)]
        if not short:
            break
        at = min(short, key=lambda i: (count(sample, classes[i]), i))
        beside = [i for i in (at - 1, at + 1) if 0 <= i < len(classes)]
        other = min(beside, key=lambda i: (count(sample, classes[i]), i))
        first, second = sorted((at, other))
        classes[first : second + 1] = [classes[first] + classes[second]]
    return {size: "+".join(members) for members in classes for size in members}


def joined_to_rest(sample: Mapping[str, int], population: Mapping[str, int]) -> dict[str, str]:
    """Industry to its class: those of too few respondents are the rest, with the smallest other while it is too small."""
    names = sorted({*sample, *population}, key=lambda each: (sample.get(each, 0), each))
    rest = [each for each in names if sample.get(each, 0) < LEAST or not population.get(each)]
    others = [each for each in names if each not in rest]
    while rest and others and sum(sample.get(each, 0) for each in rest) < LEAST:
        rest.append(others.pop(0))
    return {each: REST if each in rest else each for each in names}


@dataclass(frozen=True)
class Classes:
    """Which class each size and industry belongs to: as margins (raking), or as cells within joined industries."""

    sizes: Mapping[str, str]
    industries: Mapping[str, str]
    cells: Mapping[tuple[str, str], str]

    def margins(self, firm: Firm) -> tuple[str, str]:
        return self.sizes[firm.size], self.industries[firm.industry]

    def cell(self, firm: Firm) -> tuple[str, str]:
        industry = self.industries[firm.industry]
        return industry, self.cells[industry, firm.size]


def classes_of(sample: Sequence[Firm], population: Mapping[Firm, int]) -> Classes:
    """Join what too few answered for: industries first, then within each of them the sizes."""
    industries = joined_to_rest(Counter(f.industry for f in sample), _sums(population, lambda f: f.industry))
    sizes = joined_in_order(Counter(f.size for f in sample), _sums(population, lambda f: f.size))
    cells: dict[tuple[str, str], str] = {}
    for name in set(industries.values()):
        inside = {f: n for f, n in population.items() if industries[f.industry] == name}
        within = Counter(f.size for f in sample if industries[f.industry] == name)
        for size, joined in joined_in_order(within, _sums(inside, lambda f: f.size)).items():
            cells[name, size] = joined
    return Classes(sizes, industries, cells)


def _sums(population: Mapping[Firm, int], of) -> Counter[str]:  # type: ignore[no-untyped-def]
    found: Counter[str] = Counter()
    for firm, count in population.items():
        found[of(firm)] += count
    return found
