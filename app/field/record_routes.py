"""What laptops send, and the receipts of a person's own records."""

from __future__ import annotations

import json

from flask import Response, abort, current_app, jsonify, render_template, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.downloading import record_download
from app.accounts.permissions import permit
from app.db import get_db
from app.errors import BadInput, Problem
from app.field.blueprint import bp
from app.field.records import record_store
from app.field.records.receiving import receive
from app.field.records.record import MOST_BYTES, read
from app.ids import is_id

# What became of a record, as HTTP says it: kept now, kept before, kept beside another content of the same id.
STATUS = {"new": 201, "again": 200, "other": 409}


@bp.put("/field/records/<record_id>")
@permit("field.work")
def put_record(record_id: str) -> ResponseReturnValue:
    """One record, as often as the laptop likes. What is refused stays on the laptop and is shown there."""
    if not is_id(record_id):
        abort(404)
    if (request.content_length or 0) > MOST_BYTES:
        what = _("기록이 너무 큽니다")
        return _refused(413, Problem(_("기록"), what, _("노트북에 그대로 두고 사무실에 알려 주십시오")))
    try:
        record = read(record_id, request.get_data(cache=False))
        if record.person_id != current_user.id:
            return _refused(
                403, Problem(_("로그인"), _("다른 분의 기록입니다"), _("기록한 분이 로그인해 보내 주십시오"))
            )
        received = receive(get_db(), record, folder=current_app.config["MOKSORI"].data)
    except BadInput as error:
        return _refused(400, *error.problems)
    return jsonify(received.told), STATUS[received.kind]


def _refused(code: int, *problems: Problem) -> ResponseReturnValue:
    return jsonify(refused=[vars(problem) for problem in problems]), code


@bp.get("/field/receipts")
@permit("field.work")
def receipts() -> ResponseReturnValue:
    """What the office has of me: to lay beside the list on the laptop."""
    return render_template("field/receipts.html", records=record_store.records_of_person(get_db(), current_user.id))


@bp.get("/field/receipts.json")
@permit("field.work")
def receipts_file() -> ResponseReturnValue:
    """The signed receipts of one's own records, for whoever wants to keep them."""
    mine = record_store.records_of_person(get_db(), current_user.id)
    told = [{"receipt": r["receipt"], "signature": r["signature"]} for r in mine]
    record_download(get_db(), "receipts", len(told))
    answer = Response(json.dumps(told, ensure_ascii=False, indent=1), mimetype="application/json")
    answer.headers["Content-Disposition"] = 'attachment; filename="receipts.json"'
    return answer


def _exempt(state: BlueprintSetupState) -> None:
    """A laptop that was away for days has no fresh token; no form sends a PUT, and a script of another site may not."""
    state.app.extensions["csrf"].exempt(f"{__name__}.put_record")


bp.record(_exempt)
