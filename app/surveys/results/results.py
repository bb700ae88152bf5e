"""What the returns of a survey say: BSI per item, shares of choices, medians; too few are never shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any

from app.areas.anonymity import LEAST_FIRMS
from app.surveys.results.bsi import BusinessSurveyIndex, bsi
from forms.questionnaire import Questionnaire
from forms.questions import TYPES, Choice, Question
from forms.questions.question import NOT_APPLICABLE


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
    """A closed question: how many answered it, and how often each choice was chosen."""

    question: Question
    n: int
    shares: tuple[Share, ...]

    @property
    def suppressed(self) -> bool:
        return self.n < LEAST_FIRMS


@dataclass(frozen=True)
class Figures:
    """A number question: how many answered, the median and the quartiles; None where suppressed."""

    question: Question
    n: int
    median: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Results:
    """The results of a survey, of all the areas asked for together."""

    responses: int
    bsi: tuple[BsiPair, ...]
    distributions: tuple[Distribution, ...]
    figures: tuple[Figures, ...]

    def pair(self, item: str) -> BsiPair | None:
        """The BSI of an item, or None where it is not asked."""
        return next((pair for pair in self.bsi if pair.item == item), None)


def summarize(questionnaire: Questionnaire, answers: Iterable[tuple[str, Any]], *, responses: int) -> Results:
    """Results of a survey.

    Parameters
    ----------
    questionnaire : Questionnaire
        The version that was asked.
    answers : iterable of (str, value)
        Question id and stored value of every answer that counts.
    responses : int
        Returns that count.

    Notes
    -----
    Everything with fewer than `LEAST_FIRMS` answers is suppressed.
    """
    given: dict[str, list[Any]] = {}
    for question_id, value in answers:
        if value != NOT_APPLICABLE:  # no answer to count
            given.setdefault(question_id, []).append(value)
    asked = questionnaire.questions
    return Results(
        responses=responses,
        bsi=_pairs(asked, given),
        distributions=tuple(
            distribution(question, given.get(question.id, ()))
            for question in asked
            if TYPES[question.type].summary == "shares"
        ),
        figures=tuple(
            figures(question, given.get(question.id, ()))
            for question in asked
            if TYPES[question.type].summary == "numbers"
        ),
    )


def _pairs(asked: Sequence[Question], given: Mapping[str, list[Any]]) -> tuple[BsiPair, ...]:
    found: dict[str, dict[str, BusinessSurveyIndex]] = {}
    for question in asked:
        if question.bsi:
            index = bsi(given.get(question.id, ()), points=question.scale or 5, least=LEAST_FIRMS)
            found.setdefault(question.bsi.item, {})[question.bsi.period] = index
    return tuple(BsiPair(item, periods.get("past"), periods.get("next")) for item, periods in found.items())


def distribution(question: Question, values: Sequence[Any]) -> Distribution:
    """How often each choice was chosen; a `multiple` answer counts once for each of its choices."""
    chosen = (value if isinstance(value, list) else [str(value)] for value in values)
    counts = Counter(choice for each in chosen for choice in each)
    hidden = len(values) < LEAST_FIRMS
    shares = (Share(choice, None if hidden else counts[choice.id]) for choice in question.choices)
    return Distribution(question, len(values), tuple(shares))


def figures(question: Question, values: Sequence[float]) -> Figures:
    """Median and quartiles (inclusive method) of a number question."""
    if len(values) < LEAST_FIRMS:
        return Figures(question, len(values), None, None, None)
    low, _middle, high = quantiles(values, n=4, method="inclusive")
    return Figures(question, len(values), float(median(values)), low, high)
