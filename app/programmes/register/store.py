"""All SQL of the register: programmes and their versions, listed, found, appended."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from app.clock import now
from app.db import row, rows, scalar
from app.ids import new_id
from app.programmes.register.programme import LISTS, PLAIN, Programme, programme_from

PERIODS = ("open", "soon", "ahead", "over", "unknown")


@dataclass(frozen=True)
class Wanted:
    """Which programmes a list shows; empty means any. `day` is today, `soon` the last day that is soon."""

    q: str = ""
    domain: str = ""
    theme: str = ""
    owner: str = ""
    period: str = ""
    day: str = ""
    soon: str = ""


# How a list is put in order; what has no value comes last either way.
ORDERS = {
    "code": "code",
    "name": "name_ko",
    "owner": "owner",
    "cap": "cap",
    "opens": "opens_on",
    "closes": "closes_on",
    "as_of": "as_of",
}
_PERIODS = {
    "over": "closes_on < :day",
    "ahead": "opens_on > :day and coalesce(closes_on, :day) >= :day",
    "unknown": "opens_on is null and closes_on is null",
    "open": "coalesce(opens_on, :day) <= :day and coalesce(closes_on, :day) >= :day "
    "and (opens_on is not null or closes_on is not null)",
    "soon": "closes_on between :day and :soon",
}


def listed(
    db: Database, wanted: Wanted, *, sort: str = "code", limit: int = -1, offset: int = 0
) -> tuple[list[Programme], int]:
    """The programmes that fit what is asked, and how many there are in all."""
    where, parameters = _narrowed(wanted)
    column, down = ORDERS.get(sort.removeprefix("-"), "code"), sort.startswith("-")
    order = f"{column} is null, {column} {'desc' if down else 'asc'}, code"
    found = rows(
        db,
        f"select * from programme_now where {where} order by {order} limit :limit offset :offset",
        {**parameters, "limit": limit, "offset": offset},
    )
    total = len(found) if limit < 0 else scalar(db, f"select count(*) from programme_now where {where}", parameters)
    return [programme_from(r) for r in found], total


def _narrowed(wanted: Wanted) -> tuple[str, dict[str, Any]]:
    where, parameters = ["1"], {"day": wanted.day, "soon": wanted.soon}
    for n, word in enumerate(wanted.q.split()):
        where.append(
            f"instr(lower(code || ' ' || name_ko || ' ' || name_en || ' ' || owner || ' ' || apply), :q{n}) > 0"
        )
        parameters[f"q{n}"] = word.casefold()
    for column, code in (("domains", wanted.domain), ("themes", wanted.theme)):
        if code:
            where.append(f"instr(',' || {column} || ',', :{column}) > 0")
            parameters[column] = f",{code},"
    if wanted.owner:
        where.append("owner_kind = :owner")
        parameters["owner"] = wanted.owner
    if wanted.period in _PERIODS:
        where.append(f"({_PERIODS[wanted.period]})")
    return " and ".join(where), parameters


def all_programmes(db: Database) -> list[Programme]:
    """Every programme as it stands."""
    return [programme_from(r) for r in rows(db, "select * from programme_now order by code")]


def offered_here(db: Database, day: str, region: str) -> list[Programme]:
    """The programmes that could be offered on a day: of this region, and not over or ahead."""
    found = rows(
        db,
        """select * from programme_now where region in ('', ?) and coalesce(opens_on, '') <= ?
             and coalesce(closes_on, '9') >= ? order by code""",
        [region, day, day],
    )
    return [programme_from(r) for r in found]


def find(db: Database, programme_id: str) -> Programme | None:
    found = row(db, "select * from programme_now where programme_id = ?", [programme_id])
    return programme_from(found) if found else None


def find_version(db: Database, version_id: int) -> Programme | None:
    """What a programme said in one of its versions."""
    found = row(
        db,
        "select p.code, p.example, 1 as versions, v.* from programme_version v join programme p on p.id = v.programme_id "
        "where v.id = ?",
        [version_id],
    )
    return programme_from(found) if found else None


def by_code(db: Database) -> dict[str, Programme]:
    return {each.code: each for each in all_programmes(db)}


def versions_of(db: Database, programme_id: str) -> list[sqlite3.Row]:
    """Every version, the newest first, with who wrote it or the file it came from."""
    return rows(
        db,
        """select v.*, p.name as person, r.file_name from programme_version v left join person p on p.id = v.person_id
             left join import_run r on r.id = v.import_id
           where v.programme_id = ? order by v.id desc""",
        [programme_id],
    )


def next_code(db: Database) -> str:
    """The first free code of the kind the workbench gives: P001, P002."""
    found = rows(db, "select code from programme where code glob 'P[0-9]*'")
    numbers = [int(r["code"][1:]) for r in found if r["code"][1:].isdigit()]
    return f"P{max(numbers, default=0) + 1:03}"


def insert(db: Database, code: str, *, example: bool = False) -> str:
    programme_id = new_id()
    db.conn.execute(
        "insert into programme(id, code, example, made_at) values (?, ?, ?, ?)",
        [programme_id, code, int(example), now()],
    )
    return programme_id


def append(
    db: Database, programme_id: str, said: Programme, *, person_id: str | None, import_id: str | None = None
) -> int:
    """The next version of a programme; its id."""
    names = (*PLAIN, *LISTS)
    values = said.said()
    found = db.conn.execute(
        f"""insert into programme_version(programme_id, {", ".join(names)}, person_id, import_id, at)
            values ({", ".join("?" * (len(names) + 4))})""",
        [programme_id, *(values[name] for name in names), person_id, import_id, now()],
    )
    return int(found.lastrowid or 0)
