"""Statements made ready for the heads: rows of words, and the dense columns beside them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sparse

from nlp.learning.features import Reading, Vocabulary
from nlp.reading.said import Said

# A statement's sentence vectors; None where there is no encoder.
Encode = Callable[[Sequence[str]], np.ndarray]
DIMS = 384
# How much what a statement leans on counts beside itself. Found on the marked corpus, whole authors held out.
BEFORE, ASKED = 0.5, 0.8


@dataclass(frozen=True)
class Meaning:
    """Sentence vectors about their middle, brought to a mean length of 1.

    Attributes
    ----------
    middle : ndarray, shape (384,)
        The mean of the marked corpus: every sentence vector points its way.
    scale : float
    """

    middle: np.ndarray
    scale: float

    @classmethod
    def of(cls, vectors: np.ndarray) -> Meaning:
        middle = vectors.mean(axis=0)
        return cls(middle, float(1.0 / np.linalg.norm(vectors - middle, axis=1).mean()))

    def __call__(self, texts: Sequence[str], encode: Encode) -> np.ndarray:
        """Shape (texts, 384); zeros for an empty text. Each distinct text is encoded once."""
        texts = [quiet(text) for text in texts]
        distinct = sorted({text for text in texts if text})
        found = np.zeros((len(texts), DIMS), dtype=np.float32)
        if distinct:
            place = {text: n for n, text in enumerate(distinct)}
            vectors = (encode(distinct) - self.middle) * self.scale
            full = [n for n, text in enumerate(texts) if text]
            found[full] = vectors[[place[texts[n]] for n in full]]
        return found

    def alone(self, said: Sequence[Said], encode: Encode) -> np.ndarray:
        """Of the statement itself, shape (statements, 384)."""
        return self([s.text for s in said], encode)

    @staticmethod
    def own(leaning: np.ndarray) -> np.ndarray:
        """What `alone` says, from what `leaning` says."""
        return leaning[:, : leaning.shape[1] // 3]

    def leaning(self, said: Sequence[Said], encode: Encode) -> np.ndarray:
        """Of the statement, the one before and the question, shape (statements, 3 * 384)."""
        parts = (
            self([s.text for s in said], encode),
            BEFORE * self([s.before for s in said], encode),
            ASKED * self([s.question for s in said], encode),
        )
        return np.hstack(parts)


def quiet(text: str) -> str:
    """Captions in capitals as others write: the encoder takes "WE CANNOT FIND WORKERS" for other words.

    >>> quiet("WE CANNOT FIND WORKERS"), quiet("R&D 과제"), quiet("CBAM")
    ('We cannot find workers', 'R&D 과제', 'CBAM')
    """
    return text.capitalize() if text.isupper() and " " in text and text.isascii() else text


def sparse_rows(vocabulary: Vocabulary, readings: Sequence[Reading]) -> sparse.csr_matrix:
    """Rows in single precision, as the stored weights are."""
    return vocabulary.matrix(readings).astype(np.float32)


def neighbors(said: Sequence[Said]) -> list[tuple[str, str, str]]:
    """The texts around each statement: two before, one before, one after."""
    return [(s.earlier, s.before, s.after) for s in said]


def around(said: Sequence[Said], shares: dict[str, np.ndarray], themes: int) -> np.ndarray:
    """What the neighbors by themselves speak of: probabilities of each theme, shape (statements, 3 * themes).

    Parameters
    ----------
    shares : dict of str to ndarray, shape (themes,)
        By the neighbor's text; zeros where there is none.
    """
    nothing = np.zeros(themes, dtype=np.float32)
    found = [shares[text] if text else nothing for each in neighbors(said) for text in each]
    return np.array(found, dtype=np.float32).reshape(len(said), 3 * themes)


def one_hot(themes: Sequence[str | None], known: Sequence[str]) -> np.ndarray:
    """Which theme a stance is asked for, shape (asked, themes); zeros for a theme the base does not know."""
    found = np.zeros((len(themes), len(known)), dtype=np.float32)
    for row, theme in enumerate(themes):
        if theme in known:
            found[row, known.index(theme)] = 1.0
    return found
