"""What plans bring to the features below: how statements come to a task or a measure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from flask import url_for
from sqlite_utils import Database

from app.accounts.people import Scope
from app.accounts.permissions import may
from app.accounts.signing_in import my_scope
from app.nav import HELP
from app.plans import store, tasking
from app.plans.plans import PREVENTION, RESPONSE, in_charge
from app.plans.telling import prevention_part, response_part
from app.proposals.keeping.reflecting import REFLECTING, Reflecting, Thing
from app.voices.attaching import ATTACH, Attach


def join() -> None:
    for kind, of in (("task", RESPONSE), ("measure", PREVENTION)):
        ATTACH[kind] = Attach("plans.edit", partial(_title, of), _attach, _back, held=store.segments_of)
    REFLECTING["task"] = Reflecting("task_id", _tasks, _opens)
    HELP.update(prevention=prevention_part, response=response_part)


def _tasks(db: Database, scope: Scope, typed: str, most: int) -> list[Thing]:
    """Tasks by their names and their plans', as the field of an answer offers them."""
    found = store.tasks_like(db, scope, typed, most)
    return [Thing("task", r["id"], f"{r['title']} ({r['plan']})", str(r["title"])) for r in found]


def _opens(db: Database, scope: Scope, task_id: str) -> str | None:
    shown = may("plans.view") and store.find_task(db, task_id, scope) is not None
    return url_for("plans.task", task_id=task_id) if shown else None


def _title(kind: str, db: Database, task_id: str) -> str | None:
    """What a task is called; None where it is out of its plan, of another kind, or not the person's to change."""
    found = store.find_task(db, task_id, my_scope())
    if found is None or found["dropped"]:
        return None
    plan = store.find_plan(db, found["plan_id"], my_scope())
    mine = plan and plan["kind"] == kind and in_charge(my_scope(), plan["area_id"])
    return str(found["title"]) if mine else None


def _attach(db: Database, task_id: str, segment_ids: Sequence[str], person_id: str) -> int:
    return tasking.attach(db, task_id, segment_ids, my_scope(), person_id=person_id)


def _back(task_id: str) -> str:
    return url_for("plans.task", task_id=task_id, _anchor="grounds")
