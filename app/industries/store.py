"""All SQL of cycles, their industries and what the yearly evaluation brought."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict
from typing import Any

from sqlite_utils import Database

from app.clock import now
from app.db import row, rows, scalar
from app.ids import new_id
from app.industries.cycle import Industry

# Whether an industry is one of its cycle: of a first cycle all that are listed, else what the committee led to.
STANDS = """(c.before_id is null
  or exists (select 1 from industry_ruled u where u.result_id = k.id and u.cycle_id = k.cycle_id))"""
_INDUSTRY = f"""select k.*, c.code as cycle_code, c.before_id, i.name_ko as industry_ko, i.name_en as industry_en,
    {STANDS} as stands
  from key_industry k join industry_cycle c on c.id = k.cycle_id left join industry i on i.code = k.industry_code"""


def list_cycles(db: Database) -> list[sqlite3.Row]:
    """Cycles, the newest first, each with the code of the one before."""
    return rows(
        db,
        """select c.*, b.code as before_code from industry_cycle c left join industry_cycle b on b.id = c.before_id
           order by c.first_year desc, c.code desc""",
    )


def find_cycle(db: Database, code: str) -> sqlite3.Row | None:
    return next((each for each in list_cycles(db) if each["code"] == code), None)


def get_cycle(db: Database, cycle_id: str) -> sqlite3.Row | None:
    return next((each for each in list_cycles(db) if each["id"] == cycle_id), None)


def following(db: Database, cycle_id: str) -> sqlite3.Row | None:
    """The cycle that follows one."""
    return next((each for each in list_cycles(db) if each["before_id"] == cycle_id), None)


def insert_cycle(
    db: Database, code: str, years: tuple[int, int], *, before_id: str | None, person_id: str | None
) -> str:
    cycle_id = new_id()
    db.conn.execute(
        "insert into industry_cycle values (?, ?, ?, ?, ?, ?, ?)", [cycle_id, code, *years, before_id, person_id, now()]
    )
    return cycle_id


def industries(db: Database, cycle_id: str, *, standing: bool = True) -> list[sqlite3.Row]:
    """The industries of a cycle by province and code; with `standing` False its candidates as well."""
    only = f"and {STANDS}" if standing else ""
    return rows(db, f"{_INDUSTRY} where k.cycle_id = ? {only} order by k.province, k.code", [cycle_id])


def candidates(db: Database, cycle_id: str) -> list[sqlite3.Row]:
    """What was entered for a cycle and is not of it yet; never what only goes on from the cycle before."""
    return rows(
        db,
        f"{_INDUSTRY} where k.cycle_id = ? and k.origin_id is null and not {STANDS} order by k.province, k.code",
        [cycle_id],
    )


def find_industry(db: Database, industry_id: str) -> sqlite3.Row | None:
    return row(db, f"{_INDUSTRY} where k.id = ?", [industry_id])


def by_code(db: Database, cycle_id: str) -> dict[str, sqlite3.Row]:
    return {r["code"]: r for r in rows(db, "select * from key_industry where cycle_id = ?", [cycle_id])}


def gone_on(db: Database, cycle_id: str, origin_id: str) -> sqlite3.Row | None:
    """The industry of a cycle that goes on from one of the cycle before."""
    return row(db, "select * from key_industry where cycle_id = ? and origin_id = ?", [cycle_id, origin_id])


def insert_industry(
    db: Database, cycle_id: str, told: Industry, *, origin_id: str | None = None, person_id: str | None
) -> str:
    industry_id = new_id()
    values: dict[str, Any] = {
        **{"id": industry_id, "cycle_id": cycle_id, **_columns(told)},
        **{"origin_id": origin_id, "made_by": person_id, "made_at": now()},
    }
    marks = ", ".join(f":{key}" for key in values)
    db.conn.execute(f"insert into key_industry({', '.join(values)}) values ({marks})", values)
    return industry_id


def update_industry(db: Database, industry_id: str, told: Industry) -> None:
    values = _columns(told)
    sets = ", ".join(f"{key} = :{key}" for key in values)
    db.conn.execute(f"update key_industry set {sets} where id = :id", {**values, "id": industry_id})


def told_of(found: sqlite3.Row) -> Industry:
    """A stored industry as what was written of it."""
    return Industry(
        **{key: found[key] for key in Industry.__dataclass_fields__ if key != "example"}, example=bool(found["example"])
    )


def provinces(db: Database) -> list[str]:
    return [r["province"] for r in rows(db, "select distinct province from key_industry order by province")]


def insert_incentive(
    db: Database,
    industry_id: str,
    *,
    year: int,
    grade: str,
    amount: int | None,
    source: str,
    as_of: str,
    person_id: str | None,
) -> bool:
    """Append a result of an evaluation; False where the newest of that year says the same."""
    said = (grade, amount, source, as_of)
    newest = row(
        db,
        """select grade, amount, source, as_of from industry_incentive where industry_id = ? and year = ?
           order by id desc limit 1""",
        [industry_id, year],
    )
    if newest and tuple(newest) == said:
        return False
    db.conn.execute(
        """insert into industry_incentive(industry_id, year, grade, amount, source, as_of, person_id, at)
           values (?, ?, ?, ?, ?, ?, ?, ?)""",
        [industry_id, year, *said, person_id, now()],
    )
    return True


def incentives(db: Database, industry_id: str) -> list[sqlite3.Row]:
    """Results of an industry, the newest year first; `stands` is 0 of what was corrected since."""
    return rows(
        db,
        """select i.*, p.name as person_name, i.id = (select max(n.id) from industry_incentive n
             where n.industry_id = i.industry_id and n.year = i.year) as stands
           from industry_incentive i left join person p on p.id = i.person_id
           where i.industry_id = ? order by i.year desc, i.id desc""",
        [industry_id],
    )


def incentives_of_cycle(db: Database, cycle_id: str) -> tuple[int, int, int]:
    """What is known of a cycle's incentives: results that stand, how many of them have no amount, and the sum."""
    found = row(
        db,
        """select count(*) as n, coalesce(sum(amount is null), 0) as unknown, coalesce(sum(amount), 0) as won
           from industry_incentive i join key_industry k on k.id = i.industry_id
           where k.cycle_id = ? and i.id = (select max(n.id) from industry_incentive n
             where n.industry_id = i.industry_id and n.year = i.year)""",
        [cycle_id],
    )
    assert found is not None
    return found["n"], found["unknown"], found["won"]


def is_used(db: Database, code: str) -> bool:
    return scalar(db, "select 1 from industry_cycle where code = ?", [code]) is not None


def _columns(told: Industry) -> dict[str, Any]:
    return {**asdict(told), "example": int(told.example)}
