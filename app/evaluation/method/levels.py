"""From a score to a level: up at once, down only when the score stays clear of the cut-off."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Ints = NDArray[np.int64]
UNKNOWN = -1
EXACT = 1e-9  # contributions add up to R within this: a score that equals a cut-off must reach it


@dataclass(frozen=True)
class Levels:
    """Levels of areas as places in the scheme, 0 the best, UNKNOWN (-1) without a score.

    Attributes
    ----------
    raw : ndarray of int, shape (..., A)
        By the cut-offs alone.
    proposed : ndarray of int, shape (..., A)
        With the rule for stepping down.
    held : ndarray of bool, shape (..., A)
        True where the rule keeps a worse level than the cut-offs say.
    """

    raw: Ints
    proposed: Ints
    held: NDArray[np.bool_]


@dataclass(frozen=True)
class Past:
    """What earlier evaluations left.

    Attributes
    ----------
    level : ndarray of int, shape (A,)
        Level proposed last time, UNKNOWN for an area evaluated for the first time.
    scores : ndarray, shape (E, A)
        Scores of the last E = evaluations - 1 evaluations [points], NaN where there was none.
    """

    level: Ints
    scores: NDArray[np.float64]


def first_time(areas: int) -> Past:
    """The past of areas that were never evaluated."""
    return Past(np.full(areas, UNKNOWN), np.full((0, areas), np.nan))


def level_of(R: ArrayLike, cutoffs: ArrayLike, *, points: float = 0.0) -> Ints:
    """Worst level whose cut-off R reaches; UNKNOWN where R is NaN.

    Parameters
    ----------
    R : array_like, any shape
    cutoffs : array_like, shape (levels - 1,)
        Ascending.
    points : float
        Above 0: the level one may step down to; R must lie so many points or more under a cut-off.
    """
    score, starts = np.asarray(R, float), np.asarray(cutoffs, float)
    if points > 0:
        reached = score[..., None] > starts - points + EXACT
    else:
        reached = score[..., None] >= starts - EXACT
    return np.where(np.isnan(score), UNKNOWN, reached.sum(-1)).astype(np.int64)


def propose_levels(
    R: ArrayLike, cutoffs: ArrayLike, past: Past, *, points: float = 3.0, evaluations: int = 2
) -> Levels:
    """Proposed levels.

    Parameters
    ----------
    R : array_like, shape (..., A)
        Scores of this evaluation; leading axes (draws) share the past.
    cutoffs : array_like, shape (levels - 1,)
    past : Past
        A step down needs `evaluations` - 1 rows of `past.scores`; a missing score holds the level.
    points, evaluations : float, int
        To step down R must lie `points` under the cut-off at `evaluations` running, this one included.

    Raises
    ------
    ValueError
        If a past level is not one of the scheme's.
    """
    starts = np.asarray(cutoffs, float)
    before = np.asarray(past.level)
    if before.size and not (np.min(before) >= UNKNOWN and np.max(before) <= len(starts)):
        raise ValueError(f"past levels must be -1..{len(starts)}, found {np.min(before)}..{np.max(before)}")
    raw = level_of(R, starts)
    floor = level_of(R, starts, points=points)
    for e in range(1, evaluations):
        earlier = past.scores[-e] if e <= len(past.scores) else np.full(before.shape, np.nan)
        allowed = level_of(earlier, starts, points=points)
        floor = np.maximum(floor, np.where(allowed == UNKNOWN, before, allowed))
    held = (raw != UNKNOWN) & (raw < before) & (np.minimum(floor, before) > raw)
    proposed = np.where(held, np.minimum(floor, before), raw)
    return Levels(raw, proposed, held)
