"""All SQL of people, scopes and the audit trail."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from app.accounts.entries import whence
from app.accounts.people import Person, Scope
from app.accounts.permissions import PERMISSIONS
from app.clock import now
from app.db import row, rows, scalar


def _person(found: sqlite3.Row) -> Person:
    return Person(
        id=found["id"],
        login=found["login"],
        name=found["name"],
        role=found["role"],
        all_areas=bool(found["all_areas"]),
        locale=found["locale"],
        session_key=found["session_key"],
    )


def find_person(db: Database, person_id: str) -> Person | None:
    found = row(db, "select * from person where id = ? and active = 1", [person_id])
    return _person(found) if found else None


def find_login(db: Database, login: str) -> tuple[Person, str] | None:
    """The active person of that login and the password hash."""
    found = row(db, "select * from person where login = ? and active = 1", [login])
    return (_person(found), found["password_hash"]) if found else None


def id_of_login(db: Database, login: str) -> str | None:
    """The person of a login, closed accounts too."""
    return scalar(db, "select id from person where login = ?", [login])


def list_people(db: Database) -> list[sqlite3.Row]:
    return rows(
        db,
        """select person.*, (select count(*) from person_area pa where pa.person_id = person.id) as areas
           from person order by role, login""",
    )


def areas_of_person(db: Database, person_id: str) -> list[sqlite3.Row]:
    return rows(
        db,
        """select area.id, code, name_ko, name_en from person_area join area on area.id = area_id
           where person_id = ? order by code""",
        [person_id],
    )


def areas_by_district(db: Database) -> list[sqlite3.Row]:
    """All areas that can be given, district by district."""
    return rows(db, "select id, code, name_ko, name_en, district from area order by district, code")


def insert_person(
    db: Database,
    *,
    person_id: str,
    login: str,
    name: str,
    role: str,
    password_hash: str,
    session_key: str,
    all_areas: bool,
) -> None:
    db.conn.execute(
        """insert into person(id, login, name, role, password_hash, session_key, all_areas, created_at)
           values (?, ?, ?, ?, ?, ?, ?, ?)""",
        [person_id, login, name, role, password_hash, session_key, int(all_areas), now()],
    )


def update_password(db: Database, person_id: str, *, password_hash: str, session_key: str) -> None:
    db.conn.execute(
        "update person set password_hash = ?, session_key = ? where id = ?", [password_hash, session_key, person_id]
    )


def update_active(db: Database, person_id: str, *, active: bool) -> None:
    db.conn.execute("update person set active = ? where id = ?", [int(active), person_id])


def set_scope(db: Database, person_id: str, area_ids: Iterable[str], *, all_areas: bool) -> None:
    db.conn.execute("update person set all_areas = ? where id = ?", [int(all_areas), person_id])
    db.conn.execute("delete from person_area where person_id = ?", [person_id])
    db.conn.executemany(
        "insert into person_area(person_id, area_id) values (?, ?)", [(person_id, area_id) for area_id in area_ids]
    )


def scope_of(db: Database, person: Person) -> Scope:
    """The areas the person may see, and whether single answers are read anyway."""
    answers = person.role in PERMISSIONS["evaluation.answers"]
    if person.all_areas:
        return Scope(None, answers)
    found = rows(db, "select area_id from person_area where person_id = ?", [person.id])
    return Scope(frozenset(r["area_id"] for r in found), answers)


def record(
    db: Database,
    action: str,
    *,
    person_id: str | None,
    object_kind: str | None = None,
    object_id: str | None = None,
    **detail: Any,
) -> None:
    """Append to the audit trail: who did what to what, when and from where. Call it inside the act's own transaction.

    The detail holds counts, codes and ids; never what somebody said, nor what a file or a person is called.
    """
    came = whence(action)
    told = json.dumps({**detail, **came.detail}, ensure_ascii=False, default=str)
    db.conn.execute(
        """insert into audit(at, person_id, action, object_kind, object_id, detail, address, page)
           values (?, ?, ?, ?, ?, ?, ?, ?)""",
        [now(), person_id, action, object_kind, object_id, told, came.address, came.page],
    )
