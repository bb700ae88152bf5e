"""All SQL of saved questions; every change is a row."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.clock import now
from app.db import row, rows
from app.ids import new_id

# What stands of each question: its newest version.
_STANDS = """
select q.id, q.person_id, q.page, q.made_at, v.id as version, v.name, v.address, v.shared, v.ended, v.at, pe.name as owner,
  (select count(*) from corpus_question_version o where o.question_id = q.id) as versions
from corpus_question q join corpus_question_version v on v.id = (
  select max(n.id) from corpus_question_version n where n.question_id = q.id)
join person pe on pe.id = q.person_id"""
_MINE = "(q.person_id = :me or v.shared = 1)"


def find_question(db: Database, question_id: str, me: str) -> sqlite3.Row | None:
    """A question of one's own, or one that is shared and goes on."""
    where = f"q.id = :id and {_MINE} and (v.ended = 0 or q.person_id = :me)"
    return row(db, f"{_STANDS} where {where}", {"id": question_id, "me": me})


def list_questions(db: Database, me: str) -> list[sqlite3.Row]:
    """One's own and the shared ones, the newest change first; ended ones after all others, and only one's own."""
    where = f"{_MINE} and (v.ended = 0 or q.person_id = :me)"
    return rows(db, f"{_STANDS} where {where} order by v.ended, v.at desc, q.id", {"me": me})


def versions_of(db: Database, question_id: str) -> list[sqlite3.Row]:
    """Every version of a question, the newest first."""
    sql = "select * from corpus_question_version where question_id = ? order by id desc"
    return rows(db, sql, [question_id])


def insert_question(db: Database, *, person_id: str, page: str) -> str:
    question_id = new_id()
    db.conn.execute("insert into corpus_question values (?, ?, ?, ?)", [question_id, person_id, page, now()])
    return question_id


def insert_version(
    db: Database, question_id: str, *, name: str, address: str, shared: bool, ended: bool = False
) -> None:
    db.conn.execute(
        """insert into corpus_question_version(question_id, name, address, shared, ended, at)
           values (?, ?, ?, ?, ?, ?)""",
        [question_id, name, address, int(shared), int(ended), now()],
    )
