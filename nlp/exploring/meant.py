"""How alike two answers are in words and meaning together: morpheme TF-IDF and sentence vectors, weighed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import scipy.sparse as sparse

# Shares of both in the likeness. Best F1 of pairs of paraKQC's lines 1-2,000, in steps of .2 (bench/README.md).
WORDS, MEANING = 0.3, 0.7
# Cosines of two sentences of this encoder (nlp/vectors) lie between these: of unlike ones around the first.
FLOOR, TOP = 0.8, 1.0
# Rows multiplied at a time: of 100,000 answers 200 MB.
BLOCK = 500
# Pairs whose words are compared at a time. Bounds the memory.
CHECKED = 200_000
# As in `similar`: rounding must not cost a pair its place.
SLACK = 1e-6

Report = Callable[[int, int], None]


def pairs(
    rows: sparse.csr_matrix, vectors: np.ndarray, threshold: float, report: Report | None = None
) -> list[tuple[float, int, int]]:
    """All pairs at least so alike as (likeness, i, j), i < j, the most alike first.

    Likeness is ``0.3 * cosine of words + 0.7 * (cosine of vectors - 0.8) / 0.2``: 1 for the same words.

    Parameters
    ----------
    rows : csr_matrix, shape (n, features)
        Of length 1, as `similar.rows_of` makes them.
    vectors : ndarray of float32, shape (n, d)
        Of length 1, as encoded; zeros where there is none: such an answer is like no other.
    """
    least = FLOOR + (TOP - FLOOR) * (threshold - WORDS) / MEANING - SLACK
    found: list[tuple[float, int, int]] = []
    for first in range(0, len(vectors), BLOCK):
        block = vectors[first : first + BLOCK] @ vectors[first:].T
        # Whose meanings are too far apart cannot reach the threshold, even with the same words.
        i, j = np.nonzero(np.triu(block >= least, 1))
        found.extend(_weighed(rows, i + first, j + first, block[i, j], threshold))
        if report:
            report(min(first + BLOCK, len(vectors)), len(vectors))
    return sorted(found, key=lambda pair: (-pair[0], *pair[1:]))


def _weighed(
    rows: sparse.csr_matrix, i: np.ndarray, j: np.ndarray, cosines: np.ndarray, threshold: float
) -> Iterator[tuple[float, int, int]]:
    for first in range(0, len(i), CHECKED):
        own, other = i[first : first + CHECKED], j[first : first + CHECKED]
        words = np.asarray(rows[own].multiply(rows[other]).sum(axis=1)).ravel()
        meaning = (cosines[first : first + CHECKED] - FLOOR) / (TOP - FLOOR)
        # Rounded, so that the last digit of a sum does not decide what joins first.
        likeness = (WORDS * words + MEANING * meaning).round(5)
        kept = likeness >= threshold - SLACK
        yield from zip(likeness[kept].tolist(), own[kept].tolist(), other[kept].tolist(), strict=True)
