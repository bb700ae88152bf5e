"""Making the vectors of a round's segments, once for each version of the encoder, in the worker."""

from __future__ import annotations

from typing import Any

import numpy as np
from sqlite_utils import Database

from app.coding.meaning import vector_store
from app.coding.statements.segmenting import silent
from app.coding.statements.wording import remember_words
from app.db import rows, writing
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
        vector_store.delete_older(db, round_id, version)
    return done


def read(db: Database, args: dict[str, Any], report: Report) -> dict[str, Any]:
    """The job "words" of several rounds: words and vectors of what nobody has read yet."""
    words = sum(remember_words(db, round_id, report) for round_id in args["rounds"])
    return {"read": words, "vectors": sum(remember_vectors(db, round_id, report) for round_id in args["rounds"])}


def catch_up(db: Database) -> int:
    """Daily: make what is missing in any round, as after an update that brought vectors or another encoder."""
    return sum(remember_vectors(db, r["id"]) for r in rows(db, "select id from round order by starts_on desc"))
