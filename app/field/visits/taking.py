"""A visit sealed on a laptop: taken as a report, or held with the reasons why not. Nothing acknowledged is thrown away."""

from __future__ import annotations

import re
import sqlite3
import uuid
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import find_person, scope_of
from app.clock import in_seoul
from app.errors import BadInput, Problem
from app.field.records.record import Record
from app.field.records.taking import Taken
from app.field.visits import reporting, store
from app.field.visits.reporting import LONGEST_NOTE, NotYours, OtherReport, Report
from app.ids import is_id
from app.surveys.asking import store as surveys

_SHA256 = re.compile(r"[0-9a-f]{64}")
# More of them than any laptop of ours sends; what is wrong within is told as a fault of the visit.
_MOST = 100


def take(db: Database, record: Record, person_id: str) -> Taken:
    """Store what a record tells of a visit, inside the caller's transaction. The same record may come again.

    Held are a visit that is unknown or another's, and what breaks the rules of a report. Raises BadInput for what is no
    record of a visit at all; then the laptop keeps it.
    """
    told = report_of(record)
    visit = _visit(db, record, told, person_id)
    if visit is None:
        return Taken("held", None, ("visit",))
    place = {"survey_id": visit["survey_id"], "area_id": visit["area_id"], "firm_id": visit["firm_id"]}
    wrong = reporting.faults(db, told, person_id)
    if wrong:
        return Taken("held", None, tuple(f"rules:{part}" for part, _problem in wrong), **place)
    try:
        reporting.report(db, told, person_id=person_id)
    except NotYours:
        return Taken("held", None, ("visit",), **place)
    except OtherReport:
        return Taken("held", None, ("other_content",), **place)
    return Taken("accepted", **place)


def report_of(record: Record) -> Report:
    """Read what a record says of a visit. Raises BadInput with everything that is no such thing."""
    body = record.body
    wrong = [name for name, good in _GOOD.items() if not good(body.get(name))]
    if wrong:
        right = _("노트북의 기록은 그대로 있습니다. 사무실에 알려 주십시오")
        raise BadInput(*(Problem(name, _("방문 기록의 형식이 올바르지 않습니다"), right) for name in wrong))
    consent = body.get("consent") or {}
    return Report(
        id=record.id,
        visit_id=body.get("visit") or str(uuid.uuid5(uuid.UUID(record.id), "visit")),
        outcome=body["outcome"],
        way="laptop",
        reason=body.get("reason") or None,
        note=body.get("note") or "",
        second_on=body.get("second_on") or None,
        consent_sha256=consent.get("words"),
        consent_at=consent.get("at"),
        visited_at=record.made_at,
        photos=tuple(body.get("photos") or ()),
    )


def _is_consent(value: object) -> bool:
    return value is None or (
        isinstance(value, Mapping) and all(isinstance(value.get(part), str) for part in ("words", "at"))
    )


def _is_photos(value: object) -> bool:
    if not isinstance(value, list):
        return value is None
    return len(value) <= _MOST and all(isinstance(each, str) and _SHA256.fullmatch(each) for each in value)


def _is_text(most: int) -> Any:
    return lambda value: value is None or (isinstance(value, str) and len(value) <= most)


def _is_some_id(value: object) -> bool:
    return value is None or (isinstance(value, str) and is_id(value))


_GOOD = {
    "visit": _is_some_id,
    "area": _is_some_id,
    "firm": _is_some_id,
    "survey": _is_some_id,
    "outcome": lambda value: isinstance(value, str) and len(value) <= 20,
    "reason": _is_text(40),
    "note": _is_text(10 * LONGEST_NOTE),
    "second_on": _is_text(10),
    "consent": _is_consent,
    "photos": _is_photos,
}


def _visit(db: Database, record: Record, told: Report, person_id: str) -> sqlite3.Row | None:
    """The visit a record tells of; one nobody had planned begins with it, within the person's own areas."""
    if record.body.get("visit") or store.find_visit(db, told.visit_id):
        return store.find_visit(db, told.visit_id)
    survey, area_id, firm_id = (record.body.get(name) for name in ("survey", "area", "firm"))
    person, firm = find_person(db, person_id), surveys.find_firm(db, firm_id) if firm_id else None
    known = survey and surveys.find_survey(db, survey) and area_id and surveys.find_area(db, area_id)
    if not known or person is None or not scope_of(db, person).allows(str(area_id)):
        return None
    if firm_id and (firm is None or firm["area_id"] != area_id):
        return None
    day = in_seoul(reporting.believed(record.made_at)).date().isoformat()
    place = {"survey_id": str(survey), "area_id": str(area_id), "firm_id": firm_id}
    reporting.start_unplanned(db, told.visit_id, **place, day=day, person_id=person_id)  # type: ignore[arg-type]
    return store.find_visit(db, told.visit_id)
