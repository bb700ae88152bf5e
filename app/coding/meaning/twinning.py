"""Statements that are nearly the same: their vectors as encoded lie closer than those of different statements do."""

from __future__ import annotations

from sqlite_utils import Database

from app.coding.meaning import keeping
from app.coding.meaning.searching import Like
from nlp.vectors.encoding import version_here
from nlp.vectors.nearest import nearest

# Cosine from which two statements are offered as nearly the same. Measured: of the pairs of the example round with the
# same suggestion all 11 from .95 on say the same, of the 15 from .93 to .95 fewer than half; of paraKQC's pairs from .95
# on, no suggestion compared, PARAPHRASES say the same (.94: .77).
NEARLY = 0.95
PARAPHRASES = 0.87
# So many of the nearest are looked at. Chosen, not measured: far more than are shown.
CANDIDATES = 100


def twins(db: Database, round_id: str, segment_id: str) -> list[Like]:
    """Statements of the round nearly the same as this one, the most alike first; none where it has no vector.

    Compared are vectors as encoded: places bring together whatever is of one theme. Who asks keeps to his or her scope.
    """
    vectors = keeping.of_round(db, round_id, version_here())
    if segment_id not in vectors.segments:
        return []
    own = vectors.matrix[vectors.segments.index(segment_id)]
    positions, cosines = nearest(vectors.matrix, own, CANDIDATES)
    found = [Like(vectors.segments[n], float(cosine)) for n, cosine in zip(positions, cosines, strict=True)]
    alike = [each for each in found if each.likeness >= NEARLY and each.segment_id != segment_id]
    return sorted(alike, key=lambda each: (-each.likeness, each.segment_id))
