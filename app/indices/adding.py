"""What each indicator and each group adds: scores and ranks without it, the others keeping their proportions."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.indices.model import Choice, Model
from app.indices.ranking import ranks, shift


@dataclass(frozen=True)
class Without:
    """The index without one place of the tree.

    Attributes
    ----------
    scores, ranks : ndarray, shape (U,): NaN where nothing known is left of a unit.
    shift : mean absolute change of rank of the units that keep a score; NaN where none does.
    """

    code: str
    scores: np.ndarray
    ranks: np.ndarray
    shift: float


def without_each(model: Model) -> list[Without]:
    """The index without each place of the tree, in the tree's order."""
    count = len(model.places)
    weights = np.repeat(model.weights[None], count, axis=0)
    np.fill_diagonal(weights, 0)
    zeros = np.zeros(count, int)
    scores = model.drawn(Choice(weights, zeros, zeros))
    return [_without(model, node.code, found) for node, found in zip(model.places, scores, strict=True)]


def _without(model: Model, code: str, scores: np.ndarray) -> Without:
    left = ~np.isnan(scores)
    placed = np.full(scores.shape, np.nan)
    if not left.any():
        return Without(code, scores, placed, float("nan"))
    placed[left] = ranks(scores[left])
    return Without(code, scores, placed, float(shift(ranks(model.scores[left]), placed[left][None])[0]))
