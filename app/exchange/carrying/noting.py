"""Notes of a file as own memos on the statements, transcripts, themes and codes they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sqlite_utils import Database

from app.errors import BadInput
from app.exchange.carrying import store
from app.exchange.carrying.matching import Match
from app.exchange.project.project import Project
from app.memos import noting
from app.memos.memo import Note as Memo
from app.memos.memo import Thing, Wanted
from app.memos.store import Reader, list_memos
from forms.coding import LONGEST_MEMO


@dataclass(frozen=True)
class Noted:
    """A note that comes along: what it is about in the workbench, what it says, and who wrote it by the file."""

    kind: str
    object_id: str
    text: str
    coder: str = ""


@dataclass
class Notes:
    """Notes of a file: those that come along, and how many do not, by a code of ``LABELS["not_brought"]``."""

    items: list[Noted] = field(default_factory=list)
    left: Counter[str] = field(default_factory=Counter)


def plan(
    db: Database,
    project: Project,
    *,
    matches: Iterable[Match],
    touched: Mapping[str, str],
    themes: Mapping[str, str],
    reader: Reader,
) -> Notes:
    """Which notes of a file become memos; nothing is written.

    Parameters
    ----------
    touched : mapping of str to str
        Stretch of the file to the statement it stands in.
    themes : mapping of str to str
        Code of the file to the theme chosen for it.
    """
    notes, users = {each.guid: each for each in project.notes}, project.user_names()
    known = [m for m in list_memos(db, Wanted(), reader)[0]]
    ids = {m["id"] for m in known}
    said = {(m["kind"], m["object_id"], m["text"]) for m in known if m["person_id"] == reader.person_id}
    made, used = Notes(), set[str]()
    for guid, kind, object_id in _about(project, matches, touched, themes):
        note = notes.get(guid)
        if note is None:
            continue
        used.add(guid)
        text = note.text.strip()
        if guid in ids or (kind, object_id, text) in said:
            made.left["note_there"] += 1
        elif not text or len(text) > LONGEST_MEMO:
            made.left["note_long"] += 1
        else:
            said.add((kind, object_id, text))
            made.items.append(Noted(kind, object_id, text, users.get(note.coder, "")))
    made.left["note_free"] = len(notes.keys() - used)
    return made


def _about(
    project: Project, matches: Iterable[Match], touched: Mapping[str, str], themes: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    """Note, kind and id of the thing of ours it is about."""
    for each in matches:
        if each.stored is not None and each.stored.kind == "document":
            yield from ((note, "document", each.stored.id) for note in each.source.notes)
        for selection in each.source.selections:
            if selection.guid in touched:
                own = (*selection.notes, *(note for coding in selection.codings for note in coding.notes))
                yield from ((note, "segment", touched[selection.guid]) for note in dict.fromkeys(own))
    for code in project.codes:
        if themes.get(code.guid):
            yield from ((note, "theme", themes[code.guid]) for note in code.notes)


def bring(db: Database, notes: Iterable[Noted], *, act: str, person_id: str) -> int:
    """Write the notes as own memos under an act of bringing; how many. One that may not be stored is passed over."""
    done = 0
    for each in notes:
        try:
            memo = noting.write(db, Thing(each.kind, each.object_id, "", ""), Memo(each.text), person_id=person_id)
        except BadInput:
            continue
        store.note_memo(db, memo, act, coder=each.coder)
        done += 1
    return done


def take_back(db: Database, act: str, reader: Reader) -> int:
    """Put the memos an act brought in the trash; how many."""
    brought = store.memos_of_act(db, act, reader.person_id)
    for memo in brought:
        noting.put_in_trash(db, memo, reader)
    return len(brought)
