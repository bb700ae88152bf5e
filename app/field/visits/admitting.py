"""Accepting a held visit: the office says which visit it belongs to; the record and its receipt stay as they are."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.accounts.store import record as note
from app.clock import in_seoul
from app.db import writing
from app.errors import BadInput, Conflict, Problem
from app.field.records import record, record_store, settling
from app.field.visits import reporting, store
from app.field.visits.outcomes import DONE, outcomes
from app.field.visits.reporting import Report
from app.field.visits.taking import report_of
from app.surveys.asking import store as surveys

# Visits planned further from the day of the record than this are offered only where they are to its own firm. Chosen.
NEAR = timedelta(days=14)
# What a report can do without: where it breaks a rule it is left out, and stands in the record still.
_SPARED: dict[str, Callable[[Report], Report]] = {
    "consent": lambda told: replace(told, consent_sha256=None, consent_at=None),
    "photos": lambda told: replace(told, photos=()),
    "second_on": lambda told: replace(told, second_on=None),
}
NEW = "new"


@dataclass(frozen=True)
class Correction:
    """What the office puts right: the visit (or `NEW`: one nobody had planned), and result and reason where none fits."""

    visit_id: str
    outcome: str = ""
    reason: str = ""


def candidates(db: Database, row: sqlite3.Row, scope: Scope) -> list[sqlite3.Row]:
    """The visits a held record may belong to: the one it names, those to its firm, and its researcher's of these days."""
    told = told_of(row)
    if told is None:
        return []
    body = _record(row).body
    day = in_seoul(reporting.believed(told.visited_at)).date()
    near = ((day - NEAR).isoformat(), (day + NEAR).isoformat())
    firm = row["firm_id"] or (body.get("firm") if isinstance(body.get("firm"), str) else None)
    return store.visits_like(db, scope, named=told.visit_id, firm_id=firm, researcher_id=row["person_id"], near=near)


def may_be_new(db: Database, row: sqlite3.Row, scope: Scope) -> bool:
    """Whether a record names survey and place well enough to begin a visit nobody had planned."""
    return _place(db, row, scope) is not None


def accept_visit(
    db: Database, row: sqlite3.Row, scope: Scope, correction: Correction, reason: str, *, person_id: str | None
) -> tuple[str, tuple[str, ...]]:
    """Store a held visit as a report of who made it. The visit's id, and the parts that were left out.

    Appended as a settlement; the record keeps its receipt, and its words where anything was left out or put right.
    Raises BadInput for a visit or a result that cannot be, Conflict where somebody settled it meanwhile.
    """
    settling.refuse_unexplained(reason)
    with writing(db):
        held = settling.standing(db, row)
        told = told_of(held)
        if told is None:
            raise Conflict(_("이 기록의 내용이 남아 있지 않아 받아들일 수 없습니다."))
        visit = _visit(db, held, told, scope, correction)
        told, changed = _put_right(db, replace(told, visit_id=visit["id"]), correction, held["person_id"])
        if store.find_report(db, told.id):
            told = replace(told, id=str(uuid.uuid5(uuid.UUID(told.id), held["sha256"])))
        reporting.store_report(db, told, visit, person_id=held["person_id"])
        record_store.insert_settlement(
            db, held, "accepted", reason, person_id=person_id, left_out=changed, report_id=told.id
        )
        if not changed:
            record_store.empty_record(db, held["id"], held["sha256"])
        note(
            db, "visit record accepted", person_id=person_id, object_kind="field_visit", object_id=visit["id"],
            outcome=told.outcome,
        )  # fmt: skip
    return str(visit["id"]), changed


def _record(row: sqlite3.Row) -> record.Record:
    return record.read(row["id"], row["body"].encode())


def told_of(row: sqlite3.Row) -> Report | None:
    """What a held visit says, or None where its words are gone or it is none."""
    if row["kind"] != "visit" or not row["body"]:
        return None
    return report_of(_record(row))


def _visit(db: Database, held: sqlite3.Row, told: Report, scope: Scope, correction: Correction) -> sqlite3.Row:
    found = None
    if correction.visit_id == NEW and (place := _place(db, held, scope)):
        visit_id = str(uuid.uuid5(uuid.UUID(held["id"]), "visit"))
        day = in_seoul(reporting.believed(told.visited_at)).date().isoformat()
        survey, area, firm = place
        told_by = {"day": day, "person_id": held["person_id"]}
        reporting.start_unplanned(db, visit_id, survey_id=survey, area_id=area, firm_id=firm, **told_by)
        found = store.find_visit(db, visit_id)
    elif correction.visit_id in {each["id"] for each in candidates(db, held, scope)}:
        found = store.find_visit(db, correction.visit_id)
    if found is None:
        right = _("이 기록이 어느 방문의 것인지 목록에서 골라 주십시오")
        raise BadInput(Problem(_("방문"), _("고르지 않았거나 고를 수 없는 방문입니다"), right))
    return found


def _place(db: Database, row: sqlite3.Row, scope: Scope) -> tuple[str, str, str | None] | None:
    """Survey, area and firm (None: on no list) that a record names, where all of them are known and of one's own."""
    body = _record(row).body
    survey, area, firm = body.get("survey"), body.get("area"), body.get("firm")
    if not isinstance(survey, str) or not isinstance(area, str) or not scope.allows(area):
        return None
    if surveys.find_survey(db, survey) is None or surveys.find_area(db, area) is None:
        return None
    if not isinstance(firm, str):
        return survey, area, None
    known = surveys.find_firm(db, firm)
    return (survey, area, firm) if known and known["area_id"] == area else None


def _put_right(db: Database, told: Report, correction: Correction, person_id: str) -> tuple[Report, tuple[str, ...]]:
    """The report with what the office put right, without what it can do without; and the names of these parts."""
    changed = []
    if correction.outcome and correction.outcome != told.outcome:
        told = replace(told, outcome=correction.outcome)
        changed.append("outcome")
    if correction.reason and correction.reason != told.reason and told.outcome != DONE:
        if outcomes().reason(told.outcome, correction.reason) is None:
            right = _("고른 결과에 맞는 까닭을 골라 주십시오")
            raise BadInput(Problem(_("까닭"), _("방문 결과와 맞지 않습니다"), right))
        told = replace(told, reason=correction.reason)
        changed.append("reason")
    wrong = {part for part, _problem in reporting.faults(db, told, person_id)}
    for part in sorted(wrong & set(_SPARED)):
        told = _SPARED[part](told)
        changed.append(part)
    left = [problem for part, problem in reporting.faults(db, told, person_id) if not _is_long_note(part, told)]
    if left:
        raise BadInput(*left)
    return told, tuple(changed)


def _is_long_note(part: str, told: Report) -> bool:
    """A note that is too long is no reason to lose it: what was written is kept whole."""
    return part == "note" and len(told.note) > reporting.LONGEST_NOTE
