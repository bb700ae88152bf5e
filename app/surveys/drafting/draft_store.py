"""All SQL of questionnaires' drafts: begun once, a step for every save, ended once."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from sqlite_utils import Database

from app.clock import now
from app.db import row, rows, scalar

_DRAFT = """select d.*, e.act, e.version_id, e.at as ended_at, v.number as base_number, n.number as version_number,
              p.name as person_name
            from questionnaire_draft d left join questionnaire_draft_end e on e.draft_id = d.id
              left join questionnaire_version v on v.id = d.base_id
              left join questionnaire_version n on n.id = e.version_id left join person p on p.id = d.person_id"""
_STEP = """select s.number, s.what, s.part, s.stands, s.at, p.name as person_name, t.definition, t.before
           from questionnaire_draft_step s
             join questionnaire_draft_step t on t.draft_id = s.draft_id and t.number = s.stands
             left join person p on p.id = s.person_id"""


def insert_draft(
    db: Database, draft_id: str, *, code: str, begun_from: str, base_id: str | None, person_id: str | None
) -> None:
    db.conn.execute(
        "insert into questionnaire_draft(id, code, begun_from, base_id, person_id, at) values (?, ?, ?, ?, ?, ?)",
        [draft_id, code, begun_from, base_id, person_id, now()],
    )


def find_draft(db: Database, draft_id: str) -> sqlite3.Row | None:
    """A draft with its base and how it ended (`act` null: it is being written)."""
    return row(db, f"{_DRAFT} where d.id = ?", [draft_id])


def list_drafts(db: Database) -> list[sqlite3.Row]:
    """Drafts being written, the last worked on first, each with its newest step and who made it."""
    return rows(
        db,
        f"""select d.*, s.number, s.at as saved_at, s.person_name as saved_by, s.definition
            from ({_DRAFT}) d join ({_STEP.replace("select s.number", "select s.draft_id, s.number")}) s
              on s.draft_id = d.id
            where d.act is null
              and s.number = (select max(number) from questionnaire_draft_step where draft_id = d.id)
            order by s.at desc, d.id""",
    )


def insert_step(
    db: Database,
    draft_id: str,
    *,
    act_id: str,
    what: str,
    part: str,
    definition: dict[str, Any] | None,
    stands: int | None = None,
    before: int | None = None,
    person_id: str | None,
) -> int:
    """Append a step; without `stands` it is an edit and stands itself. Returns its number."""
    sql = "select coalesce(max(number), 0) + 1 from questionnaire_draft_step where draft_id = ?"
    number = scalar(db, sql, [draft_id])
    db.conn.execute(
        """insert into questionnaire_draft_step(draft_id, number, act_id, what, part, stands, before, definition,
             person_id, at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [
            *(draft_id, number, act_id, what, part, stands or number, before),
            None if definition is None else json.dumps(definition, ensure_ascii=False),
            *(person_id, now()),
        ],
    )
    return number


def newest_step(db: Database, draft_id: str) -> sqlite3.Row:
    """What stands now, with its definition."""
    found = row(db, f"{_STEP} where s.draft_id = ? order by s.number desc limit 1", [draft_id])
    assert found is not None
    return found


def find_step(db: Database, draft_id: str, number: int) -> sqlite3.Row | None:
    """A step with the definition that stood after it."""
    return row(db, f"{_STEP} where s.draft_id = ? and s.number = ?", [draft_id, number])


def step_of_act(db: Database, draft_id: str, act_id: str) -> int | None:
    sql = "select number from questionnaire_draft_step where draft_id = ? and act_id = ?"
    return scalar(db, sql, [draft_id, act_id])


def step_after(db: Database, draft_id: str, stands: int) -> int | None:
    """The newest edit that was made on a step: where redoing leads."""
    sql = "select max(number) from questionnaire_draft_step where draft_id = ? and before = ?"
    return scalar(db, sql, [draft_id, stands])


def list_steps(db: Database, draft_id: str, *, limit: int = 30) -> list[sqlite3.Row]:
    return rows(db, f"{_STEP} where s.draft_id = ? order by s.number desc limit ?", [draft_id, limit])


def end_draft(db: Database, draft_id: str, *, act: str, version_id: str | None, person_id: str | None) -> None:
    db.conn.execute(
        "insert into questionnaire_draft_end(draft_id, act, version_id, person_id, at) values (?, ?, ?, ?, ?)",
        [draft_id, act, version_id, person_id, now()],
    )


def drafted(db: Database, code: str, *, but: str | None = None) -> list[str]:
    """Every definition any draft of a questionnaire ever held, the oldest first; without those of draft `but`."""
    found = rows(
        db,
        """select s.definition from questionnaire_draft_step s join questionnaire_draft d on d.id = s.draft_id
           where d.code = ? and s.definition is not null and d.id is not ? order by s.at, s.number""",
        [code, but],
    )
    return [each["definition"] for each in found]
