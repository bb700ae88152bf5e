"""Change points: where the level of a series changed, found exactly, and how sure a change must be to be told."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from app.monitoring.method.rules import BreakRules

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Break:
    """A change of level: index of the first month after it, and the means before and after."""

    at: int
    before: float
    after: float


def change_points(x: ArrayLike, *, penalty: float, least: int = 2) -> list[int]:
    """The places that cut a series into stretches of one level, at the least cost over all ways of cutting it.

    Parameters
    ----------
    x : array_like, shape (T,)
        Without NaN.
    penalty : float
        What one more cut has to save of the sum of squares [unit of x, squared].
    least : int
        Fewest values of a stretch.

    Returns
    -------
    list of int
        Index of each stretch's first value but the first stretch's; empty where no cut pays.

    Notes
    -----
    Exact dynamic programme over prefix sums, O(T^2). The series must not be longer than some thousand values.

    References
    ----------
    Jackson, B. et al. (2005): An algorithm for optimal partitioning of data on an interval. IEEE Signal
    Processing Letters 12.
    """
    values = np.asarray(x, float)
    total = len(values)
    if total < 2 * least:
        return []
    centered = values - values.mean()
    sums, squares = (np.concatenate([[0.0], np.cumsum(each)]) for each in (centered, centered**2))
    best, came = np.full(total + 1, np.inf), np.zeros(total + 1, np.int64)
    best[0] = -penalty
    for end in range(least, total + 1):
        starts = np.arange(0, end - least + 1)
        cost = squares[end] - squares[starts] - (sums[end] - sums[starts]) ** 2 / (end - starts)
        found = best[starts] + cost + penalty
        came[end] = int(found.argmin())
        best[end] = found[came[end]]
    cuts = []
    end = int(came[total])
    while end > 0:
        cuts.append(end)
        end = int(came[end])
    return cuts[::-1]


def breaks(r: ArrayLike, rules: BreakRules) -> tuple[Break, ...]:
    """Changes of level in a series of relative y/y changes.

    Parameters
    ----------
    r : array_like, shape (T,)
        Relative changes of consecutive months [%p], NaN where missing: passed over, never filled.
    rules : BreakRules

    Notes
    -----
    Neighboring y/y changes share eleven of twelve months, so the spread is taken from changes a year apart (half the
    variance of a difference of two), and a cut has to save `penalty` ln T times that variance times `memory` months.
    """
    values = np.asarray(r, float)
    known = np.flatnonzero(~np.isnan(values))
    apart = values[12:] - values[:-12]
    apart = apart[~np.isnan(apart)]
    if len(known) < 2 * rules.least or len(apart) < rules.least:
        return ()
    spread = max(1.4826 * float(np.median(np.abs(apart - np.median(apart)))), 1e-9)
    penalty = rules.penalty * np.log(len(known)) * rules.memory * spread**2 / 2
    series = values[known]
    cuts = change_points(series, penalty=penalty, least=rules.least)
    edges = [0, *cuts, len(series)]
    means = [float(series[a:b].mean()) for a, b in pairwise(edges)]
    return tuple(Break(int(known[cut]), means[i], means[i + 1]) for i, cut in enumerate(cuts))
