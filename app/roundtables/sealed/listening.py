"""Keeping the recording a transcript was written from: as sealed as its original, gone with it, never needed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import IO

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.db import destroying, writing
from app.errors import BadInput, Conflict, Problem
from app.files.kinds import media_of
from app.personal import sealed_store
from app.roundtables.sealed import recording_store
from app.roundtables.sealed.recording_store import PIECE

SETTING = "MOKSORI_RECORDING_MB"
# Three hours as telephones record them. Chosen, not measured; SQLite itself takes up to 953 MB in one cell.
USUAL_MB, MOST_MB = 200, 900
# The kinds by their first bytes that browsers play.
PLAYED = ("audio/", "video/")
# Enough of a file to know its kind.
HEAD = 64


def largest() -> int:
    """Bytes a recording may have: as the office sets it, in megabytes."""
    given = os.environ.get(SETTING, "")
    return (min(int(given), MOST_MB) if given.isdecimal() else USUAL_MB) * 1024 * 1024


def keep(db: Database, roundtable_id: str, document_id: str, file: IO[bytes], *, person_id: str) -> None:
    """Keep a recording beside the original, in place of none. Nothing is converted, and its name is not kept.

    Raises BadInput for a kind that is not played, no bytes or too many; Conflict where the original is destroyed or a
    recording is there.
    """
    head, size = file.read(HEAD), file.seek(0, os.SEEK_END)
    file.seek(0)
    media = media_of(head)
    if not media.startswith(PLAYED):
        right = _("MP3, M4A, MP4, OGG, WAV, WebM 녹음 파일을 올려 주십시오")
        raise BadInput(Problem(_("녹음"), _("소리 파일이 아닙니다"), right))
    if size > largest():
        right = _("%(n)s MB까지 올릴 수 있습니다", n=largest() // 1024 // 1024)
        raise BadInput(Problem(_("녹음"), _("너무 큽니다"), right))
    with writing(db):
        original = sealed_store.original_of(db, document_id)
        if original is None or original["destroyed_at"]:
            raise Conflict(_("원본을 이미 파기했습니다."))
        if recording_store.recording_of(db, document_id):
            raise Conflict(_("이 녹취록에는 녹음이 이미 있습니다. 먼저 그 녹음을 파기해 주십시오."))
        recording_store.insert_recording(db, document_id, _pieces(file), media=media, size=size, person_id=person_id)
        _record(db, "recording stored", roundtable_id, person_id, bytes=size)


def destroy(db: Database, roundtable_id: str, document_id: str, *, person_id: str | None) -> bool:
    """Destroy the recording alone, before its day; False where there is none. May be repeated."""
    with destroying(db):
        done = recording_store.destroy_recording(db, document_id)
        if done:
            _record(db, "recording destroyed", roundtable_id, person_id)
    return bool(done)


def note_listening(db: Database, roundtable_id: str, person_id: str) -> None:
    """Each opening is in the trail; what a player asks for within the hour after is the same opening."""
    with writing(db):
        if not recording_store.heard_lately(db, roundtable_id, person_id, 60):
            _record(db, "recording heard", roundtable_id, person_id)


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece


def _record(db: Database, action: str, roundtable_id: str, person_id: str | None, **detail: int) -> None:
    record(db, action, person_id=person_id, object_kind="roundtable", object_id=roundtable_id, **detail)
