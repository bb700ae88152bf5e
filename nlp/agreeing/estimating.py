"""Estimates of agreement: a coefficient with the middle 95 % of a bootstrap over respondents, or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nlp.agreeing.sums import Parts, Sums

# The project's first day. Any number would do; the same table gives the same interval.
SEED = 20_261_122
# Of fewer respondents a bootstrap draws the same few over and over. Chosen, not measured.
FEWEST_CLUSTERS = 5
# Draws without a value are left out; where they are more than the tails of the interval, its ends mean nothing.
MOST_WITHOUT = 0.05
# Numbers drawn at once: 32 MB.
AT_ONCE = 4_000_000

ONE_CODER, NO_UNITS, TOO_FEW = "one_coder", "no_units", "too_few"
NO_VARIATION, CODED_ONLY, TOO_MANY_VALUES, NO_SPANS = "no_variation", "coded_only", "too_many_values", "no_spans"
UNSTEADY, NOT_DRAWN, NO_WIDTH = "unsteady", "not_drawn", "no_width"
# Draws that differ by less are the same figure reckoned in another order.
ALIKE = 1e-12

Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A coefficient and its interval.

    Attributes
    ----------
    value : float or None
        At most 1; None where it is not estimable.
    low, high : float or None
        The 2.5th and the 97.5th percentile of the bootstrap.
    reason : str
        Why the value is None, or else why the interval is ("not_drawn": fewer than 5 respondents, or nobody asked;
        "no_width": every draw gives the same, as of people who never differ, which says nothing of how far the figure
        may lie off); empty where both are there.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    reason: str = ""


def clusters_of(groups: Sequence[Hashable] | np.ndarray) -> tuple[np.ndarray, int]:
    """The number of each unit's group, and how many groups there are."""
    place: dict[Hashable, int] = {}
    numbers = [place.setdefault(group, len(place)) for group in groups]
    return np.array(numbers, dtype=int), len(place)


def drawn(every: Sequence[Sums], count: int, *, draws: int, report: Report | None = None) -> list[Parts]:
    """Each table's parts: the first of every array is the data's own, behind it stand those of the draws.

    Whole clusters are drawn, as the statements of one respondent are not independent; every table gets the same draws.

    References
    ----------
    Efron, B., Tibshirani, R. J. (1993): An Introduction to the Bootstrap. Chapman & Hall. Sections 8.5 and 13.3.
    """
    found: list[dict[str, list[tuple[np.ndarray, np.ndarray]]]] = [{} for _ in every]
    done = 0
    width = max((sums.of_clusters.shape[1] for sums in every), default=0)
    for times in _times(count, draws, some=max(1, AT_ONCE // max(count, width, 1))):
        for sums, own in zip(every, found, strict=True):
            for name, part in sums.parts(np.asarray(times @ sums.of_clusters)).items():
                own.setdefault(name, []).append(part)
        done += len(times)
        if report:
            report(done, draws + 1)
    return [{name: _joined(parts) for name, parts in own.items()} for own in found]


def _times(count: int, draws: int, *, some: int) -> Iterator[np.ndarray]:
    """How often each cluster counts: once, then as it is drawn; `some` draws at once, shape (some, clusters)."""
    yield np.ones((1, count))
    rng = np.random.default_rng(SEED)
    for first in range(0, draws if count >= FEWEST_CLUSTERS else 0, some):
        rows = min(some, draws - first)
        chosen = rng.integers(count, size=(rows, count)) + np.arange(rows)[:, None] * count
        yield np.bincount(chosen.ravel(), minlength=rows * count).reshape(rows, count).astype(float)


def _joined(parts: list[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    seen, expected = zip(*parts, strict=True)
    return np.concatenate(seen), np.concatenate(expected)


def estimate(seen: np.ndarray, expected: np.ndarray, *, reason: str = NO_VARIATION) -> Estimate:
    """One minus observed by expected disagreement; `reason` is said where nothing is expected to differ."""
    return estimate_of(quotient(seen, expected), reason=reason)


def quotient(seen: np.ndarray, expected: np.ndarray) -> np.ndarray:
    """The coefficients, NaN where nothing varies."""
    there = expected > 0
    return np.where(there, 1.0 - seen / np.where(there, expected, 1.0), np.nan)


def estimate_of(values: np.ndarray, *, reason: str = NO_VARIATION) -> Estimate:
    """The first of some values with the interval of the others."""
    value, others = values[0], values[1:]
    if np.isnan(value):
        return Estimate(None, reason=reason)
    if not len(others):
        return Estimate(float(value), reason=NOT_DRAWN)
    kept = others[~np.isnan(others)]
    if len(kept) < (1 - MOST_WITHOUT) * len(others):
        return Estimate(float(value), reason=UNSTEADY)
    low, high = np.percentile(kept, [2.5, 97.5])
    if high - low <= ALIKE:
        return Estimate(float(value), reason=NO_WIDTH)
    return Estimate(float(value), float(low), float(high))


def without(estimates: Mapping[str, Estimate], reason: str, *, keep: Sequence[str] = ()) -> dict[str, Estimate]:
    """The same estimates as not estimable, but for those named."""
    return {name: found if name in keep else Estimate(None, reason=reason) for name, found in estimates.items()}
