"""Vectors turned so that what experts call one theme lies together: a learned projection from a file, else as they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from nlp.vectors.nearest import unit

# (n, 384) to (n, d), rows of length 1.
Projection = Callable[[np.ndarray], np.ndarray]
LEARNED = Path(__file__).with_name("projection.npz")
# Between 3 and 10 it makes no difference on marked statements of files that were left out (bench/meaning.py five).
RIDGE = 10.0


@dataclass(frozen=True)
class Learned:
    """Themes foretold from a vector, as long as the vector itself, beside it.

    Attributes
    ----------
    mean : ndarray, shape (384,)
    weights : ndarray, shape (384, themes)
    """

    mean: np.ndarray
    weights: np.ndarray

    def __call__(self, vectors: np.ndarray) -> np.ndarray:
        """Rows of length 1, shape (n, 384 + themes): half of a cosine of two is that of their themes."""
        own = unit(vectors - self.mean)
        return unit(np.hstack([unit(own @ self.weights), own]))

    def save(self, path: Path) -> None:
        """As npz without pickle."""
        np.savez(path, mean=self.mean, weights=self.weights)


def learn(vectors: np.ndarray, themes: np.ndarray) -> Learned:
    """A projection by ridge regression from marked statements.

    Parameters
    ----------
    vectors : ndarray, shape (n, 384)
    themes : ndarray of bool, shape (n, themes)

    References
    ----------
    Hoerl, A. E. & Kennard, R. W. (1970). Ridge regression: biased estimation for nonorthogonal problems.
    """
    mean = np.asarray(vectors, dtype=np.float32).mean(axis=0)
    own, wanted = unit(vectors - mean).astype(np.float64), np.asarray(themes, dtype=np.float64)
    weights = np.linalg.solve(own.T @ own + RIDGE * np.eye(own.shape[1]), own.T @ (wanted - wanted.mean(axis=0)))
    # As many digits as stay the same wherever this is computed.
    return Learned(mean.round(4), weights.astype(np.float32).round(4))


@cache
def projection() -> Projection:
    """The learned projection that ships, or vectors as they are."""
    return load(LEARNED)


def load(path: Path) -> Projection:
    """The projection of a file; where there is none, vectors stay as they are, made of length 1."""
    if not path.exists():
        return unit
    with np.load(path, allow_pickle=False) as stored:
        return Learned(stored["mean"].astype(np.float32), stored["weights"].astype(np.float32))
