"""Vectors as the encoder gave them, for likeness that does not depend on what a projection has learned."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sqlite_utils import Database

from app.coding.meaning import keeping, vector_store
from nlp.vectors.nearest import unit


def as_encoded(db: Database, segment_ids: Sequence[str], version: str) -> np.ndarray | None:
    """The segments' stored vectors of length 1, shape (len(segment_ids), d), zeros where a segment has none.

    None where no segment has one.
    """
    stored = vector_store.vectors_of(db, segment_ids, version)
    if not stored:
        return None
    there = [n for n, each in enumerate(segment_ids) if each in stored]
    read = unit(keeping.decoded(b"".join(stored[segment_ids[n]] for n in there), len(there)))
    found = np.zeros((len(segment_ids), read.shape[1]), dtype=np.float32)
    found[there] = read
    return found
