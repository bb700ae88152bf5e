"""Sending researchers to firms: many at once, again to another, or not at all. Each is appended, nothing overwritten."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.accounts.store import record
from app.clock import today
from app.db import writing
from app.errors import BadInput, Problem
from app.field.visits import candidate_store, store
from app.field.visits.candidates import CAUSES
from app.field.visits.visits import CALLED_OFF, PLANNED
from app.monitoring.reading.firm_calls import Call
from app.surveys.asking import store as surveys
from app.surveys.asking.surveying import state


@dataclass(frozen=True)
class Assignment:
    """A researcher and a day for many firms. `id` is the form's: sent twice it is one assignment.

    `calls` are, by firm, the abnormal changes the visit is planned for: kept with it as they are read now.
    """

    id: str
    survey_id: str
    firm_ids: tuple[str, ...]
    researcher_id: str
    planned_on: date
    cause: str
    calls: Mapping[str, Sequence[Call]] = field(default_factory=dict)


@dataclass(frozen=True)
class Assigned:
    """How many visits are new or changed, and how many firms were passed over because somebody is on the way.

    `repeated`: the same form came before, and nothing was done.
    """

    made: int
    passed: int
    repeated: bool = False


def assign(db: Database, wanted: Assignment, scope: Scope, *, person_id: str | None) -> Assigned:
    """Plan a visit to every firm that has none planned for the survey. May be repeated.

    Raises BadInput for no firm or one outside the scope, a closed survey, a day that is over, or a researcher who may
    not see all of the firms' areas; then nothing is planned.
    """
    with writing(db):
        if store.was_assigned(db, wanted.id):
            return Assigned(0, len(wanted.firm_ids), repeated=True)
        firms = [_firm(db, firm_id, scope) for firm_id in dict.fromkeys(wanted.firm_ids)]
        _refuse(db, wanted.researcher_id, wanted.planned_on, [f["area_id"] for f in firms], _open(db, wanted.survey_id))
        made = sum(_plan(db, wanted, firm, person_id) for firm in firms)
        if made:
            _note(db, "visits assigned", made, wanted.researcher_id, person_id, wanted.survey_id)
    return Assigned(made, len(firms) - made)


def _plan(db: Database, wanted: Assignment, firm: sqlite3.Row, person_id: str | None) -> bool:
    if store.open_visit_of_firm(db, wanted.survey_id, firm["id"]):
        return False
    visit_id = str(uuid.uuid5(uuid.UUID(wanted.id), firm["id"]))
    cause = wanted.cause if wanted.cause in CAUSES else "chosen"
    new = store.insert_visit(
        db,
        visit_id,
        survey_id=wanted.survey_id,
        area_id=firm["area_id"],
        firm_id=firm["id"],
        cause=cause,
        assignment_id=wanted.id,
        person_id=person_id,
    )
    if new:
        _send(db, visit_id, "assigned", wanted.researcher_id, wanted.planned_on.isoformat(), person_id)
        for call in wanted.calls.get(firm["id"], ()):
            store.insert_call(db, visit_id, call)
    return new


def move(
    db: Database,
    visit_ids: Sequence[str],
    scope: Scope,
    *,
    researcher_id: str,
    planned_on: date,
    person_id: str | None,
) -> Assigned:
    """Give visits nobody has made yet, called-off ones too, to a researcher for a day. May be repeated. Raises BadInput."""
    with writing(db):
        found = _unmade(db, visit_ids, scope)
        _refuse(db, researcher_id, planned_on, [v["area_id"] for v in found], [])
        changed = [v for v in found if _now(v) != ("assigned", researcher_id, planned_on.isoformat())]
        for visit in changed:
            _send(db, visit["id"], "assigned", researcher_id, planned_on.isoformat(), person_id)
        if changed:
            _note(db, "visits moved", len(changed), researcher_id, person_id)
    return Assigned(len(changed), len(visit_ids) - len(changed))


def call_off(db: Database, visit_ids: Sequence[str], scope: Scope, *, person_id: str | None) -> Assigned:
    """Nobody goes any more to the visits nobody has made yet. May be repeated. Raises BadInput where none is chosen."""
    with writing(db):
        found = [v for v in _unmade(db, visit_ids, scope) if v["state"] == PLANNED]
        for visit in found:
            _send(db, visit["id"], "called_off", visit["researcher_id"], visit["planned_on"], person_id)
        if found:
            _note(db, "visits called off", len(found), None, person_id)
    return Assigned(len(found), len(visit_ids) - len(found))


def _now(visit: sqlite3.Row) -> tuple[str, str, str]:
    return visit["act"], visit["researcher_id"], visit["planned_on"]


def _unmade(db: Database, visit_ids: Sequence[str], scope: Scope) -> list[sqlite3.Row]:
    if not visit_ids:
        raise BadInput(Problem(_("방문"), _("고르지 않았습니다"), _("목록에서 방문을 하나 이상 골라 주십시오")))
    found = [store.find_visit(db, visit_id) for visit_id in dict.fromkeys(visit_ids)]
    return [v for v in found if v and scope.allows(v["area_id"]) and v["state"] in (PLANNED, CALLED_OFF)]


def _firm(db: Database, firm_id: str, scope: Scope) -> sqlite3.Row:
    firm = surveys.find_firm(db, firm_id)
    if firm is None or not scope.allows(firm["area_id"]):
        raise BadInput(Problem(_("기업"), _("명부에 없는 기업입니다"), _("목록에서 다시 골라 주십시오")))
    return firm


def _open(db: Database, survey_id: str) -> list[Problem]:
    survey = surveys.find_survey(db, survey_id)
    if survey is not None and state(survey) != "closed":
        return []
    return [Problem(_("조사"), _("마감되었거나 없는 조사입니다"), _("진행 중인 조사를 골라 주십시오"))]


def _refuse(
    db: Database, researcher_id: str, planned_on: date, area_ids: Sequence[str], problems: list[Problem]
) -> None:
    problems = list(problems)
    if not area_ids:
        problems.append(Problem(_("기업"), _("고르지 않았습니다"), _("목록에서 기업을 하나 이상 골라 주십시오")))
    if planned_on < today():
        problems.append(Problem(_("방문할 날"), _("이미 지난 날입니다"), _("오늘이나 그 뒤의 날을 골라 주십시오")))
    known = {r["id"]: r for r in store.researchers(db)}
    if researcher_id not in known:
        problems.append(Problem(_("조사원"), _("고르지 않았습니다"), _("목록에서 조사원을 골라 주십시오")))
    elif far := [a for a in set(area_ids) if not candidate_store.researcher_reaches(db, researcher_id, a)]:
        names = ", ".join(sorted(str(area["name_ko"]) for a in far if (area := surveys.find_area(db, a))))
        what = _("%(name)s의 담당 지역이 아닙니다: %(areas)s", name=known[researcher_id]["name"], areas=names)
        problems.append(
            Problem(_("조사원"), what, _("다른 조사원을 고르거나 관리자에게 담당 지역을 넓혀 달라고 하십시오"))
        )
    if problems:
        raise BadInput(*problems)


def _send(db: Database, visit_id: str, act: str, researcher_id: str, planned_on: str, person_id: str | None) -> None:
    store.insert_event(db, visit_id, act, researcher_id=researcher_id, planned_on=planned_on, person_id=person_id)


def _note(
    db: Database,
    action: str,
    visits: int,
    researcher_id: str | None,
    person_id: str | None,
    survey_id: str | None = None,
) -> None:
    told = {"visits": visits, **({"person": researcher_id} if researcher_id else {})}
    record(db, action, person_id=person_id, object_kind="survey" if survey_id else None, object_id=survey_id, **told)
