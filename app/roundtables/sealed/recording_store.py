"""All SQL of recordings: one beside a sealed original, written and read piece by piece, destroyed with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from sqlite_utils import Database

from app.clock import now
from app.db import connect, row, scalar

# Read and written at a time. Chosen, not measured: a quarter of a minute of speech.
PIECE = 256 * 1024


def recording_of(db: Database, document_id: str) -> sqlite3.Row | None:
    """The recording that is there, without its bytes."""
    return row(
        db,
        """select r.id, r.document_id, r.media, r.bytes, r.added_at, p.name as added_by from recording r
           left join person p on p.id = r.added_by where r.document_id = ? and r.destroyed_at is null""",
        [document_id],
    )


def insert_recording(
    db: Database, document_id: str, pieces: Iterable[bytes], *, media: str, size: int, person_id: str | None
) -> int:
    """Keep a recording of `size` bytes, never all of it in memory at once."""
    done = db.conn.execute(
        """insert into recording(document_id, media, bytes, data, added_by, added_at)
           values (?, ?, ?, zeroblob(?), ?, ?)""",
        [document_id, media, size, size, person_id, now()],
    )
    made = int(done.lastrowid or 0)
    with db.conn.blobopen("recording", "data", made) as blob:
        for piece in pieces:
            blob.write(piece)
    return made


def pieces_of(path: str, recording_id: int, start: int, end: int) -> Iterator[bytes]:
    """The bytes from `start` up to `end`; on a connection of its own, for they leave after the request is answered."""
    own = connect(path)
    try:
        with own.conn.blobopen("recording", "data", recording_id, readonly=True) as blob:
            blob.seek(start)
            while start < end and (piece := blob.read(min(PIECE, end - start))):
                start += len(piece)
                yield piece
    finally:
        own.conn.close()


def destroy_recording(db: Database, document_id: str) -> int:
    """Take the bytes away, the row stays. Returns 0 where there are none."""
    return db.conn.execute(
        "update recording set data = null, destroyed_at = ? where document_id = ? and destroyed_at is null",
        [now(), document_id],
    ).rowcount


def heard_lately(db: Database, roundtable_id: str, person_id: str, minutes: int) -> bool:
    """Whether this person's listening is in the trail already: a player asks again for every place it jumps to."""
    since = (datetime.fromisoformat(now()) - timedelta(minutes=minutes)).isoformat(timespec="microseconds")
    sql = """select 1 from audit where person_id = ? and action = 'recording heard' and object_id = ? and at >= ?"""
    return bool(scalar(db, sql, [person_id, roundtable_id, since]))
