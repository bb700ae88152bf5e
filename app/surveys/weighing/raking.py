"""Weights that make a sample agree with a register: post-stratification, raking, trimming, and what they cost."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def poststratified(cell: Ints, targets: Floats) -> Floats:
    """Weights N_c / n_c of respondents in cells, scaled to a mean of 1.

    Parameters
    ----------
    cell : ndarray, shape (J,)
        Cell of each respondent, 0..C-1; none is empty.
    targets : ndarray, shape (C,)
        Firms of the register in each cell [firms].
    """
    sample = np.bincount(cell, minlength=len(targets))
    return _scaled((targets / sample)[cell])


def raked(
    margins: Sequence[Ints],
    targets: Sequence[Floats],
    *,
    start: Floats | None = None,
    tolerance: float = 1e-10,
    most: int = 1000,
) -> Floats:
    """Weights whose sums over each margin are its targets, by iterative proportional fitting.

    Parameters
    ----------
    margins : sequence of ndarray, shape (J,)
        Class of each respondent on each margin.
    targets : sequence of ndarray, shape (C_m,)
        Total of each class of each margin; every margin has the same sum, no class is empty.
    start : ndarray, shape (J,), or None
        Design weights; None: 1 each.
    tolerance : float
        Largest relative distance from a target at which fitting ends.

    Returns
    -------
    ndarray, shape (J,)
        Not scaled: they sum to the targets' sum.

    Raises
    ------
    ValueError
        Where `most` rounds do not reach the targets: the margins contradict the pattern of empty cells.

    References
    ----------
    Deming, W. E., and Stephan, F. F. (1940). On a least squares adjustment of a sampled frequency table when the
    expected marginal totals are known. Annals of Mathematical Statistics 11, 427-444.
    """
    weights = np.ones(len(margins[0])) if start is None else np.array(start, float)
    for _round in range(most):
        for margin, wanted in zip(margins, targets, strict=True):
            weights *= (wanted / np.bincount(margin, weights, len(wanted)))[margin]
        gaps = [
            np.max(np.abs(np.bincount(margin, weights, len(wanted)) / wanted - 1))
            for margin, wanted in zip(margins, targets, strict=True)
        ]
        if max(gaps) <= tolerance:
            return weights
    raise ValueError("raking does not converge")


def trimmed(weights: Floats, low: float, high: float) -> Floats:
    """Weights with a mean of 1 and none outside [low, high]: one factor for all, what lies beyond is cut.

    The factor is found by halving, since the mean of the cut weights rises with it; low <= 1 <= high. Trimmed weights
    no longer meet the targets exactly; whoever shows them shows by how much.
    """
    least, most = low / weights.max(), high / weights.min()
    for _round in range(200):
        factor = (least + most) / 2
        if np.clip(factor * weights, low, high).mean() < 1:
            least = factor
        else:
            most = factor
    cut: Floats = np.clip(most * weights, low, high)
    return cut


def design_effect(weights: Floats) -> float:
    """How many times wider the variance of a mean is by unequal weights: n sum w^2 / (sum w)^2, 1 without any.

    References
    ----------
    Kish, L. (1965). Survey Sampling. Wiley, section 11.7. Kish, L. (1992). Weighting for unequal P_i. Journal of Official
    Statistics 8, 183-200.
    """
    return float(len(weights) * np.sum(weights**2) / np.sum(weights) ** 2) if len(weights) else 1.0


def effective(weights: Floats) -> float:
    """Respondents without weights whose mean would be as sure: (sum w)^2 / sum w^2 [respondents], 0 of nobody."""
    return float(np.sum(weights) ** 2 / np.sum(weights**2)) if len(weights) else 0.0


def _scaled(weights: Floats) -> Floats:
    return weights * (len(weights) / weights.sum())
