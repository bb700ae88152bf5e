"""What follows once a transcript was stored on a page: acts that the features above bring (their `joining`)."""

from __future__ import annotations

from collections.abc import Callable

from sqlite_utils import Database

from app.roundtables.record import store

# Name -> act: the round and who stored the text in, a sentence for that person out, or "" where nothing was begun.
AFTER: dict[str, Callable[[Database, str, str], str]] = {}


def carry_on(db: Database, roundtable_id: str, person_id: str) -> list[str]:
    """Begin what follows a stored text; what is told of it. Outside any transaction: jobs must find the text there."""
    round_id = store.round_of(db, roundtable_id)["id"]
    return [said for act in AFTER.values() if (said := act(db, round_id, person_id))]
