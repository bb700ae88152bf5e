"""Changing what is known of a zone wherever it lies: its kind, its legal basis, its source."""

from __future__ import annotations

import sqlite3
from datetime import date

from sqlite_utils import Database

from app.accounts.store import record
from app.clusters import store
from app.db import writing
from app.words.labels import LABELS

FIELDS = ("kind", "legal_basis", "source", "as_of")


def kinds() -> list[tuple[str, str]]:
    return [(code, str(word)) for code, word in LABELS["zone_kind"].items()]


def as_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def change(
    db: Database,
    zone: sqlite3.Row,
    kind: str,
    legal_basis: str,
    source: str,
    as_of: str | None,
    *,
    person_id: str | None,
) -> bool:
    """Keep what a person wrote of a zone; the trail keeps what stood before. Returns whether anything changed."""
    before, after = [zone[field] for field in FIELDS], [kind, legal_basis, source, as_of]
    if before == after:
        return False
    with writing(db):
        store.update_zone(db, zone["id"], kind, legal_basis, source, as_of)
        stood = " · ".join(str(each) for each in before if each)
        record(
            db,
            "zone changed",
            person_id=person_id,
            object_kind="zone",
            object_id=zone["id"],
            name=zone["name"],
            before=stood,
        )
    return True
