"""Making the vectors of a round's segments, once for each version of the encoder, in the worker."""

from __future__ import annotations

import numpy as np
from sqlite_utils import Database

from app.coding.meaning import vector_store
from app.coding.statements.segmenting import silent
from app.db import writing
from app.jobs import Report

# Segments a transaction: five seconds of one core, which a restart would lose at most. Chosen, not measured.
BATCH = 200
# How a vector is stored; the encoder rounds to it, so that stored and fresh ones are the same.
STORED = np.dtype("<f2")


def remember_vectors(db: Database, round_id: str, report: Report = silent) -> int:
    """Store the vector of every segment of the round that has none of this encoder; how many there were.

    Each batch is one transaction. May be repeated: a second run finds nothing left to do. Nothing is done where the
    encoder cannot run, or no vectors are wanted. What an older encoder made goes once all is there.
    """
    from nlp.base.fingerprint import place_version
    from nlp.vectors.encoding import encoder, version_here, wanted

    version = version_here() if wanted() else ""
    total = vector_store.count_without(db, round_id, version) if version else 0
    model = encoder() if total else None
    if model is None:
        return 0
    done = last = 0
    while batch := vector_store.segments_without(db, round_id, version, after=last, limit=BATCH):
        made = model.encode([s["text"] for s in batch]).astype(STORED)
        with writing(db):
            vector_store.insert_vectors(
                db, round_id, version, ((s["id"], each.tobytes()) for s, each in zip(batch, made, strict=True))
            )
        done, last = done + len(batch), batch[-1]["at"]
        report(done, total, "vectors")
    with writing(db):
        vector_store.delete_older(db, round_id, [version, place_version()])
    return done
