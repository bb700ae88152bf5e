"""What is near in meaning: further statements for a proposal that is being made, and proposals that may be the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import numpy as np
from sqlite_utils import Database

from app.accounts.people import Scope
from app.coding.meaning.encoded import as_encoded
from app.db import rows
from app.proposals.keeping import candidates, store
from app.proposals.keeping.candidates import MOST
from app.proposals.keeping.proposal import JOINED

# Cosine of encoded vectors from which something is offered; a person reads it before anything is joined. Lower than
# `twinning.NEARLY`, which says "the same". Of the example round's 2,900 pairs of requests 1 in 100 lies above .908; of
# the 19 above .915 nine ask for the same, below hardly any.
OFFERED = 0.915
SHOWN = 6


def statements_near(
    db: Database, round_id: str, scope: Scope, segment_ids: Sequence[str], *, spoken: bool
) -> list[str]:
    """Statements of the list "제안으로 삼을 발언" nearest to some, the nearest first; none where vectors are missing."""
    found = candidates.asking(db, round_id, scope, spoken=spoken)[:MOST]
    others = [r["id"] for r in found if r["id"] not in set(segment_ids)]
    likeness = _likeness(db, segment_ids, others)
    order: np.ndarray = np.argsort(-likeness, kind="stable")[:SHOWN]
    return [others[n] for n in order if likeness[n] >= OFFERED]


def proposals_near(db: Database, proposal: sqlite3.Row, scope: Scope) -> list[sqlite3.Row]:
    """Other proposals of the round one of whose statements is near one of this one's, the nearest first."""
    own = store.segments_of(db, proposal["id"])
    near = rows(
        db,
        f"""select ps.proposal_id, ps.segment_id from proposal p join proposal_segment ps on ps.proposal_id = p.id
            where p.round_id = ? and p.id <> ? and ps.ended_at is null and {store.in_scope(scope)}
            order by ps.id desc limit ?""",
        [proposal["round_id"], proposal["id"], MOST],
    )
    likeness = _likeness(db, own, [r["segment_id"] for r in near])
    best: dict[str, float] = {}
    for r, alike in zip(near, likeness, strict=True):
        best[r["proposal_id"]] = max(best.get(r["proposal_id"], 0.0), float(alike))
    ids = sorted((each for each in best if best[each] >= OFFERED), key=lambda each: -best[each])[:SHOWN]
    named = store.proposals_named(db, ids)
    return [named[each] for each in ids if named[each]["state"] != JOINED]


def _likeness(db: Database, own: Sequence[str], others: Sequence[str]) -> np.ndarray:
    """Of each of the others how near it is to the nearest of one's own; zeros where there are no vectors."""
    from nlp.vectors.encoding import version_here

    ids = [*own, *others]
    vectors = as_encoded(db, ids, version_here()) if own and others else None
    if vectors is None:
        return np.zeros(len(others))
    return np.asarray((vectors[len(own) :] @ vectors[: len(own)].T).max(axis=1))
