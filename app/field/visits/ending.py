"""Destroying what was seen and heard on visits: with the return, or when its day has come. The outcome stays."""

from __future__ import annotations

from collections.abc import Sequence

from sqlite_utils import Database

from app.accounts.store import record
from app.clock import yesterday
from app.db import destroying
from app.field.records import record_store
from app.field.visits import store
from app.files import keeping
from app.files import store as files


def destroy_of_response(db: Database, response_id: str) -> None:
    """Destroy notes, consents and photos of the visits at which a return was given, inside the act that destroys it."""
    _destroy(db, store.reports_of_return(db, response_id))
    keeping.destroy_of_response(db, response_id)


def destroy_due(db: Database, until: str | None = None) -> int:
    """Destroy what was to be kept until a day (yesterday) or an earlier one. Returns how many reports."""
    with destroying(db):
        due = store.due_reports(db, until or yesterday().isoformat())
        _destroy(db, due)
        if due:
            record(db, "visit notes destroyed", person_id=None, visits=len(due))
    return len(due)


def destroy_of_report(db: Database, report_id: str, *, person_id: str | None) -> None:
    """Destroy what was seen and heard on one visit, as whom it is about asks for."""
    with destroying(db):
        _destroy(db, [report_id])
        record(db, "visit notes destroyed", person_id=person_id, visits=1)


def _destroy(db: Database, report_ids: Sequence[str]) -> None:
    found = [file_id for each in report_ids for file_id in files.belonging_to(db, report_id=each)]
    for each in report_ids:
        store.destroy_report(db, each)
        record_store.forget_report(db, each)
    files.destroy_ended(db, found)


def destroy_photo(db: Database, report_id: str, sha256: str, *, person_id: str) -> None:
    """Destroy one photo for good; a second time changes nothing."""
    with destroying(db):
        found = [f for f in files.of_reports(db, [report_id]).get(report_id, []) if f["sha256"] == sha256]
        if sum(files.destroy(db, f["id"]) for f in found):
            visit_id = store.find_report(db, report_id)["visit_id"]  # type: ignore[index]
            record(db, "photo destroyed", person_id=person_id, object_kind="field_visit", object_id=visit_id)
