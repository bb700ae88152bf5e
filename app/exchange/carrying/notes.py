"""Memos as notes of a project: on the codes, texts and stretches they are about, each by its author."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from sqlite_utils import Database

from app.exchange.carrying.ids import code_id, person_id, theme_id
from app.exchange.project.project import Code, Note, Project, Selection, Source, User
from app.memos import store
from app.memos.access import readable_by
from app.memos.memo import Wanted
from app.memos.store import Reader
from app.words.labels import label

Thing = TypeVar("Thing", Code, Source, Selection)
# Of a memo's text as much as tells it from others in a list of notes. Chosen, not measured.
TITLE = 40


def memos_for(db: Database, reader: Reader) -> list[sqlite3.Row]:
    """What a person may read of memos that are not in the trash, the oldest first."""
    found, _n = store.list_memos(db, Wanted(), reader)
    return sorted(readable_by(db, found, reader), key=lambda memo: (memo["made_at"], memo["id"]))


def with_memos(project: Project, memos: Iterable[sqlite3.Row], places: Mapping[tuple[str, str], str]) -> Project:
    """The project with every memo on something it holds.

    Parameters
    ----------
    memos : iterable of row
        As `memos.store.list_memos` gives them. Memos on areas and diaries have no place in a project.
    places : mapping
        ("segment", id) and ("document", id) to the stretch and the text they became.
    """
    known = {each.guid for each in project.codes}
    notes: list[Note] = []
    about: dict[str, list[str]] = defaultdict(list)
    users = {each.guid: each for each in project.users}
    for memo in memos:
        target = _target(memo, places)
        if target in known or target in places.values():
            notes.append(Note(memo["id"], _title(memo), memo["text"], person_id(memo["person_id"]), memo["at"]))
            users.setdefault(person_id(memo["person_id"]), User(person_id(memo["person_id"]), memo["author"]))
            about[target].append(memo["id"])
    sources = tuple(
        replace(_noted(each, about), selections=tuple(_noted(s, about) for s in each.selections))
        for each in project.sources
    )
    codes = tuple(_noted(each, about) for each in project.codes)
    return replace(project, users=tuple(users.values()), codes=codes, sources=sources, notes=tuple(notes))


def _target(memo: sqlite3.Row, places: Mapping[tuple[str, str], str]) -> str:
    kind, thing = memo["kind"], memo["object_id"]
    if kind == "theme":
        return theme_id(thing)
    return code_id(thing) if kind == "code" else places.get((kind, thing), "")


def _title(memo: sqlite3.Row) -> str:
    line = memo["text"].partition("\n")[0]
    return f"{label(memo['kind'], 'memo_kind')}: {line[:TITLE]}{'…' if len(line) > TITLE else ''}"


def _noted(thing: Thing, about: Mapping[str, list[str]]) -> Thing:
    return replace(thing, notes=(*thing.notes, *about.get(thing.guid, ())))
