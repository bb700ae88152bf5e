"""The statements a decision stands on: attached while it is a draft, shown as far as the reader may read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from flask import url_for
from sqlite_utils import Database

from app.accounts.store import record
from app.db import get_db, writing
from app.industries import decision_store
from app.voices import seeing
from app.voices.seeing import Said
from app.words.formats import named
from app.words.labels import label


def said_of(db: Database, decision_ids: Iterable[str]) -> dict[str, Said]:
    """What was said that decisions stand on, as far as the reader may read it."""
    return seeing.said_of(db, {each: decision_store.segments_of(db, each) for each in decision_ids})


def title_of(db: Database, decision_id: str) -> str | None:
    """What the draft is called while statements are picked for it; None where it is none that waits."""
    found = decision_store.find_decision(db, decision_id)
    waits = found and decision_store.waiting_of(db, found["industry_id"], found["cycle_id"])
    if found is None or waits is None or waits["id"] != decision_id:
        return None
    return f"{found['code']} {named(found, 'subject')}: {label(found['verdict'], 'industry_verdict')}"


def attach(db: Database, decision_id: str, segment_ids: Sequence[str], person_id: str) -> int:
    """Attach statements to a draft. Returns how many were not there."""
    with writing(db):
        new = decision_store.attach(db, decision_id, segment_ids, person_id=person_id)
        if new:
            _tell(db, "industry statements attached", decision_id, person_id, segments=new)
    return new


def take_off(db: Database, decision_id: str, segment_id: str, *, person_id: str | None) -> bool:
    """End that a draft stands on a statement; the row stays."""
    with writing(db):
        done = decision_store.take_off(db, decision_id, segment_id)
        if done:
            _tell(db, "industry statement taken off", decision_id, person_id)
    return done


def back_to(decision_id: str) -> str:
    """The page a person returns to when the statements are picked."""
    found = decision_store.find_decision(get_db(), decision_id)
    return url_for("industries.draft", industry_id=found["industry_id"]) if found else url_for("industries.index")


def _tell(db: Database, action: str, decision_id: str, person_id: str | None, **told: Any) -> None:
    record(db, action, person_id=person_id, object_kind="industry_decision", object_id=decision_id, **told)
