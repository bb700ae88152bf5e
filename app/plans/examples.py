"""The example's plans: the shape of a published response plan without invented figures, and an invented prevention plan."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.clock import today
from app.db import row, rows, scalar, writing
from app.ids import new_id
from app.plans import planning, tasking
from app.plans.drafts import PlanDraft, TaskDraft
from app.plans.plans import Event, Milestone, Strategy


def load_plans(db: Database, data: bytes, *, round_id: str, person_id: str) -> None:
    """Both plans through the acts a person has, whole or not at all. May be repeated."""
    told = json.loads(data)
    with writing(db):
        _response(db, told["response"], round_id, person_id)
        _prevention(db, told["prevention"], round_id, person_id)


def _response(db: Database, told: Mapping[str, Any], round_id: str, person_id: str) -> None:
    if scalar(db, "select 1 from plan where kind = 'response'"):
        return
    strategies = tuple(Strategy(new_id(), title) for title in told["strategies"])
    keys = ("title", "occasion", "met_on", "declared", "source", "note")
    draft = PlanDraft(**{key: told[key] for key in keys}, strategies=strategies)
    plan_id = planning.make_response_plan(db, draft, round_id=round_id, person_id=person_id)
    for each in told["tasks"]:
        steps = tuple(Milestone(*step) for step in each.get("milestones", ()))
        wanted = _draft(each, steps, strategies[each["strategy"] - 1].id)
        task_id = tasking.add_task(db, plan_id, wanted, EVERYTHING, person_id=person_id)
        for status, on_day, note in each.get("events", ()):
            tasking.tell_status(db, task_id, Event(status, on_day, note), EVERYTHING, person_id=person_id)
        _attach(db, task_id, "", each, person_id)


def _prevention(db: Database, told: Mapping[str, Any], round_id: str, person_id: str) -> None:
    area = row(db, "select * from area where code = ?", [told["area"]])
    round_ = row(db, "select * from round where id = ?", [round_id])
    if area is None or round_ is None:
        return
    title = f"{area['name_ko']} 위기예방계획({round_['name_ko']})"
    met_on = (today() - timedelta(days=10)).isoformat()
    draft = PlanDraft(title, met_on=met_on, note=told["note"])
    plan_id = planning.make_prevention_plan(db, area["id"], round_id, draft, person_id=person_id)
    if scalar(db, "select 1 from plan_task where plan_id = ?", [plan_id]):
        return
    for each in told["tasks"]:
        task_id = tasking.add_task(db, plan_id, _draft(each, _steps(each["due"])), EVERYTHING, person_id=person_id)
        if "status" in each:
            status, ago, note = each["status"]
            event = Event(status, _day(ago).isoformat(), note)
            tasking.tell_status(db, task_id, event, EVERYTHING, person_id=person_id)
        _attach(db, task_id, area["id"], each, person_id)


def _draft(told: Mapping[str, Any], steps: tuple[Milestone, ...], strategy: str = "") -> TaskDraft:
    keys = ("title", "domain", "budget", "funding", "term", "organization")
    given = {key: told[key] for key in keys if key in told}
    return TaskDraft(**given, strategy=strategy, themes=tuple(told["themes"]), milestones=steps)


def _steps(due: list[list[Any]]) -> tuple[Milestone, ...]:
    """Milestones so many days from today."""
    return tuple(Milestone(title, _day(days).isoformat()) for title, days in due)


def _day(days: int) -> date:
    return today() + timedelta(days=days)


def _attach(db: Database, task_id: str, area_id: str, told: Mapping[str, Any], person_id: str) -> None:
    """Statements experts coded with the task's theme, as a person finds them in the corpus; in one area or in any."""
    if "grounds" not in told:
        return
    found = rows(
        db,
        """select distinct c.segment_id, length(s.text) as long from coding c join segment s on s.id = c.segment_id
             join respondent_area ra on ra.respondent_id = s.respondent_id
           where c.theme_code = :theme and (:area = '' or ra.area_id = :area) and c.stance = 'need'
           order by long desc, c.segment_id limit :n""",
        {"theme": told["themes"][0], "area": area_id, "n": told["grounds"]},
    )
    tasking.attach(db, task_id, [each["segment_id"] for each in found], EVERYTHING, person_id=person_id)
