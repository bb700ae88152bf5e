"""All SQL of paper: stacks, what was keyed of each sheet, and what became of it."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from sqlite_utils import Database

from app.accounts.people import Scope
from app.clock import now
from app.db import row, rows, scalar

_STACK = """select k.*, a.code as area_code, a.name_ko, a.name_en, s.title_ko, s.title_en, w.code as wave, p.name as maker,
    (select count(*) from (select sheet from paper_entry e where e.stack_id = k.id group by sheet)) as begun,
    (select count(*) from (select sheet from paper_entry e where e.stack_id = k.id group by sheet
       having count(*) = 2)) as twice,
    (select count(*) from paper_decision d where d.stack_id = k.id and d.response_id is not null) as stored,
    (select count(*) from paper_decision d where d.stack_id = k.id and d.unusable is not null) as set_aside
  from paper_stack k join area a on a.id = k.area_id join survey s on s.id = k.survey_id
    join wave w on w.id = s.wave_id left join person p on p.id = k.person_id"""


def find_stack(db: Database, stack_id: str) -> sqlite3.Row | None:
    """A stack with its area, survey and how far it has come."""
    return row(db, f"{_STACK} where k.id = ?", [stack_id])


def list_stacks(db: Database, scope: Scope, survey_id: str = "") -> list[sqlite3.Row]:
    """The stacks of a scope, newest first."""
    sql = f"{_STACK} where {scope.sql('k.area_id')} and (? = '' or k.survey_id = ?) order by k.at desc, k.number desc"
    return rows(db, sql, [survey_id, survey_id])


def insert_stack(
    db: Database, stack_id: str, *, survey_id: str, area_id: str, sheets: int, person_id: str | None
) -> None:
    """A stack with the next number of its survey."""
    db.conn.execute(
        """insert into paper_stack(id, survey_id, area_id, number, sheets, person_id, at)
           select ?, ?, ?, coalesce(max(number), 0) + 1, ?, ?, ? from paper_stack where survey_id = ?""",
        [stack_id, survey_id, area_id, sheets, person_id, now(), survey_id],
    )


def sheets_of(db: Database, stack_id: str) -> dict[int, sqlite3.Row]:
    """The sheets somebody has keyed: by whom first and second, and what became of them."""
    found = rows(
        db,
        """select f.sheet, f.person_id as first_id, s.person_id as second_id, fp.name as first_name,
             sp.name as second_name, s.id as second_entry, d.response_id, d.unusable, d.differed, d.person_id as decider,
             dp.name as decider_name
           from paper_entry f join person fp on fp.id = f.person_id
             left join paper_entry s on s.stack_id = f.stack_id and s.sheet = f.sheet and s.turn = 2
             left join person sp on sp.id = s.person_id
             left join paper_decision d on d.stack_id = f.stack_id and d.sheet = f.sheet
             left join person dp on dp.id = d.person_id
           where f.stack_id = ? and f.turn = 1 order by f.sheet""",
        [stack_id],
    )
    return {r["sheet"]: r for r in found}


def entries_of(db: Database, stack_id: str, sheet: int) -> list[sqlite3.Row]:
    """What was keyed of a sheet, in its order."""
    return rows(
        db,
        """select e.*, p.name as person_name from paper_entry e join person p on p.id = e.person_id
           where e.stack_id = ? and e.sheet = ? order by e.turn""",
        [stack_id, sheet],
    )


def find_entry(db: Database, entry_id: str) -> sqlite3.Row | None:
    return row(db, "select * from paper_entry where id = ?", [entry_id])


def insert_entry(
    db: Database,
    entry_id: str,
    *,
    stack_id: str,
    sheet: int,
    turn: int,
    cells: dict[str, Any],
    values: dict[str, Any],
    person_id: str,
) -> None:
    texts = (json.dumps(each, ensure_ascii=False) for each in (cells, values))
    db.conn.execute(
        """insert into paper_entry(id, stack_id, sheet, turn, cells, "values", person_id, at)
           values (?, ?, ?, ?, ?, ?, ?, ?)""",
        [entry_id, stack_id, sheet, turn, *texts, person_id, now()],
    )


def find_decision(db: Database, stack_id: str, sheet: int) -> sqlite3.Row | None:
    return row(db, "select * from paper_decision where stack_id = ? and sheet = ?", [stack_id, sheet])


def insert_decision(db: Database, values: dict[str, Any]) -> None:
    """What became of a sheet; `values` has every column but `at`."""
    columns = ", ".join([*values, "at"])
    marks = ", ".join(f":{name}" for name in (*values, "at"))
    db.conn.execute(f"insert into paper_decision({columns}) values ({marks})", {**values, "at": now()})


def error_rates(db: Database, scope: Scope, stack_id: str = "") -> list[sqlite3.Row]:
    """Who keyed: sheets decided, entries compared, and in how many the third look went against that person."""
    return rows(
        db,
        f"""select p.id, p.name, count(*) as sheets, sum(d.compared) as compared,
              sum(case e.turn when 1 then d.wrong_first else d.wrong_second end) as wrong
            from paper_decision d join paper_entry e on e.stack_id = d.stack_id and e.sheet = d.sheet
              join paper_stack k on k.id = d.stack_id join person p on p.id = e.person_id
            where {scope.sql("k.area_id")} and (:stack = '' or k.id = :stack) group by p.id order by p.name""",
        {"stack": stack_id},
    )


def differences_so_far(db: Database, scope: Scope, stack_id: str = "") -> sqlite3.Row:
    """Sheets decided, those of them in which two keyings differed, entries compared and entries that differed."""
    found = row(
        db,
        f"""select count(*) as sheets, coalesce(sum(d.differed > 0), 0) as differing,
              coalesce(sum(d.compared), 0) as compared, coalesce(sum(d.differed), 0) as differed
            from paper_decision d join paper_stack k on k.id = d.stack_id
            where {scope.sql("k.area_id")} and (:stack = '' or k.id = :stack)""",
        {"stack": stack_id},
    )
    assert found is not None
    return found


def count_waiting(db: Database, scope: Scope) -> int:
    """Sheets keyed twice that say different things, and wait for a third look."""
    return int(
        scalar(
            db,
            f"""select count(*) from paper_entry e join paper_stack k on k.id = e.stack_id
                where e.turn = 2 and {scope.sql("k.area_id")} and not exists (
                  select 1 from paper_decision d where d.stack_id = e.stack_id and d.sheet = e.sheet)""",
        )
    )


def forget_entries(db: Database, response_id: str) -> int:
    """Destroy what was keyed of the sheet a return came from. Returns how many keyings."""
    return db.conn.execute(
        """update paper_entry set cells = null, "values" = null, destroyed_at = ?
           where destroyed_at is null and (stack_id, sheet) in (
             select stack_id, sheet from paper_decision where response_id = ?)""",
        [now(), response_id],
    ).rowcount
