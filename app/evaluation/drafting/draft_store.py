"""All SQL of scheme drafts: written once, ended once."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.clock import now
from app.db import row, rows, scalar
from app.ids import new_id

_DRAFT = """select d.*, s.code, s.number as base_number, s.definition as base_definition, p.name as person_name,
              e.act, e.scheme_id, e.late, e.at as ended_at, q.name as ended_by, n.number as scheme_number
            from scheme_draft d join scheme s on s.id = d.base_id join person p on p.id = d.person_id
              left join scheme_draft_end e on e.draft_id = d.id left join person q on q.id = e.person_id
              left join scheme n on n.id = e.scheme_id"""


def find_draft(db: Database, draft_id: str) -> sqlite3.Row | None:
    """A draft with its base, who wrote it, and how it ended (act null: it waits)."""
    return row(db, f"{_DRAFT} where d.id = ?", [draft_id])


def list_drafts(db: Database) -> list[sqlite3.Row]:
    """Every draft, newest first."""
    return rows(db, f"{_DRAFT} order by d.at desc, d.id desc")


def count_waiting(db: Database, *, but: str) -> int:
    """Drafts over the newest version of their scheme that wait for somebody else than their author, who is `but`."""
    return scalar(
        db,
        """select count(*) from scheme_draft d join scheme s on s.id = d.base_id
           where d.person_id <> ? and not exists (select 1 from scheme_draft_end e where e.draft_id = d.id)
             and not exists (select 1 from scheme n where n.code = s.code and n.number > s.number)""",
        [but],
    )


def list_schemes(db: Database) -> list[sqlite3.Row]:
    """Every version of every scheme, newest first, with who approved it and the rounds evaluated by it."""
    return rows(
        db,
        """select s.*, e.at as approved_at, e.late, w.name as written_by, q.name as approved_by,
             (select group_concat(distinct ro.name_ko) from evaluation ev join round ro on ro.id = ev.round_id
                where ev.scheme_id = s.id and ev.trial = 0) as rounds_ko,
             (select group_concat(distinct ro.name_en) from evaluation ev join round ro on ro.id = ev.round_id
                where ev.scheme_id = s.id and ev.trial = 0) as rounds_en
           from scheme s left join scheme_draft_end e on e.scheme_id = s.id
             left join scheme_draft d on d.id = e.draft_id left join person w on w.id = d.person_id
             left join person q on q.id = e.person_id
           order by s.code, s.number desc""",
    )


def same_draft(db: Database, *, base_id: str, sha256: str, person_id: str) -> str | None:
    """The id of a waiting draft of the same content over the same version by the same person."""
    return scalar(
        db,
        """select d.id from scheme_draft d where d.base_id = ? and d.sha256 = ? and d.person_id = ?
             and not exists (select 1 from scheme_draft_end e where e.draft_id = d.id) order by d.at limit 1""",
        [base_id, sha256, person_id],
    )


def insert_draft(db: Database, *, base_id: str, definition: str, sha256: str, person_id: str) -> str:
    draft_id = new_id()
    db.conn.execute(
        "insert into scheme_draft(id, base_id, definition, sha256, person_id, at) values (?, ?, ?, ?, ?, ?)",
        [draft_id, base_id, definition, sha256, person_id, now()],
    )
    return draft_id


def end_draft(
    db: Database, draft_id: str, *, act: str, person_id: str, scheme_id: str | None = None, late: bool = False
) -> None:
    db.conn.execute(
        "insert into scheme_draft_end(draft_id, act, scheme_id, late, person_id, at) values (?, ?, ?, ?, ?, ?)",
        [draft_id, act, scheme_id, int(late), person_id, now()],
    )
