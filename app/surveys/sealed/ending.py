"""Withdrawing and destroying returns: the promise of the consent, on request and at the retention's end."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.clock import yesterday
from app.db import destroying, writing
from app.errors import BadInput, Conflict, Problem
from app.surveys.sealed import ending_store, sealed_store

REASONS = ("request", "mistake", "retention")
# What the features above hold of a return, counted for the page that asks before: statements, judgments, evaluations.
COUNTS: dict[str, Callable[[Database, str], int]] = {}
# What they destroy of it, inside the act's transaction.
DESTROYS: dict[str, Callable[[Database, str], None]] = {}


@dataclass(frozen=True)
class Ended:
    """A destroyed return by its receipt, and how many answers it had."""

    receipt: str
    answers: int


def losses(db: Database, response_id: str) -> dict[str, int]:
    """How much stands on a return, by the names of `COUNTS`."""
    return {name: count(db, response_id) for name, count in COUNTS.items()}


def withdraw(db: Database, response_id: str, reason: str, *, person_id: str | None) -> None:
    """Take a return out of all that counts and is read; its words stay until they are destroyed. May be repeated.

    Raises BadInput for an unknown reason, Conflict where the return is destroyed already.
    """
    with writing(db):
        found = _standing(db, response_id, reason)
        if ending_store.insert_end(db, found["id"], "withdrawn", reason, person_id=person_id):
            _note(db, "return withdrawn", found, reason, person_id)


def destroy(db: Database, response_id: str, reason: str, *, person_id: str | None) -> Ended:
    """Destroy a return for good: answers, what was written, statements, words, notes, and whose it was.

    What was decided by it stays as numbers, and says so; its receipt stays, so that the respondent can be told. Freed
    pages are overwritten and the log beside the database is emptied; copies of the database made earlier are not
    reached. Raises BadInput for an unknown reason, Conflict where it is destroyed already.
    """
    with destroying(db):
        found = _standing(db, response_id, reason)
        ending_store.insert_end(db, found["id"], "destroyed", reason, person_id=person_id)
        for each in DESTROYS.values():
            each(db, found["id"])
        sealed_store.destroy_originals(db, response_id=found["id"])
        answers = ending_store.empty_answers(db, found["id"])
        ending_store.give_to_nobody(db, found)
        _note(db, "return destroyed", found, reason, person_id)
    return Ended(found["receipt"], answers)


def _standing(db: Database, response_id: str, reason: str) -> sqlite3.Row:
    if reason not in REASONS:
        raise BadInput(Problem(_("사유"), _("고르지 않았습니다"), _("목록에서 사유를 골라 주십시오")))
    found = ending_store.find_return(db, response_id)
    if found is None:
        raise Conflict(_("없는 응답입니다. 접수번호로 다시 찾아 주십시오."))
    if found["destroyed_at"]:
        raise Conflict(_("이미 파기한 응답입니다."))
    return found


def _note(db: Database, action: str, found: sqlite3.Row, reason: str, person_id: str | None) -> None:
    """In the trail: that it was done and why, by the return's random id; whose it was is not said."""
    record(
        db,
        action,
        person_id=person_id,
        object_kind="response",
        object_id=found["id"],
        survey=found["survey_id"],
        reason=reason,
    )


def destroy_due(db: Database, until: str | None = None, *, person_id: str | None = None) -> int:
    """Destroy every return that was to be kept until a day (yesterday) or an earlier one. Returns how many."""
    due = ending_store.due_returns(db, until or yesterday().isoformat())
    for response_id in due:
        destroy(db, response_id, "retention", person_id=person_id)
    return len(due)


def destroy_originals_of(db: Database, response_id: str, *, person_id: str | None) -> int:
    """Destroy what was written in one return's open answers, of which what is read stays. Returns how many answers."""
    with destroying(db):
        destroyed = sealed_store.destroy_originals(db, response_id=response_id)
        if destroyed:
            record(
                db,
                "open answers' originals destroyed",
                person_id=person_id,
                object_kind="response",
                object_id=response_id,
                answers=destroyed,
            )
    return destroyed


def destroy_due_originals(db: Database, until: str | None = None) -> int:
    """Destroy what was written in open answers, of which only what is read stays. Returns how many answers."""
    with destroying(db):
        destroyed = sealed_store.destroy_originals(db, until=until or yesterday().isoformat())
        if destroyed:
            record(db, "open answers' originals destroyed", person_id=None, answers=destroyed)
    return destroyed
