"""How far apart two values are: for alpha by the level of measurement, for kappa and AC2 by weights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nlp.agreeing.choices import Level, Weights


def usual_weights(level: Level) -> Weights:
    """Of a scale two far apart disagree more: quadratic weights, as alpha of intervals has squared distances."""
    return "identity" if level == "nominal" else "quadratic"


def disagreement(positions: np.ndarray, weights: Weights) -> np.ndarray:
    """Shape (values, values): 0 for the same value, 1 for the two ends of the scale.

    References
    ----------
    Cohen, J. (1968): Weighted kappa. Psychological Bulletin 70, 213-220.
    """
    if weights == "identity":
        return np.asarray(1.0 - np.eye(len(positions)))
    apart = np.abs(positions[:, None] - positions[None, :])
    apart = apart**2 if weights == "quadratic" else apart
    return np.asarray(apart / max(float(apart.max(initial=0.0)), np.finfo(float).tiny))


@dataclass(frozen=True)
class Distance:
    """Krippendorff's squared distance between values, which for ranks depends on how often each was given.

    References
    ----------
    Krippendorff, K. (2011): Computing Krippendorff's Alpha-Reliability. University of Pennsylvania.
    """

    level: Level
    positions: np.ndarray

    def of_pairs(self, each: np.ndarray, i: np.ndarray, j: np.ndarray) -> np.ndarray:
        """Distances of pairs of values, shape (draws, pairs) or (pairs,); `each` has shape (draws, values)."""
        if self.level == "nominal":
            return np.asarray(i != j, dtype=float)
        if self.level == "ratio":
            return self._ratio(self.positions[i], self.positions[j])
        at = self._stands(each)
        return np.asarray((at[..., i] - at[..., j]) ** 2)

    def expected(self, each: np.ndarray) -> np.ndarray:
        """Sum over all pairs of values of how often both were given times their distance, shape (draws,)."""
        total = each.sum(axis=1)
        if self.level == "nominal":
            return np.asarray(total**2 - (each**2).sum(axis=1))
        if self.level == "ratio":
            apart = self._ratio(self.positions[:, None], self.positions[None, :])
            return np.asarray(((each @ apart) * each).sum(axis=1))
        at = self._stands(each)
        middle = (each * at).sum(axis=1, keepdims=True) / np.maximum(total, 1e-300)[:, None]
        return np.asarray(2 * total * (each * (at - middle) ** 2).sum(axis=1))

    def _stands(self, each: np.ndarray) -> np.ndarray:
        """Of ranks: everything given below a value, and half of what was given to it."""
        return np.cumsum(each, axis=-1) - each / 2 if self.level == "ordinal" else self.positions

    @staticmethod
    def _ratio(one: np.ndarray, other: np.ndarray) -> np.ndarray:
        both = one + other
        return np.asarray(((one - other) / np.where(both == 0, 1.0, both)) ** 2)
