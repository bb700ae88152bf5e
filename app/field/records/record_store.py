"""All SQL of laptops, their records and how those were settled."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from sqlite_utils import Database

from app.accounts.people import Scope
from app.clock import now
from app.db import row, rows, scalar

# What stands of a record now: what the office settled, else what it was when it came.
_SEEN = """select r.*, coalesce(s.act, r.state) as standing, s.reason as settled_reason, s.at as settled_at,
  s.left_out, sp.name as settled_by, s.response_id as settled_response, s.report_id as settled_report, p.name as person_name,
  a.code as area_code, a.name_ko, a.name_en, f.name as firm_name, f.code as firm_code,
  su.title_ko, su.title_en, w.code as wave
from field_record r join person p on p.id = r.person_id
  left join field_settlement s on s.record_id = r.id and s.sha256 = r.sha256
  left join person sp on sp.id = s.person_id left join area a on a.id = r.area_id left join firm f on f.id = r.firm_id
  left join survey su on su.id = r.survey_id left join wave w on w.id = su.wave_id"""


def find_device(db: Database, device: str) -> sqlite3.Row | None:
    return row(db, "select * from field_device where id = ?", [device])


def insert_device(db: Database, device: str, person_id: str, public_key: str) -> None:
    sql = "insert into field_device(id, person_id, public_key, registered_at) values (?, ?, ?, ?)"
    db.conn.execute(sql, [device, person_id, public_key, now()])


def contents_of(db: Database, record_id: str) -> list[sqlite3.Row]:
    """Every content that came under an id, the first first."""
    return rows(db, "select * from field_record where id = ? order by received_at", [record_id])


def is_base(db: Database, record_id: str) -> bool:
    """Whether a later revision of this record is here already."""
    return scalar(db, "select 1 from field_record where base = ? limit 1", [record_id]) is not None


def return_of(db: Database, record_id: str, person_id: str) -> str | None:
    """The return a person's own record became."""
    sql = "select response_id from field_record where id = ? and person_id = ? and response_id is not null"
    return scalar(db, sql, [record_id, person_id])


def number_taken(db: Database, number: str) -> bool:
    sql = "select 1 from field_record where number = :n union all select 1 from response where receipt = :n"
    return scalar(db, sql, {"n": number}) is not None


def insert_record(db: Database, values: dict[str, Any]) -> None:
    columns = ", ".join(values)
    places = ", ".join(f":{name}" for name in values)
    db.conn.execute(f"insert into field_record({columns}) values ({places})", values)


def records_of_person(db: Database, person_id: str, limit: int = 1000) -> list[sqlite3.Row]:
    """A person's own records, the newest first."""
    sql = f"{_SEEN} where r.person_id = ? order by r.received_at desc, r.id limit ?"
    return rows(db, sql, [person_id, limit])


def held_records(db: Database, scope: Scope, *, settled: bool = False) -> list[sqlite3.Row]:
    """Held records of the scope, the oldest first; `settled`: those the office has settled. One without a known area
    belongs to whoever sees every area.
    """
    where = "s.act is not null" if settled else "s.act is null"
    sql = f"{_SEEN} where r.state = 'held' and {where} and {scope.sql('r.area_id')} order by r.received_at, r.id"
    return rows(db, sql)


def count_held(db: Database, scope: Scope) -> int:
    """How many held records of the scope wait for the office."""
    sql = f"""select count(*) from field_record r where r.state = 'held' and {scope.sql("r.area_id")} and not exists (
        select 1 from field_settlement s where s.record_id = r.id and s.sha256 = r.sha256)"""
    return int(scalar(db, sql))


def find_record(db: Database, record_id: str, sha256: str, scope: Scope) -> sqlite3.Row | None:
    sql = f"{_SEEN} where r.id = ? and r.sha256 = ? and {scope.sql('r.area_id')}"
    return row(db, sql, [record_id, sha256])


def insert_settlement(
    db: Database,
    record: sqlite3.Row,
    act: str,
    reason: str,
    *,
    person_id: str | None,
    response_id: str | None = None,
    left_out: tuple[str, ...] = (),
    report_id: str | None = None,
) -> bool:
    """Write what was decided; False where it was decided before."""
    done = db.conn.execute(
        """insert into field_settlement(record_id, sha256, act, reason, left_out, response_id, report_id, person_id,
             at) values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""",
        [record["id"], record["sha256"], act, reason, json.dumps(left_out), response_id, report_id, person_id, now()],
    )
    return done.rowcount > 0


def empty_record(db: Database, record_id: str, sha256: str) -> None:
    """Take out a record's words; its hash and its receipt stay."""
    db.conn.execute("update field_record set body = null where id = ? and sha256 = ?", [record_id, sha256])


def empty_due(db: Database, until: str) -> int:
    """Take out the words of every record that was to be kept until a day or an earlier one. Returns how many."""
    sql = "update field_record set body = null, firm_id = null where keep_until <= ? and body is not null"
    return db.conn.execute(sql, [until]).rowcount


def forget_return(db: Database, response_id: str) -> None:
    """Of every record that became, or would have become, a return: its words and whose they were."""
    db.conn.execute(
        """update field_record set body = null, firm_id = null where (body is not null or firm_id is not null) and (
             id = :id or response_id = :id
             or exists (select 1 from field_settlement s where s.record_id = field_record.id and s.response_id = :id))""",
        {"id": response_id},
    )


def forget_report(db: Database, report_id: str) -> None:
    """The words of a record that became a report of a visit, where any stayed."""
    db.conn.execute(
        """update field_record set body = null where body is not null and exists (
             select 1 from field_settlement s where s.record_id = field_record.id and s.sha256 = field_record.sha256
               and s.report_id = ?)""",
        [report_id],
    )


def is_settled(db: Database, record_id: str, sha256: str) -> bool:
    sql = "select 1 from field_settlement where record_id = ? and sha256 = ?"
    return scalar(db, sql, [record_id, sha256]) is not None
