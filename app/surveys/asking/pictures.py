"""Pictures that questions and choices show: drawn anew, then kept under the hash of what is kept, for good."""

from __future__ import annotations

import base64
import hashlib
import sqlite3

from flask import url_for
from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.clock import now
from app.db import get_db, row, writing
from app.errors import BadInput, Problem
from app.files.keeping import LARGEST, stripped
from app.files.pictures import MEDIA


def keep(db: Database, data: bytes, *, person_id: str | None) -> str:
    """The hash under which a picture is kept; may be repeated. Raises BadInput for anything but a picture."""
    if len(data) > LARGEST:
        right = _("%(n)s MB까지 보낼 수 있습니다", n=LARGEST // 1024 // 1024)
        raise BadInput(Problem(_("그림"), _("너무 큽니다"), right))
    media, drawn = stripped(data)
    if media != MEDIA:
        right = _("JPEG, PNG, WebP 그림을 골라 주십시오. 소리와 영상은 이름만 보여 드립니다")
        raise BadInput(Problem(_("그림"), _("그림이 아닙니다"), right))
    sha256 = hashlib.sha256(drawn).hexdigest()
    with writing(db):
        if find(db, sha256) is None:
            db.conn.execute(
                "insert into questionnaire_picture(sha256, media, data, person_id, at) values (?, ?, ?, ?, ?)",
                [sha256, media, drawn, person_id, now()],
            )
            record(db, "questionnaire picture stored", person_id=person_id, bytes=len(drawn))
    return sha256


def find(db: Database, sha256: str) -> sqlite3.Row | None:
    return row(db, "select sha256, media, data from questionnaire_picture where sha256 = ?", [sha256])


def address(sha256: str) -> str:
    """Where a page finds a picture."""
    return url_for("surveys.picture", sha256=sha256)


def inlined(sha256: str) -> str:
    """A picture within the page itself, for a laptop that will have no network."""
    found = find(get_db(), sha256)
    return f"data:{found['media']};base64,{base64.b64encode(found['data']).decode()}" if found else address(sha256)
