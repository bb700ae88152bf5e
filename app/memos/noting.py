"""Writing memos: made, changed, put in the trash and taken out again; every version is appended."""

from __future__ import annotations

import sqlite3

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.areas import rounds
from app.db import writing
from app.errors import BadInput, Problem
from app.ids import new_id
from app.memos import store
from app.memos.memo import Note, Thing
from app.memos.store import Reader
from app.personal.refusing import holds_resident_number
from app.personal.written import written
from forms.coding import LONGEST_MEMO


class Stale(Exception):
    """The memo was changed since the page was made; `stands` is what it says now."""

    def __init__(self, stands: sqlite3.Row) -> None:
        super().__init__(stands["id"])
        self.stands = stands


def write(db: Database, thing: Thing, note: Note, *, person_id: str) -> str:
    """A new memo on a thing; its id. Raises BadInput for no text, one too long, or a resident number in it."""
    kept, found = _kept(db, note), rounds.current()
    memo_id = new_id()
    with writing(db):
        round_id = found["id"] if found else None
        store.insert_memo(db, memo_id, (thing.kind, thing.id), round_id=round_id, person_id=person_id)
        store.insert_text(db, memo_id, kept)
        _record(db, "memo written", memo_id, person_id)
    return memo_id


def change(db: Database, memo_id: str, note: Note, reader: Reader) -> bool:
    """What one's own memo says from now on; False where it says that already.

    Raises BadInput as `write` does, Stale where the memo changed since the page was made.
    """
    kept = _kept(db, note)
    with writing(db):
        stands = own(db, memo_id, reader)
        if (stands["text"], bool(stands["in_reports"])) == (kept.text, kept.in_reports):
            return False
        if stands["seen"] != note.seen:
            raise Stale(stands)
        store.insert_text(db, memo_id, kept)
        _record(db, "memo changed", memo_id, reader.person_id)
    return True


def put_in_trash(db: Database, memo_id: str, reader: Reader) -> None:
    """Out of every list and report; may be repeated, and taken back until an administrator empties the trash."""
    _move(db, memo_id, reader, trashed=True)


def restore(db: Database, memo_id: str, reader: Reader) -> None:
    """Back where it stood; may be repeated."""
    _move(db, memo_id, reader, trashed=False)


def _move(db: Database, memo_id: str, reader: Reader, *, trashed: bool) -> None:
    with writing(db):
        stands = own(db, memo_id, reader)
        if bool(stands["trashed"]) == trashed:
            return
        store.insert_text(db, memo_id, Note(stands["text"], bool(stands["in_reports"])), trashed=trashed)
        _record(db, "memo put in the trash" if trashed else "memo restored", memo_id, reader.person_id)


def own(db: Database, memo_id: str, reader: Reader) -> sqlite3.Row:
    """The memo, if it is the reader's own. Raises BadInput."""
    found = store.find_memo(db, memo_id, reader)
    if found is None or found["person_id"] != reader.person_id:
        raise BadInput(
            Problem(_("메모"), _("직접 쓰신 메모가 아닙니다"), _("바꾸고 싶은 내용을 새 메모로 적어 주십시오"))
        )
    return found


def _kept(db: Database, note: Note) -> Note:
    """A note as it may be stored: whole, and without what says who somebody is."""
    text = note.text.strip().replace("\r\n", "\n")
    if not text:
        raise BadInput(Problem(_("메모"), _("내용이 없습니다"), _("내용을 적어 주십시오")))
    if len(text) > LONGEST_MEMO:
        raise BadInput(Problem(_("메모"), _("너무 깁니다"), _("8,000자까지 적을 수 있습니다")))
    if holds_resident_number(text):
        what = _("주민등록번호처럼 보이는 번호가 있어 저장하지 않았습니다")
        raise BadInput(Problem(_("메모"), what, _("번호를 지우고 다시 보내 주십시오")))
    return Note(written(db, text), note.in_reports)


def _record(db: Database, action: str, memo_id: str, person_id: str) -> None:
    record(db, action, person_id=person_id, object_kind="memo", object_id=memo_id)
