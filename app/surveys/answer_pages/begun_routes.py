"""Going on with answers on another device: kept from the page as one writes, taken up by the link or its code."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict
from typing import Any, TypeGuard

from flask import Response, abort, jsonify, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from app.accounts.limiting import limiter
from app.accounts.permissions import public
from app.db import get_db
from app.errors import BadInput
from app.surveys.access import STATUS
from app.surveys.answering import inviting
from app.surveys.answering.responding import NotOpen
from app.surveys.asking import store
from app.surveys.blueprint import bp
from app.surveys.reaching import beginning


@bp.get("/s/<token>/begun")
@public
# A code is tried here: by address, far fewer than it takes to guess one.
@limiter.limit("30/minute;300/hour")
def begun(token: str) -> ResponseReturnValue:
    """What was begun; where nothing waits any more, whether these very answers were sent from another device."""
    link = _link(token)
    found = beginning.take_up(get_db(), link, token, request.args.get("code"))
    stored = None if found else beginning.became(get_db(), link, request.args.get("return"))
    return _answer(asdict(found) if found else {"begun": False, **(_sent(token, stored) if stored else {})})


@bp.put("/s/<token>/begun")
@public
@limiter.limit("60/minute;1200/hour")
def keep_begun(token: str) -> ResponseReturnValue:
    """200 with the revision; 409 with what another device wrote, or the return it sent; 202 while no consent is given."""
    link = _link(token)
    survey = store.find_survey(get_db(), link["survey_id"]) or abort(404)
    given = request.get_json(silent=True)
    if not _is_begun(given):
        abort(400)
    entries = [(name, value) for name, value in given["entries"]]
    try:
        kept = beginning.keep(get_db(), survey, link, token, entries, base=given["base"], code=given.get("code"))
    except beginning.Elsewhere as error:
        return _answer(asdict(error.begun)), 409
    except beginning.Sent as error:
        return _answer(_sent(token, error.stored)), 409
    except NotOpen as error:
        return _answer({"error": str(error)}), STATUS[error.kind]
    except BadInput as error:
        return _answer({"error": str(error)}), 413
    return (_answer(asdict(kept)), 200) if kept else (_answer({"begun": False}), 202)


def _is_begun(given: object) -> TypeGuard[dict[str, Any]]:
    if not isinstance(given, dict) or not isinstance(given.get("base"), int):
        return False
    entries, code = given.get("entries"), given.get("code")
    if not isinstance(entries, list) or not all(isinstance(e, list) and len(e) == 2 for e in entries):
        return False
    return all(isinstance(part, str) for e in entries for part in e) and isinstance(code, str | None)


def _link(token: str) -> sqlite3.Row:
    return inviting.invitation_of(get_db(), token) or abort(404)


def _sent(token: str, stored: sqlite3.Row) -> dict[str, Any]:
    there = url_for("surveys.receipt", token=token, response_id=stored["id"])
    return {"sent": {"receipt": stored["receipt"], "at": stored["received_at"], "page": there}}


def _answer(told: object) -> Response:
    answer = jsonify(told)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _exempt(state: BlueprintSetupState) -> None:
    """The link's token is the authority here, as for the answers themselves."""
    state.app.extensions["csrf"].exempt(f"{__name__}.keep_begun")


bp.record(_exempt)
