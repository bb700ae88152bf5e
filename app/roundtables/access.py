"""What pages of roundtables ask first: which roundtable the person signed in may open or change, which upload waits."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from flask import abort, current_app, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.permissions import may
from app.accounts.signing_in import my_scope
from app.db import get_db
from app.roundtables.preview import previews
from app.roundtables.record import store
from app.roundtables.talk import turn_store


def mine(roundtable_id: str) -> sqlite3.Row:
    """The roundtable, or 404 where none of its areas is in scope."""
    return store.find_roundtable(get_db(), roundtable_id, my_scope()) or abort(404)


def changeable(roundtable_id: str) -> sqlite3.Row:
    """The roundtable, or 403 where some of its areas are another's: changing it would show what they said."""
    found = mine(roundtable_id)
    if not may_change(roundtable_id):
        abort(403)
    return found


def may_change(roundtable_id: str) -> bool:
    scope = my_scope()
    where = store.areas_of(get_db(), [roundtable_id])[roundtable_id]
    return may("roundtables.edit") and all(scope.allows(a["id"]) for a in where)


def mine_waiting(roundtable_id: str, preview_id: str) -> previews.Preview | None:
    """The uploaded file, if it waits for the person signed in and this roundtable."""
    return previews.find(folder(), preview_id, person_id=current_user.id, roundtable_id=roundtable_id)


def gone(roundtable_id: str) -> ResponseReturnValue:
    """After going back: the transcript if it is stored, else the upload."""
    if turn_store.document_of(get_db(), roundtable_id):
        flash(_("녹취록을 이미 저장했습니다."))
        return redirect(url_for("roundtables.transcript", roundtable_id=roundtable_id))
    flash(_("미리 보던 파일이 없습니다. 올린 파일은 하루 동안만 남아 있으니 다시 올려 주십시오."), "careful")
    return redirect(url_for("roundtables.upload", roundtable_id=roundtable_id))


def folder() -> Path:
    """Where uploaded files wait."""
    return current_app.config["MOKSORI"].data / "previews"
