"""Which uncertain choice moves the ranks: first-order and total Sobol indices by the estimators of Saltelli and Jansen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from app.indices.drawing import Space, rank_draws
from app.indices.ranking import shift

# Resamples behind an interval, and how much of them lies within.
RESAMPLES, WITHIN = 200, 90


@dataclass(frozen=True)
class Sobol:
    """Shares of the variance of s outputs by d factors.

    Attributes
    ----------
    first, total : ndarray, shape (d, s); 0 where an output does not vary.
    first_low, first_high, total_low, total_high : ndarray, shape (d,), of the first output: 90 % of the resamples.
    """

    first: np.ndarray
    total: np.ndarray
    first_low: np.ndarray
    first_high: np.ndarray
    total_low: np.ndarray
    total_high: np.ndarray


def sobol(outputs: Callable[[np.ndarray], np.ndarray], axes: tuple[slice, ...], n: int, seed: int) -> Sobol:
    """Indices of groups of axes of the unit cube.

    Parameters
    ----------
    outputs : points of shape (n, size) to outputs of shape (n, s), s of 2 or more (SciPy squeezes a single one away).
    axes : a slice a factor; the last ends at the cube's size.
    n : rows of each of the two samples, a power of two; outputs are asked for (d + 2) n points.

    References
    ----------
    Saltelli, A. et al. (2010). Computer Physics Communications 181, 259-270 (first order: table 2 b).
    Jansen, M. J. W. (1999). Computer Physics Communications 117, 35-43 (total: table 2 f there).
    """
    from scipy.stats import qmc, sobol_indices

    size = axes[-1].stop
    points = qmc.Sobol(2 * size, scramble=True, rng=np.random.default_rng(seed)).random(n)
    a, b = points[:, :size], points[:, size:]
    of_a, of_b = outputs(a).T, outputs(b).T
    first, total, bands = [], [], []
    for own in axes:
        mixed = a.copy()
        mixed[:, own] = b[:, own]
        runs = {"f_A": of_a, "f_B": of_b, "f_AB": outputs(mixed).T[None]}
        found = sobol_indices(func=runs, n=n)
        first.append(np.ravel(found.first_order))
        total.append(np.ravel(found.total_order))
        bands.append(_resampled(of_a[0], of_b[0], runs["f_AB"][0, 0], seed))
    return Sobol(np.array(first), np.array(total), *np.array(bands).T)


def _resampled(a: np.ndarray, b: np.ndarray, mixed: np.ndarray, seed: int) -> np.ndarray:
    """Low and high of first order and of total of one output, by drawing its rows again: shape (4,)."""
    rows = np.random.default_rng(seed).integers(0, a.size, (RESAMPLES, a.size))
    a, b, mixed = a[rows], b[rows], mixed[rows]
    mean = np.concatenate([a, b], axis=1).mean(axis=1, keepdims=True)
    variance = np.concatenate([a, b], axis=1).var(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        first = np.mean((b - mean) * (mixed - a), axis=1) / variance
        total = np.mean((a - mixed) ** 2, axis=1) / 2 / variance
    edge = (100 - WITHIN) / 2
    found = np.concatenate([np.percentile(np.nan_to_num(each), [edge, 100 - edge]) for each in (first, total)])
    return found


def rank_sensitivities(space: Space, n: int, seed: int) -> Sobol:
    """Indices of the mean absolute shift of all ranks (output 0) and of the rank of each unit (outputs 1 to U)."""

    def outputs(u: np.ndarray) -> np.ndarray:
        found = np.empty((len(u), 1 + space.model.scores.size))
        for rows, drawn in rank_draws(space, u):
            found[rows, 0] = shift(space.model.ranks, drawn)
            found[rows, 1:] = drawn
        return found

    return sobol(outputs, space.axes, n, seed)
