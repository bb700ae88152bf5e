"""A table of tasks brought to a plan: all problems told at once, nothing half done; tasks the file does not name stay."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.accounts.store import record
from app.clock import today
from app.codebook import store as codebook
from app.db import writing
from app.errors import BadInput
from app.ids import new_id
from app.plans import planning, store, tasking
from app.plans.carrying.columns import WON_UNITS, Words, as_budget, columns_of, squeezed
from app.plans.drafts import TaskDraft, plan_draft, task_draft
from app.plans.plans import PLANNED, RESPONSE, STOPPED, Event, Plan, Strategy, Task
from app.tables.tabular import Table, read_table

# What our own export has besides what is read.
PASSED = ("번호", "늦은 날수", "근거가 된 말")


@dataclass(frozen=True)
class Brought:
    """How many tasks of a file are new, changed what stood, or said what stood; strategies that are new."""

    new: int
    changed: int
    unchanged: int
    strategies: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


def words_of(db: Database) -> Words:
    """What the cells of a table may name: themes by code and names, people by name where it is one's alone."""
    book = codebook.newest(db)
    themes = codebook.themes(db, book["id"]) if book else []
    people = store.owners(db)
    once = Counter(squeezed(each["name"]) for each in people)
    return Words(
        {squeezed(word): each["code"] for each in themes for word in (each["code"], each["name_ko"], each["name_en"])},
        ", ".join(each["name_ko"] for each in themes),
        {squeezed(each["name"]): each["id"] for each in people if once[squeezed(each["name"])] == 1},
        ", ".join(each["name"] for each in people),
    )


def import_tasks(
    db: Database, plan_id: str, data: bytes, file_name: str, scope: Scope, *, person_id: str | None
) -> Brought:
    """Add the tasks of a file and change those whose name the plan has. May be repeated.

    An empty cell leaves what stands. Raises BadInput with every problem: row, cell, what is wrong, what is right.
    """
    with writing(db):
        plan = planning.plan_of(db, plan_id, scope)
        columns = [each.column for each in columns_of(plan.kind, words_of(db))]
        table = read_table(data, file_name, columns, passed=PASSED)
        _check(table, plan)
        table.refuse_if_wrong()
        strategies, new = _strategies(db, plan, table, scope, person_id)
        counts: Counter[str] = Counter()
        there = {squeezed(task.title): task for task in plan.tasks}
        for line in table.rows:
            counts[_keep(db, plan, line, there.get(squeezed(line["title"])), strategies, scope, person_id)] += 1
        done = Brought(counts["new"], counts["changed"], counts["unchanged"], new, tuple(table.told))
        told = {"new": done.new, "changed": done.changed, "unchanged": done.unchanged}
        record(db, "plan file imported", person_id=person_id, object_kind="plan", object_id=plan_id, **told)
    return done


def _check(table: Table, plan: Plan) -> None:
    """Amounts under their unit, names that stand twice, states without a reason or on a day that is none."""
    unit = table.units.get("budget", "").replace(" ", "")
    if unit and unit not in WON_UNITS:
        right = _("원, 천원, 백만원, 억원 가운데 하나로 적어 주십시오")
        table.found.of_titles(table.header, _("‘예산’ 열의 단위가 ‘%(unit)s’입니다", unit=unit), right)
        return
    first: dict[str, int] = {}
    for line in table.rows:
        _check_budget(table, line, unit)
        title = squeezed(line["title"] or "")
        if title and first.setdefault(title, line["row"]) != line["row"]:
            what = _("같은 과제가 %(row)s행에도 있습니다", row=first[title])
            table.wrong(line["row"], _("과제"), what, _("과제 하나에 한 행만 남기거나 이름을 다르게 적어 주십시오"))
        _check_state(table, line, plan)
    if not table.rows:
        table.wrong(
            table.header + 1,
            "",
            _("제목 줄 아래에 자료가 없습니다"),
            _("제목 다음 줄부터 한 줄에 과제 하나를 적어 주십시오"),
        )


def _check_budget(table: Table, line: dict[str, Any], unit: str) -> None:
    text = line["budget"]
    try:
        line["budget"] = as_budget(text, unit) if text else None
    except ValueError as error:
        table.wrong(line["row"], _("예산"), _("쓸 수 없는 값입니다: ‘%(text)s’", text=text[:60]), str(error))


def _check_state(table: Table, line: dict[str, Any], plan: Plan) -> None:
    if line["status"] == STOPPED and not line["note"]:
        table.wrong(line["row"], _("까닭"), _("중단한 과제인데 까닭이 없습니다"), _("왜 중단했는지 적어 주십시오"))
    if line["status"] == "late":
        right = _("예정, 추진 중, 마침, 중단 가운데 하나로 적어 주십시오")
        table.wrong(line["row"], _("상태"), _("‘늦음’은 이정표의 날짜로 셉니다"), right)
    day, first = line["on_day"], tasking.first_day(plan)
    if day and not first <= day <= today().isoformat():
        right = _("%(first)s부터 오늘까지의 날짜를 적어 주십시오", first=first)
        table.wrong(line["row"], _("상태 날짜"), _("계획보다 앞서거나 아직 오지 않은 날입니다"), right)


def _strategies(
    db: Database, plan: Plan, table: Table, scope: Scope, person_id: str | None
) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """Strategy by its name, those the file brings added at the end; and the names of these."""
    known = {squeezed(each.title): each.id for each in plan.strategies}
    if plan.kind != RESPONSE:
        return known, ()
    named = dict.fromkeys(line["strategy"] for line in table.rows if line["strategy"])
    new = [Strategy(new_id(), each) for each in named if squeezed(each) not in known]
    if new:
        draft = replace(plan_draft(plan), strategies=(*plan.strategies, *new))
        planning.change_plan(db, plan.id, draft, scope, seen="", person_id=person_id)
    return {**known, **{squeezed(each.title): each.id for each in new}}, tuple(each.title for each in new)


def _keep(
    db: Database,
    plan: Plan,
    line: dict[str, Any],
    stands: Task | None,
    strategies: Mapping[str, str],
    scope: Scope,
    person_id: str | None,
) -> str:
    """One row: a new task, or what it says of one that stands; `new`, `changed` or `unchanged`."""
    draft = _draft(line, task_draft(stands) if stands else TaskDraft(line["title"]), strategies)
    try:
        if stands is None:
            task_id = tasking.add_task(db, plan.id, draft, scope, person_id=person_id)
            changed = True
        else:
            task_id = stands.id
            changed = tasking.change_task(db, task_id, draft, scope, seen="", person_id=person_id)
        told = _tell(db, task_id, line, stands, plan, scope, person_id)
    except BadInput as error:
        row = _("%(row)s행", row=line["row"])
        raise BadInput(*(replace(p, where=f"{row} ‘{p.where}’") for p in error.problems)) from error
    return "new" if stands is None else "changed" if changed or told else "unchanged"


def _draft(line: dict[str, Any], before: TaskDraft, strategies: Mapping[str, str]) -> TaskDraft:
    """What stood with what the row says; an empty cell says nothing."""
    said = {
        **{"strategy": strategies.get(squeezed(line.get("strategy") or "")), "domain": line["domain"]},
        **{"budget": line["budget"], "funding": line["funding"], "term": line["term"]},
        **{"organization": line["organization"], "owner_id": line["owner"], "themes": line["themes"]},
        "milestones": line["milestones"],
    }
    return replace(before, **{name: value for name, value in said.items() if value is not None})


def _tell(
    db: Database,
    task_id: str,
    line: dict[str, Any],
    stands: Task | None,
    plan: Plan,
    scope: Scope,
    person_id: str | None,
) -> bool:
    """How the row says the task stands; what is told already is not told again."""
    status, before = line["status"], stands.status if stands else PLANNED
    if not status or (status == before and (not line["on_day"] or (stands and line["on_day"] == stands.status_day))):
        return False
    on_day = line["on_day"] or (tasking.first_day(plan) if status == PLANNED else today().isoformat())
    event = Event(status, on_day, line["note"] or "")
    return tasking.tell_status(db, task_id, event, scope, person_id=person_id)
