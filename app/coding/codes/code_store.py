"""All SQL of codes and what happened to them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from sqlite_utils import Database

from app.clock import now
from app.coding.codes.code import Code, Stated
from app.db import row, rows
from app.ids import new_id

# Whether the name still is the very words the code was made of, and whether these were withdrawn since.
_NOW = """select n.*, n.invivo_segment is not null and n.name_ko =
    (select e.name_ko from code_event e where e.code_id = n.id order by e.number limit 1)
    as in_their_words,
  n.invivo_segment in (select segment_id from withdrawn_segment) as withdrawn
from code_now n"""


def codes(db: Database) -> list[Code]:
    """Every code there ever was as it is now, by name."""
    found = [_code(each) for each in rows(db, f"{_NOW} order by n.name_ko, n.id")]
    return found


def find(db: Database, code_id: str) -> Code | None:
    found = row(db, f"{_NOW} where n.id = ?", [code_id])
    return _code(found) if found else None


def _code(found: sqlite3.Row) -> Code:
    given: dict[str, Any] = {field: found[field] for field in Stated.__dataclass_fields__}
    if found["in_their_words"] and found["withdrawn"]:
        # What was withdrawn is told nobody any more, as a name neither.
        given["name_ko"] = f"[…] {found['id'][-4:]}"
    segment = found["invivo_segment"] if found["in_their_words"] else None
    return Code(**given, id=found["id"], event_id=found["event_id"], invivo=segment)


def insert(db: Database, code_id: str, *, made_by: str, segment_id: str | None) -> None:
    db.conn.execute("insert into code values (?, ?, ?, ?)", [code_id, segment_id, made_by, now()])


def append(
    db: Database,
    kind: str,
    wanted: Stated,
    *,
    code_id: str | None,
    person_id: str | None,
    reason: str = "",
    together: str | None = None,
    undoes: str | None = None,
) -> str:
    """One more event of a code, or of a theme that was carried over (no code); returns its id."""
    event_id = new_id()
    said = asdict(wanted)
    columns = ("id", "code_id", "kind", "person_id", "at", "reason", "together", "undoes", *said)
    values = (event_id, code_id, kind, person_id, now(), reason, together, undoes, *said.values())
    db.conn.execute(
        f"insert into code_event({', '.join(columns)}) values ({', '.join('?' * len(columns))})", list(values)
    )
    return event_id


# An event with who did it, whether it was undone, and how many words of coders it carried over.
_EVENT = """select e.*, p.name as person,
  (select b.id from code_event b where b.code_id = e.code_id and b.number < e.number
     order by b.number desc limit 1) as before_id,
  exists (select 1 from code_event u where u.undoes = coalesce(e.together, e.id)) as undone,
  (select count(*) from judgment j where j.carried = coalesce(e.together, e.id)) as carried,
  (select count(distinct segment_id) from settlement s where s.carried = coalesce(e.together, e.id)) as settled
from code_event e left join person p on p.id = e.person_id"""


def history(db: Database, code_id: str) -> list[sqlite3.Row]:
    """All that happened to a code, the newest first."""
    return rows(db, f"{_EVENT} where e.code_id = ? order by e.number desc", [code_id])


def themes_carried(db: Database) -> list[sqlite3.Row]:
    """Whole themes whose codings went into another, the newest first, without those that were brought back."""
    found = rows(db, f"{_EVENT} where e.code_id is null and e.kind = 'merged' order by e.number desc")
    return [each for each in found if not each["undone"]]


def events_together(db: Database, event_id: str) -> list[sqlite3.Row]:
    """An event and those appended with it, in their order."""
    return rows(db, f"{_EVENT} where e.id = ?1 or e.together = ?1 order by e.number", [event_id])


def find_event(db: Database, event_id: str | None) -> sqlite3.Row | None:
    return row(db, "select * from code_event where id = ?", [event_id])


def stated(event: sqlite3.Row) -> Stated:
    """What a code was from an event on."""
    return Stated(**{field: event[field] for field in Stated.__dataclass_fields__})


def touched_since(db: Database, code_ids: Iterable[str], number: int) -> list[sqlite3.Row]:
    """Events of these codes after the event of that number."""
    return rows(
        db,
        "select * from code_event where number > ? and code_id in (select value from json_each(?)) order by number",
        [number, json.dumps(list(code_ids))],
    )


def empty_names(db: Database, response_id: str) -> None:
    """Take the words of a destroyed return out of the names of codes that were made of them; the rows stay."""
    its = """(select c.id from code c join segment s on s.id = c.segment_id join answer a on a.id = s.answer_id
              where a.response_id = :response)"""
    db.conn.execute(
        f"""update code_event set reason = '', name_ko = '[…] ' || substr(code_id, -4), examples = ''
            where code_id in {its} and name_ko = (select f.name_ko
              from code_event f where f.code_id = code_event.code_id order by f.number limit 1)""",
        {"response": response_id},
    )
