"""What likeness is worth: how often marked statements so alike share a theme, and from where on it is more than chance."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from nlp.base.shipped import LEARNED, MARKED, PLACES

# As many nearest ones as are shown beside a suggestion: those that are looked at are not any pair so alike.
NEAREST = 2
# So many marked statements are compared with all others, which takes half a second. Chosen, not measured.
COMPARED = 1_000
# Parts of equal size the pairs are sorted into by likeness: two hundred pairs tell a share to .03.
PARTS = 10
# Of two statements of the corpus taken at random this share is less alike than the floor. Measured on 23 queries to the
# example round: what was typed without a meaning, or of things no firm speaks of, reached .73 at most (but for a word
# with two meanings), what firms speak of .82 at least; 97 % of the corpus's pairs lie below .78.
BY_CHANCE = 97.0


@dataclass(frozen=True)
class Measure:
    """Likeness weighed by the marked corpus, each statement placed by models that had not seen its author.

    Attributes
    ----------
    likenesses : ndarray, shape (parts,)
        Mean likeness of each part, rising.
    shares : ndarray, shape (parts,)
        Of its pairs the share with a common theme, or both without one; never falling.
    floor : float
        What is less alike than this is no nearer than chance brings.
    """

    likenesses: np.ndarray
    shares: np.ndarray
    floor: float

    def shared(self, likeness: float) -> float:
        """The share of nearest statements so alike that have a theme in common, 0 to 1."""
        return float(np.interp(likeness, self.likenesses, self.shares))

    @classmethod
    def of(cls, labels: Sequence[str], vectors: np.ndarray) -> Measure:
        """From labels as ``workforce:need, rent:none`` ('' for none) and rows of length 1."""
        from sklearn.isotonic import IsotonicRegression

        sample = np.arange(0, len(vectors), max(1, len(vectors) // COMPARED))
        alike = vectors[sample] @ vectors.T
        alike[np.arange(len(sample)), sample] = -np.inf
        near = np.argpartition(-alike, NEAREST, axis=1)[:, :NEAREST]
        likeness, marks = np.take_along_axis(alike, near, axis=1).ravel(), _marks(labels)
        same = (marks[sample][:, None, :] & marks[near]).any(axis=2).ravel()
        parts = np.array_split(np.argsort(likeness, kind="stable"), PARTS)
        middles = np.array([likeness[part].mean() for part in parts])
        shares = IsotonicRegression().fit_transform(middles, [same[part].mean() for part in parts])
        floor = np.percentile(alike[:, sample][~np.eye(len(sample), dtype=bool)], BY_CHANCE)
        return cls(middles, shares, float(floor))


def _marks(labels: Sequence[str]) -> np.ndarray:
    """Themes of each statement as a table of yes and no; the last column says that it has none."""
    own = [{part.split(":")[0].strip() for part in label.split(",") if part.strip()} for label in labels]
    themes = sorted(set().union(*own))
    return np.array([[*(theme in each for theme in themes), not each] for each in own], dtype=bool)


def marked(folder: Path = LEARNED) -> tuple[tuple[str, ...], tuple[str, ...], np.ndarray]:
    """The marked statements as training wrote them: texts, labels, and places as float32."""
    told = json.loads(gzip.decompress((folder / MARKED).read_bytes()))
    with np.load(folder / PLACES, allow_pickle=False) as stored:
        return tuple(told["texts"]), tuple(told["labels"]), stored["vectors"].astype(np.float32)


@lru_cache(maxsize=1)
def measured() -> Measure:
    """The measure of the base that ships."""
    _texts, labels, vectors = marked()
    return Measure.of(labels, vectors)
