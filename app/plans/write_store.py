"""SQL that writes plans: every row is appended; a ground that no longer holds is ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from app.clock import now
from app.db import scalar
from app.plans.plans import Event, Milestone, Strategy


def insert_plan(
    db: Database, plan_id: str, kind: str, *, round_id: str | None, area_id: str | None, person_id: str | None
) -> None:
    db.conn.execute("insert into plan values (?, ?, ?, ?, ?, ?)", [plan_id, kind, round_id, area_id, person_id, now()])


def insert_version(
    db: Database, plan_id: str, values: Mapping[str, Any], strategies: Sequence[Strategy], *, person_id: str | None
) -> None:
    """The head of a plan as it is from `since` on: title, occasion, met_on, roundtable_id, declared, source, note."""
    version_id = _insert(db, "plan_version", {**values, "plan_id": plan_id, "person_id": person_id, "at": now()})
    for position, each in enumerate(strategies, start=1):
        db.conn.execute("insert into plan_strategy values (?, ?, ?, ?)", [version_id, each.id, position, each.title])


def insert_task(db: Database, task_id: str, plan_id: str, *, person_id: str | None) -> None:
    db.conn.execute("insert into plan_task values (?, ?, ?, ?)", [task_id, plan_id, person_id, now()])


def insert_task_version(
    db: Database,
    task_id: str,
    values: Mapping[str, Any],
    *,
    themes: Iterable[str],
    milestones: Sequence[Milestone],
    person_id: str | None,
) -> None:
    """A task as it is from `since` on, with its themes and milestones."""
    version_id = _insert(db, "plan_task_version", {**values, "task_id": task_id, "person_id": person_id, "at": now()})
    for code in sorted(set(themes)):
        db.conn.execute("insert into plan_task_theme values (?, ?)", [version_id, code])
    for position, each in enumerate(milestones, start=1):
        told = [version_id, position, each.title, each.due_on, each.done_on or None]
        db.conn.execute("insert into plan_milestone values (?, ?, ?, ?, ?)", told)


def insert_event(db: Database, task_id: str, event: Event, *, person_id: str | None) -> None:
    db.conn.execute(
        "insert into plan_task_event(task_id, status, on_day, note, person_id, at) values (?, ?, ?, ?, ?, ?)",
        [task_id, event.status, event.on_day, event.note, person_id, now()],
    )


def attach(db: Database, task_id: str, segment_ids: Iterable[str], *, person_id: str | None) -> int:
    """Statements a task stands on from now on; how many are new."""
    sql = """insert into plan_task_segment(task_id, segment_id, added_by, added_at)
             select ?, ?, ?, ? where exists (select 1 from segment where id = ?) on conflict do nothing"""
    at, before = now(), db.conn.total_changes
    for each in dict.fromkeys(segment_ids):
        db.conn.execute(sql, [task_id, each, person_id, at, each])
    return db.conn.total_changes - before


def end_ground(db: Database, task_id: str, segment_id: str, *, person_id: str | None) -> bool:
    """From now on the task stands on a statement no more; whether it did."""
    done = db.conn.execute(
        """update plan_task_segment set ended_at = ?, ended_by = ?
           where task_id = ? and segment_id = ? and ended_at is null""",
        [now(), person_id, task_id, segment_id],
    )
    return done.rowcount > 0


def last_position(db: Database, plan_id: str) -> int:
    sql = "select max(position) from plan_task_now where plan_id = ?"
    return int(scalar(db, sql, [plan_id]) or 0)


def _insert(db: Database, table: str, values: Mapping[str, Any]) -> int:
    names = ", ".join(values)
    made = db.conn.execute(f"insert into {table}({names}) values ({', '.join(':' + n for n in values)})", dict(values))
    return int(made.lastrowid or 0)
