"""SQL of single firms' values, which areas and regions never mix with."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.areas.store import state_of_firms
from app.db import rows, scalar


def firm_values(db: Database, as_of: str) -> list[sqlite3.Row]:
    """The newest vintage of each firm's value by a day: firm_id, indicator_code, month, value."""
    return rows(
        db,
        """select firm_id, indicator_code, month, value, max(published_on || printf('#%06d', correction)) as newest
           from vintage where firm_id is not null and published_on <= ? group by firm_id, indicator_code, month""",
        [as_of],
    )


def firms_with_places(db: Database) -> list[sqlite3.Row]:
    """Every firm that has a value, with its area and industry."""
    return rows(
        db,
        """select f.id, f.code, f.name, f.area_id, f.industry_code, f.employees, a.code as area_code, a.district,
             a.name_ko as area_ko, a.name_en as area_en, i.name_ko as industry_ko, i.name_en as industry_en
           from firm f join area a on a.id = f.area_id left join industry i on i.code = f.industry_code
           where f.id in (select firm_id from vintage where firm_id is not null) order by f.code""",
    )


def any_value(db: Database, as_of: str) -> bool:
    """Whether any firm's value was published by a day."""
    sql = "select 1 from vintage where firm_id is not null and published_on <= ? limit 1"
    return scalar(db, sql, [as_of]) is not None


def state(db: Database) -> tuple[str, int, int, int]:
    """What is the same as long as no register and no value changes: the file, its imports, its values, its firms' names."""
    file = str(rows(db, "pragma database_list")[0]["file"])
    imports, values = (int(scalar(db, f"select coalesce(max(rowid), 0) from {t}")) for t in ("import_run", "vintage"))
    return file, imports, values, state_of_firms(db)
