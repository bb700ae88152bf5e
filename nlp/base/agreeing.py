"""How far labellers agree beyond chance: Krippendorff's alpha and Gwet's AC1, with intervals from resampled groups."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np

Unit = Sequence[Hashable]


@dataclass(frozen=True, slots=True)
class Agreement:
    """A coefficient with the middle 95 % of its bootstrap; NaN where nothing varies."""

    value: float
    low: float
    high: float


def counts(units: Sequence[Unit]) -> tuple[list[Hashable], np.ndarray]:
    """The values in order, and how often each was given to each unit; None is no judgment.

    >>> counts([("a", "b"), ("a", None)])[1].tolist()
    [[1.0, 1.0], [1.0, 0.0]]
    """
    values = sorted({value for unit in units for value in unit if value is not None}, key=lambda v: (str(type(v)), v))
    place = {value: n for n, value in enumerate(values)}
    table = np.zeros((len(units), len(values)))
    for row, unit in zip(table, units, strict=True):
        for value in unit:
            if value is not None:
                row[place[value]] += 1
    return values, table


def alpha(table: np.ndarray, weight: np.ndarray | None = None, *, ordinal: bool = False) -> float:
    """Krippendorff's alpha of a table of `counts`, for any number of labellers and missing judgments.

    Parameters
    ----------
    table : ndarray, shape (units, values)
        Of an ordinal field the values stand in their order.
    weight : ndarray, shape (units,), optional
        How often a unit counts.
    ordinal : bool
        Whether values further apart disagree more.

    References
    ----------
    .. [1] K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", 2011.
    """
    table, weight = _paired(table, weight)
    given = table.sum(axis=1)
    share = weight / (given - 1)
    coincidence = table.T @ (table * share[:, None]) - np.diag(table.T @ share)
    each = coincidence.sum(axis=1)
    apart = _ordinal(each) if ordinal else 1.0 - np.eye(len(each))
    expected = float(each @ apart @ each)
    if expected == 0:
        return float("nan")
    return 1.0 - (each.sum() - 1.0) * float((coincidence * apart).sum()) / expected


def _ordinal(each: np.ndarray) -> np.ndarray:
    """Squared distances of ranks: everything between two values, and half of either."""
    middle = np.cumsum(each) - each / 2
    return np.asarray((middle[:, None] - middle[None, :]) ** 2)


def ac1(table: np.ndarray, weight: np.ndarray | None = None) -> float:
    """Gwet's AC1 of a table of `counts`; it does not fall where nearly everything has one value, as kappa does.

    References
    ----------
    .. [1] K. L. Gwet, "Computing inter-rater reliability and its variance in the presence of high agreement", 2008.
    """
    weight = np.ones(len(table)) if weight is None else weight
    given = table.sum(axis=1)
    shares = table[given > 0] / given[given > 0, None]
    prevalence = np.average(shares, axis=0, weights=weight[given > 0])
    several = table.shape[1]
    if several < 2:
        return float("nan")
    by_chance = float((prevalence * (1 - prevalence)).sum()) / (several - 1)
    table, weight = _paired(table, weight)
    given = table.sum(axis=1)
    same = (table * (table - 1)).sum(axis=1) / (given * (given - 1))
    return (float(np.average(same, weights=weight)) - by_chance) / (1 - by_chance)


def _paired(table: np.ndarray, weight: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
    """The units that two or more have judged."""
    weight = np.ones(len(table)) if weight is None else weight
    kept = table.sum(axis=1) > 1
    return table[kept], weight[kept]


def interval(
    measure: Callable[[np.ndarray], float], groups: Sequence[Hashable], *, draws: int = 1000, seed: int = 1
) -> Agreement:
    """A measure of weights with its interval; whole groups are drawn, as units of one passage are not independent.

    Parameters
    ----------
    measure : callable
        From how often each unit counts to a coefficient.
    groups : sequence
        The group of each unit.
    """
    names, of = np.unique(np.array([str(group) for group in groups]), return_inverse=True)
    rng = np.random.default_rng(seed)
    drawn = [rng.multinomial(len(names), np.full(len(names), 1 / len(names)))[of].astype(float) for _ in range(draws)]
    found = [value for value in map(measure, drawn) if not np.isnan(value)]
    low, high = np.percentile(found, [2.5, 97.5]) if found else (np.nan, np.nan)
    return Agreement(measure(np.ones(len(of))), float(low), float(high))
