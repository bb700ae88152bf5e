"""All SQL of filed papers and of the files made of them."""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlite_utils import Database

from app.accounts.people import Scope
from app.clock import now
from app.db import row, rows, scalar
from app.ids import new_id

_PAPER = """select q.*, p.name as person_name, a.code as area_code, a.name_ko, a.name_en, ro.code as round_code,
    ro.name_ko as round_ko, ro.name_en as round_en, e.as_of, e.created_at as evaluated_at
  from filed_paper q join person p on p.id = q.person_id join round ro on ro.id = q.round_id
    left join area a on a.id = q.area_id left join evaluation e on e.id = q.evaluation_id"""
# A paper of no single area is its maker's, and theirs who see every area.
_MINE = "(case when q.area_id is null then :everything or q.person_id = :person else {scope} end)"


def next_serial(db: Database, year: int) -> int:
    """The next number of a year; asked for inside the transaction that uses it."""
    return int(scalar(db, "select coalesce(max(serial), 0) + 1 from filed_paper where year = ?", [year]))


def insert_paper(db: Database, values: dict[str, Any]) -> str:
    known = {"id": new_id(), **values, "at": now()}
    marks = ", ".join(f":{name}" for name in known)
    db.conn.execute(f"insert into filed_paper({', '.join(known)}) values ({marks})", known)
    return str(known["id"])


def find_paper(db: Database, paper_id: str, scope: Scope, person_id: str) -> sqlite3.Row | None:
    return row(
        db,
        f"{_PAPER} where q.id = :id and {_MINE.format(scope=scope.sql('q.area_id'))}",
        {"id": paper_id, "person": person_id, "everything": int(scope.area_ids is None)},
    )


def list_papers(db: Database, scope: Scope, person_id: str, *, kind: str = "", q: str = "") -> list[sqlite3.Row]:
    """The papers a person may see, newest first."""
    return rows(
        db,
        f"""{_PAPER} where {_MINE.format(scope=scope.sql("q.area_id"))} and (:kind = '' or q.kind = :kind)
              and (:q = '' or instr(lower(q.number || ' ' || q.title || ' ' || q.recipient), lower(:q)) > 0)
            order by q.year desc, q.serial desc""",
        {"person": person_id, "everything": int(scope.area_ids is None), "kind": kind, "q": q},
    )


def files_of(db: Database, paper_id: str) -> list[sqlite3.Row]:
    return rows(
        db,
        """select f.*, p.name as person_name from filed_file f join person p on p.id = f.person_id
           where f.paper_id = ? order by f.at, f.form""",
        [paper_id],
    )


def insert_file(db: Database, paper_id: str, form: str, sha256: str, size: int, person_id: str) -> None:
    """A file as it was handed out; the very same again changes nothing."""
    db.conn.execute(
        "insert or ignore into filed_file values (?, ?, ?, ?, ?, ?)", [paper_id, form, sha256, size, person_id, now()]
    )


def paper_of_file(db: Database, sha256: str) -> sqlite3.Row | None:
    """Which paper a file is."""
    return row(
        db,
        """select q.id, q.number, q.title, f.form, f.at from filed_file f join filed_paper q on q.id = f.paper_id
           where f.sha256 = ?""",
        [sha256],
    )


def last_head(db: Database, person_id: str, kind: str) -> sqlite3.Row | None:
    """The head this person filed last, of the same kind before any other: what a form begins with."""
    return row(
        db,
        "select * from filed_paper where person_id = ? order by kind = ? desc, year desc, serial desc limit 1",
        [person_id, kind],
    )
