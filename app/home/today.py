"""What each role finds on its first page: read for one person, nothing written."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Person, Scope
from app.accounts.permissions import ADMIN, ANALYST, EXPERT, FACILITATOR, OFFICIAL, PERMISSIONS, RESEARCHER
from app.clock import today
from app.coding.judging.fresh import Fresh, read_fresh
from app.field.visits import store as visits
from app.field.visits.visits import PLANNED, by_district, shown
from app.home import tasks
from app.home import today_store as waiting
from app.home.steps import read_steps
from app.home.work import First, Step, SurveyToday, Task
from app.roundtables.preview.drafts import Draft, drafts_of
from app.roundtables.record.store import Filters as RoundtableFilters
from app.roundtables.record.store import list_roundtables
from app.surveys.answering.response_store import response_rates


@dataclass(frozen=True)
class Today:
    """What one person's first page shows; a part that is not the role's is empty."""

    first: list[First]
    tasks: list[Task]
    steps: list[Step]
    surveys: list[SurveyToday]
    roundtables: list[sqlite3.Row]
    drafts: list[Draft]
    fresh: list[Fresh]
    visits: list[sqlite3.Row]


def read_today(db: Database, person: Person, scope: Scope, current: sqlite3.Row | None) -> Today:
    """The first page of a person in the round shown."""
    round_id = current["id"] if current else None
    role = person.role
    surveys = _surveys(db, scope) if role == RESEARCHER else []
    going = _visits(db, person, scope) if role == RESEARCHER else []
    roundtables = _roundtables(db, scope, current) if role == FACILITATOR else []
    work = {
        RESEARCHER: lambda: [tasks.to_visit(going), *tasks.researcher(surveys)],
        FACILITATOR: lambda: tasks.facilitator(roundtables),
        EXPERT: lambda: tasks.expert(db, round_id, scope, person.id),
        OFFICIAL: lambda: tasks.official(db, round_id, scope, person),
        ADMIN: lambda: tasks.admin(db),
        ANALYST: lambda: tasks.field_office(db, scope),
    }[role]()
    return Today(
        first=_first(db, role),
        tasks=[
            *tasks.votes(db, round_id, scope, person),
            *tasks.to_approve(db, person),
            *tasks.unsettled(db, scope, person),
            *tasks.proposals(db, scope, person),
            *work,
        ],
        steps=read_steps(db, current) if role == ANALYST else [],
        surveys=surveys,
        roundtables=[t for t in roundtables if t["state"] != "done"],
        drafts=drafts_of(db, person.id, scope) if role in PERMISSIONS["roundtables.edit"] else [],
        fresh=read_fresh(db, person.id, scope, round_id) if role == EXPERT else [],
        visits=going,
    )


def _first(db: Database, role: str) -> list[First]:
    """The first steps of an empty workbench, for those who can do them; nothing once all are done."""
    there = waiting.registered(db)
    steps = [
        First(
            _("밀집지역 명부 가져오기"),
            _("코드, 이름, 종류, 구군이 있는 CSV나 XLSX 파일"),
            bool(there["areas"]),
            "areas.import",
            (("kind", "areas"),),
        ),
        First(
            _("기업 명부 가져오기"),
            _("밀집지역마다 있는 기업과 업종, 규모"),
            bool(there["firms"]),
            "areas.import",
            (("kind", "firms"),),
        ),
        First(
            _("지표 자료 가져오기"),
            _("달마다 나오는 사업장, 종사자, 급여, 연체율"),
            bool(there["observations"]),
            "monitoring.index" if role in PERMISSIONS["indicators.view"] else "",
        ),
        First(_("평가 회차 열기"), _("반기 하나와 분기 조사 두 번"), bool(there["rounds"]), "areas.rounds"),
    ]
    return steps if role in PERMISSIONS["areas.import"] and not all(s.done for s in steps) else []


def _surveys(db: Database, scope: Scope) -> list[SurveyToday]:
    day = today().isoformat()
    return [
        SurveyToday(survey, sorted(response_rates(db, survey["id"], scope, today=day), key=lambda a: a["responses"]))
        for survey in waiting.open_surveys(db, day)
    ]


def _visits(db: Database, person: Person, scope: Scope) -> list[sqlite3.Row]:
    """What the person has still to visit today, overdue ones first."""
    day = today()
    due = [v for v in shown(visits.visits_of(db, person.id, scope), "today", day) if v["state"] == PLANNED]
    return [visit for district in by_district(due, day.isoformat()) for visit in district.visits]


def _roundtables(db: Database, scope: Scope, current: sqlite3.Row | None) -> list[sqlite3.Row]:
    if current is None:
        return []
    return list_roundtables(db, scope, RoundtableFilters(round=current["code"]))[0]
