"""What happened to a code in words: each event with what differs before and after it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from app.coding.codes import code_store
from app.coding.codes.code import Code
from app.coding.codes.tree import told
from app.words.formats import named
from app.words.labels import label

# In the order in which people read them; the state is told by the kind of the event.
TOLD = (
    "theme_code",
    "parent_id",
    "into_id",
    "name_ko",
    "name_en",
    "definition",
    "include",
    "exclude",
    "examples",
    "colour",
)


@dataclass(frozen=True)
class Happened:
    """An event and what changed: (what, before, after) in words; `can_undo` where it carried or moved and still may."""

    event: sqlite3.Row
    changes: tuple[tuple[str, str, str], ...]
    can_undo: bool


def history(db: Database, code_id: str, themes: Mapping[str, str], codes: Iterable[Code]) -> list[Happened]:
    """All that happened to a code, the newest first."""
    events = code_store.history(db, code_id)
    by_id = {each["id"]: each for each in events}
    names = {**{each.id: named(told(each)) for each in codes}, **themes}
    return [
        Happened(
            each,
            tuple(_changes(by_id.get(each["before_id"]), each, names)),
            _undoable(each, newest=each["id"] == events[0]["id"]),
        )
        for each in events
    ]


def _undoable(event: sqlite3.Row, *, newest: bool) -> bool:
    kinds = ("moved", "merged", "split", "retired")
    alone = event["undoes"] is None and event["together"] is None
    return newest and alone and event["kind"] in kinds and not event["undone"]


def _changes(
    before: sqlite3.Row | None, after: sqlite3.Row, names: Mapping[str, str]
) -> Iterable[tuple[str, str, str]]:
    for field in TOLD:
        was, now = (before[field] if before else None) or "", after[field] or ""
        if was != now:
            yield label(field, "code_field"), names.get(was, was), names.get(now, now)
