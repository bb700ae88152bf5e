"""The nearest among many vectors: exact cosines of all of them, which takes 5 ms of 100,000 (bench/meaning.py)."""

from __future__ import annotations

import numpy as np

# The last digits of a sum depend on how many threads took part: they do not decide an order.
DIGITS = 6


def unit(vectors: np.ndarray) -> np.ndarray:
    """Vectors of length 1 as float32, shape (n, d); a vector of zeros stays one and is near nothing."""
    found = np.asarray(vectors, dtype=np.float32)
    length = np.linalg.norm(found, axis=-1, keepdims=True)
    return np.divide(found, length, out=np.zeros_like(found), where=length > 0)


def nearest(
    matrix: np.ndarray, query: np.ndarray, k: int, *, within: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """The rows most like the query, the most alike first, of equal ones the earlier first.

    Parameters
    ----------
    matrix : ndarray, shape (n, d)
        Rows of length 1. float32 is quickest: a float16 one is converted whole, which takes ten times as long.
    query : ndarray, shape (d,)
        Of length 1.
    within : ndarray of bool, shape (n,), optional
        Which rows may be found; all where it is not given.

    Returns
    -------
    positions : ndarray of int, shape (at most k,)
    cosines : ndarray of float32, of the same shape, rounded to six digits
    """
    rows = np.arange(len(matrix)) if within is None else np.flatnonzero(within)
    cosines = (np.asarray(matrix, dtype=np.float32) @ np.asarray(query, dtype=np.float32)).round(DIGITS)[rows]
    if k < len(rows):
        # Every row as good as the last one taken takes part, so that of equal ones the earlier is found.
        last = np.partition(cosines, len(rows) - k)[len(rows) - k]
        best = np.flatnonzero(cosines >= last)
    else:
        best = np.arange(len(rows))
    order = best[np.argsort(-cosines[best], kind="stable")][:k]
    return rows[order], cosines[order]
