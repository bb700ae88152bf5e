"""Giving again what was taken back: judgments are appended like any other, each naming the one it gives again."""

from __future__ import annotations

import sqlite3

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.clock import now
from app.db import row, rows, writing
from app.errors import Conflict

# What a judgment says, and what it says it of: all that is given again.
_SAID = """segment_id, coder_id, action, theme_code, suggestion_id, stance, severity, memo, statement, codebook_id, code_id,
  span_start, span_end"""


def taken_back(db: Database, coder_id: str) -> list[sqlite3.Row]:
    """The judgments the coder took back last and may give again, in the order they were given.

    None where something new was judged since, or where what was taken back has been given again already.
    """
    newest = row(
        db,
        """select j.id, coalesce(j.together, j.id) as first from judgment r join judgment j on j.id = r.retracts
           where r.coder_id = :me and r.action = 'retract' and j.carried is null
             and r.id > coalesce((select n.id from judgment n where n.coder_id = :me and n.action <> 'retract'
               and n.redoes is null and n.example = 0 and n.carried is null order by n.id desc limit 1), 0)
             and not exists (select 1 from judgment again where again.redoes = j.id)
           order by r.id desc limit 1""",
        {"me": coder_id},
    )
    if newest is None:
        return []
    return rows(
        db,
        """select j.*, s.theme_code as about from judgment j left join suggestion s on s.id = j.suggestion_id
           where (j.id = :first or j.together = :first)
             and exists (select 1 from judgment r where r.retracts = j.id)
             and not exists (select 1 from judgment again where again.redoes = j.id)
             and j.segment_id not in (select segment_id from withdrawn_segment) order by j.id""",
        {"first": newest["first"]},
    )


def redo(db: Database, *, coder_id: str, act: str | None = None) -> list[sqlite3.Row]:
    """Give again what the coder took back last, all that was given together; the new judgments, newest first.

    Works by what is stored, so after a restart too. Conflict where there is nothing to give again.
    """
    with writing(db):
        found = taken_back(db, coder_id)
        if not found:
            raise Conflict(_("다시 할 판단이 없습니다. 되돌린 뒤에 새로 판단하셨거나 이미 다시 하셨습니다."))
        given: list[int] = []
        for each in found:
            given.append(_give_again(db, each, together=given[0] if given else None, act=None if given else act))
            record(
                db,
                "judgment given again",
                person_id=coder_id,
                object_kind="segment",
                object_id=each["segment_id"],
                said=each["action"],
                theme=each["theme_code"],
            )
        return rows(
            db, "select * from live_judgment where id >= ? and coder_id = ? order by id desc", [given[0], coder_id]
        )


def _give_again(db: Database, judgment: sqlite3.Row, *, together: int | None, act: str | None) -> int:
    inserted = db.conn.execute(
        f"""insert into judgment({_SAID}, redoes, together, act, at)
            select {_SAID}, id, ?, ?, ? from judgment where id = ?""",
        [together, act, now(), judgment["id"]],
    )
    return int(inserted.lastrowid or 0)
