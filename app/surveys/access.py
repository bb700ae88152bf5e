"""What the pages of answering share: how a closed door answers, and what a return holds."""

from __future__ import annotations

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
