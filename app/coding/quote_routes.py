"""Marking key quotes: from the bench, the page of a statement and the quotes; for scripts the same as JSON."""

from __future__ import annotations

from flask import abort, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.permissions import permit
from app.coding.access import back_to, my_segment
from app.coding.blueprint import bp
from app.coding.themes.marking import mark
from app.db import get_db
from app.errors import in_json


@bp.post("/segments/<segment_id>/key-quote")
@permit("review.code")
def mark_quote(segment_id: str) -> ResponseReturnValue:
    segment, form = my_segment(segment_id), request.form
    marked = form.get("marked") == "1"
    mark(get_db(), segment["id"], form.get("theme", ""), person_id=current_user.id, marked=marked)
    flash(_("핵심 인용으로 표시했습니다.") if marked else _("핵심 인용 표시를 지웠습니다."), "done")
    return redirect(back_to(form.get("back", ""), url_for("coding.segment", segment_id=segment_id)), 303)


@bp.post("/segments/<segment_id>/key-quote.json")
@in_json
@permit("review.code")
def mark_quote_by_script(segment_id: str) -> ResponseReturnValue:
    segment, sent = my_segment(segment_id), request.get_json(silent=True)
    if not isinstance(sent, dict) or not isinstance(sent.get("marked"), bool) or not isinstance(sent.get("theme"), str):
        abort(400)
    mark(get_db(), segment["id"], sent["theme"], person_id=current_user.id, marked=sent["marked"])
    return jsonify(segment=segment["id"], theme=sent["theme"], marked=sent["marked"])
