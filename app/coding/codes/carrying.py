"""Carrying over all that stands on codes and themes: coders' words and what was settled of them; and taking that back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlite_utils import Database

from app.coding.codes import carry_store, settled_store
from app.coding.codes.carry_store import Carry


def carried_to(coding: Any, theme_code: str, code_id: str | None) -> Carry:
    """A row of `carry_store` on another theme and code."""
    return Carry(coding["id"], theme_code, code_id, coding["theme_code"])


def carry(db: Database, event_id: str, wanted: Iterable[Carry], codebook_id: str) -> int:
    """Append every word anew where it is carried to; part of a change of the codebook. How many words and settlements."""
    listed = list(wanted)
    words = carry_store.carry(db, event_id, [each for each in listed if each.judgment_id > 0], codebook_id)
    return words + settled_store.carry(db, event_id, [each for each in listed if each.judgment_id < 0])


def take_back(db: Database, event_id: str) -> int:
    """Let stand again what stood before an event, where nothing was said since; how many words and settlements."""
    return carry_store.take_back(db, event_id) + settled_store.take_back(db, event_id)
