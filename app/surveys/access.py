"""What the pages of surveys share: how a closed door answers, what a return holds, whose figures leave nobody out."""

from __future__ import annotations

from flask import request

from app.accounts.permissions import may
from app.db import get_db
from app.surveys.answering import response_store

# Why a link does not open, as HTTP says it: not yet (403), not today (429), no more (410).
STATUS = {
    "waiting": 403,
    "closed": 410,
    "revoked": 410,
    "used": 410,
    "ended": 410,
    "over": 410,
    "full": 410,
    "full today": 429,
}


def stored_answers(response_id: str) -> dict[str, object]:
    """Question id to stored value of a return."""
    return response_store.answers_of_response(get_db(), response_id)


def reads_whole() -> bool:
    """Whether figures leave nobody out: for who reads single returns, unless what may leave the house is asked for."""
    return may("surveys.returns") and request.args.get("for") != "outside"
