"""Searching by meaning: the statements nearest to a sentence or to a statement, among those a person may read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from sqlite_utils import Database

from app.coding.meaning import keeping, placing, vector_store
from nlp.base.fingerprint import place_version
from nlp.reading.said import Said
from nlp.vectors.encoding import missing, wanted
from nlp.vectors.nearest import nearest, unit

# What a person reads of a list in which every line is less alike than the one before. Chosen, not measured.
MOST = 100
# How many times as many are asked for at first, and each further time. Chosen, not measured.
FIRST, MORE = 4, 8
# Letters of a query: a long statement, no more. Chosen, not measured.
LONGEST = 300

Readable = Callable[[Sequence[str]], Collection[str]]


@dataclass(frozen=True)
class Like:
    """A statement and how alike it is: a cosine, 1 for the same."""

    segment_id: str
    likeness: float


def offered() -> bool:
    """Whether statements can be searched by meaning here."""
    return not why_not()


def why_not() -> str:
    """The code of what keeps them from being searched: setting, package, processor or weights; '' where nothing does."""
    return missing() if wanted() else "setting"


@dataclass(frozen=True)
class Sought:
    """What is looked for: its place, shape (d,), and the stance it takes on each theme, where it takes one."""

    place: np.ndarray
    stances: Mapping[str, str] = field(default_factory=dict)


def meaning_of(db: Database, query: str) -> Sought | None:
    """Where a sentence lies; None for an empty one, and where it cannot be told.

    The first one of a process waits until base and analyser are loaded.
    """
    asking = placing.asking(db) if query.strip() else None
    if asking is None:
        return None
    said = Said(query[:LONGEST])
    return Sought(asking.place([said])[0], asking.lean(said))


def meaning_of_segment(db: Database, segment_id: str, text: str) -> Sought | None:
    """The stored place of a segment; where none was made yet, that of its text by itself."""
    stored = vector_store.vector_of(db, segment_id, place_version())
    return meaning_of(db, text) if stored is None else Sought(unit(keeping.decoded(stored, 1))[0])


def floor() -> float:
    """Likeness below which nothing is near: as alike as marked statements are by chance."""
    from nlp.suggesting.sharing import measured

    return measured().floor


def anything(db: Database, round_id: str) -> bool:
    """Whether any statement of the round has its place."""
    return vector_store.state(db, round_id, place_version()).there > 0


def alike(
    db: Database,
    round_id: str,
    meaning: np.ndarray,
    readable: Readable,
    *,
    but: str = "",
    most: int = MOST,
    least: float = -1.0,
) -> list[Like]:
    """The statements of a round nearest in meaning, the nearest first; only readable ones, and never `but` itself.

    None less alike than `least` is among them.

    `readable` answers with those of some statements that who asks may read and has chosen. It is asked of the nearest
    first and of more where too few of them are: of 100,000 statements nobody wants to know all.
    """
    vectors = keeping.of_round(db, round_id, place_version())
    found: list[Like] = []
    asked, wanted = 0, FIRST * most
    while asked < len(vectors.segments) and len(found) < most:
        positions, cosines = nearest(vectors.matrix, meaning, wanted)
        pairs = zip(positions[asked:], cosines[asked:], strict=True)
        further = [(vectors.segments[n], float(c)) for n, c in pairs if c >= least]
        seen = readable([segment for segment, _cosine in further])
        found += [Like(segment, cosine) for segment, cosine in further if segment in seen and segment != but]
        if len(cosines) and cosines[-1] < least:
            break
        asked, wanted = wanted, wanted * MORE
    return found[:most]


def all_read(db: Database, round_id: str) -> bool:
    """Whether every statement of the round that stands has its place."""
    made = vector_store.state(db, round_id, place_version()).there
    # Counting is quick, looking which stand is not; it is needed where one has been withdrawn.
    return made >= vector_store.count_segments(db, round_id) or not vector_store.count_without(
        db, round_id, place_version()
    )
