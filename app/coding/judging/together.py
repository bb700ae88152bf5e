"""Statements nearly the same as the one on the bench, and one judgment given to those of them that were ticked."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.coding.judging import judging, judgment_store, together_store
from app.coding.judging.queue_store import Desk
from app.coding.meaning import twinning
from app.coding.statements.spans import Span
from app.db import writing
from app.errors import BadInput, Conflict, Problem

# Read one by one before they are ticked. Chosen, not measured.
MOST = 8


@dataclass(frozen=True)
class Twin:
    """A statement nearly the same, the suggestion on it that waits, and how alike both are (a cosine)."""

    segment_id: str
    suggestion_id: str
    likeness: float


def twins(db: Database, desk: Desk, segment: sqlite3.Row, suggestion_id: str) -> list[Twin]:
    """What may be judged with this suggestion, the most alike first; nothing where statements have no vectors."""
    near = twinning.twins(db, segment["round_id"], segment["id"])
    fit = together_store.alike_suggested(db, desk, suggestion_id, [each.segment_id for each in near])
    found = [Twin(each.segment_id, fit[each.segment_id], each.likeness) for each in near if each.segment_id in fit]
    return found[:MOST]


def judge_together(
    db: Database,
    desk: Desk,
    segment: sqlite3.Row,
    *,
    ticked: Collection[str],
    seen: int,
    suggestion_id: str,
    memo: str,
    act: str | None = None,
    span: Span | None = None,
    quote: str | None = None,
    **word: Any,
) -> int:
    """Give a suggestion and the ticked twins of it the same judgment, each appended as its own; how many joined.

    The joined ones carry a note in place of the memo, which speaks of one statement. All or none are written. Raises
    BadInput where nothing is ticked, Conflict where something ticked may no longer join. Pressing twice writes nothing.
    """
    own = {**word, "coder_id": desk.coder_id, "seen": seen, "suggestion_id": suggestion_id, "memo": memo}
    own |= {"act": act, "span": span, "quote": quote}
    if not ticked:
        raise BadInput(Problem(_("함께 판단"), _("고른 문장이 없습니다"), _("함께 판단할 문장을 하나 이상 고르십시오")))
    with writing(db):
        if judgment_store.newest_judgment(db, segment["id"], desk.coder_id) != seen:
            judging.judge(db, segment["id"], **own)
            return 0
        joining = [each for each in twins(db, desk, segment, suggestion_id) if each.segment_id in ticked]
        if len(joining) < len(set(ticked)):
            raise Conflict(_gone())
        given = judging.judge(db, segment["id"], **own)
        for each in joining:
            _join(db, desk, each, word, given)
    return len(joining)


def _join(db: Database, desk: Desk, twin: Twin, word: dict[str, Any], given: int) -> None:
    seen = judgment_store.newest_judgment(db, twin.segment_id, desk.coder_id)
    own = {**word, "suggestion_id": twin.suggestion_id, "memo": _("거의 같은 문장과 함께 판단했습니다.")}
    judging.judge(db, twin.segment_id, coder_id=desk.coder_id, seen=seen, together=given, **own)


def _gone() -> str:
    return _(
        "고른 문장 가운데 그사이 판단했거나 제안이 바뀐 것이 있습니다. 아무것도 저장하지 않았습니다. "
        "새로 열어 확인해 주십시오."
    )
