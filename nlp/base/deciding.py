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
    # A handful of figures: Python adds them up in a tenth of the time arrays take.
    need, rows, weighed = labels.index("need"), stances.tolist(), kind.tolist()
    best, other = [max(row) for row in rows], [max(row[:need] + row[need + 1 :]) for row in rows]
    # The cheapest theme to become the one that needs something, where none does by itself.
    cost = [most - row[need] for most, row in zip(best, rows, strict=True)]
    likely, apart = _likeliest(weighed, kinds, WITH_NEED), _likeliest(weighed, kinds, WITHOUT)
    if sum(best) - min(cost) + weighed[likely] >= sum(other) + weighed[apart]:
        chosen = [row.index(most) for row, most in zip(rows, best, strict=True)]
        chosen[cost.index(min(cost))] = need
        return chosen, likely
    # The first of equal ones that is not the need.
    return [next(n for n, v in enumerate(r) if n != need and v == m) for r, m in zip(rows, other, strict=True)], apart


def _likeliest(weighed: list[float], kinds: tuple[str, ...], among: tuple[str, ...]) -> int:
    return max((n for n, kind in enumerate(kinds) if kind in among), key=weighed.__getitem__)
