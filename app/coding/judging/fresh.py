"""What is new for an expert: roundtables stored lately of which he or she has seen no statement yet."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from app.accounts.people import Scope
from app.coding.judging import queue_store
from app.coding.judging.queue_store import Desk

# Older texts are work that goes on, not news; and how many are named. Chosen, not measured.
NEW_DAYS, MOST = 30, 5


@dataclass(frozen=True)
class Fresh:
    """A roundtable nobody need look for: id, titles, how many statements wait, and its round where another is shown."""

    id: str
    title: str
    title_en: str
    left: int
    other_round: sqlite3.Row | None


def read_fresh(db: Database, coder_id: str, scope: Scope, shown_round: str | None) -> list[Fresh]:
    """The new roundtables of every round with statements that wait for this coder, the newest first."""
    since = (datetime.now(UTC) - timedelta(days=NEW_DAYS)).isoformat()
    found = []
    for each in queue_store.rounds_with_new_texts(db, since):
        other = None if each["id"] == shown_round else each
        waiting = queue_store.new_roundtables(db, Desk(coder_id, scope, each["id"]), since)
        found += [(r["stored_at"], Fresh(r["id"], r["title"], r["title_en"], r["left"], other)) for r in waiting]
    return [each for _at, each in sorted(found, key=lambda pair: pair[0], reverse=True)[:MOST]]
