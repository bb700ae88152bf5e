"""Searching by meaning: the statements nearest to a sentence or to a statement, among those a person may read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from sqlite_utils import Database

from app.coding.meaning import keeping, vector_store
from nlp.vectors.encoding import encoder, missing, version_here
from nlp.vectors.nearest import nearest
from nlp.vectors.projecting import projection

# What a person reads of a list in which every line is less alike than the one before. Chosen, not measured.
MOST = 200
# Letters of a query: a long statement, no more. Chosen, not measured.
LONGEST = 300


@dataclass(frozen=True)
class Like:
    """A statement and how alike it is: a cosine, 1 for the same."""

    segment_id: str
    likeness: float


def offered() -> bool:
    """Whether statements can be searched by meaning here."""
    return not missing()


def why_not() -> str:
    """The code of what keeps them from being searched: package, processor or weights; empty where nothing does."""
    return missing()


def meaning_of(query: str) -> np.ndarray | None:
    """The vector of a sentence, shape (d,); None for an empty one, and where the encoder cannot run."""
    model = encoder() if query.strip() else None
    return None if model is None else projection()(model.encode([query[:LONGEST]]))[0]


def meaning_of_segment(db: Database, segment_id: str, text: str) -> np.ndarray | None:
    """The stored vector of a segment, projected; where none was made yet, that of its text."""
    stored = vector_store.vector_of(db, segment_id, version_here())
    return meaning_of(text) if stored is None else projection()(keeping.decoded(stored, 1))[0]


def alike(
    db: Database, round_id: str, meaning: np.ndarray, among: Collection[str], *, but: str = "", most: int = MOST
) -> list[Like]:
    """The statements of a round nearest in meaning, the nearest first; only those `among`, and never `but` itself.

    Who asks gives `among` within his or her scope: what is not in it is neither found nor counted.
    """
    vectors = keeping.of_round(db, round_id, version_here())
    if not vectors.segments:
        return []
    allowed = frozenset(among) - {but}
    within = np.fromiter((s in allowed for s in vectors.segments), dtype=bool, count=len(vectors.segments))
    positions, cosines = nearest(vectors.matrix, meaning, most, within=within)
    return [Like(vectors.segments[n], float(c)) for n, c in zip(positions, cosines, strict=True)]


def count_unread(db: Database, round_id: str, among: Collection[str]) -> int:
    """How many of the statements have no vector yet."""
    return len(frozenset(among) - frozenset(keeping.of_round(db, round_id, version_here()).segments))
