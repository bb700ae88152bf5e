"""All SQL of key quotes: which statements experts have marked as speaking for a theme."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence

from sqlite_utils import Database

from app.clock import now
from app.db import rows, scalar


def insert_mark(db: Database, segment_id: str, theme: str, person_id: str, *, marked: bool) -> None:
    db.conn.execute(
        "insert into key_quote(segment_id, theme_code, person_id, marked, at) values (?, ?, ?, ?, ?)",
        [segment_id, theme, person_id, int(marked), now()],
    )


def is_marked(db: Database, segment_id: str, theme: str, person_id: str) -> bool:
    """Whether this person's own mark stands."""
    sql = "select 1 from key_quote_now where segment_id = ? and theme_code = ? and person_id = ?"
    return bool(scalar(db, sql, [segment_id, theme, person_id]))


def coded_themes(db: Database, segment_id: str, person_id: str) -> list[str]:
    """Themes of which a coding by this person stands on the statement."""
    sql = "select distinct theme_code from coding where segment_id = ? and coder_id = ? order by theme_code"
    return [each["theme_code"] for each in rows(db, sql, [segment_id, person_id])]


def marked_themes(db: Database, segment_id: str, person_id: str) -> set[str]:
    """Themes this person has marked the statement for."""
    sql = "select theme_code from key_quote_now where segment_id = ? and person_id = ?"
    return {each["theme_code"] for each in rows(db, sql, [segment_id, person_id])}


def marked_by(db: Database, segment_ids: Iterable[str], person_id: str) -> set[tuple[str, str]]:
    """Of these segments, segment and theme of those this person's mark stands on."""
    sql = """select segment_id, theme_code from key_quote_now
             where person_id = ? and segment_id in (select value from json_each(?))"""
    return {(r["segment_id"], r["theme_code"]) for r in rows(db, sql, [person_id, json.dumps(list(segment_ids))])}


def marked(db: Database, segment_ids: Sequence[str]) -> set[tuple[str, str]]:
    """Of these segments, segment and theme of those somebody's mark stands on."""
    found = rows(
        db,
        """select distinct k.segment_id, k.theme_code from key_quote_now k
           where k.segment_id in (select value from json_each(?))""",
        [json.dumps(list(segment_ids))],
    )
    return {(each["segment_id"], each["theme_code"]) for each in found}


def history_of(db: Database, segment_id: str) -> list[sqlite3.Row]:
    """Every mark set on a statement or taken off, with who and when, the newest first."""
    return rows(
        db,
        """select k.*, p.name as person from key_quote k join person p on p.id = k.person_id
           where k.segment_id = ? order by k.id desc""",
        [segment_id],
    )
