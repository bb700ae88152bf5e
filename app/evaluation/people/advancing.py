"""A level goes forward: computed, validated, decided, confirmed; changing it needs grounds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.errors import BadInput, Conflict, Problem
from app.evaluation.people import vote_store
from app.evaluation.people.grounds import Grounds, Reference, as_list, from_json
from app.evaluation.round import standing_store, store
from app.evaluation.round.item_store import Item

STATES = ("computed", "validated", "decided", "confirmed")
ACTIONS = {"validated": "level validated", "decided": "level decided", "confirmed": "level confirmed"}


def state_of(result: Item) -> str:
    """The state of a result; one without a score has no event and counts as computed."""
    return str(result["state"] or "computed")


def fresh_result(db: Database, area_result_id: str) -> sqlite3.Row:
    """The result as it is inside the transaction, if it stands or is the area's newest.

    Raises Conflict for a result that a later one has replaced.
    """
    result = store.find_result(db, area_result_id)
    if result is None:
        raise Conflict(_("없는 평가 결과입니다. 종합평가에서 다시 열어 주십시오."))
    if not standing_store.at_work(db, result):
        raise Conflict(_("이 뒤에 새로 평가한 결과가 있습니다. 새 결과에서 다시 해 주십시오."))
    return result


def advance(
    db: Database,
    result: sqlite3.Row,
    *,
    state: str,
    level: str,
    person_id: str | None,
    grounds: Grounds,
    met_on: date | None = None,
    example: bool = False,
) -> None:
    """Append the event of a new state and its entry in the trail. Call it inside the act's transaction.

    A validated level is the team's and carries no person; the trail says who closed the vote, if anybody did.

    Raises Conflict when the level has gone that far already, BadInput when a level that differs from the
    computed or the standing one lacks a reason code, a text or evidence.
    """
    if STATES.index(state) <= STATES.index(state_of(result)):
        raise Conflict(_("이미 다음 단계로 넘어간 지역입니다. 화면을 다시 열어 주십시오."))
    grounds = _grounds(db, result, level, grounds)
    override = level != result["level"]
    store.insert_event(
        db,
        result["id"],
        state=state,
        level=level,
        person_id=None if state == "validated" else person_id,
        override=override,
        reason_code=grounds.code or None,
        reason=grounds.reason,
        evidence=as_list(grounds.evidence),
        met_on=met_on.isoformat() if met_on else None,
        example=example,
    )
    record(
        db,
        ACTIONS[state],
        person_id=person_id,
        object_kind="area_result",
        object_id=result["id"],
        level=level,
        computed=result["level"],
    )


def differs(result: sqlite3.Row, level: str | None) -> bool:
    """Whether a level needs grounds: it is not the computed one, or not the one that stands."""
    return level is not None and (level != result["level"] or level != (result["level_now"] or result["level"]))


def _grounds(db: Database, result: sqlite3.Row, level: str, grounds: Grounds) -> Grounds:
    """The grounds to store; who keeps a level somebody changed before need not say why again."""
    if not differs(result, level):
        return grounds
    last = store.events_of(db, result["id"])[-1:]
    if last and last[0]["override"] and last[0]["level"] == level and grounds.gaps:
        before = last[0]
        return Grounds(before["reason_code"], grounds.reason.strip() or before["reason"], from_json(before["evidence"]))
    require(grounds)
    check_references(db, result, grounds.evidence)
    return grounds


def require(grounds: Grounds) -> None:
    """Raise BadInput with every part of the grounds that is missing."""
    words = {
        "code": Problem(_("사유"), _("고르지 않았습니다"), _("산출 단계와 다르게 정하는 사유를 골라 주십시오")),
        "reason": Problem(_("설명"), _("비어 있습니다"), _("왜 다르게 보는지 적어 주십시오")),
        "evidence": Problem(
            _("근거"),
            _("하나도 없습니다"),
            _("발언이나 지표 값을 하나 이상 고르거나, 확인한 내용을 적어 주십시오"),
        ),
    }
    if grounds.gaps:
        raise BadInput(*(words[gap] for gap in grounds.gaps))


def check_references(db: Database, result: sqlite3.Row, evidence: Iterable[Reference]) -> None:
    """Raise BadInput for evidence that is not of this area and round."""
    wanted = {kind: [e.ref for e in evidence if e.kind == kind] for kind in ("segment", "observation")}
    known = {
        *vote_store.segments_of_area(db, result["area_id"], result["round_id"], wanted["segment"]),
        *vote_store.observations_of_area(db, result["area_id"], wanted["observation"]),
    }
    strangers = [ref for refs in wanted.values() for ref in refs if ref not in known]
    if strangers:
        raise BadInput(
            Problem(
                _("근거"),
                _("이 지역의 자료가 아닌 것이 %(n)s건 있습니다", n=len(strangers)),
                _("이 지역의 발언이나 지표 값을 골라 주십시오"),
            )
        )
