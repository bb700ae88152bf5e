"""Stance and kind decided together: who needs something tells a difficulty, asks or proposes; who needs nothing does not."""

from __future__ import annotations

import numpy as np

# Kinds that go with a need, and those that go without one (corpus/LABELING.md).
WITH_NEED = ("difficulty", "request", "proposal")
WITHOUT = ("praise", "fact", "other", "proposal")


def together(
    stances: np.ndarray, kind: np.ndarray, labels: tuple[str, ...], kinds: tuple[str, ...]
) -> tuple[list[int], int]:
    """The likeliest stances of a statement's themes and its kind that fit each other.

    Parameters
    ----------
    stances : ndarray, shape (themes, stances)
        Log probabilities of every theme's stance; minus infinity for what cannot be.
    kind : ndarray, shape (kinds,)
        Log probabilities of the statement's kind.

    Returns
    -------
    list of int, int
        The place of each theme's stance, and of the kind. Without a theme the kind alone decides.

    Examples
    --------
    >>> together(np.log([[.6, .4]]), np.log([.2, .8]), ("need", "undecided"), ("difficulty", "fact"))
    ([1], 1)
    >>> together(np.log([[.6, .4]]), np.log([.6, .4]), ("need", "undecided"), ("difficulty", "fact"))
    ([0], 0)
    """
    if not len(stances):
        return [], int(kind.argmax())
    need = labels.index("need")
    best = stances.argmax(axis=1)
    other = np.delete(stances, need, axis=1)
    # The cheapest theme to become the one that needs something, where none does by itself.
    cost = stances.max(axis=1) - stances[:, need]
    likely = np.array([kinds[n] in WITH_NEED for n in range(len(kinds))])
    apart = np.array([kinds[n] in WITHOUT for n in range(len(kinds))])
    with_need = stances.max(axis=1).sum() - cost.min() + kind[likely].max()
    without = other.max(axis=1).sum() + kind[apart].max()
    if with_need >= without:
        best[cost.argmin()] = need
        fits = likely
    else:
        best = other.argmax(axis=1)
        best[best >= need] += 1
        fits = apart
    return best.tolist(), int(np.where(fits, kind, -np.inf).argmax())
