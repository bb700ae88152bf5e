"""SQL that reads plans: as they stand, or as they stood on a day."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from app.accounts.people import Scope
from app.coding.statements.search_store import holding
from app.db import row, rows, scalar
from app.evaluation.round.standing_store import STANDING

NEWEST = "9999-12-31"
_PLAN = """select p.id, p.kind, p.round_id, p.area_id, v.id as version_id, v.title, v.occasion, v.met_on,
    v.roundtable_id, v.declared, v.source, v.note, v.dropped, v.since, v.at, r.code as round_code,
    r.name_ko as round_ko, r.name_en as round_en,
    a.code as area_code, a.name_ko, a.name_en, a.district
  from plan p
    join plan_version v on v.id = (select n.id from plan_version n
      where n.plan_id = p.id and n.since <= :day order by n.since desc, n.id desc limit 1)
    left join round r on r.id = p.round_id left join area a on a.id = p.area_id"""
_TASK = """select t.id as task_id, t.plan_id, v.*, o.name as owner, e.status, e.on_day, e.note as reason
  from plan_task t
    join plan_task_version v on v.id = (select n.id from plan_task_version n
      where n.task_id = t.id and n.since <= :day order by n.since desc, n.id desc limit 1)
    left join person o on o.id = v.owner_id
    left join plan_task_event e on e.id = (select n.id from plan_task_event n
      where n.task_id = t.id and n.on_day <= :day order by n.on_day desc, n.id desc limit 1)"""


@dataclass(frozen=True)
class Wanted:
    """Which plans a list shows; empty means any. `state` is a status some task has, `late` with the day it is late on."""

    kind: str
    q: str = ""
    area: str = ""
    round: str = ""
    state: str = ""
    day: str = ""
    dropped: bool = False


def seen(scope: Scope) -> str:
    """Plans of the whole city are everybody's who reads plans, an area's those of who may see the area."""
    return f"(p.area_id is null or {scope.sql('p.area_id')})"


def find_plan(db: Database, plan_id: str, scope: Scope, day: str = NEWEST) -> sqlite3.Row | None:
    return row(db, f"{_PLAN} where p.id = :plan and {seen(scope)}", {"plan": plan_id, "day": day})


def list_plans(
    db: Database, wanted: Wanted, scope: Scope, *, limit: int = -1, offset: int = 0
) -> tuple[list[sqlite3.Row], int]:
    """A page of the plans asked for, the newest round and day first, and how many there are."""
    late = "t.due_on < :today and t.status in ('planned','under_way')"
    where = f"""where p.kind = :kind and v.dropped = :dropped and {seen(scope)}
      and (:area = '' or p.area_id = :area) and (:round = '' or p.round_id = :round)
      and (:q = '' or v.title like :like escape '\\' or a.name_ko like :like escape '\\' or a.code like :like escape '\\')
      and (:state = '' or exists (select 1 from plan_task_now t where t.plan_id = p.id and t.dropped = 0
        and case :state when 'late' then {late} else t.status = :state end))"""
    escaped = wanted.q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    given = {**vars(wanted), "today": wanted.day, "day": NEWEST, "like": f"%{escaped}%"}
    order = "order by r.starts_on desc nulls first, v.met_on desc, a.code, p.id desc limit :limit offset :offset"
    found = rows(db, f"{_PLAN} {where} {order}", {**given, "limit": limit, "offset": offset})
    if not offset and (limit < 0 or len(found) < limit):
        return found, len(found)
    total = scalar(db, f"select count(*) from ({_PLAN} {where})", given)
    return found, int(total)


def plans_of_area(db: Database, area_id: str, until: str, day: str) -> list[sqlite3.Row]:
    """An area's plans of rounds that began by a day, as they stood on another; newest round first."""
    return rows(
        db,
        f"""{_PLAN} where p.area_id = :area and r.starts_on <= :until and v.dropped = 0 order by r.starts_on desc""",
        {"area": area_id, "until": until, "day": day},
    )


def plan_of_area(db: Database, area_id: str, round_id: str) -> str | None:
    """The prevention plan of an area in a round, dropped or not."""
    return scalar(db, "select id from plan where area_id = ? and round_id = ?", [area_id, round_id])


def areas_without_plan(db: Database, round_id: str, levels: Iterable[str], scope: Scope) -> list[sqlite3.Row]:
    """Areas of a scope that stand at one of the levels in a round and have no prevention plan for it, by code."""
    return rows(
        db,
        f"""select st.area_id, a.code, a.name_ko, a.name_en, st.level as level_now
            from {STANDING} st join area a on a.id = st.area_id
            where st.round_id = :round and {scope.sql("st.area_id")}
              and st.level in (select value from json_each(:levels))
              and not exists (select 1 from plan_now p
                where p.area_id = st.area_id and p.round_id = :round and p.dropped = 0)
            order by a.code""",
        {"round": round_id, "levels": json.dumps(list(levels))},
    )


def tasks_of(db: Database, plan_ids: Iterable[str], day: str = NEWEST, *, dropped: bool = False) -> list[sqlite3.Row]:
    """The tasks of plans as they stood on a day, in their order."""
    return rows(
        db,
        f"""{_TASK} where t.plan_id in (select value from json_each(:ids)) and v.dropped = :dropped
            order by t.plan_id, v.position, t.id""",
        {"ids": json.dumps(list(plan_ids)), "day": day, "dropped": dropped},
    )


def find_task(db: Database, task_id: str, scope: Scope, day: str = NEWEST) -> sqlite3.Row | None:
    """A task, dropped or not, of a plan the person may see."""
    found = row(db, f"{_TASK} where t.id = :task", {"task": task_id, "day": day})
    return found if found and find_plan(db, found["plan_id"], scope) else None


def tasks_like(db: Database, scope: Scope, typed: str, most: int) -> list[sqlite3.Row]:
    """Tasks that stand in plans the person may see, by the words of their names and their plans'."""
    said, words = holding(typed, "(t.title || ' (' || p.title || ')')")
    return rows(
        db,
        f"""select t.id, t.title, p.title as plan from plan_task_now t join plan_now p on p.id = t.plan_id
            where t.dropped = 0 and p.dropped = 0 and {seen(scope)} and {said} order by t.title, p.title limit :most""",
        {**words, "most": most},
    )


def strategies_of(db: Database, version_ids: Iterable[int]) -> list[sqlite3.Row]:
    return _of(db, "select * from plan_strategy", version_ids, "version_id, position")


def milestones_of(db: Database, version_ids: Iterable[int]) -> list[sqlite3.Row]:
    return _of(db, "select * from plan_milestone", version_ids, "version_id, due_on, position")


def themes_of(db: Database, version_ids: Iterable[int]) -> list[sqlite3.Row]:
    return _of(db, "select * from plan_task_theme", version_ids, "version_id, theme_code")


def _of(db: Database, select: str, version_ids: Iterable[int], order: str) -> list[sqlite3.Row]:
    ids = json.dumps(list(version_ids))
    return rows(db, f"{select} where version_id in (select value from json_each(?)) order by {order}", [ids])


def grounds_of(db: Database, task_ids: Iterable[str]) -> dict[str, int]:
    """Task id to how many statements it stands on."""
    sql = """select task_id, count(*) as n from plan_task_segment where ended_at is null
             and task_id in (select value from json_each(?)) group by task_id"""
    return {each["task_id"]: each["n"] for each in rows(db, sql, [json.dumps(list(task_ids))])}


def segments_of(db: Database, task_id: str) -> list[str]:
    """The statements a task stands on, oldest first."""
    sql = (
        "select segment_id from plan_task_segment where task_id = ? and ended_at is null order by added_at, segment_id"
    )
    return [each["segment_id"] for each in rows(db, sql, [task_id])]


def events_of(db: Database, task_id: str) -> list[sqlite3.Row]:
    """What was told of how a task stands, newest first."""
    return rows(
        db,
        """select e.*, p.name as person from plan_task_event e left join person p on p.id = e.person_id
           where e.task_id = ? order by e.on_day desc, e.id desc""",
        [task_id],
    )


def versions_of(db: Database, task_id: str) -> list[sqlite3.Row]:
    """What a task said when, newest first."""
    return rows(
        db,
        """select v.*, p.name as person from plan_task_version v left join person p on p.id = v.person_id
           where v.task_id = ? order by v.since desc, v.id desc""",
        [task_id],
    )


def owners(db: Database) -> list[sqlite3.Row]:
    """Whom a task may be given to: analysts and officials with an account."""
    return rows(db, "select id, name from person where active = 1 and role in ('analyst','official') order by name, id")


def roundtables_like(db: Database, scope: Scope) -> list[sqlite3.Row]:
    """Roundtables a plan may come from, newest first: as many as a list can offer."""
    return rows(
        db,
        f"""select r.id, r.title, r.title_en, r.held_on, s.name_ko as series_ko, s.name_en as series_en
            from roundtable r left join series s on s.id = r.series_id
            where exists (select 1 from roundtable_area ra where ra.roundtable_id = r.id and {scope.sql("ra.area_id")})
            order by r.held_on desc, r.id limit 100""",
    )


def find_roundtable(db: Database, roundtable_id: str) -> sqlite3.Row | None:
    sql = """select r.id, r.title, r.title_en, r.held_on, s.name_ko as series_ko, s.name_en as series_en
             from roundtable r left join series s on s.id = r.series_id where r.id = ?"""
    return row(db, sql, [roundtable_id])


def late_tasks(
    db: Database, kind: str, scope: Scope, day: str, *, round_id: str = "", limit: int = -1
) -> tuple[list[sqlite3.Row], int]:
    """Tasks of plans of a kind whose milestone is over and not reached, the longest first; and how many there are."""
    sql = f"""from plan_task_now t join plan_now p on p.id = t.plan_id
      where p.kind = :kind and p.dropped = 0 and t.dropped = 0 and t.due_on < :day
        and t.status in ('planned','under_way') and (:round = '' or p.round_id = :round) and {seen(scope)}"""
    given = {"kind": kind, "day": day, "round": round_id, "limit": limit}
    found = rows(
        db, f"select t.id, t.title, t.due_on, p.title as plan {sql} order by t.due_on, t.id limit :limit", given
    )
    return found, int(scalar(db, f"select count(*) {sql}", given))
