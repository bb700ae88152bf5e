"""Vectors turned so that what experts call one theme lies together: a learned projection from a file, else as they are."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np

from nlp.vectors.nearest import unit

# (n, 384) to (n, d), rows of length 1.
Projection = Callable[[np.ndarray], np.ndarray]
LEARNED = Path(__file__).with_name("projection.npz")


@cache
def projection() -> Projection:
    """The learned projection that ships, or vectors as they are."""
    return load(LEARNED)


def load(path: Path) -> Projection:
    """The projection of a file (npz: `matrix`, shape (384, d), and optionally `mean`, shape (384,)).

    Where there is no file, vectors stay as they are, made of length 1.
    """
    if not path.exists():
        return unit
    with np.load(path, allow_pickle=False) as stored:
        matrix = stored["matrix"].astype(np.float32)
        mean = stored["mean"].astype(np.float32) if "mean" in stored else np.zeros(len(matrix), dtype=np.float32)
    return lambda vectors: unit((vectors - mean) @ matrix)
