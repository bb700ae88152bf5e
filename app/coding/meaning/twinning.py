"""Statements that are nearly the same: their vectors as encoded lie closer than those of different statements do."""

from __future__ import annotations

import numpy as np
from sqlite_utils import Database

from app.coding.meaning import keeping, vector_store
from app.coding.meaning.searching import Like
from nlp.vectors.encoding import version_here
from nlp.vectors.nearest import nearest, unit

# Cosine from which two statements are offered as nearly the same. Measured: of the pairs of the example round with the
# same suggestion all 11 from .95 on say the same, of the 15 from .93 to .95 fewer than half; of paraKQC's pairs from .95
# on, no suggestion compared, .87 are paraphrases (.94: .77).
NEARLY = 0.95
# Of so many nearest by meaning the vectors as encoded are compared. Chosen, not measured: far more than are shown.
CANDIDATES = 100


def twins(db: Database, round_id: str, segment_id: str) -> list[Like]:
    """Statements of the round nearly the same as this one, the most alike first; none where it has no vector.

    Compared are vectors as encoded: a learned projection brings together whatever is of one theme. Who asks keeps to
    his or her scope.
    """
    vectors = keeping.of_round(db, round_id, version_here())
    if segment_id not in vectors.segments:
        return []
    own = vectors.matrix[vectors.segments.index(segment_id)]
    positions, _cosines = nearest(vectors.matrix, own, CANDIDATES)
    beside = [vectors.segments[n] for n in positions if vectors.segments[n] != segment_id]
    stored = vector_store.vectors_of(db, [segment_id, *beside], version_here())
    return _near(segment_id, beside, {s: unit(keeping.decoded(vector, 1))[0] for s, vector in stored.items()})


def _near(segment_id: str, beside: list[str], as_encoded: dict[str, np.ndarray]) -> list[Like]:
    own = as_encoded.get(segment_id)
    if own is None:
        return []
    found = [Like(each, float(as_encoded[each] @ own)) for each in beside if each in as_encoded]
    return sorted(
        (each for each in found if each.likeness >= NEARLY), key=lambda each: (-each.likeness, each.segment_id)
    )
