"""SQL of the originals of roundtables: which there are, which are due, how participants read."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.accounts.people import Scope
from app.db import rows, scalar

SORTS = {
    "title": "r.title {d}",
    "held": "r.held_on {d}",
    "until": "o.keep_until {d}",
    "state": "o.destroyed_at is not null {d}, o.keep_until {d}",
}


def set_shown(db: Database, participant_id: str, *, label: str, organization: str | None) -> None:
    """What a participant and the organization read for everybody but the facilitator."""
    db.conn.execute(
        "update participant set shown_label = ?, shown_organization = ? where id = ?",
        [label, organization, participant_id],
    )


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


def kept_documents(db: Database, roundtable_id: str) -> list[str]:
    """Documents of a roundtable, standing or withdrawn, whose originals are still there."""
    sql = """select o.document_id from original o join document d on d.id = o.document_id
             where d.roundtable_id = ? and o.destroyed_at is null order by o.document_id"""
    return [r["document_id"] for r in rows(db, sql, [roundtable_id])]
