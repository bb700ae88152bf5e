"""What coding loses with a withdrawn transcript, for the page that asks before; see `roundtables.withdrawing`."""

from __future__ import annotations

from sqlite_utils import Database

from app.db import scalar


def statements(db: Database, document_id: str) -> int:
    return int(scalar(db, "select count(*) from segment where document_id = ?", [document_id]))


def judgments(db: Database, document_id: str) -> int:
    """Judgments on its statements that nobody took back."""
    sql = """select count(*) from live_judgment j join segment s on s.id = j.segment_id where s.document_id = ?"""
    return int(scalar(db, sql, [document_id]))


def withdrawn_since(db: Database, at: str) -> bool:
    """Whether a text was withdrawn or destroyed at or after an instant: what was found before may hold its words."""
    sql = "select 1 from (select at from withdrawal union all select at from return_end) where at >= ? limit 1"
    return bool(scalar(db, sql, [at]))
