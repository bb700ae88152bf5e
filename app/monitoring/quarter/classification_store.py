"""SQL of the quarterly classification: rows are appended, the newest of a day stands."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from sqlite_utils import Database

from app.accounts.people import Scope
from app.db import rows

COLUMNS = "id, area_id, quarter, state, undetermined, breadth, coverage, reasons, scheme_sha256, as_of, computed_at"
SHOWN = """json_extract(reasons, '$.quarters_below') as quarters_below,
  case undetermined when 1 then 'undetermined' else state end as state_now"""
NEWEST = "order by as_of desc, computed_at desc, id desc"


def standing(
    db: Database, quarter: str, *, as_of: str = "9999-12-31", scope: Scope | None = None
) -> dict[str, sqlite3.Row]:
    """Area id to the classification that stands for a quarter: the newest day up to `as_of`, then the newest run."""
    within = scope.sql("area_id") if scope else "1"
    found = rows(
        db,
        f"""select * from (
              select *, {SHOWN}, row_number() over (partition by area_id {NEWEST}) as newest
              from classification where quarter = ? and as_of <= ? and {within})
            where newest = 1""",
        [quarter, as_of],
    )
    return {r["area_id"]: r for r in found}


def same_day(
    db: Database, quarter: str, *, as_of: str, scheme_sha256: str, trial: bool = False
) -> dict[str, sqlite3.Row]:
    """Area id to the newest classification (or trial) of a quarter on one day's data by one scheme."""
    found = rows(
        db,
        f"""select * from (
             select *, row_number() over (
               partition by area_id order by computed_at desc, id desc) as newest
             from {_table(trial)} where quarter = ? and as_of = ? and scheme_sha256 = ?)
           where newest = 1""",
        [quarter, as_of, scheme_sha256],
    )
    return {r["area_id"]: r for r in found}


def history(db: Database, area_id: str, *, as_of: str = "9999-12-31") -> list[sqlite3.Row]:
    """An area's classifications, newest quarter first and within it the newest day first."""
    return rows(
        db,
        f"""select *, {SHOWN} from classification where area_id = ? and as_of <= ?
            order by quarter desc, as_of desc, computed_at desc, id desc""",
        [area_id, as_of],
    )


def quarters(db: Database) -> list[str]:
    """The quarters that were classified, newest first."""
    return [r[0] for r in rows(db, "select distinct quarter from classification order by quarter desc")]


def trial_days(db: Database, quarter: str) -> list[str]:
    """The days on whose data a quarter was tried, newest first."""
    found = rows(db, "select distinct as_of from classification_trial where quarter = ? order by as_of desc", [quarter])
    return [r[0] for r in found]


def days(db: Database, quarter: str) -> list[str]:
    """The days as of which a quarter was classified, newest first."""
    found = rows(db, "select distinct as_of from classification where quarter = ? order by as_of desc", [quarter])
    return [r[0] for r in found]


def areas_on(db: Database, day: str, *, last_day: str) -> list[str]:
    """Ids of the areas that were there on a last day, by code, as the register said on a day.

    What the register said first holds for all days before; an area it named later was not known before that.
    """
    found = rows(
        db,
        """with first as (select min(date(at, '+9 hours')) as day from area_version),
             own as (select area_id, min(id) as first, max(case when date(at, '+9 hours') <= :day then id end) as newest
                     from area_version group by area_id)
           select a.id from own join first
             join area_version v on v.id = coalesce(own.newest, own.first) join area a on a.id = own.area_id
           where (own.newest is not null or date(v.at, '+9 hours') = first.day)
             and (v.ends_on is null or v.ends_on >= :last_day) order by a.code""",
        {"day": day, "last_day": last_day},
    )
    return [r["id"] for r in found]


def insert(db: Database, values: Iterable[dict[str, object]], *, trial: bool = False) -> None:
    """Append classifications, or trials, which never stand."""
    marks = ", ".join(f":{name}" for name in COLUMNS.split(", "))
    db.conn.executemany(f"insert into {_table(trial)}({COLUMNS}) values ({marks})", list(values))


def _table(trial: bool) -> str:
    return "classification_trial" if trial else "classification"
