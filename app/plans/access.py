"""What the pages of plans ask first: the plan or task within scope, the day that is asked for, where to go back to."""

from __future__ import annotations

import sqlite3
from datetime import date

from flask import abort, request

from app.accounts.permissions import may
from app.accounts.signing_in import my_scope
from app.areas import rounds
from app.codebook import store as codebook
from app.db import get_db
from app.plans import store
from app.plans.blueprint import bp
from app.plans.plans import REQUIRED_AT, Plan, Task
from app.plans.reading import plans_of_area, read_plan, tasks
from app.words.formats import named


def my_plan(plan_id: str, *, as_of: str = "") -> Plan:
    """The plan as it stood on a day, or the end of the request with 404."""
    return read_plan(get_db(), plan_id, my_scope(), as_of=as_of) or abort(404)


def my_task(task_id: str) -> tuple[sqlite3.Row, Plan, Task]:
    """A task's row, its plan and the task, or the end of the request with 404."""
    found = store.find_task(get_db(), task_id, my_scope()) or abort(404)
    return found, my_plan(found["plan_id"]), tasks(get_db(), [found])[0]


def asked_day(name: str) -> str:
    """A day of the address; empty where it is none."""
    text = request.args.get(name, "").strip()
    try:
        return text if date(1900, 1, 1) <= date.fromisoformat(text) <= date(9999, 12, 30) else ""
    except ValueError:
        return ""


def theme_names() -> dict[str, str]:
    """Theme code to its name in the page's language, of every version there was."""
    return {each["code"]: named(each) for each in codebook.names_ever(get_db())}


@bp.app_template_global("plans_of_area")
def plans_for_page(area_id: str) -> list[Plan]:
    """For the part on an area's pages: its plans as the round shows them; none where the person reads no plans."""
    return plans_of_area(get_db(), area_id, rounds.current()) if may("plans.view") else []


@bp.app_template_global("plan_required")
def plan_required(level: str | None) -> bool:
    """Whether a level asks for a prevention plan."""
    return level in REQUIRED_AT
