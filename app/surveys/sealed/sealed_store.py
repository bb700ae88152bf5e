"""All SQL of the sealed side of open answers: what was written, what waits, what is due to be destroyed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from app.accounts.people import Scope
from app.clock import now
from app.db import rows, scalar


@dataclass(frozen=True)
class Original:
    """What was written as an open answer; `settled_at` None: somebody has to look at what is unsure in it."""

    answer_id: str
    raw_text: str
    keep_until: str
    settled_at: str | None


def name_of_firm(db: Database, firm_id: str) -> str:
    return str(scalar(db, "select name from firm where id = ?", [firm_id]))


def insert_originals(db: Database, originals: Iterable[Original]) -> None:
    db.conn.executemany(
        "insert into answer_original(answer_id, raw_text, keep_until, settled_at) values (?, ?, ?, ?)",
        [(each.answer_id, each.raw_text, each.keep_until, each.settled_at) for each in originals],
    )


_WAITING = """from standing_response r join survey su on su.id = r.survey_id join wave w on w.id = su.wave_id
  join area a on a.id = r.area_id left join firm f on f.id = r.firm_id join respondent re on re.id = r.respondent_id
  where r.id in (select an.response_id from answer_original o join answer an on an.id = o.answer_id
                 where o.settled_at is null)"""


def waiting_returns(
    db: Database, scope: Scope, *, limit: int = -1, offset: int = 0, response_id: str = ""
) -> list[sqlite3.Row]:
    """Returns of the scope with open answers nobody has looked at, the oldest first."""
    return rows(
        db,
        f"""select r.id, r.receipt, r.submitted_at, r.channel, r.survey_id, r.version_id, w.code as wave,
              a.code as area_code, a.name_ko, a.name_en, coalesce(f.name, re.label) as own
            {_WAITING} and {scope.sql("r.area_id")}
              and (:id = '' or r.id = :id)
            order by r.submitted_at, r.id limit :limit offset :offset""",
        {"limit": limit, "offset": offset, "id": response_id},
    )


def count_waiting(db: Database, scope: Scope, survey_id: str | None = None) -> int:
    """How many returns of the scope wait (of one survey)."""
    where = f"{_WAITING} and {scope.sql('r.area_id')} and (:survey is null or r.survey_id = :survey)"
    return int(scalar(db, f"select count(*) {where}", {"survey": survey_id}))


def raw_answers(db: Database, response_id: str) -> list[sqlite3.Row]:
    """What a return's open answers were, as far as it is kept, with what is read of them, by question."""
    return rows(
        db,
        """select an.id, an.question_id, an.text, o.raw_text, o.settled_at, o.keep_until, o.destroyed_at
           from answer an join answer_original o on o.answer_id = an.id where an.response_id = ?
           order by an.question_id""",
        [response_id],
    )


def settle(db: Database, answer_id: str, shown: str, *, person_id: str | None) -> None:
    """Write what is read of an answer that waited; its original stays apart."""
    db.conn.execute("update answer set text = ? where id = ?", [shown, answer_id])
    db.conn.execute(
        "update answer_original set settled_at = ?, settled_by = ? where answer_id = ?", [now(), person_id, answer_id]
    )


def destroy_originals(db: Database, *, until: str | None = None, response_id: str | None = None) -> int:
    """Destroy what was written: all that was to be kept until a day or an earlier one, or of one return.

    What still waits is not due: its day is counted from when it was answered, and somebody has to look first.
    """
    return db.conn.execute(
        """update answer_original set raw_text = null, destroyed_at = :now
           where destroyed_at is null and (
             answer_id in (select id from answer where response_id = :response)
             or (:response is null and settled_at is not null and keep_until <= :until))""",
        {"now": now(), "until": until, "response": response_id},
    ).rowcount
