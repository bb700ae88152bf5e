"""Downloads of what people said are in the audit trail: who took what, and how many rows."""

from __future__ import annotations

from flask_login import current_user
from sqlite_utils import Database

from app.accounts import store
from app.db import writing


def record_download(
    db: Database, what: str, count: int, *, object_kind: str | None = None, object_id: str | None = None
) -> None:
    """Say that the person signed in took `count` rows home; `what` is a code of LABELS["download"].

    Call it in the route of the export, before the answer: what cannot be recorded is not handed out.
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
