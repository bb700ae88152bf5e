"""Emptying the trash: the only way in which a memo's words go, and with a destroyed return those on its statements."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from app.accounts.store import record
from app.db import destroying
from app.memos import store


@dataclass(frozen=True)
class Emptied:
    """How many memos, and how many versions of their texts."""

    memos: int
    texts: int


def empty_trash(db: Database, until: int, *, person_id: str) -> Emptied:
    """Destroy the words of what lay in the trash when it was counted; what came later stays. May be repeated.

    Freed pages are overwritten and the log beside the database is emptied; copies made before are not reached.
    """
    with destroying(db):
        ids = store.trashed_until(db, until)
        done = Emptied(len(ids), store.empty(db, ids, person_id=person_id))
        if ids:
            record(db, "memo trash emptied", person_id=person_id, memos=done.memos, texts=done.texts)
    return done


def destroy_of_response(db: Database, response_id: str) -> None:
    """The memos on a return's statements, inside the act that destroys it."""
    store.empty(db, store.of_response(db, response_id), person_id=None)


def memos_of_response(db: Database, response_id: str) -> int:
    return len(store.of_response(db, response_id))
