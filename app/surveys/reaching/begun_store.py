"""All SQL of answers begun on the server, so that another device goes on with them."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.clock import now
from app.db import row


def find_begun(db: Database, invitation_id: str, code_hash: str | None) -> sqlite3.Row | None:
    """What was begun by a link: a personal one's, or an open one's under a code."""
    return row(
        db,
        "select * from response_draft where invitation_id = ? and code_hash is ?",
        [invitation_id, code_hash],
    )


def write_begun(
    db: Database, draft_id: str, *, invitation_id: str, code_hash: str | None, version_id: str, entries: str, until: str
) -> int:
    """Keep what stands in the form now. Returns the revision, from 1."""
    db.conn.execute(
        """insert into response_draft(id, invitation_id, code_hash, version_id, entries, revision, saved_at, keep_until)
           values (:id, :link, :code, :version, :entries, 1, :at, :until)
           on conflict(id) do update set entries = :entries, revision = revision + 1, saved_at = :at""",
        {
            "id": draft_id, "link": invitation_id, "code": code_hash, "version": version_id, "entries": entries,
            "at": now(), "until": until,
        },
    )  # fmt: skip
    found = row(db, "select revision from response_draft where id = ?", [draft_id])
    assert found is not None
    return int(found["revision"])


def drop_begun(db: Database, invitation_id: str, code_hash: str | None = None) -> int:
    """Forget what was begun by a link; returns how many that was. Freed pages are overwritten."""
    db.conn.execute("pragma secure_delete = on")
    sql = "delete from response_draft where invitation_id = ? and code_hash is ?"
    return db.conn.execute(sql, [invitation_id, code_hash]).rowcount


def drop_due(db: Database, until: str) -> int:
    """Forget what was to be kept until a day or an earlier one."""
    db.conn.execute("pragma secure_delete = on")
    return db.conn.execute("delete from response_draft where keep_until <= ?", [until]).rowcount
