"""Transcripts one has begun to look through and left: where they wait, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import current_app
from sqlite_utils import Database

from app.accounts.people import Scope
from app.roundtables.preview import previews
from app.roundtables.record import store


@dataclass(frozen=True)
class Draft:
    """An uploaded file that is not stored yet: of which record, and the instant at which it is thrown away."""

    preview_id: str
    roundtable_id: str
    title: str
    title_en: str
    file_name: str
    until: str


def drafts_of(db: Database, person_id: str, scope: Scope, roundtable_id: str | None = None) -> list[Draft]:
    """One's own drafts, the one that goes first at the top; only of records one still sees."""
    found = []
    for each in previews.waiting(current_app.config["MOKSORI"].data / "previews", person_id):
        if roundtable_id not in (None, each.roundtable_id):
            continue
        record = store.find_roundtable(db, each.roundtable_id, scope)
        if record is not None:
            until = datetime.fromtimestamp(each.until, UTC).isoformat()
            titles = (record["title"], record["title_en"] or "")
            found.append(Draft(each.preview_id, each.roundtable_id, *titles, each.file_name, until))
    return found


def drop_old(_db: Database) -> None:
    """Forget uploads that waited longer than they may."""
    previews.forget_old(current_app.config["MOKSORI"].data / "previews")
