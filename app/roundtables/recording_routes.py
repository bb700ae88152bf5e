"""The recording on the sealed side: kept, heard from a turn's second, destroyed. For the facilitator alone."""

from __future__ import annotations

import sqlite3

from flask import Response, abort, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.permissions import permit
from app.db import get_db
from app.roundtables.blueprint import bp
from app.roundtables.raw_routes import sealed_of
from app.roundtables.sealed import listening, recording_store

# The form around a file.
AROUND = 1024 * 1024


@bp.url_value_preprocessor
def allow_recordings(endpoint: str | None, _values: dict[str, str] | None) -> None:
    """A recording is longer than any other file: said before the form's token is read from the body."""
    if endpoint == "roundtables.put_recording" and current_user.is_authenticated:
        request.max_content_length = listening.largest() + AROUND


@bp.get("/roundtables/<roundtable_id>/recording")
@permit("roundtables.raw")
def recording(roundtable_id: str) -> ResponseReturnValue:
    """The bytes, or those of the range that is asked for, as a player jumps about."""
    _found, document, _original = sealed_of(roundtable_id)
    kept = recording_store.recording_of(get_db(), document["id"]) or abort(404)
    start, end = _range(kept)
    listening.note_listening(get_db(), roundtable_id, current_user.id)
    path = str(current_app.config["MOKSORI"].database)
    answer = Response(recording_store.pieces_of(path, kept["id"], start, end), mimetype=kept["media"])
    answer.content_length = end - start
    answer.headers["Accept-Ranges"] = "bytes"
    if request.range:
        answer.status_code = 206
        answer.headers["Content-Range"] = f"bytes {start}-{end - 1}/{kept['bytes']}"
    return answer


def _range(kept: sqlite3.Row) -> tuple[int, int]:
    if not request.range:
        return 0, kept["bytes"]
    found: tuple[int, int] | None = request.range.range_for_length(kept["bytes"])
    if found is None:
        abort(416)
    return found


@bp.post("/roundtables/<roundtable_id>/recording")
@permit("roundtables.raw")
def put_recording(roundtable_id: str) -> ResponseReturnValue:
    _found, document, _original = sealed_of(roundtable_id)
    file = request.files.get("recording")
    if file is None or not file.filename:
        flash(_("녹음 파일을 고르십시오."), "careful")
    else:
        listening.keep(get_db(), roundtable_id, document["id"], file.stream, person_id=current_user.id)
        flash(_("녹음을 봉인해 두었습니다. 원본과 같은 날 파기합니다."), "done")
    return _back(roundtable_id)


@bp.post("/roundtables/<roundtable_id>/recording/destroy")
@permit("roundtables.raw")
def destroy_recording(roundtable_id: str) -> ResponseReturnValue:
    _found, document, _original = sealed_of(roundtable_id)
    if request.form.get("sure") != "1":
        flash(_("되돌릴 수 없으므로 ‘파기하겠습니다’를 먼저 고르십시오."), "careful")
    elif listening.destroy(get_db(), roundtable_id, document["id"], person_id=current_user.id):
        flash(_("녹음을 파기했습니다. 글은 그대로 있습니다."), "done")
    return _back(roundtable_id)


def _back(roundtable_id: str) -> ResponseReturnValue:
    document = request.args.get("document")
    return redirect(url_for("roundtables.raw", roundtable_id=roundtable_id, document=document), 303)
