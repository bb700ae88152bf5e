"""Firms whose numbers called for a visit: which change and against what, who goes, and what came of it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

from sqlite_utils import Database

from app.accounts.people import Scope
from app.areas import store as areas
from app.clock import today
from app.evaluation.overview.level_store import levels_of
from app.field.visits import store as visits
from app.monitoring.observations.store import list_indicators
from app.monitoring.reading import firm_reading
from app.monitoring.reading.firm_calls import called
from app.monitoring.reading.firm_reading import FirmLine, FirmView
from app.monitoring.reading.signs import sign_of
from app.plans.following import follow_store
from app.plans.following.followed import DONE, Followed, FollowedArea, Told
from app.plans.plans import REQUIRED_AT


def view_of(db: Database, scope: Scope, month: str = "") -> FirmView | None:
    """Abnormal firms of a scope in a month; None where no firm's value is known."""
    return firm_reading.read_firms(db, scope, month=month, until=today().isoformat())


def areas_followed(db: Database, round_id: str, scope: Scope, view: FirmView | None) -> list[FollowedArea]:
    """Areas with abnormal firms or visits for them: those at 심각 first, then by how many firms nobody visits yet."""
    firms = Counter(area for _firm, area in {(line.firm["id"], line.firm["area_id"]) for line in _lines(view)})
    states: dict[str, Counter[str]] = {}
    newest = {each["firm_id"]: each for each in follow_store.visits_of_round(db, round_id, scope)}
    for each in newest.values():
        states.setdefault(each["area_id"], Counter())[each["state"]] += 1
    levels = {area_id: stood.level for area_id, stood in levels_of(db, round_id, scope).items()}
    found = [
        FollowedArea(area, levels.get(area["id"]), firms[area["id"]], states.get(area["id"], Counter()))
        for area in areas.list_areas(db, scope)
        if firms[area["id"]] or area["id"] in states or levels.get(area["id"]) in REQUIRED_AT
    ]
    return sorted(found, key=lambda each: (not each.serious, -each.free, each.area["code"]))


def firms_followed(
    db: Database, area_id: str, round_id: str, view: FirmView | None, scope: Scope, *, names: bool
) -> list[Followed]:
    """The firms of an area, the least likely change first; `names` for whoever sends people to them."""
    rows = follow_store.visits_of_round(db, round_id, scope, area_id)
    by_firm: dict[str, list[sqlite3.Row]] = {}
    for each in rows:
        by_firm.setdefault(each["firm_id"], []).append(each)
    calls = visits.calls_of(db, [each["id"] for each in rows])
    indicators = {each.code: each for each in list_indicators(db)}
    lines: dict[str, list[FirmLine]] = {}
    for line in sorted(_lines(view), key=lambda each: each.q):
        if line.firm["area_id"] == area_id:
            lines.setdefault(line.firm["id"], []).append(line)
    found = []
    for firm_id in [*lines, *(each for each in by_firm if each not in lines)]:
        made = by_firm.get(firm_id, [])
        now = tuple(Told(line.indicator, line.call, line.why) for line in lines.get(firm_id, ()))
        then = [call for visit in made for call in calls.get(visit["id"], ())]
        told = tuple(Told(indicators[c.indicator_code], c, called(indicators[c.indicator_code], c)) for c in then)
        name, code = _names(lines.get(firm_id, ()), made)
        hidden = sign_of(round_id, firm_id)
        shown = (name, code) if names else (hidden, "")
        found.append(Followed(firm_id, *shown, now, told, made[-1] if made else None, len(made)))
    return found


def _names(lines: Sequence[FirmLine], made: Sequence[sqlite3.Row]) -> tuple[str, str]:
    if lines:
        return lines[0].firm["name"], lines[0].firm["code"]
    return made[-1]["firm_name"], made[-1]["firm_code"]


def said_of_firms(db: Database, round_id: str, found: Iterable[Followed]) -> dict[str, list[str]]:
    """Firm id to what it said to whom came; of firms somebody has been to."""
    been = [each.visit for each in found if each.visit is not None and each.visit["state"] == DONE]
    return follow_store.said_since(db, round_id, been)


def _lines(view: FirmView | None) -> tuple[FirmLine, ...]:
    return view.lines if view else ()
