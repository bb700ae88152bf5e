"""All SQL of the rules of matching: each stored once, the newest counts."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.clock import now
from app.db import row, rows
from app.programmes.matching.rules import Rules


def newest(db: Database) -> sqlite3.Row | None:
    return row(db, "select * from matching_rules order by id desc limit 1")


def versions(db: Database) -> list[sqlite3.Row]:
    """Every set of rules that counted, the newest first, with who stored it."""
    return rows(
        db,
        """select m.*, p.name as person from matching_rules m left join person p on p.id = m.person_id
           order by m.id desc""",
    )


def find(db: Database, sha256: str) -> sqlite3.Row | None:
    return row(db, "select * from matching_rules where sha256 = ? order by id desc limit 1", [sha256])


def insert(db: Database, rules: Rules, definition: str, *, person_id: str | None) -> int:
    found = db.conn.execute(
        "insert into matching_rules(code, definition, sha256, author, person_id, at) values (?, ?, ?, ?, ?, ?)",
        [rules.id, definition, rules.sha256, rules.author, person_id, now()],
    )
    return int(found.lastrowid or 0)
