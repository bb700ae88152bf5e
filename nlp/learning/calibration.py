"""From a decision value to a probability: Platt's sigmoid, fitted on values of models that had not seen the text."""

from __future__ import annotations

import numpy as np

# The bound of Lin, Lin and Weng (2007), as is the shortest step of 1e-10 below.
STEPS = 100


def sigmoid(values: np.ndarray, slope: float, shift: float) -> np.ndarray:
    """``1 / (1 + exp(-(slope * value + shift)))``, safe for large values."""
    z = np.clip(slope * values + shift, -700.0, 700.0)  # a double's exp overflows beyond 709
    return np.asarray(1.0 / (1.0 + np.exp(-z)))


def fit_sigmoid(values: np.ndarray, true: np.ndarray) -> tuple[float, float]:
    """Slope and shift by Newton's method with halved steps.

    Targets are drawn in from 0 and 1, ``(n+ + 1) / (n+ + 2)`` and ``1 / (n- + 2)``, so that a few decisions
    that are told apart perfectly do not make the model certain.

    References
    ----------
    Platt (1999), Probabilistic outputs for support vector machines; Lin, Lin and Weng (2007), A note on Platt's
    probabilistic outputs, Machine Learning 68.
    """
    accepted = int(true.sum())
    rejected = len(true) - accepted
    target = np.where(true, (accepted + 1.0) / (accepted + 2.0), 1.0 / (rejected + 2.0))
    point = np.array([0.0, np.log((accepted + 1.0) / (rejected + 1.0))])
    loss = _loss(values, target, point)
    for _ in range(STEPS):
        p = sigmoid(values, point[0], point[1])
        slope = np.array([np.dot(p - target, values), np.sum(p - target)])
        if np.abs(slope).max() < 1e-8:
            break
        w = p * (1.0 - p)
        cross = np.dot(w, values)
        bend = np.array([[np.dot(w, values * values) + 1e-9, cross], [cross, w.sum() + 1e-9]])
        step, size = np.linalg.solve(bend, slope), 1.0
        while size > 1e-10 and _loss(values, target, point - size * step) > loss:
            size /= 2.0
        point = point - size * step
        loss = _loss(values, target, point)
    return float(point[0]), float(point[1])


def _loss(values: np.ndarray, target: np.ndarray, point: np.ndarray) -> float:
    z = point[0] * values + point[1]
    return float(np.sum(np.logaddexp(0.0, z) - target * z))
