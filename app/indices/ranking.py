"""Ranks of many draws at once; units that are equal share the average of their places."""

from __future__ import annotations

import numpy as np

# Closer than this share of the largest score is equal: sums in another order must not make a rank.
TOLERANCE = 1e-9


def ranks(scores: np.ndarray) -> np.ndarray:
    """Places from the top, 1 the highest score.

    Parameters
    ----------
    scores : ndarray, shape (U,) or (n, U); NaN (a unit that lost all it is known by) comes last.

    Returns
    -------
    ndarray of the same shape; average ranks on ties.
    """
    rows = np.where(np.isnan(scores), -np.inf, scores).reshape(-1, scores.shape[-1])
    order = np.argsort(-rows, axis=1)
    falling = np.take_along_axis(rows, order, axis=1)
    placed = np.broadcast_to(np.arange(1.0, rows.shape[1] + 1), rows.shape).copy()
    largest = np.abs(np.where(np.isfinite(rows), rows, 0)).max(axis=1, keepdims=True)
    with np.errstate(invalid="ignore"):  # two units without a score: they lie last, in the table's order
        same = falling[:, :-1] - falling[:, 1:] <= TOLERANCE * np.maximum(1.0, largest)
    tied = np.flatnonzero(same.any(axis=1))
    if tied.size:
        placed[tied] = _shared(same[tied])
    found = np.empty_like(placed)
    np.put_along_axis(found, order, placed, axis=1)
    return found.reshape(scores.shape)


def _shared(same: np.ndarray) -> np.ndarray:
    """Average places, shape (n, U), where `same` says that a place equals the next."""
    n, width = same.shape[0], same.shape[1] + 1
    places = np.arange(width, dtype=float)
    begins = np.concatenate([np.ones((n, 1), bool), ~same], axis=1)
    ends = np.concatenate([~same, np.ones((n, 1), bool)], axis=1)
    first = np.maximum.accumulate(np.where(begins, places, 0.0), axis=1)
    last = np.minimum.accumulate(np.where(ends, places, width - 1.0)[:, ::-1], axis=1)[:, ::-1]
    return (first + last) / 2 + 1


def shift(base: np.ndarray, moved: np.ndarray) -> np.ndarray:
    """Mean absolute change of rank, R_S of the handbook (OECD/JRC 2008, equation 38).

    Parameters
    ----------
    base : ndarray, shape (U,). moved : ndarray, shape (n, U).

    Returns
    -------
    ndarray, shape (n,).
    """
    return np.abs(moved - base).mean(axis=1)
