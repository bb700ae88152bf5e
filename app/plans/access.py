"""What the pages of plans ask first: the plan or task within scope, the day that is asked for, where to go back to."""

from __future__ import annotations

import sqlite3
from datetime import date

from flask import abort, make_response, render_template, request
from flask_babel import gettext as _

from app.accounts.permissions import may
from app.accounts.signing_in import my_scope
from app.areas import rounds
from app.codebook import store as codebook
from app.db import get_db
from app.plans import store
from app.plans.blueprint import bp
from app.plans.plans import REQUIRED_AT, Plan, Task, in_charge
from app.plans.reading import plans_of_area, read_plan, tasks
from app.words.formats import named


def my_plan(plan_id: str, *, as_of: str = "") -> Plan:
    """The plan as it stood on a day, or the end of the request with 404."""
    return read_plan(get_db(), plan_id, my_scope(), as_of=as_of) or abort(404)


def my_task(task_id: str) -> tuple[sqlite3.Row, Plan, Task]:
    """A task's row, its plan and the task, or the end of the request with 404."""
    found = store.find_task(get_db(), task_id, my_scope()) or abort(404)
    return found, my_plan(found["plan_id"]), tasks(get_db(), [found])[0]


def plan_to_edit(plan_id: str) -> Plan:
    """The plan for who may change it, or the end of the request with 404 or 403."""
    found = my_plan(plan_id)
    require_charge(found.area_id)
    return found


def task_to_edit(task_id: str) -> tuple[sqlite3.Row, Plan, Task]:
    """A task's row, its plan and the task for who may change them, or the end of the request with 404 or 403."""
    found = my_task(task_id)
    require_charge(found[1].area_id)
    return found


def require_charge(area_id: str) -> None:
    """The person is in charge of the area, or of the whole city where it is none; else the request ends with 403."""
    if not in_charge(my_scope(), area_id):
        title = _("이 계획을 고칠 수 없습니다")
        text = _(
            "대응계획은 시 전체의 계획이어서 모든 지역을 맡은 사람만 만들고 고칩니다. 읽고 내려받을 수는 있습니다."
        )
        abort(make_response(render_template("errors/page.html", code=403, title=title, text=text), 403))


@bp.app_template_global("may_edit_plan")
def may_edit_plan(area_id: str = "") -> bool:
    """Whether the person may change the plans of an area, or (without one) of the whole city."""
    return may("plans.edit") and in_charge(my_scope(), area_id)


def asked_day(name: str) -> str:
    """A day of the address; empty where it is none."""
    text = request.args.get(name, "").strip()
    try:
        return text if date(1900, 1, 1) <= date.fromisoformat(text) <= date(9999, 12, 30) else ""
    except ValueError:
        return ""


def day_or_end(name: str) -> str:
    """A day of the address of a file; what is none ends the request with 400: a file must not hold another day's state."""
    if unread_day(name):
        title, text = _("날짜를 읽지 못했습니다"), _("주소의 날짜를 2026-11-22처럼 적어 주십시오.")
        abort(make_response(render_template("errors/page.html", code=400, title=title, text=text), 400))
    return asked_day(name)


def unread_day(name: str) -> str:
    """What the address has for a day and is none; empty where all is well."""
    return "" if asked_day(name) else request.args.get(name, "").strip()


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
