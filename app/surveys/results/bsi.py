"""The Business Survey Index (BSI): more firms up than down is above 100, more down than up below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.areas.anonymity import LEAST_FIRMS
from app.surveys.results.covering import WHOLE, Coverage


@dataclass(frozen=True)
class BusinessSurveyIndex:
    """One BSI with its base.

    Attributes
    ----------
    value : float or None
        (positive - negative) / n x 100 + 100, from 0 to 200, neutral 100. None where suppressed.
    n : int
        Answers.
    positive, neutral, negative : int or None
        Answers of each sign; None where suppressed, because counts of one or two firms tell who answered
        what.
    reason : str
        "" or why there is no value: "no_answers", "too_few", "beside" (see `covering.because`).
    covered : Coverage
        Of how many areas it is, and which of those that answered are not in it.
    """

    value: float | None
    n: int
    positive: int | None
    neutral: int | None
    negative: int | None
    reason: str = ""
    covered: Coverage = WHOLE


def bsi(
    answers: Iterable[int | None] | Mapping[int | None, int], *, points: int = 5, least: int = LEAST_FIRMS
) -> BusinessSurveyIndex:
    """BSI of Likert answers.

    Parameters
    ----------
    answers : iterable of int or None, or mapping
        1 (much worse) to `points` (much better); None where not answered, which does not count. A mapping says how often
        each was given.
    points : int
        3 or 5; the middle is neutral. On five points "better" and "much better" count alike.
    least : int
        Fewer answers than this: suppressed.

    Raises
    ------
    ValueError
        If `points` is neither 3 nor 5, or an answer lies outside 1..points.
    """
    if points not in (3, 5):
        raise ValueError(f"points must be 3 or 5, not {points}")
    signs, middle = [0, 0, 0], (points + 1) // 2
    for answer, firms in Counter(answers).items():
        if answer is None:
            continue
        if answer not in range(1, points + 1):
            raise ValueError(f"an answer must be 1..{points}, not {answer!r}")
        signs[(answer > middle) - (answer < middle) + 1] += firms
    negative, neutral, positive = signs
    return bsi_of_counts(positive, neutral, negative, least=least)


def bsi_of_counts(positive: int, neutral: int, negative: int, *, least: int = LEAST_FIRMS) -> BusinessSurveyIndex:
    """BSI of counted answers; suppressed below `least` in all. Raises ValueError for a negative count."""
    if min(positive, neutral, negative) < 0:
        raise ValueError("counts must be 0 or more")
    n = positive + neutral + negative
    if n < max(least, 1):
        return BusinessSurveyIndex(None, n, None, None, None, "too_few" if n else "no_answers")
    value = (positive - negative) / n * 100 + 100
    return BusinessSurveyIndex(value, n, positive, neutral, negative)
