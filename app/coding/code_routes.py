"""Codes for scripts and files: the codebook as JSON, and a code made while coding."""

from __future__ import annotations

import hashlib
from typing import Any

from flask import Response, abort, jsonify, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.permissions import permit
from app.accounts.signing_in import my_scope
from app.codebook import store as codebook_store
from app.coding.access import themes_by_code
from app.coding.blueprint import bp
from app.coding.codes import codes
from app.coding.codes.tree import tree_told
from app.coding.statements import segment_store
from app.db import get_db
from app.errors import in_json


@bp.get("/review/codebook.json")
@in_json
@permit("review.code")
def codebook_json() -> ResponseReturnValue:
    """The tree with its terms in the language of the page; told anew only where it changed."""
    db = get_db()
    book = codebook_store.newest(db) or abort(404)
    terms: dict[str, list[dict[str, Any]]] = {}
    for each in codebook_store.terms(db, book["id"]):
        terms.setdefault(each["theme_code"], []).append({part: each[part] for part in ("lang", "form", "weight")})
    told = tree_told(themes_by_code(db), codes.codes_now(db))
    themes = [{**theme, "terms": terms.get(theme["code"], [])} for theme in told]
    return _cached({"themes": themes, "version": book["number"]})


def _cached(told: dict[str, Any]) -> Response:
    """JSON with the fingerprint of what it says, which the browser sends along next time."""
    answer = jsonify(told)
    answer.set_etag(hashlib.sha256(answer.get_data()).hexdigest()[:32])
    answer.make_conditional(request)
    return answer


@bp.post("/review/codes")
@in_json
@permit("review.code")
def make_code() -> ResponseReturnValue:
    """A code made while coding, named by the person or with the very words of a statement."""
    sent = request.get_json(silent=True)
    fields = ("name", "theme", "parent", "segment")
    if not isinstance(sent, dict) or not all(isinstance(sent.get(each), str | None) for each in fields):
        abort(400)
    db = get_db()
    try:
        code_id, new = codes.make_or_find(
            db,
            theme_code=sent.get("theme") or "",
            name=sent.get("name") or "",
            parent=sent.get("parent"),
            by=current_user.id,
            segment=_spoken(sent.get("segment"), sent.get("name") or ""),
        )
    except codes.Refused as refused:
        pairs = zip(refused.fields, refused.problems, strict=True)
        told = [{"field": f, "where": p.where, "what": p.what, "right": p.right} for f, p in pairs]
        return {"problems": told, "error": f"{told[0]['what']}. {told[0]['right']}."}, 422
    root = next(t for t in tree_told(themes_by_code(db), codes.codes_now(db)) if t["code"] == sent["theme"])
    made = next(each for each in root["codes"] if each["id"] == code_id)
    return {**made, "theme": root["code"]}, 201 if new else 200


def _spoken(segment_id: str | None, name: str) -> str | None:
    """The segment the name's words were said in, where the person may hear it and they stand in it."""
    if not segment_id:
        return None
    segment = segment_store.find_segment(get_db(), segment_id, my_scope()) or abort(404)
    if not segment_store.is_heard(get_db(), segment, my_scope()):
        abort(404)
    return segment_id if _bare(name) and _bare(name) in _bare(segment["text"]) else None


def _bare(text: str) -> str:
    return "".join(text.split()).casefold()
