"""Changes of monthly series: year on year, against a reference region, and averaged over recent months."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


class Why(IntEnum):
    """Why a change has, or has not, a value."""

    KNOWN = 0
    MISSING = 1  # this month or the month a year before is not there
    BASE_TOO_SMALL = 2  # base 0, or fewer firms than the policy asks for


@dataclass(frozen=True)
class Change:
    """Year-on-year changes.

    Attributes
    ----------
    value : ndarray, shape (..., T)
        % for a level, %p for a rate; NaN where `why` is not KNOWN.
    why : ndarray of int8, shape (..., T)
        Values of `Why`.
    """

    value: Floats
    why: NDArray[np.int8]


# 5 is the method's n_min; the rules pass their own.
def yearly_change(x: ArrayLike, *, kind: str, firms: ArrayLike | None = None, n_min: int = 5) -> Change:
    """Change against the same month of the year before.

    Parameters
    ----------
    x : array_like, shape (..., T)
        Consecutive months; NaN where a month is missing. Never carried forward.
    kind : str
        "level": 100 (x_t / x_{t-12} - 1) in %; "rate": x_t - x_{t-12} in %p.
    firms : array_like, broadcastable to x, optional
        Firms behind each value; NaN where not known (the rule is then not applied).
    n_min : int
        Fewer firms than this in the base month: "base too small".

    Returns
    -------
    Change
        The first twelve months are MISSING.

    Raises
    ------
    ValueError
        If `kind` is neither "level" nor "rate".
    """
    if kind not in ("level", "rate"):
        raise ValueError(f"kind must be 'level' or 'rate', not {kind!r}")
    now = np.asarray(x, float)
    base = _year_before(now)
    small = np.zeros(now.shape, bool) if firms is None else _year_before(np.broadcast_to(firms, now.shape)) < n_min
    if kind == "level":
        small = small | (base <= 0)
    missing = np.isnan(now) | np.isnan(base)
    why = np.where(missing, Why.MISSING, np.where(small, Why.BASE_TOO_SMALL, Why.KNOWN)).astype(np.int8)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = 100.0 * (now / base - 1.0) if kind == "level" else now - base
    return Change(np.where(why == Why.KNOWN, value, np.nan), why)


def relative_change(g: ArrayLike, reference: ArrayLike) -> Floats:
    """Relative change r = g - g_reference of the same month [%p].

    Parameters
    ----------
    g : array_like, shape (..., T)
        Changes of areas.
    reference : array_like, broadcastable to g
        Changes of the city or the nation.

    Returns
    -------
    ndarray, shape (..., T)
        NaN where either is NaN.
    """
    return np.asarray(g, float) - np.asarray(reference, float)


# The method's y: six months, four of them known.
def recent_mean(x: ArrayLike, *, months: int = 6, at_least: int = 4) -> Floats:
    """Mean over the last `months` of the last axis, of those that are there.

    Parameters
    ----------
    x : array_like, shape (..., T)
        The last month is the month of the evaluation, also where its value is NaN.
    months, at_least : int
        Length of the window; with fewer values in it than `at_least` the mean is NaN.

    Returns
    -------
    ndarray, shape (...)
    """
    window = np.asarray(x, float)[..., -months:]
    known = ~np.isnan(window)
    count = known.sum(axis=-1)
    total = np.where(known, window, 0.0).sum(axis=-1)
    return np.where(count >= max(at_least, 1), total / np.maximum(count, 1), np.nan)


def _year_before(x: ArrayLike) -> Floats:
    """The series moved by twelve months, NaN for the first twelve."""
    values = np.asarray(x, float)
    moved = np.full(values.shape, np.nan)
    moved[..., 12:] = values[..., :-12]
    return moved
