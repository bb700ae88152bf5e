"""All SQL of the sealed side: originals, the map between the layers, the key of pseudonyms."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from sqlite_utils import Database

from app.accounts.people import Scope
from app.clock import now
from app.db import row, rows, scalar
from app.ids import new_id
from transcripts.personal.layers import Replacement
from transcripts.personal.pseudonyms import Key

SORTS = {
    "title": "r.title {d}",
    "held": "r.held_on {d}",
    "until": "o.keep_until {d}",
    "state": "o.destroyed_at is not null {d}, o.keep_until {d}",
}


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


def set_shown(db: Database, participant_id: str, *, label: str, organization: str | None) -> None:
    """What a participant and the organization read for everybody but the facilitator."""
    db.conn.execute(
        "update participant set shown_label = ?, shown_organization = ? where id = ?",
        [label, organization, participant_id],
    )


def names_of_firms(db: Database) -> list[str]:
    """Every firm of the register."""
    return [r["name"] for r in rows(db, "select name from firm")]


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


_ORIGINALS = """
select o.document_id, o.keep_until, o.destroyed_at, length(o.file_bytes) as size, d.file_name, d.roundtable_id,
  r.title, r.title_en, r.code, r.held_on, p.name as destroyed_by, w.at as withdrawn_at,
  (select count(*) from replacement x where x.document_id = o.document_id) as replaced
from original o join document d on d.id = o.document_id join roundtable r on r.id = d.roundtable_id
left join person p on p.id = o.destroyed_by left join withdrawal w on w.document_id = o.document_id
"""


def list_originals(
    db: Database, scope: Scope, *, text: str, state: str, today: str, sort: str, limit: int = -1, offset: int = 0
) -> tuple[list[sqlite3.Row], int]:
    """Originals of roundtables all of whose areas are in scope; `state` is ``kept``, ``due``, ``destroyed`` or any."""
    like = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    where = rf"""not exists (select 1 from roundtable_area ra where ra.roundtable_id = r.id
                             and not {scope.sql("ra.area_id")})
      and (r.title || ' ' || r.title_en || ' ' || r.code || ' ' || d.file_name like :like escape '\')
      and (:state = '' or (:state = 'destroyed' and o.destroyed_at is not null)
           or (:state = 'kept' and o.destroyed_at is null and o.keep_until >= :today)
           or (:state = 'due' and o.destroyed_at is null and o.keep_until < :today))"""
    asked = {"like": f"%{like}%", "state": state, "today": today}
    key, direction = sort.removeprefix("-"), "desc" if sort.startswith("-") else "asc"
    order = SORTS.get(key, SORTS["until"]).format(d=direction)
    found = rows(
        db,
        f"{_ORIGINALS} where {where} order by {order}, r.code limit :limit offset :offset",
        {**asked, "limit": limit, "offset": offset},
    )
    counted = f"select count(*) from ({_ORIGINALS} where {where})"
    return found, scalar(db, counted, asked)


def due_documents(db: Database, day: str) -> list[sqlite3.Row]:
    """Documents whose originals were to be kept until `day` or an earlier one and are still there."""
    return rows(
        db,
        """select o.document_id, o.keep_until, d.roundtable_id, r.code from original o
           join document d on d.id = o.document_id join roundtable r on r.id = d.roundtable_id
           where o.destroyed_at is null and o.keep_until <= ? order by o.keep_until, r.code""",
        [day],
    )


def destroy_original(db: Database, document_id: str, *, person_id: str | None) -> int:
    """Take the file and what was said away; the row stays. Returns 0 where they were gone already."""
    return db.conn.execute(
        """update original set file_bytes = null, raw_text = null, destroyed_at = ?, destroyed_by = ?
           where document_id = ? and destroyed_at is null""",
        [now(), person_id, document_id],
    ).rowcount


def has_original(db: Database, roundtable_id: str, *, but: str = "") -> bool:
    """Whether some (other) transcript of the roundtable, standing or withdrawn, still has its original."""
    return bool(
        scalar(
            db,
            """select 1 from original o join document d on d.id = o.document_id
               where d.roundtable_id = ? and d.id <> ? and o.destroyed_at is null""",
            [roundtable_id, but],
        )
    )


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
