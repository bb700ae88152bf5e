"""From a score to a level: up at once, down only when the score stays clear of the cut-off."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from app.evaluation.method.evidence import Bools, Floats, Ints, Past

UNKNOWN = -1
EXACT = 1e-9  # contributions add up to R within this: a score that equals a cut-off must reach it


@dataclass(frozen=True)
class Levels:
    """Levels of areas as places in the scheme, 0 the best, UNKNOWN (-1) without a score or enough evidence.

    Attributes
    ----------
    raw : ndarray of int, shape (A,)
        By the cut-offs alone; also where the evidence is not enough for a proposal.
    proposed : ndarray of int, shape (A,)
        With the rule for stepping down; UNKNOWN where the evidence is not enough.
    held : ndarray of bool, shape (A,)
        True where the rule keeps a worse level than the cut-offs say.
    """

    raw: Ints
    proposed: Ints
    held: Bools


def level_of(R: ArrayLike, cutoffs: ArrayLike) -> Ints:
    """Worst level whose cut-off R reaches, any shape; UNKNOWN where R is NaN."""
    score = np.asarray(R, float)
    reached = (score[..., None] >= np.asarray(cutoffs, float) - EXACT).sum(-1)
    return np.where(np.isnan(score), UNKNOWN, reached).astype(np.int64)


def level_starts(cutoffs: ArrayLike, past: Past, *, points: float, evaluations: int) -> Floats:
    """What R must reach for each worse level, the past considered; shape (A, levels - 1), -inf: it holds anyhow.

    Parameters
    ----------
    cutoffs : array_like, shape (levels - 1,)
        Ascending.
    past : Past
    points, evaluations : float, int
        To step down R must lie `points` under the cut-off at so many evaluations running, this one included.
        Evaluations without a level do not count; with too few of them the level holds.

    Raises
    ------
    ValueError
        If a past level is not one of the scheme's.
    """
    cuts, before = np.asarray(cutoffs, float), np.asarray(past.level)
    if before.size and not (np.min(before) >= UNKNOWN and np.max(before) <= len(cuts)):
        raise ValueError(f"past levels must be -1..{len(cuts)}, found {np.min(before)}..{np.max(before)}")
    allowed = _allowed(cuts, past, points, evaluations - 1)
    level = np.arange(1, len(cuts) + 1)
    # Below this R has left a level it may leave: strictly less than `points` under the cut-off keeps it.
    leave = np.nextafter(cuts - points + EXACT, np.inf)
    starts = np.where(level <= before[:, None], leave, cuts - EXACT)
    return np.where(level <= np.minimum(before, allowed)[:, None], -np.inf, starts)


def propose_levels(R: ArrayLike, cutoffs: ArrayLike, starts: Floats, enough: ArrayLike) -> Levels:
    """Levels of scores R (A,) by starts (A, levels - 1); none is proposed where the evidence is not enough."""
    score, raw = np.asarray(R, float), level_of(R, cutoffs)
    reached = (score[:, None] >= starts).sum(1)
    proposed = np.where((raw != UNKNOWN) & np.asarray(enough, bool), reached, UNKNOWN)
    return Levels(raw, proposed, (proposed != UNKNOWN) & (proposed > raw))


def _allowed(cuts: Floats, past: Past, points: float, rounds: int) -> Ints:
    """Level that the last determined scores allow to step down to, shape (A,); with too few the level before."""
    scores = np.asarray(past.scores, float)
    known = ~np.isnan(scores)
    newest = np.cumsum(known[::-1], axis=0)[::-1]  # 1 for the newest known score
    counts = known & (newest <= rounds)
    allowed = np.where(counts[..., None], scores[..., None] > cuts - points + EXACT, False).sum(-1)
    worst = allowed.max(axis=0, initial=0)
    return np.where(known.sum(axis=0) >= rounds, worst, len(cuts)).astype(np.int64)
