"""All SQL of corrections."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from sqlite_utils import Database

from app.accounts.people import Scope
from app.clock import now
from app.db import row, rows
from app.ids import new_id


@dataclass(frozen=True)
class Change:
    """One answer by its key: JSON of what stood and of what is to stand; null where there is no answer."""

    key: str
    before: str
    value: str


def return_in(db: Database, response_id: str, scope: Scope) -> sqlite3.Row | None:
    """A return of the scope that counts or was replaced by a newer one; none that was withdrawn or destroyed."""
    return row(
        db,
        f"""select r.*, su.title_ko, su.title_en, w.code as wave, a.code as area_code, a.name_ko, a.name_en,
              v.definition, coalesce(f.name, re.label) as own
            from standing_response r join survey su on su.id = r.survey_id join wave w on w.id = su.wave_id
              join area a on a.id = r.area_id join questionnaire_version v on v.id = r.version_id
              join respondent re on re.id = r.respondent_id left join firm f on f.id = r.firm_id
            where r.id = ? and {scope.sql("r.area_id")}""",
        [response_id],
    )


def keys_of_return(db: Database, response_id: str) -> set[str]:
    return {r["question_id"] for r in rows(db, "select question_id from answer where response_id = ?", [response_id])}


def insert(
    db: Database, response_id: str, changes: list[Change], *, reason: str, note: str, person_id: str | None
) -> None:
    """Append corrections; a question that was not answered gets the row of an answer that says nothing first."""
    db.conn.executemany(
        """insert into answer(id, response_id, question_id, value, text) values (?, ?, ?, 'null', null)
           on conflict do nothing""",
        [(new_id(), response_id, each.key) for each in changes],
    )
    at = now()
    db.conn.executemany(
        """insert into answer_correction(response_id, question_id, before, value, reason, note, person_id, at)
           values (?, ?, ?, ?, ?, ?, ?, ?)""",
        [(response_id, each.key, each.before, each.value, reason, note, person_id, at) for each in changes],
    )


_CORRECTIONS = """from answer_correction c join standing_response r on r.id = c.response_id
  join area a on a.id = r.area_id left join person p on p.id = c.person_id"""


def corrections_of_survey(db: Database, survey_id: str, scope: Scope) -> list[sqlite3.Row]:
    """Every correction of a survey in the scope, the newest first."""
    return rows(
        db,
        f"""select c.*, r.receipt, r.version_id, a.code as area_code, a.name_ko, a.name_en, p.name as person_name
            {_CORRECTIONS} where r.survey_id = ? and {scope.sql("r.area_id")} order by c.id desc""",
        [survey_id],
    )


def corrections_of_return(db: Database, response_id: str) -> list[sqlite3.Row]:
    """What was corrected in one return, in the order it was done."""
    return rows(
        db,
        f"select c.*, r.version_id, p.name as person_name {_CORRECTIONS} where c.response_id = ? order by c.id",
        [response_id],
    )
