"""Fit of the two strands in the joint display, and the domains that need a human statement."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray


class Fit(IntEnum):
    """How numbers and voices of a domain go together."""

    AGREEMENT = 0  # same band
    PARTIAL = 1  # one band apart
    DISSONANCE = 2  # two bands apart
    SILENCE = 3  # a strand is missing, or too few spoke to compare


# The method's bands; whoever reads an evaluation passes those of its scheme.
def bands(points: ArrayLike, *, low: float = 33.0, high: float = 67.0) -> NDArray[np.int8]:
    """Band of each score: 0 below `low`, 1, 2 from `high` on; -1 where NaN. Any shape."""
    x = np.asarray(points, float)
    return np.where(np.isnan(x), -1, (x >= low).astype(np.int8) + (x >= high)).astype(np.int8)


def fit(Q: ArrayLike, L: ArrayLike, heard: ArrayLike, *, low: float = 33.0, high: float = 67.0) -> NDArray[np.int8]:
    """Fit of Q and L, both of shape (A, D) [points, NaN missing]: values of `Fit`, shape (A, D).

    `heard`, shape (A,), is False where the voices' credibility is too low to compare.
    """
    q, v = bands(Q, low=low, high=high), bands(L, low=low, high=high)
    silent = (q < 0) | (v < 0) | ~np.asarray(heard, bool)[:, None]
    return np.where(silent, Fit.SILENCE, np.abs(q - v)).astype(np.int8)


def needs_statement(
    fits: ArrayLike, by_domain: ArrayLike, R: ArrayLike, *, at_risk: ArrayLike, share: float = 0.2
) -> NDArray[np.bool_]:
    """Where a person must speak before sign-off, among the domains carrying `share` of R.

    Dissonance asks at any level, for the strands contradict each other. Silence asks only at a level worse than the
    best: a good area of which nobody spoke needs nobody's word.

    Parameters
    ----------
    fits : array_like, shape (A, D)
        Values of `Fit`.
    by_domain : array_like, shape (A, D)
        Contributions [points].
    R : array_like, shape (A,)
        Scores; NaN or 0: nothing carries anything.
    at_risk : array_like of bool, shape (A,)
        Whether the area stands at any level but the best one.

    Returns
    -------
    ndarray of bool, shape (A, D)
    """
    score = np.asarray(R, float)[:, None]
    carried = np.asarray(by_domain, float) / np.where(score > 0, score, np.nan)
    found, worse = np.asarray(fits), np.asarray(at_risk, bool)[:, None]
    asked = (found == Fit.DISSONANCE) | ((found == Fit.SILENCE) & worse)
    # Sums in another order differ by less.
    return asked & (carried >= share - 1e-12)
