"""All SQL of questionnaires' drafts: begun once, a step for every save with what it changed, ended once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from sqlite_utils import Database

from app.clock import now
from app.db import row, rows, scalar
from app.surveys.asking.reuse import Use
from app.surveys.drafting.splicing import splice, spliced

_DRAFT = """select d.*, e.act, e.version_id, e.at as ended_at, v.number as base_number, n.number as version_number,
              p.name as person_name
            from questionnaire_draft d left join questionnaire_draft_end e on e.draft_id = d.id
              left join questionnaire_version v on v.id = d.base_id
              left join questionnaire_version n on n.id = e.version_id left join person p on p.id = d.person_id"""
# After so many edits one is kept whole again, so that reading the newest is quick: splicing a hundred takes
# milliseconds, and one whole definition in a hundred adds little. Chosen, not measured.
WHOLE_EVERY = 100
_STEP = """select s.number, s.what, s.part, s.stands, s.at, s.person_id, p.name as person_name, t.before
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


def list_drafts(db: Database) -> list[Mapping[str, Any]]:
    """Drafts being written, the last worked on first, each with its newest step's number, hour, person and words."""
    found = []
    for each in rows(db, f"{_DRAFT} where e.act is null"):
        step = newest_step(db, each["id"])
        told = {"number": step["number"], "saved_at": step["at"], "saved_by": step["person_name"]}
        found.append({**dict(each), **told, "definition": step["definition"]})
    return sorted(found, key=lambda draft: (draft["saved_at"], draft["id"]), reverse=True)


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
    text = None if definition is None else json.dumps(definition, ensure_ascii=False)
    whole, change = _kept(db, draft_id, text, before)
    db.conn.execute(
        """insert into questionnaire_draft_step(draft_id, number, act_id, what, part, stands, before, definition,
             change, person_id, at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        [draft_id, number, act_id, what, part, stands or number, before, whole, change, person_id, now()],
    )
    return number


def _kept(db: Database, draft_id: str, text: str | None, before: int | None) -> tuple[str | None, bytes | None]:
    """A definition whole, or as its change to the one before."""
    if text is None or before is None:
        return text, None
    chain = _chain(db, draft_id, before)
    if len(chain) >= WHOLE_EVERY:
        return text, None
    return None, splice(_text(chain), text)


def _chain(db: Database, draft_id: str, number: int) -> list[sqlite3.Row]:
    """The edits an edit stands on, itself first, back to one that is whole."""
    return rows(
        db,
        """with recursive chain(place, before, definition, change) as (
             select 1, before, definition, change from questionnaire_draft_step where draft_id = ? and number = ?
             union all
             select c.place + 1, s.before, s.definition, s.change from chain c
               join questionnaire_draft_step s on s.draft_id = ? and s.number = c.before where c.definition is null)
           select definition, change from chain order by place""",
        [draft_id, number, draft_id],
    )


def _text(chain: list[sqlite3.Row]) -> str:
    text = str(chain[-1]["definition"])
    for each in reversed(chain[:-1]):
        text = spliced(text, each["change"])
    return text


def newest_step(db: Database, draft_id: str) -> Mapping[str, Any]:
    """What stands now, with its definition."""
    found = row(db, f"{_STEP} where s.draft_id = ? order by s.number desc limit 1", [draft_id])
    assert found is not None
    return _with_definition(db, draft_id, found)


def find_step(db: Database, draft_id: str, number: int) -> Mapping[str, Any] | None:
    """A step with the definition that stood after it."""
    found = row(db, f"{_STEP} where s.draft_id = ? and s.number = ?", [draft_id, number])
    return _with_definition(db, draft_id, found) if found else None


def _with_definition(db: Database, draft_id: str, step: sqlite3.Row) -> Mapping[str, Any]:
    return {**dict(step), "definition": _text(_chain(db, draft_id, step["stands"]))}


def step_of_act(db: Database, draft_id: str, act_id: str) -> int | None:
    sql = "select number from questionnaire_draft_step where draft_id = ? and act_id = ?"
    return scalar(db, sql, [draft_id, act_id])


def step_after(db: Database, draft_id: str, stands: int) -> int | None:
    """The newest edit that was made on a step: where redoing leads."""
    sql = "select max(number) from questionnaire_draft_step where draft_id = ? and before = ?"
    return scalar(db, sql, [draft_id, stands])


def list_steps(db: Database, draft_id: str, *, limit: int = 30) -> list[sqlite3.Row]:
    """The newest steps, without their definitions."""
    return rows(db, f"{_STEP} where s.draft_id = ? order by s.number desc limit ?", [draft_id, limit])


def end_draft(db: Database, draft_id: str, *, act: str, version_id: str | None, person_id: str | None) -> None:
    db.conn.execute(
        "insert into questionnaire_draft_end(draft_id, act, version_id, person_id, at) values (?, ?, ?, ?, ?)",
        [draft_id, act, version_id, person_id, now()],
    )


def insert_used(db: Database, draft_id: str, uses: Iterable[Use]) -> None:
    """Remember the ids a definition uses; those known already stay as they were used first."""
    sql = "select owner, code from questionnaire_draft_used where draft_id = ?"
    known = {(each["owner"], each["code"]) for each in rows(db, sql, [draft_id])}
    db.conn.executemany(
        "insert into questionnaire_draft_used(draft_id, owner, code, entry) values (?, ?, ?, ?) on conflict do nothing",
        [
            [draft_id, use.owner, use.code, json.dumps(use.entry, ensure_ascii=False)]
            for use in uses
            if (use.owner, use.code) not in known
        ],
    )


def used(db: Database, code: str, *, but: str | None = None) -> list[Use]:
    """Every id any draft of a questionnaire ever used, the oldest first; without those of draft `but`."""
    found = rows(
        db,
        """select u.owner, u.code, u.entry from questionnaire_draft_used u
             join questionnaire_draft d on d.id = u.draft_id
           where d.code = ? and d.id is not ? order by u.rowid""",
        [code, but],
    )
    return [Use(each["owner"], each["code"], json.loads(each["entry"])) for each in found]
