"""All SQL of schemes: versions that never change."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.clock import now
from app.db import row
from app.ids import new_id


def find_scheme(db: Database, scheme_id: str) -> sqlite3.Row | None:
    return row(db, "select * from scheme where id = ?", [scheme_id])


def scheme_by_hash(db: Database, sha256: str) -> sqlite3.Row | None:
    return row(db, "select * from scheme where sha256 = ?", [sha256])


def newest_scheme(db: Database, code: str) -> sqlite3.Row | None:
    return row(db, "select * from scheme where code = ? order by number desc limit 1", [code])


def scheme_of_round(db: Database, round_id: str, *, method: int) -> sqlite3.Row | None:
    """The scheme a round was first evaluated by in a version of the method; trials fix nothing."""
    return row(
        db,
        """select s.* from evaluation e join scheme s on s.id = e.scheme_id
           where e.round_id = ? and e.trial = 0 and e.method = ? order by e.created_at, e.id limit 1""",
        [round_id, method],
    )


def insert_scheme(
    db: Database, *, code: str, definition: str, sha256: str, author: str, reason: str, legal_basis: str
) -> str:
    """The next version of a scheme; returns its id."""
    scheme_id = new_id()
    db.conn.execute(
        """insert into scheme(id, code, number, definition, sha256, author, reason, legal_basis, created_at)
           select ?, ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ? from scheme where code = ?""",
        [scheme_id, code, definition, sha256, author, reason, legal_basis, now(), code],
    )
    return scheme_id
