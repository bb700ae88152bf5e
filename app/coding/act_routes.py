"""The bench for scripts: acts, taking back and giving again, one item, the codings of a transcript. JSON throughout."""

from __future__ import annotations

import sqlite3
from typing import Any

from flask import Response, abort, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.permissions import permit
from app.accounts.signing_in import my_scope
from app.coding.access import my_segment, theme_names, themes_by_code
from app.coding.acts import act_store, acting, passage_store, passages
from app.coding.acts.act import Act, read_act
from app.coding.acts.items import item_told
from app.coding.acts.telling import (
    history_told,
    judgment_told,
    progress_told,
    seen_told,
    state_told,
    words_told,
)
from app.coding.blueprint import bp
from app.coding.judging import judgment_store, queue_store
from app.coding.judging.judging import Refused, Stale
from app.coding.judging.queue import filters_from
from app.coding.judging.queue_store import Desk
from app.coding.statements import segment_store
from app.coding.statements.speaking import told
from app.db import get_db
from app.errors import BadInput, in_json

# Where nobody says to which speech: past the end of any talk.
LAST_TURN = 1_000_000


@bp.post("/review/acts")
@in_json
@permit("review.code")
def act() -> ResponseReturnValue:
    found = read_act(request.get_json(silent=True))
    if not isinstance(found, Act):
        return _refused(Refused(*found))
    segments = {each.segment_id: _heard(each.segment_id) for each in found.places}
    desk = Desk(current_user.id, my_scope(), next(iter(segments.values()))["round_id"])
    stood = _mine(list(segments))
    try:
        done = acting.do(get_db(), found, segments, desk=desk)
    except Stale as stale:
        return _stale(stale, request.get_json())
    except BadInput as error:
        return _refused(error)
    stands = {each["id"] for each in _mine(list(segments))}
    replaced = [told(each, theme_names(get_db())) for each in stood if each["id"] not in stands]
    return _answer(done, desk.round_id, replaced=replaced), 201 if done.new else 200


@bp.post("/review/acts/undo")
@in_json
@permit("review.code")
def undo_act() -> ResponseReturnValue:
    sent = _sent()
    if not isinstance(sent.get("judgment"), int):
        abort(400)
    done = acting.take_back(get_db(), judgment_id=sent["judgment"], act=sent.get("act"), coder_id=current_user.id)
    words = words_told(reversed(done.judgments), theme_names(get_db()))
    return _answer(done, None, undone=words), 201 if done.new else 200


@bp.post("/review/acts/redo")
@in_json
@permit("review.code")
def redo_act() -> ResponseReturnValue:
    done = acting.give_again(get_db(), act=_sent().get("act"), coder_id=current_user.id)
    return _answer(done, None, redone=words_told(done.judgments, theme_names(get_db()))), 201 if done.new else 200


@bp.get("/review/items/<segment_id>.json")
@in_json
@permit("review.code")
def item(segment_id: str) -> ResponseReturnValue:
    segment = _heard(segment_id)
    desk = Desk(current_user.id, my_scope(), segment["round_id"])
    return jsonify(item_told(get_db(), desk, segment, filters_from(request.args), themes_by_code(get_db())))


@bp.get("/review/documents/<document_id>/codings.json")
@in_json
@permit("review.code")
def document_codings(document_id: str) -> ResponseReturnValue:
    db, scope = get_db(), my_scope()
    document = passage_store.find_document(db, document_id, scope) or abort(404)
    told = passages.passage_told(
        db,
        document,
        turns=(request.args.get("from", 0, type=int), request.args.get("to", LAST_TURN, type=int)),
        scope=scope,
        coder_id=current_user.id,
        names=theme_names(db),
        machine=bool(request.args.get("machine")),
    )
    return jsonify({**told, **history_told(db, current_user.id, theme_names(db))})


def _mine(segment_ids: list[str]) -> list[sqlite3.Row]:
    """What stands of the person signed in on these segments."""
    return [each for each in act_store.words_of(get_db(), segment_ids) if each["coder_id"] == current_user.id]


def _heard(segment_id: str) -> sqlite3.Row:
    """A segment the person may see and hear, or the end of the request with 404."""
    segment = my_segment(segment_id)
    return segment if segment_store.is_heard(get_db(), segment, my_scope()) else abort(404)


def _sent() -> dict[str, Any]:
    """What was sent, with an act's id that is one; anything else ends the request with 400."""
    sent = request.get_json(silent=True)
    if not isinstance(sent, dict) or not isinstance(sent.get("act"), str | None):
        abort(400)
    return sent


def _answer(done: acting.Done, round_id: str | None, **more: Any) -> Response:
    """An act as it is answered: its judgments, what to name next, what is left of each segment, how far the coder is."""
    db, names = get_db(), theme_names(get_db())
    ids = done.segment_ids
    shown = round_id or segment_store.placed(db, ids[:1])[ids[0]]["round_id"]
    desk = Desk(current_user.id, my_scope(), shown)
    standing = _mine(ids)
    return jsonify(
        judgments=[judgment_told(each, current_user.id, names) for each in done.judgments],
        standing=[judgment_told(each, current_user.id, names) for each in standing],
        seen=seen_told(db, ids, current_user.id),
        state={each: state_told(db, each, current_user.id) for each in ids},
        progress=progress_told(queue_store.count(db, desk, filters_from(request.args))[1]),
        **history_told(db, current_user.id, names),
        **more,
    )


def _stale(stale: Stale, yours: Any) -> ResponseReturnValue:
    """Both words: what was sent and is not stored, and what stands."""
    db, names = get_db(), theme_names(get_db())
    stands = [j for j in act_store.words_of(db, [stale.segment_id]) if j["coder_id"] == current_user.id]
    told = jsonify(
        error=_("이 문장을 다른 화면에서 이미 판단하셨습니다. 두 판단을 견주어 하나를 고르십시오."),
        segment=stale.segment_id,
        yours=yours,
        stands=[judgment_told(each, current_user.id, names) for each in stands],
        seen=judgment_store.newest_judgment(db, stale.segment_id, current_user.id),
        state={stale.segment_id: state_told(db, stale.segment_id, current_user.id)},
    )
    return told, 409


def _refused(error: BadInput) -> ResponseReturnValue:
    fields = getattr(error, "fields", ("",) * len(error.problems))
    told = [
        {"field": field, "where": p.where, "what": p.what, "right": p.right}
        for field, p in zip(fields, error.problems, strict=True)
    ]
    return jsonify(problems=told), 422
