"""What plans tell on the entry page of 지원·계획: areas that need a plan, plans of the round, tasks that are late."""

from __future__ import annotations

import sqlite3
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.clock import today
from app.nav import HelpLine, HelpPart
from app.plans import store
from app.plans.plans import PREVENTION, RESPONSE
from app.plans.reading import areas_without_plan
from app.words.formats import named, number

# Lines of each part; the rest is one click away. Chosen, not measured.
SHOWN = 5


def prevention_part(db: Database, scope: Scope, round_: sqlite3.Row | None) -> HelpPart:
    """Areas at the level that asks for a plan and without one, then measures that are late."""
    missing = areas_without_plan(db, round_, scope)
    wanted = store.Wanted(PREVENTION, round=round_["id"] if round_ else "")
    _found, plans = store.list_plans(db, wanted, scope, limit=1)
    late, n = _late(db, PREVENTION, scope, round_["id"] if round_ else "")
    return HelpPart(
        title=_("예방계획"),
        href=url_for("plans.prevention"),
        counts=((_("계획이 필요한 지역"), len(missing)), (_("계획"), plans), (_("늦은 과제"), n)),
        lines=(*(_area(each) for each in missing[:SHOWN]), *late),
        nothing=_("‘심각’인 지역마다 예방계획이 있고, 늦은 과제가 없습니다."),
    )


def response_part(db: Database, scope: Scope, _round: sqlite3.Row | None) -> HelpPart:
    """Tasks of response plans that are late."""
    _found, plans = store.list_plans(db, store.Wanted(RESPONSE), scope, limit=1)
    late, n = _late(db, RESPONSE, scope, "")
    return HelpPart(
        title=_("대응계획"),
        href=url_for("plans.response"),
        counts=((_("계획"), plans), (_("늦은 과제"), n)),
        lines=late,
        nothing=_("늦은 과제가 없습니다.") if plans else _("아직 대응계획이 없습니다."),
    )


def _area(found: sqlite3.Row) -> HelpLine:
    return HelpLine(
        f"{found['code']} {named(found)}", url_for("home.area", area_id=found["area_id"]), _("예방계획 없음")
    )


def _late(db: Database, kind: str, scope: Scope, round_id: str) -> tuple[tuple[HelpLine, ...], int]:
    day = today()
    found, n = store.late_tasks(db, kind, scope, day.isoformat(), round_id=round_id, limit=SHOWN)
    lines = [
        HelpLine(
            each["title"],
            url_for("plans.task", task_id=each["id"]),
            _("지남 %(n)s일", n=number((day - date.fromisoformat(each["due_on"])).days)),
            late=True,
        )
        for each in found
    ]
    return tuple(lines), n
