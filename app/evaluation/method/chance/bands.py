"""What is read off the draws: bands, shares of levels with their error, ranks, and what explains the variance."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from app.evaluation.method.chance.pool import Singles
from app.evaluation.method.evidence import Floats

GRID = 100  # steps a point: ranks are counted on a grid of .01 point
TOP = 100 * GRID
LOW, HIGH = 0.05, 0.95  # the method's 90 % band; pages name its width
BLOCK = 256  # draws ranked at once


def moved(draws: Singles, shift: float) -> Singles:
    """Draws 0, 2, 4, ... moved by `shift`, all clipped to 0-100: unheard voices like the peers', or like the area's."""
    draws[0::2] += np.float32(shift)
    return np.clip(draws, 0.0, 100.0, out=draws)


def quantiles(draws: NDArray) -> tuple[float, float]:
    """5 and 95 % points, between neighbours in proportion as `numpy.quantile`; `draws` is put in another order."""
    last = len(draws) - 1
    places = [LOW * last, HIGH * last]
    below = [int(place) for place in places]
    draws.partition(sorted({min(k + step, last) for k in below for step in (0, 1)}))
    ends = []
    for place, k in zip(places, below, strict=True):
        first, second = float(draws[k]), float(draws[min(k + 1, last)])
        ends.append(first + (place - k) * (second - first))
    return ends[0], ends[1]


def level_shares(draws: Singles, starts: Floats) -> tuple[Floats, Floats]:
    """Share of the draws at each level and its Monte-Carlo error, shape (levels,) each.

    Parameters
    ----------
    draws : ndarray, shape (S,)
        Moved: the even and the odd draws are two samples of their own, whose errors add up.
    starts : ndarray, shape (levels - 1,)
        What a score must reach for each worse level.
    """
    halves = (draws[0::2], draws[1::2])
    reached = [
        np.array([1.0, *(np.count_nonzero(h >= s) / max(len(h), 1) for s in starts.astype(np.float32)), 0.0])
        for h in halves
    ]
    shares = [each[:-1] - each[1:] for each in reached]
    part = [len(h) / len(draws) for h in halves]
    share = part[0] * shares[0] + part[1] * shares[1]
    variance = sum(w**2 * p * (1 - p) / max(len(h), 1) for w, p, h in zip(part, shares, halves, strict=True))
    return share, np.sqrt(variance)


def ranks(scores: NDArray[np.uint16]) -> NDArray[np.uint16]:
    """Twice the rank of each area in each draw, shape (A, S) as the scores on the grid, which are overwritten.

    1 is the worst; equal scores share the mean of their ranks, so twice a rank is whole.
    """
    areas, draws = scores.shape
    for begin in range(0, draws, BLOCK):
        block = np.ascontiguousarray(scores[:, begin : begin + BLOCK].T)
        for row in block:
            counts = np.bincount(row, minlength=TOP + 1)
            # Areas at or below a score, and those with the same: 2 A - 2 below - same + 1.
            twice = 2 * (areas - np.cumsum(counts)) + counts + 1
            row[:] = twice[row]
        scores[:, begin : begin + BLOCK] = block.T
    return scores


def first_order(scores: Singles, drivers: Singles) -> Floats:
    """Share of the scores' variance that each driver explains alone: their squared correlation.

    Parameters
    ----------
    scores : ndarray, shape (m,)
    drivers : ndarray, shape (k, m)

    Returns
    -------
    ndarray, shape (k,)
        [0, 1]; 0 for what does not vary. R is close to linear in each of its sources, so this is close to Sobol's
        first-order index; sources that go together both have what they share.
    """
    gap = (scores - scores.mean(dtype=float)).astype(np.float32)
    own = drivers - drivers.mean(axis=1, keepdims=True)
    spread = np.einsum("km,km->k", own, own).astype(float)
    total = float(np.einsum("m,m->", gap, gap))
    product = np.einsum("km,m->k", own, gap).astype(float)
    scale = spread * total
    return np.where(scale > 1e-12, np.minimum(product**2 / np.where(scale > 1e-12, scale, 1.0), 1.0), 0.0)
