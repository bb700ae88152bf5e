"""Shares that have changed since a model learned: estimated from unlabelled texts, and what follows for a theme."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

# Fewer texts tell too little of shares; as many texts of the old shares are counted along with them.
FEWEST_TEXTS = 100
# Both chosen on the years to 2016 (bench/README.md), 300 for themes judged one by one.
OLD_ONE_OF, OLD_EACH = 100, 300
# Themes judged one by one have no sum to hold them: as few decisions as for showing a score, and odds at most fivefold.
FEWEST_DECISIONS = 30
FARTHEST = math.log(5.0)
# Draws of the texts by which a share must have left the learned one, nearly all of them on the same side, to be moved.
DRAWS, SURE = 40, 0.95
# The project's first day. Any number would do; results are compared by it.
SEED = 20_261_122
# A model that finds a theme worse than this on texts it had not seen (F1) counts its errors, not its texts: moving such
# themes lowered macro-F1 on 11 of 18 draws of labelled statements and questions (bench/README.md).
TOLD_WELL = 0.5
# Shares have settled once none moves by more than CLOSE; ROUNDS only bounds it. Chosen, not measured.
ROUNDS, CLOSE = 1_000, 1e-9


def log_odds(share: np.ndarray) -> np.ndarray:
    return np.asarray(np.log(share) - np.log1p(-share))


def one_of(logits: np.ndarray) -> np.ndarray:
    """Probabilities of themes of which every text has exactly one, shape as `logits`; each row adds up to 1."""
    grown = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=1, keepdims=True))


def shares_one_of(logits: np.ndarray, old: np.ndarray) -> np.ndarray:
    """Shares of the themes in unlabelled texts of which each has exactly one theme.

    Parameters
    ----------
    logits : ndarray, shape (texts, themes)
        Calibrated log odds of each theme under the old shares.
    old : ndarray, shape (themes,), in (0, 1)
        Shares the model learned from; brought to the sum 1.

    Returns
    -------
    ndarray, shape (themes,), sum 1
        The likeliest shares, with 100 texts of the old shares counted along.

    References
    ----------
    Saerens, Latinne and Decaestecker (2002), Adjusting the outputs of a classifier to new a priori probabilities,
    Neural Computation 14.
    """
    first = old / old.sum()
    found, seen = first, one_of(logits)
    for _ in range(ROUNDS):
        now = seen * (found / first)
        now /= now.sum(axis=1, keepdims=True)
        after = (now.sum(axis=0) + OLD_ONE_OF * first) / (len(now) + OLD_ONE_OF)
        done = np.abs(after - found).max() < CLOSE
        found = after
        if done:
            break
    return np.asarray(found)


def stable(estimate: Callable[[np.ndarray, np.ndarray], np.ndarray], logits: np.ndarray, old: np.ndarray) -> np.ndarray:
    """Which themes' shares lie on the same side of the learned one in 95 % of the draws, shape (themes,) of bool.

    Each draw takes as many texts with replacement; an estimate that leans on a few texts falls on both sides.

    Parameters
    ----------
    estimate : callable
        From log odds and learned shares to shares: `shares_one_of` or `shares_each`.
    """
    draw = np.random.default_rng(SEED)
    found = np.array([estimate(logits[draw.integers(len(logits), size=len(logits))], old) for _ in range(DRAWS)])
    above, below = (found > old).mean(axis=0), (found < old).mean(axis=0)
    return np.asarray(np.maximum(above, below) >= SURE)


def shares_each(logits: np.ndarray, old: np.ndarray) -> np.ndarray:
    """The same theme by theme where a text may have several or none: each against all that is without it.

    300 texts of the old share are counted along, and the odds change at most fivefold.
    """
    return np.array([_share(own, float(share)) for own, share in zip(logits.T, old, strict=True)])


def _share(logits: np.ndarray, old: float) -> float:
    start = math.log(old) - math.log1p(-old)
    moved = 0.0
    for _ in range(ROUNDS):
        # A double's exp overflows beyond 709.
        sure = 1.0 / (1.0 + np.exp(-np.clip(logits + moved, -700.0, 700.0)))
        share = (float(sure.sum()) + OLD_EACH * old) / (len(logits) + OLD_EACH)
        after = min(FARTHEST, max(-FARTHEST, math.log(share) - math.log1p(-share) - start))
        done = abs(after - moved) < CLOSE
        moved = after
        if done:
            break
    return 1.0 / (1.0 + math.exp(-(start + moved)))
