"""Doing an act once: however often it is sent, its judgments are appended one time and answered the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.coding.acts import act_store
from app.coding.acts.act import Act, Place
from app.coding.judging import judging, redoing, together
from app.coding.judging.judging import Refused
from app.coding.judging.queue_store import Desk
from app.coding.statements.judgments import CODES, Fault
from app.db import writing
from app.errors import Conflict
from app.tables.checked import N_


@dataclass(frozen=True)
class Done:
    """The judgments of an act in their order; `new` unless the act had been done before."""

    judgments: list[sqlite3.Row]
    new: bool

    @property
    def segment_ids(self) -> list[str]:
        return list(dict.fromkeys(each["segment_id"] for each in self.judgments))


def do(db: Database, act: Act, segments: Mapping[str, sqlite3.Row], *, desk: Desk) -> Done:
    """Append an act's judgments, all or none. Raises Refused, Stale or Conflict; nothing is stored then.

    `segments` are the act's own, asked for within the person's scope.
    """
    with writing(db):
        if known := _known(db, act.id, desk.coder_id):
            return known
        if act.action == "dismiss":
            _dismiss(db, act, desk.coder_id)
        elif act.twins:
            _judge_twins(db, act, segments, desk)
        else:
            _judge(db, act, desk.coder_id)
        return Done(_given(db, act.id), new=True)


def take_back(db: Database, *, judgment_id: int, act: str | None, coder_id: str) -> Done:
    """Take back the coder's newest judgment, if it is this one; sent again it is the same taking back."""
    with writing(db):
        if act and (known := _known(db, act, coder_id)):
            return Done(_taken_back(db, known.judgments[0]["retracts"]), new=False)
        judging.undo(db, coder_id=coder_id, judgment_id=judgment_id, act=act)
        return Done(_taken_back(db, judgment_id), new=True)


def give_again(db: Database, *, act: str | None, coder_id: str) -> Done:
    """Give again what was taken back last; sent again it is the same giving."""
    with writing(db):
        if act and (known := _known(db, act, coder_id)):
            return known
        given = redoing.redo(db, coder_id=coder_id, act=act)
        return Done(act_store.given_together(db, min(each["id"] for each in given)), new=True)


def _known(db: Database, act: str, coder_id: str) -> Done | None:
    first = act_store.find_act(db, act)
    if first is None:
        return None
    if first["coder_id"] != coder_id:
        raise Conflict(_("이 번호의 판단은 다른 사람이 보냈습니다. 화면을 새로 고친 뒤 다시 판단해 주십시오."))
    return Done(act_store.given_together(db, first["id"]), new=False)


def _given(db: Database, act: str) -> list[sqlite3.Row]:
    first = act_store.find_act(db, act)
    # The rules of repeating hold for pages without a script: what such a page said just now is this act's too.
    return act_store.given_together(db, first["id"]) if first else []


def _taken_back(db: Database, judgment_id: int) -> list[sqlite3.Row]:
    """All that was given together with a judgment and is taken back, the newest first."""
    found = act_store.given_together(db, act_store.first_of(db, judgment_id))
    return [each for each in reversed(found) if each["retracted"]]


def _judge(db: Database, act: Act, coder_id: str) -> None:
    first: int | None = None
    if len(act.places) > 1 and act.action not in CODES:
        raise Refused(Fault("action", N_("여러 문장에 걸쳐서는 할 수 없는 판단입니다"), N_("주제를 추가하십시오")))
    for place in act.places:
        given = judging.judge(
            db,
            place.segment_id,
            coder_id=coder_id,
            action=act.action,
            together=first,
            act=None if first else act.id,
            **_of(place),
            **act.word,
        )
        first = first or given


def _of(place: Place) -> dict[str, Any]:
    return {"seen": place.seen, "span": place.span, "quote": place.quote}


def _judge_twins(db: Database, act: Act, segments: Mapping[str, sqlite3.Row], desk: Desk) -> None:
    (place,) = act.places
    if act.action not in ("accept", "change", "reject") or not act.word["suggestion_id"]:
        raise Refused(
            Fault("action", N_("함께 할 수 없는 판단입니다"), N_("채택, 변경, 반려 가운데 하나를 고르십시오"))
        )
    word = {**act.word, "action": act.action, **_of(place)}
    together.judge_together(db, desk, segments[place.segment_id], ticked=act.twins, act=act.id, **word)


def _dismiss(db: Database, act: Act, coder_id: str) -> None:
    (place,) = act.places
    judging.dismiss(db, place.segment_id, coder_id=coder_id, seen=place.seen, suggestion_ids=act.dismissed, act=act.id)
