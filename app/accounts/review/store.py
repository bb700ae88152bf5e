"""SQL of the monthly review: entries counted, months, reviews."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from sqlite_utils import Database

from app.clock import now
from app.db import row, rows, scalar


def first_entry(db: Database) -> str | None:
    """When the trail begins."""
    return scalar(db, "select at from audit order by at limit 1")


def counted(db: Database, first: str, end: str, personal: Iterable[str]) -> list[sqlite3.Row]:
    """Entries from `first` to before `end`, alike ones counted, days and hours in Korea.

    `personal` are the downloads whose rows are people's. Who is behind an entry without a person: `page` tells.
    """
    return rows(
        db,
        """select person_id, action, case action when 'sign-in refused' then address end as address,
             date(at, '+9 hours') as day, cast(strftime('%H', at, '+9 hours') as integer) as hour,
             case action when 'sign-in refused' then object_id end as whose,
             case when person_id is null then page end as page, count(*) as n,
             sum(case when action = 'data downloaded'
                 and json_extract(detail, '$.what') in (select value from json_each(:personal))
               then ifnull(json_extract(detail, '$.rows'), 0) else 0 end) as taken
           from audit where at >= :first and at < :end group by 1, 2, 3, 4, 5, 6, 7""",
        {"first": first, "end": end, "personal": json.dumps(sorted(personal))},
    )


def new_addresses(db: Database, first: str, end: str) -> list[sqlite3.Row]:
    """Persons and addresses first used within the time after other addresses: the day in Korea it began, and how often."""
    return rows(
        db,
        """select person_id, address, date(began, '+9 hours') as day, n from (
             select person_id, address, min(at) as began, count(*) as n from audit
             where at >= ? and at < ? and person_id is not null and address is not null group by 1, 2) seen
           where not exists (select 1 from audit e
               where e.person_id = seen.person_id and e.address = seen.address and e.at < began)
             and exists (select 1 from audit e
               where e.person_id = seen.person_id and e.address is not null and e.at < began)""",
        [first, end],
    )


def actions(db: Database, first: str, end: str) -> dict[str, int]:
    """Action to the number of entries from `first` to before `end`."""
    found = rows(db, "select action, count(*) from audit where at >= ? and at < ? group by 1", [first, end])
    return {r[0]: r[1] for r in found}


def insert_review(db: Database, month: str, *, entries: int, unusual: int, note: str, person_id: str) -> None:
    db.conn.execute(
        "insert into audit_review(month, entries, unusual, note, person_id, at) values (?, ?, ?, ?, ?, ?)",
        [month, entries, unusual, note, person_id, now()],
    )


def reviews(db: Database, month: str | None = None) -> list[sqlite3.Row]:
    """Reviews with who looked, the newest first."""
    return rows(
        db,
        """select r.*, person.name, person.login from audit_review r join person on person.id = r.person_id
           where ? is null or month = ? order by r.id desc""",
        [month, month],
    )


def people(db: Database) -> dict[str, str]:
    """Id to name and login of everybody there is."""
    return {r["id"]: f"{r['name']} ({r['login']})" for r in rows(db, "select id, name, login from person")}


def is_reviewed(db: Database, month: str) -> bool:
    return row(db, "select 1 from audit_review where month = ?", [month]) is not None
