"""What the results of a survey are made of: BSI per item, shares of choices, medians; None where withheld."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from app.areas.anonymity import LEAST_FIRMS
from app.surveys.results.bsi import BusinessSurveyIndex
from app.surveys.results.covering import WHOLE, Coverage
from forms.questions import Choice, Question


@dataclass(frozen=True)
class BsiPair:
    """One item's BSI of the past and of the next quarter; None where the questionnaire does not ask it."""

    item: str
    past: BusinessSurveyIndex | None
    next: BusinessSurveyIndex | None


@dataclass(frozen=True)
class Share:
    """How many chose one choice; `count` is None where suppressed."""

    choice: Choice
    count: int | None


@dataclass(frozen=True)
class Distribution:
    """A closed question: how many answered it, how often each choice was chosen, of which areas."""

    question: Question
    n: int
    shares: tuple[Share, ...]
    covered: Coverage = WHOLE

    @property
    def withheld(self) -> int:
        """Areas that answered and are in none of it."""
        return len(self.covered.left)

    @property
    def suppressed(self) -> bool:
        """Whether no share is told."""
        return self.n < LEAST_FIRMS or all(share.count is None for share in self.shares)

    @property
    def hidden(self) -> int:
        """Choices whose number is withheld beside others that are told."""
        return 0 if self.suppressed else sum(share.count is None for share in self.shares)


@dataclass(frozen=True)
class Figures:
    """A number question: how many answered, the median and the quartiles (None where suppressed), of which areas."""

    question: Question
    n: int
    median: float | None
    low: float | None
    high: float | None
    covered: Coverage = WHOLE

    @property
    def withheld(self) -> int:
        """Areas that answered and are in none of it."""
        return len(self.covered.left)


@dataclass(frozen=True)
class Results:
    """The results of a survey, of all the areas asked for together, as far as `covered` says.

    `whole`: everybody's answers are in the figures, also those that make a small cell reckonable.
    """

    responses: int
    bsi: tuple[BsiPair, ...]
    distributions: tuple[Distribution, ...]
    figures: tuple[Figures, ...]
    covered: Coverage = WHOLE
    whole: bool = False

    @property
    def withheld(self) -> int:
        """Areas that answered and are in no figure."""
        return len(self.covered.left)

    def pair(self, item: str) -> BsiPair | None:
        """The BSI of an item, or None where it is not asked."""
        return next((pair for pair in self.bsi if pair.item == item), None)


def figures(question: Question, values: Iterable[float] | Mapping[float, int]) -> Figures:
    """Median and quartiles (inclusive method) of a number question's values, each once or with how often it was given."""
    given = sorted(Counter(values).items())
    upto = list(accumulate(times for _value, times in given))
    n = upto[-1] if upto else 0
    if n < LEAST_FIRMS:
        return Figures(question, n, None, None, None)
    low, middle, high = (_quantile(given, upto, quarters) for quarters in (1, 2, 3))
    return Figures(question, n, middle, low, high)


def _quantile(given: Sequence[tuple[float, int]], upto: Sequence[int], quarters: int) -> float:
    """The value so many quarters of the way from the smallest to the largest, between two of them where it lies so."""
    place, rest = divmod(quarters * (upto[-1] - 1), 4)
    below, above = (given[bisect_right(upto, at)][0] for at in (place, place + 1))
    return float((below * (4 - rest) + above * rest) / 4)
