"""What coding holds of a return, and what goes when the return is destroyed; see `surveys.sealed.ending`."""

from __future__ import annotations

from sqlite_utils import Database

from app.db import scalar

_ITS = "(select s.id from segment s join answer an on an.id = s.answer_id where an.response_id = :response)"


def statements(db: Database, response_id: str) -> int:
    return int(scalar(db, f"select count(*) from segment where id in {_ITS}", {"response": response_id}))


def judgments(db: Database, response_id: str) -> int:
    """Judgments on its statements that nobody took back."""
    sql = f"select count(*) from live_judgment where segment_id in {_ITS}"
    return int(scalar(db, sql, {"response": response_id}))


def destroy(db: Database, response_id: str) -> None:
    """Take out a return's words: of statements, of what was read in them and suggested, of notes.

    Rows stay, for what was decided leads to them: that a theme was named, with stance and severity.
    """
    its = {"response": response_id}
    db.conn.execute(f"delete from segment_words where segment_id in {_ITS}", its)
    db.conn.execute(f"delete from segment_vector where segment_id in {_ITS}", its)
    db.conn.execute(f"delete from reading where segment_id in {_ITS}", its)
    db.conn.execute(f"update suggestion set evidence = '{{}}', explanation = '' where segment_id in {_ITS}", its)
    db.conn.execute(f"update judgment set memo = '' where segment_id in {_ITS}", its)
    db.conn.execute(f"update settlement set reason = '' where segment_id in {_ITS}", its)
    db.conn.execute(f"update settlement_note set text = '' where segment_id in {_ITS}", its)
    db.conn.execute(f"update segment set text = '', respondent_id = null where id in {_ITS}", its)
