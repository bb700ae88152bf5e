"""Tasks of a plan: added, changed, put in order, taken out; how they stand; the statements they stand on."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.accounts.store import record
from app.clock import begin_of, today
from app.codebook import store as codebook
from app.db import writing
from app.errors import Conflict
from app.ids import new_id
from app.personal.written import written
from app.plans import store, write_store
from app.plans.drafts import Flaw, Known, Stale, TaskDraft, task_draft, task_flaws, tidy
from app.plans.planning import flawed, plan_of
from app.plans.plans import PLANNED, STATUSES, STOPPED, Event, Plan, Task
from app.plans.reading import tasks
from app.tables.checked import N_
from app.words.labels import LABELS


def known_of(db: Database, plan: Plan) -> Known:
    """What the tasks of a plan may point to."""
    book = codebook.newest(db)
    themes = codebook.themes(db, book["id"]) if book else []
    return Known(
        plan.kind,
        frozenset(each.id for each in plan.strategies),
        frozenset(LABELS["domain"]),
        frozenset(each["code"] for each in themes),
        frozenset(each["id"] for each in store.owners(db)),
    )


def add_task(
    db: Database, plan_id: str, draft: TaskDraft, scope: Scope, *, person_id: str | None, task_id: str = ""
) -> str:
    """A new task at the end of a plan; its id. Sent twice under one id it is one task. Raises Flawed."""
    with writing(db):
        plan = plan_of(db, plan_id, scope)
        task_id = task_id or new_id()
        if db.conn.execute("select 1 from plan_task where id = ?", [task_id]).fetchone():
            return task_id
        kept = _kept(db, draft)
        _refuse([*task_flaws(kept, known_of(db, plan)), *_reached_flaws(kept)])
        write_store.insert_task(db, task_id, plan_id, person_id=person_id)
        # The first tasks belong to the plan as it was decided; what comes later is there from its day on.
        first = first_day(plan) if not plan.tasks or _made_today(db, plan_id) else today().isoformat()
        position = write_store.last_position(db, plan_id) + 1
        _write(db, task_id, kept, position=position, since=first, person_id=person_id)
        write_store.insert_event(db, task_id, Event(PLANNED, first), person_id=person_id)
        _note(db, "plan task added", task_id, person_id)
    return task_id


def _reached_flaws(draft: TaskDraft) -> list[Flaw]:
    """Nothing was reached on a day to come."""
    if all(each.done_on <= today().isoformat() for each in draft.milestones):
        return []
    return [
        Flaw("milestones", N_("이룬 날이 아직 오지 않았습니다"), N_("이룬 날은 오늘이나 그 전의 날짜로 적어 주십시오"))
    ]


def first_day(plan: Plan) -> str:
    """The day from which a plan stands."""
    return min(plan.met_on or today().isoformat(), today().isoformat())


def _made_today(db: Database, plan_id: str) -> bool:
    made = db.conn.execute("select at from plan where id = ?", [plan_id]).fetchone()["at"]
    return bool(made >= begin_of(today()))


def change_task(
    db: Database, task_id: str, draft: TaskDraft, scope: Scope, *, seen: str, person_id: str | None
) -> bool:
    """What a task is from today on; False where it is that already. Raises Flawed, Stale."""
    kept = _kept(db, draft)
    with writing(db):
        found, plan, stands = one(db, task_id, scope)
        if task_draft(stands) == kept:
            return False
        if seen and seen != fingerprint(stands):
            raise Stale
        _refuse([*task_flaws(kept, known_of(db, plan), task_draft(stands)), *_reached_flaws(kept)])
        _write(db, task_id, kept, position=found["position"], since=_since(found), person_id=person_id)
        _note(db, "plan task changed", task_id, person_id)
    return True


def _since(found: sqlite3.Row) -> str:
    """A change holds from today on; of a task that begins later, from its beginning."""
    return max(today().isoformat(), str(found["since"]))


def move_task(db: Database, task_id: str, scope: Scope, *, up: bool, person_id: str | None) -> bool:
    """One place up or down among its like; False at the end of them."""
    with writing(db):
        _found, plan, task = one(db, task_id, scope)
        like = [each for each in plan.tasks if plan.group_of(each) == plan.group_of(task)]
        at = [each.id for each in like].index(task_id)
        to = at - 1 if up else at + 1
        if not 0 <= to < len(like):
            return False
        order = [each.id for each in plan.tasks]
        a, b = order.index(task_id), order.index(like[to].id)
        order[a], order[b] = order[b], order[a]
        _order(db, plan, order, person_id)
        _note(db, "plan task moved", task_id, person_id)
    return True


def _order(db: Database, plan: Plan, order: Sequence[str], person_id: str | None) -> None:
    """A new version of every task whose place is another."""
    by_id = {each.id: each for each in plan.tasks}
    stands = {each["task_id"]: each for each in store.tasks_of(db, [plan.id])}
    for position, task_id in enumerate(order, start=1):
        found = stands[task_id]
        if found["position"] != position:
            draft = task_draft(by_id[task_id])
            _write(db, task_id, draft, position=position, since=_since(found), person_id=person_id)


def drop_task(db: Database, task_id: str, scope: Scope, *, dropped: bool, person_id: str | None) -> None:
    """Out of the plan, or back; may be repeated. What was told of it stays."""
    with writing(db):
        found, _plan, task = one(db, task_id, scope)
        if bool(found["dropped"]) == dropped:
            return
        told = {"position": found["position"], "since": _since(found), "dropped": dropped}
        _write(db, task_id, task_draft(task), person_id=person_id, **told)
        _note(db, "plan task dropped" if dropped else "plan task taken up", task_id, person_id)


def tell_status(db: Database, task_id: str, event: Event, scope: Scope, *, person_id: str | None) -> bool:
    """How a task stands from a day on; False where it is told already. Raises Flawed for a day to come, no reason."""
    kept = replace(event, note=written(db, event.note.strip()))
    with writing(db):
        _found, plan, task = one(db, task_id, scope)
        _refuse(_event_flaws(kept, plan))
        if (task.status, task.reason) == (kept.status, kept.note) and task.status_day <= kept.on_day:
            return False
        write_store.insert_event(db, task_id, kept, person_id=person_id)
        _note(db, "plan task told", task_id, person_id, status=kept.status)
    return True


def _event_flaws(event: Event, plan: Plan) -> list[Flaw]:
    found = []
    if event.status not in STATUSES:
        found.append(Flaw("status", N_("없는 상태입니다"), N_("상태를 목록에서 골라 주십시오")))
    if event.on_day > today().isoformat():
        found.append(Flaw("on_day", N_("아직 오지 않은 날입니다"), N_("오늘이나 그 전의 날짜를 적어 주십시오")))
    if event.on_day < first_day(plan):
        found.append(Flaw("on_day", N_("계획을 세우기 전의 날입니다"), N_("계획이 선 날부터의 날짜를 적어 주십시오")))
    if event.status == STOPPED and not event.note:
        found.append(Flaw("note", N_("까닭이 없습니다"), N_("왜 중단했는지 적어 주십시오")))
    return found


def reach_milestone(
    db: Database, task_id: str, title: str, done_on: date | None, scope: Scope, *, person_id: str | None
) -> bool:
    """A milestone is reached since a day, or (None) not yet; False where that is told already. Raises Flawed."""
    done = done_on.isoformat() if done_on else ""
    if done > today().isoformat():
        _refuse([Flaw("on_day", N_("아직 오지 않은 날입니다"), N_("오늘이나 그 전의 날짜를 적어 주십시오"))])
    with writing(db):
        found, _plan, task = one(db, task_id, scope)
        reached = tuple(replace(m, done_on=done) if m.title == title else m for m in task.milestones)
        if reached == task.milestones:
            return False
        draft = replace(task_draft(task), milestones=reached)
        _write(db, task_id, draft, position=found["position"], since=_since(found), person_id=person_id)
        _note(db, "plan task changed", task_id, person_id)
    return True


def attach(db: Database, task_id: str, segment_ids: Sequence[str], scope: Scope, *, person_id: str) -> int:
    """Statements the task stands on besides; how many are new. Whoever calls has asked which the person may read."""
    with writing(db):
        one(db, task_id, scope)
        made = write_store.attach(db, task_id, segment_ids, person_id=person_id)
        if made:
            _note(db, "plan grounds attached", task_id, person_id, segments=made)
    return made


def detach(db: Database, task_id: str, segment_id: str, scope: Scope, *, person_id: str) -> bool:
    """The task stands on a statement no more; may be repeated."""
    with writing(db):
        one(db, task_id, scope)
        ended = write_store.end_ground(db, task_id, segment_id, person_id=person_id)
        if ended:
            _note(db, "plan ground ended", task_id, person_id, segments=1)
    return ended


def one(db: Database, task_id: str, scope: Scope) -> tuple[sqlite3.Row, Plan, Task]:
    """A task's row, its plan and the task itself. Raises Conflict where the person may not see it."""
    found = store.find_task(db, task_id, scope)
    if found is None:
        raise Conflict(_("이 과제는 없거나 볼 수 없습니다. 계획에서 다시 골라 주십시오."))
    return found, plan_of(db, found["plan_id"], scope), tasks(db, [found])[0]


def fingerprint(task: Task) -> str:
    """What tells whether a task was changed since a page was made."""
    return hashlib.sha256(repr(task_draft(task)).encode()).hexdigest()[:16]


def _kept(db: Database, draft: TaskDraft) -> TaskDraft:
    """The draft in order, with nobody named in its title."""
    return tidy(replace(draft, title=written(db, draft.title.strip())))


def _refuse(found: Sequence[Flaw]) -> None:
    if found:
        raise flawed(found)


def _write(
    db: Database,
    task_id: str,
    draft: TaskDraft,
    *,
    position: int,
    since: str,
    person_id: str | None,
    dropped: bool = False,
) -> None:
    values = {
        **asdict(replace(draft, themes=(), milestones=())),
        **{"strategy_id": draft.strategy or None, "domain": draft.domain or None, "term": draft.term or None},
        **{"owner_id": draft.owner_id or None, "position": position, "since": since, "dropped": int(dropped)},
    }
    for name in ("strategy", "themes", "milestones"):
        del values[name]
    write_store.insert_task_version(
        db, task_id, values, themes=draft.themes, milestones=draft.milestones, person_id=person_id
    )


def _note(db: Database, action: str, task_id: str, person_id: str | None, **detail: object) -> None:
    record(db, action, person_id=person_id, object_kind="plan_task", object_id=task_id, **detail)
