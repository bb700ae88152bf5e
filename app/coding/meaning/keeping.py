"""The vectors of a round in memory, for the process that searches: read at the first search, then what came since."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

import numpy as np
from sqlite_utils import Database

from app.coding.meaning import vector_store
from app.coding.meaning.vector_store import State
from app.coding.meaning.vectoring import STORED
from app.db import row
from nlp.vectors.nearest import unit

# Rounds kept by a process: this one, the one before, and two somebody looks back at; places and, where near-duplicates are
# looked for, vectors. Of 100,000 segments places take 25 MB, vectors 160. Chosen, not measured.
ROUNDS = 4


@dataclass
class Vectors:
    """Segments and their vectors or places, of length 1.

    Attributes
    ----------
    segments : list of str
    matrix : ndarray of float32, shape (len(segments), d)
    """

    state: State = field(default_factory=lambda: State(0, 0))
    segments: list[str] = field(default_factory=list)
    matrix: np.ndarray = field(default_factory=lambda: np.empty((0, 0), dtype=np.float32))


_kept: OrderedDict[tuple[str, str, str], Vectors] = OrderedDict()
_reading = Lock()


def of_round(db: Database, round_id: str, version: str) -> Vectors:
    """The round's vectors as they are now; where some went, all are read again."""
    listed = row(db, "pragma database_list")
    assert listed is not None
    key = (str(listed["file"]), round_id, version)
    with _reading:
        known = _kept.pop(key, Vectors())
        _kept[key] = found = _brought_along(db, round_id, version, known)
        while len(_kept) > ROUNDS:
            _kept.popitem(last=False)
    return found


def _brought_along(db: Database, round_id: str, version: str, known: Vectors) -> Vectors:
    now = vector_store.state(db, round_id, version)
    if now == known.state:
        return known
    came = vector_store.vectors(db, round_id, version, after=known.state.last)
    if len(came) != now.there - known.state.there:
        known, came = Vectors(), vector_store.vectors(db, round_id, version)
    # Counted again: the worker may have written between the two questions.
    segments = [*known.segments, *(r["segment_id"] for r in came)]
    new = unit(decoded(b"".join(r["vector"] for r in came), len(came))) if came else known.matrix
    matrix = np.vstack([known.matrix, new]) if len(known.matrix) and came else new
    last = came[-1]["id"] if came else known.state.last
    return Vectors(State(len(segments), last), segments, matrix)


def decoded(stored: bytes, count: int) -> np.ndarray:
    """Stored vectors as float32, shape (count, dims)."""
    return np.frombuffer(stored, dtype=STORED).astype(np.float32).reshape(count, -1)
