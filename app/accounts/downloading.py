"""Files people take home are in the audit trail: who took what, how many rows, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask_login import current_user
from sqlite_utils import Database

from app.accounts import store
from app.db import writing
from app.errors import BadInput
from app.words.file_words import unwritable


def record_download(
    db: Database, what: str, count: int, *, object_kind: str | None = None, object_id: str | None = None
) -> None:
    """Say that the person signed in took `count` rows home; `what` is a code of LABELS["download"].

    Call it in the route of the export, before the answer: what cannot be recorded is not handed out. A file whose
    route says nothing is recorded all the same (access.py), with less to tell.
    """
    with writing(db):
        store.record(
            db,
            "data downloaded",
            person_id=current_user.id,
            object_kind=object_kind,
            object_id=object_id,
            what=what,
            rows=count,
        )


def write_out(
    db: Database,
    file: Path,
    data: bytes,
    what: str,
    *,
    count: int | None = None,
    object_kind: str | None = None,
    object_id: str | None = None,
    **detail: Any,
) -> None:
    """Write a file for a command and say so in the trail first. Raises BadInput where it cannot be written."""
    with writing(db):
        store.record(
            db,
            "data downloaded",
            person_id=None,
            object_kind=object_kind,
            object_id=object_id,
            what=what,
            rows=count,
            bytes=len(data),
            **detail,
        )
    try:
        file.write_bytes(data)
    except OSError as error:
        raise BadInput(unwritable(file, error)) from error
