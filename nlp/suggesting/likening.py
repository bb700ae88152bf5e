"""비슷한 말: the statements of the marked corpus that are nearest in meaning, with what they were labelled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from nlp.base.base import Heard
from nlp.base.shipped import LEARNED, placed
from nlp.base.space import Space
from nlp.suggesting.explaining import Like
from nlp.suggesting.sharing import NEAREST, Measure, marked
from nlp.vectors.nearest import nearest


@dataclass(frozen=True)
class Likeness:
    """The marked statements as they lie in the projection.

    Attributes
    ----------
    texts, labels : tuple of str
        Labels as ``workforce:need, finance:none``; '' for a statement without a theme.
    vectors : ndarray, shape (statements, d), rows of length 1
    space : Space
    measure : Measure
        What likeness to them is worth.
    """

    texts: tuple[str, ...]
    labels: tuple[str, ...]
    vectors: np.ndarray
    space: Space
    measure: Measure

    def of(self, heard: Heard, rows: Sequence[int]) -> dict[int, tuple[Like, ...]]:
        """The nearest marked statements of each row; none where the statements were read without vectors."""
        if not heard.vectors.shape[1]:
            return {}
        queries = self.space.of(heard.odds[list(rows)], heard.vectors[list(rows)])
        found = {}
        for n, query in zip(rows, queries, strict=True):
            places, cosines = nearest(self.vectors, query, NEAREST)
            found[n] = tuple(
                Like(self.texts[at], self.labels[at], round(float(near), 4), round(self.measure.shared(near), 4))
                for at, near in zip(places, cosines, strict=True)
            )
        return found

    @classmethod
    def shipped(cls) -> Likeness:
        """The ones that ship, read once a process."""
        return _shipped()

    @classmethod
    def load(cls, folder: Path, space: Space) -> Likeness:
        """Read what training wrote: texts with labels, and vectors in float16."""
        texts, labels, vectors = marked(folder)
        return cls(texts, labels, vectors, space, Measure.of(labels, vectors))


@lru_cache(maxsize=1)
def _shipped() -> Likeness:
    return Likeness.load(LEARNED, placed().space)
