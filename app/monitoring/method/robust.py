"""How unusual a month is against its own history (robust z), and slow erosion (CUSUM)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from app.monitoring.method.rules import TOLERANCE, Restart

Floats = NDArray[np.float64]
NORMAL = 0.6745  # upper quartile of the normal distribution: a MAD so many SD wide
BLOCK = 1_000  # series worked on together: their windows stay in a processor's cache


@dataclass(frozen=True)
class RobustZ:
    """Robust z with the numbers it came from.

    Attributes
    ----------
    z : ndarray, shape (..., T)
        Negative is bad, whatever the indicator. NaN: the month is missing or its history too short.
    median, mad : ndarray, shape (..., T)
        Of the history [%p], before the floor; NaN where the history is too short.
    n : ndarray of int, shape (..., T)
        Months of history that are there.
    """

    z: Floats
    median: Floats
    mad: Floats
    n: NDArray[np.int64]


# The method's figures; the rules pass their own. Three years hold each month of the year three times.
def robust_z(
    r: ArrayLike,
    *,
    direction: ArrayLike,
    floor: ArrayLike,
    window: int = 36,
    shortest: int = 24,
    clip: float = 8.0,
) -> RobustZ:
    """z = s 0.6745 (r - median) / max(MAD, floor) over the previous months without the current one.

    Parameters
    ----------
    r : array_like, shape (..., T)
        Relative changes [%p] of consecutive months, NaN where missing.
    direction : array_like, broadcastable to r.shape[:-1]
        s: +1 where a fall is bad, -1 where a rise is bad.
    floor : array_like, broadcastable to r.shape[:-1]
        Smallest spread [%p], above 0: a calm series must not cry at every tremor (policy).
    window, shortest : int
        Months looked back; with fewer than `shortest` of them there is no z ("too short").
    clip : float
        z is kept within [-clip, +clip].

    Raises
    ------
    ValueError
        If a floor is not above 0.

    References
    ----------
    Iglewicz, B. and Hoaglin, D. C. (1993): How to Detect and Handle Outliers (the modified z-score, 0.6745).
    """
    values = np.asarray(r, float)
    lead = values.shape[:-1]
    least = np.broadcast_to(np.asarray(floor, float), lead)
    if not np.all(least > 0):
        raise ValueError("the floor of the spread must be above 0 %p")
    median, mad, n = _history(values.reshape(-1, values.shape[-1]), window)
    short = n < shortest
    median, mad = (np.where(short, np.nan, each).reshape(values.shape) for each in (median, mad))
    sign = np.broadcast_to(np.asarray(direction, float), lead)
    z = sign[..., None] * NORMAL * (values - median) / np.maximum(mad, least[..., None])
    return RobustZ(np.clip(z, -clip, clip), median, mad, n.reshape(values.shape))


def cusum(
    z: ArrayLike, *, allowance: float, alarm: float = np.inf, restart: Restart | None = None, opens: int = 0
) -> Floats:
    """One-sided cumulative sum C_t = max(0, C_{t-1} - z_t - allowance), which begins again when it has spoken.

    Parameters
    ----------
    z : array_like, shape (..., T)
        Robust z, negative is bad.
    allowance : float
        What a month may fall short before it counts [z].
    alarm : float
        h: a sum above it alarms [z].
    restart : Restart, optional
        Without it the sum is the textbook's, which never begins again. With it, it begins at 0 in the first month
        of the quarter after an alarm, also while z is low, and whenever enough months running lie above a z;
        a missing month neither counts there nor breaks the run.
    opens : int
        Index of a month that opens a quarter.

    Returns
    -------
    ndarray, shape (..., T)
        C, 0 or more. NaN where z is NaN; the sum waits over such a gap: it neither grows nor recovers.

    References
    ----------
    Page, E. S. (1954): Continuous inspection schemes. Biometrika 41. Montgomery, D. C.: Introduction to
    Statistical Quality Control, the tabular cusum.
    """
    values = np.asarray(z, float)
    sums = np.full(values.shape, np.nan)
    state, alarmed = np.zeros(values.shape[:-1]), np.zeros(values.shape[:-1], bool)
    calm = np.zeros(values.shape[:-1], np.int64)
    for t in range(values.shape[-1]):
        now = values[..., t]
        known = ~np.isnan(now)
        if restart and (t - opens) % 3 == 0:
            state, alarmed = np.where(alarmed, 0.0, state), np.zeros_like(alarmed)
        state = np.where(known, np.maximum(0.0, state - now - allowance), state)
        if restart:
            calm = np.where(known, np.where(now > restart.above + TOLERANCE, calm + 1, 0), calm)
            state = np.where(calm >= restart.months, 0.0, state)
            alarmed |= known & (state > alarm + TOLERANCE)
        sums[..., t] = np.where(known, state, np.nan)
    return sums


def _history(rows: Floats, window: int) -> tuple[Floats, Floats, NDArray[np.int64]]:
    """Median, MAD and count over the `window` months before each month; rows : shape (N, T).

    The window of each series is kept sorted, a column a series: as it moves on one value leaves and one comes, which
    is a few passes over a block that stays in the processor's cache, where sorting every window anew is many.
    """
    median, mad = np.full(rows.shape, np.nan), np.full(rows.shape, np.nan)
    n = np.zeros(rows.shape, np.int64)
    for start in range(0, len(rows), BLOCK):
        part = slice(start, start + BLOCK)
        values = np.ascontiguousarray(rows[part].T)
        known = ~np.isnan(values)
        values = np.where(known, values, np.inf)  # what is missing lies behind all that is there
        held, count = np.full((window, values.shape[1]), np.inf), np.zeros(values.shape[1], np.int64)
        nothing = np.full(values.shape[1], np.inf)
        for t in range(len(values)):
            n[part, t] = count
            median[part, t], mad[part, t] = _middle(held, count)
            gone = values[t - window] if t >= window else nothing
            held = _moved(held, gone, values[t])
            count = count + known[t] - (known[t - window] if t >= window else 0)
    return median, mad, n


def _moved(held: Floats, gone: Floats, come: Floats) -> Floats:
    """Sorted columns without one of their values and with another."""
    left = np.where(held[:-1] < gone, held[:-1], held[1:])
    found = np.empty_like(held)
    found[0], found[-1] = np.minimum(left[0], come), np.maximum(left[-1], come)
    np.minimum(np.maximum(left[:-1], come), left[1:], out=found[1:-1])
    return found


def _middle(held: Floats, count: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Median and MAD of the first `count` values of sorted columns."""
    median, mad = np.full(held.shape[1], np.nan), np.full(held.shape[1], np.nan)
    for k in np.unique(count[count > 0]):
        which = slice(None) if (count == k).all() else np.flatnonzero(count == k)
        column = held[:k, which]
        middle = (column[(k - 1) // 2] + column[k // 2]) / 2
        median[which] = middle
        mad[which] = (_nearest(column, middle, (k - 1) // 2 + 1) + _nearest(column, middle, k // 2 + 1)) / 2
    return median, mad


def _nearest(column: Floats, middle: Floats, k: int) -> Floats:
    """The k-th smallest distance from the middle: the k nearest of sorted values lie side by side."""
    reach: Floats = np.maximum(middle - column[: len(column) - k + 1], column[k - 1 :] - middle).min(axis=0)
    return reach
