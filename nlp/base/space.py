"""Where a statement lies by meaning: what it speaks of, as the base has it, beside its sentence vector."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nlp.base.base import Heard
from nlp.learning.calibration import sigmoid
from nlp.vectors.nearest import unit

# Directions of the sentence vectors that are kept, and how much they count beside the themes. Of the five nearest
# statements of unseen authors .59 share a theme so, .34 by a projection of the vectors alone, .24 by the vectors as they
# are (bench/README.md).
KEPT, WEIGHT = 51, 0.4


@dataclass(frozen=True)
class Space:
    """The space of meaning.

    Attributes
    ----------
    middle : ndarray, shape (384,)
    matrix : ndarray, shape (384, 51)
        The directions along which the marked corpus differs most, scaled.
    share : float
        Brings the themes' part to a mean length of 1.
    """

    middle: np.ndarray
    matrix: np.ndarray
    share: float

    def place(self, heard: Heard) -> np.ndarray:
        """Rows of length 1, shape (statements, themes + 51). The statements must have been read with vectors."""
        return self.of(heard.odds, heard.vectors)

    def of(self, odds: np.ndarray, vectors: np.ndarray) -> np.ndarray:
        """The same from log odds and sentence vectors."""
        themes = sigmoid(odds, 1.0, 0.0) * self.share
        return unit(np.hstack([themes, (vectors - self.middle) @ self.matrix]))

    @classmethod
    def learned(cls, odds: np.ndarray, vectors: np.ndarray) -> Space:
        """From the marked corpus: log odds of statements whose author was not learned from, and their vectors."""
        middle = vectors.mean(axis=0)
        _, _, directions = np.linalg.svd(vectors - middle, full_matrices=False)
        # A direction and its opposite are the same: the sign is fixed so that the same corpus gives the same bytes.
        signs = np.sign(directions[np.arange(len(directions)), np.abs(directions).argmax(axis=1)])
        kept = (directions * signs[:, None])[:KEPT].T
        length = np.linalg.norm((vectors - middle) @ kept, axis=1).mean()
        share = 1.0 / np.linalg.norm(sigmoid(odds, 1.0, 0.0), axis=1).mean()
        matrix = (WEIGHT / length * kept).astype(np.float16).astype(np.float32)
        return cls(middle.astype(np.float32), matrix, float(share))
