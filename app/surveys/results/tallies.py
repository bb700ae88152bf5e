"""Answers counted by area, and the figures that may be told of them, of whichever areas they are asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from app.areas.anonymity import LEAST_FOR_MEDIAN, LEAST_FOR_QUARTILES, Release, everything, is_small, release
from app.surveys.results.bsi import BusinessSurveyIndex, bsi
from app.surveys.results.covering import Coverage, coverage, reason
from app.surveys.results.results import Distribution, Figures, Share, figures
from forms.questions import Question

Areas = Collection[str] | None  # None: all there are


@dataclass(frozen=True)
class Tally:
    """The answers to one question: area to (value, different firms that gave it).

    `barred` areas enter no figure of any question, since the survey's totals leave their firms out. `whole`: asked for
    by somebody who reads single answers, so that nobody is left out of a total.
    """

    question: Question
    by_area: Mapping[str, tuple[tuple[Any, int], ...]]
    barred: frozenset[str] = frozenset()
    whole: bool = False

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Area to the firms that answered."""
        return {area: sum(firms for _value, firms in given) for area, given in self.by_area.items()}

    @cached_property
    def choices(self) -> dict[str, Counter[str]]:
        """Area to choice to the firms that chose it; several choices count each."""
        return {area: _chosen(given) for area, given in self.by_area.items()}

    @cached_property
    def parts(self) -> Release:
        """Which areas' answers may be counted and averaged."""
        table = {area: {"": n} for area, n in self.numbers.items()}
        return everything(table) if self.whole else _without(self.barred, table, exact=False)

    def among(self, table: Mapping[str, Mapping[str, int]]) -> Release:
        """What may be told of a table of these answers: it holds no firm that their number leaves out."""
        return everything(table) if self.whole else _without(self.parts.left_out, table, exact=True)

    def inside(self, parts: Release, asked: Areas) -> tuple[frozenset[str], Coverage]:
        """The areas that enter a figure, and its coverage: none where they are too few firms together."""
        there = parts.within(asked) | parts.withheld(asked)
        inside = enough(parts.within(asked), self.numbers)
        return inside, coverage(there, inside)

    def counts(self, parts: Collection[str]) -> Counter[Any]:
        """Every answer of some areas with the firms that gave it."""
        found: Counter[Any] = Counter()
        for area in parts:
            for value, firms in self.by_area[area]:
                found[value] += firms
        return found


def _without(barred: frozenset[str], table: Mapping[str, Mapping[str, int]], *, exact: bool) -> Release:
    there = barred & {area for area, cells in table.items() if any(cells.values())}
    found = release({area: cells for area, cells in table.items() if area not in there}, exact=exact)
    return replace(found, left_out=found.left_out | there)


def _chosen(given: Iterable[tuple[Any, int]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for value, firms in given:
        for choice in value if isinstance(value, list) else [str(value)]:
            found[choice] += firms
    return found


def _sum(every: Iterable[Mapping[str, int]]) -> Counter[str]:
    found: Counter[str] = Counter()
    for each in every:
        found.update(each)
    return found


def of_numbers(firms: Mapping[str, int]) -> Release:
    """Which areas' firms may be counted and averaged, by how many there are of each."""
    return release({area: {"": n} for area, n in firms.items()}, exact=False)


def enough(areas: frozenset[str], firms: Mapping[str, int]) -> frozenset[str]:
    """The areas of a figure; none where one or two firms stand behind it, whoever asks."""
    return frozenset() if is_small(sum(firms.get(area, 0) for area in areas)) else areas


def index_told(tally: Tally, asked: Areas) -> BusinessSurveyIndex:
    """The BSI of the areas asked for, never with the counts it is made of: one or two of a sign would be told."""
    inside, told = tally.inside(tally.parts, asked)
    values = tally.counts(inside)
    if not values and told.left:
        firms = sum(tally.numbers[area] for area in told.left)
        return BusinessSurveyIndex(None, 0, None, None, None, reason(firms), told)
    found = bsi(values, points=tally.question.scale or 5)
    return replace(found, positive=None, neutral=None, negative=None, covered=told)


def figures_told(tally: Tally, asked: Areas) -> Figures:
    """Median and quartiles where enough firms stand on either side of them."""
    inside, told = tally.inside(tally.parts, asked)
    found = replace(figures(tally.question, tally.counts(inside)), covered=told)
    if found.n < LEAST_FOR_MEDIAN:
        return replace(found, median=None, low=None, high=None)
    return found if found.n >= LEAST_FOR_QUARTILES else replace(found, low=None, high=None)


def distribution_told(tally: Tally, asked: Areas) -> Distribution:
    """How often each choice was chosen, where that may be told, and of which areas."""
    if tally.question.type == "multiple":
        return _each_alone(tally, asked)
    table = tally.choices
    parts = tally.among(table)
    inside, told = tally.inside(parts, asked)
    counts = _sum(table[area] for area in inside)
    hidden = parts.hidden if parts.pooled <= inside else frozenset()
    nothing = not inside and bool(told.left)
    shares = (
        Share(choice, None if nothing or choice.id in hidden else counts[choice.id])
        for choice in tally.question.choices
    )
    return Distribution(tally.question, counts.total(), tuple(shares), told)


def _each_alone(tally: Tally, asked: Areas) -> Distribution:
    """Choices of which a firm may take several: each is a table of its own, told or withheld by itself."""
    inside, told = tally.inside(tally.parts, asked)
    n = sum(tally.numbers[area] for area in inside)
    shares = tuple(
        Share(choice, _alone(tally, choice.id, inside, asked) if n else None) for choice in tally.question.choices
    )
    return Distribution(tally.question, n, shares, told)


def _alone(tally: Tally, choice: str, inside: Collection[str], asked: Areas) -> int | None:
    """How many chose one choice: None where an area that is counted must be left out of it."""
    counts = {area: chosen[choice] for area, chosen in tally.choices.items()}
    parts = tally.among({area: {"": n} for area, n in counts.items()})
    if parts.withheld(asked) & frozenset(inside):
        return None
    return sum(counts[area] for area in parts.within(asked))
