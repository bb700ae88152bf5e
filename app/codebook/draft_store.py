"""All SQL of drafts: the codebook versions in the making."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlite_utils import Database

from app.clock import now
from app.codebook.definitions import Definition
from app.db import row, rows


@dataclass(frozen=True)
class Draft:
    """One person's draft: what it says, on which version it stands, and how often it was changed.

    `themes_into` says of each published theme it drops where the codings go: a theme, or "" where they stay.
    """

    id: str
    person_id: str
    base_id: str
    definition: Definition
    changed: int
    preview_job: str | None
    created_at: str
    updated_at: str
    themes_into: Mapping[str, str] = field(default_factory=dict)


def open_draft(db: Database, person_id: str) -> Draft | None:
    """The draft the person works on."""
    found = row(db, "select * from codebook_draft where person_id = ? and state = 'open'", [person_id])
    return _draft(found) if found else None


def find(db: Database, draft_id: str) -> Draft | None:
    found = row(db, "select * from codebook_draft where id = ? and state = 'open'", [draft_id])
    return _draft(found) if found else None


def _draft(found: sqlite3.Row) -> Draft:
    return Draft(
        id=found["id"],
        person_id=found["person_id"],
        base_id=found["base_id"],
        definition=json.loads(found["definition"]),
        changed=found["changed"],
        preview_job=found["preview_job"],
        created_at=found["created_at"],
        updated_at=found["updated_at"],
        themes_into=json.loads(found["themes_into"]),
    )


def others(db: Database, person_id: str) -> list[sqlite3.Row]:
    """Who else works on a draft, and since when."""
    return rows(
        db,
        """select p.name, d.created_at, d.updated_at, d.changed from codebook_draft d
           join person p on p.id = d.person_id where d.state = 'open' and d.person_id <> ? order by d.created_at""",
        [person_id],
    )


def insert(db: Database, draft_id: str, *, person_id: str, base_id: str, definition: Definition) -> None:
    at = now()
    db.conn.execute(
        """insert into codebook_draft(id, person_id, base_id, definition, created_at, updated_at)
           values (?, ?, ?, ?, ?, ?)""",
        [draft_id, person_id, base_id, _json(definition), at, at],
    )


def update(db: Database, draft_id: str, definition: Definition, *, base_id: str) -> None:
    """Another content; the counter says that what was previewed is no longer what it says."""
    db.conn.execute(
        """update codebook_draft set definition = ?, base_id = ?, changed = changed + 1, updated_at = ?
           where id = ? and state = 'open'""",
        [_json(definition), base_id, now(), draft_id],
    )


def set_into(db: Database, draft_id: str, themes_into: Mapping[str, str]) -> None:
    db.conn.execute(
        "update codebook_draft set themes_into = ? where id = ? and state = 'open'",
        [json.dumps(dict(themes_into)), draft_id],
    )


def set_preview(db: Database, draft_id: str, job_id: str) -> None:
    db.conn.execute("update codebook_draft set preview_job = ? where id = ?", [job_id, draft_id])


def close(db: Database, draft_id: str, state: str) -> None:
    """The draft's end: published or dropped."""
    db.conn.execute("update codebook_draft set state = ?, updated_at = ? where id = ?", [state, now(), draft_id])


def _json(definition: Definition) -> str:
    return json.dumps(definition, ensure_ascii=False, separators=(",", ":"))
