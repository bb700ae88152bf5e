"""All SQL of the sealed side of any document: its original, the map between the layers, the key of pseudonyms."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from sqlite_utils import Database

from app.clock import now
from app.db import row, rows, scalar
from app.ids import new_id
from transcripts.personal.layers import Replacement
from transcripts.personal.pseudonyms import Key


def insert_original(
    db: Database,
    document_id: str,
    *,
    file_bytes: bytes,
    raw_text: str | None,
    raw_sha256: str,
    normalizing: Iterable[Sequence[int]],
    keep_until: str,
) -> None:
    """The sealed side of a document: its file and what was said, until the day they are destroyed."""
    runs = [list(each) for each in normalizing]
    db.conn.execute(
        """insert into original(document_id, file_bytes, raw_text, raw_sha256, normalizing, keep_until)
           values (?, ?, ?, ?, ?, ?)""",
        [document_id, file_bytes, raw_text, raw_sha256, json.dumps(runs), keep_until],
    )


def insert_replacements(db: Database, document_id: str, found: Iterable[Replacement]) -> None:
    db.conn.executemany(
        """insert into replacement(document_id, position, kind, raw_start, raw_end, start, "end")
           values (?, ?, ?, ?, ?, ?, ?)""",
        [
            (document_id, n, each.kind, each.raw_start, each.raw_end, each.start, each.end)
            for n, each in enumerate(found, start=1)
        ],
    )


def replacements_of(db: Database, document_id: str) -> list[Replacement]:
    found = rows(db, "select * from replacement where document_id = ? order by position", [document_id])
    return [Replacement(r["kind"], r["raw_start"], r["raw_end"], r["start"], r["end"]) for r in found]


def add_to_key(db: Database, roundtable_id: str, pseudonyms: Mapping[Key, str]) -> None:
    """Write down what stands for what; what is there already stays."""
    db.conn.executemany(
        """insert into pseudonym(id, roundtable_id, kind, pseudonym, original, created_at) values (?, ?, ?, ?, ?, ?)
           on conflict do nothing""",
        [
            (new_id(), roundtable_id, kind, pseudonym, original, now())
            for (kind, original), pseudonym in pseudonyms.items()
        ],
    )


def key_of(db: Database, roundtable_id: str) -> dict[Key, str]:
    """The key as far as it has not been destroyed."""
    found = rows(db, "select * from pseudonym where roundtable_id = ? and original is not null", [roundtable_id])
    return {(r["kind"], r["original"]): r["pseudonym"] for r in found}


def list_key(db: Database, roundtable_id: str, text: str, kind: str) -> list[sqlite3.Row]:
    """Pseudonyms with their originals (None once destroyed), by kind, then as they were given."""
    like = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return rows(
        db,
        r"""select * from pseudonym where roundtable_id = :roundtable and (:kind = '' or kind = :kind)
              and (pseudonym like :like escape '\' or ifnull(original, '') like :like escape '\')
            order by kind, created_at, rowid""",
        {"roundtable": roundtable_id, "kind": kind, "like": f"%{like}%"},
    )


def original_of(db: Database, document_id: str) -> sqlite3.Row | None:
    """The sealed side without the file itself."""
    return row(
        db,
        """select o.document_id, o.raw_text, o.raw_sha256, o.normalizing, o.keep_until, o.destroyed_at,
             p.name as destroyed_by, length(o.file_bytes) as size,
             (select count(*) from replacement r where r.document_id = o.document_id) as replaced
           from original o left join person p on p.id = o.destroyed_by where o.document_id = ?""",
        [document_id],
    )


def file_of(db: Database, document_id: str) -> bytes | None:
    return scalar(db, "select file_bytes from original where document_id = ?", [document_id])


def destroy_original(db: Database, document_id: str, *, person_id: str | None) -> int:
    """Take the file and what was said away; the row stays. Returns 0 where they were gone already."""
    return db.conn.execute(
        """update original set file_bytes = null, raw_text = null, destroyed_at = ?, destroyed_by = ?
           where document_id = ? and destroyed_at is null""",
        [now(), person_id, document_id],
    ).rowcount


def destroy_key(db: Database, roundtable_id: str) -> int:
    """Take the originals out of a roundtable's key; the pseudonyms stay. Returns how many."""
    return db.conn.execute(
        "update pseudonym set original = null, destroyed_at = ? where roundtable_id = ? and destroyed_at is null",
        [now(), roundtable_id],
    ).rowcount


def set_keep_until(db: Database, document_id: str, day: str) -> int:
    return db.conn.execute(
        "update original set keep_until = ? where document_id = ? and destroyed_at is null and keep_until <> ?",
        [day, document_id, day],
    ).rowcount
