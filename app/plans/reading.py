"""Reading plans whole: as they stand on a day, of an area, of a round; what pages, papers and reports show."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from app.accounts.people import EVERYTHING, Scope
from app.clock import today
from app.plans import store
from app.plans.plans import PREVENTION, REQUIRED_AT, RESPONSE, Milestone, Plan, Strategy, Task


@dataclass(frozen=True)
class Told:
    """The plans of a round as a report tells them."""

    response: tuple[Plan, ...]
    prevention: tuple[Plan, ...]


def read_plan(db: Database, plan_id: str, scope: Scope, *, as_of: str = "") -> Plan | None:
    """A plan as it stood on a day; None where the person may not see it, or it was not there yet."""
    found = store.find_plan(db, plan_id, scope, as_of or store.NEWEST)
    return whole(db, [found], as_of=as_of)[0] if found else None


def plans_of_area(db: Database, area_id: str, round_: sqlite3.Row | None) -> list[Plan]:
    """An area's prevention plans as a round shows them: its own and those of rounds before, as they stood at its end.

    In the running round they stand as of today. Whoever calls has asked whether the area may be seen.
    """
    if round_ is None:
        return []
    as_of = "" if round_["ends_on"] >= today().isoformat() else str(round_["ends_on"])
    return whole(db, store.plans_of_area(db, area_id, round_["ends_on"], as_of or store.NEWEST), as_of=as_of)


def plans_told(db: Database, round_: sqlite3.Row, scope: Scope = EVERYTHING, *, as_of: str = "") -> Told:
    """What a report says of plans: the prevention plans of a round, and every response plan that there was by its end."""
    day = as_of or store.NEWEST
    return Told(*(_as_of(db, found, scope, day, as_of) for found in plans_listed(db, round_, scope)))


def plans_listed(db: Database, round_: sqlite3.Row, scope: Scope) -> tuple[list[sqlite3.Row], list[sqlite3.Row]]:
    """Response plans that there were by the end of a round, and its prevention plans, without their tasks."""
    prevention, _n = store.list_plans(db, store.Wanted(PREVENTION, round=round_["id"]), scope)
    response, _n = store.list_plans(db, store.Wanted(RESPONSE), scope)
    return [each for each in response if (each["met_on"] or each["since"]) <= round_["ends_on"]], prevention


def _as_of(db: Database, found: Sequence[sqlite3.Row], scope: Scope, day: str, as_of: str) -> tuple[Plan, ...]:
    then = found if not as_of else [store.find_plan(db, each["id"], scope, day) for each in found]
    return tuple(whole(db, [each for each in then if each], as_of=as_of))


def areas_without_plan(db: Database, round_: sqlite3.Row | None, scope: Scope) -> list[sqlite3.Row]:
    """Areas of a scope whose level asks for a prevention plan in a round and that have none, by code."""
    if round_ is None:
        return []
    return store.areas_without_plan(db, round_["id"], REQUIRED_AT, scope)


def whole(db: Database, found: Sequence[sqlite3.Row], *, as_of: str = "") -> list[Plan]:
    """Plans with strategies and tasks, in the order of their rows; of any number in five queries."""
    tasks = _tasks(db, [each["id"] for each in found], as_of)
    strategies: dict[int, list[Strategy]] = defaultdict(list)
    for each in store.strategies_of(db, [each["version_id"] for each in found]):
        strategies[each["version_id"]].append(Strategy(each["strategy_id"], each["title"]))
    day = date.fromisoformat(as_of) if as_of else today()
    return [_plan(each, strategies[each["version_id"]], tasks[each["id"]], day, as_of) for each in found]


def _plan(found: sqlite3.Row, strategies: Sequence[Strategy], tasks: Sequence[Task], day: date, as_of: str) -> Plan:
    return Plan(
        id=found["id"],
        kind=found["kind"],
        title=found["title"],
        day=day,
        strategies=tuple(strategies),
        tasks=tuple(tasks),
        as_of=as_of,
        occasion=found["occasion"],
        met_on=found["met_on"] or "",
        roundtable_id=found["roundtable_id"] or "",
        declared=found["declared"],
        source=found["source"],
        note=found["note"],
        dropped=bool(found["dropped"]),
        area_id=found["area_id"] or "",
        round_id=found["round_id"] or "",
        round_code=found["round_code"] or "",
        area=found if found["area_id"] else None,
    )


def _tasks(db: Database, plan_ids: Sequence[str], as_of: str) -> dict[str, list[Task]]:
    found = store.tasks_of(db, plan_ids, as_of or store.NEWEST)
    by_plan: dict[str, list[Task]] = defaultdict(list)
    for plan_id, task in zip((each["plan_id"] for each in found), tasks(db, found, as_of=as_of), strict=True):
        by_plan[plan_id].append(task)
    return by_plan


def tasks(db: Database, found: Sequence[sqlite3.Row], *, as_of: str = "") -> list[Task]:
    """Tasks of rows, with themes, milestones and how many statements each stands on."""
    versions = [each["id"] for each in found]
    milestones, themes = _by_version(store.milestones_of(db, versions)), _by_version(store.themes_of(db, versions))
    grounds = store.grounds_of(db, [each["task_id"] for each in found])
    return [
        Task(
            id=each["task_id"],
            title=each["title"],
            status=each["status"] or "planned",
            status_day=each["on_day"] or "",
            reason=each["reason"] or "",
            strategy=each["strategy_id"] or "",
            domain=each["domain"] or "",
            budget=each["budget"],
            funding=each["funding"],
            term=each["term"] or "",
            organization=each["organization"],
            owner_id=each["owner_id"] or "",
            owner=each["owner"] or "",
            themes=tuple(t["theme_code"] for t in themes[each["id"]]),
            milestones=tuple(_milestone(m, as_of) for m in milestones[each["id"]]),
            grounds=grounds.get(each["task_id"], 0),
        )
        for each in found
    ]


def _milestone(found: sqlite3.Row, as_of: str) -> Milestone:
    """On an earlier day a milestone that was reached later was not."""
    done = found["done_on"] or ""
    return Milestone(found["title"], found["due_on"], "" if as_of and done > as_of else done)


def _by_version(found: Iterable[sqlite3.Row]) -> dict[int, list[sqlite3.Row]]:
    listed: dict[int, list[sqlite3.Row]] = defaultdict(list)
    for each in found:
        listed[each["version_id"]].append(each)
    return listed
