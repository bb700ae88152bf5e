"""On-site validation: five seats vote blind; all votes in, or closed at quorum, the team's level is set."""

from __future__ import annotations

import sqlite3
from functools import partial

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.db import writing
from app.errors import BadInput, Conflict, Problem
from app.evaluation.method.frame import Frame
from app.evaluation.method.votes import Ballot, TeamLevel, team_level
from app.evaluation.people import vote_store
from app.evaluation.people.advancing import advance, check_references, fresh_result, require, state_of
from app.evaluation.people.grounds import Grounds, from_json, joined
from app.evaluation.round import presets
from app.evaluation.round.item_store import Item
from app.personal.written import written
from app.words.labels import label


def cast_vote(
    db: Database,
    area_result_id: str,
    *,
    person_id: str,
    level: str | None,
    reason: str,
    grounds: Grounds | None = None,
) -> str | None:
    """A seat's vote: a level with its reason, or (None) a declared conflict. It can never be changed.

    Returns the team's level where this was the last vote of all seats, else None. Raises Conflict for who
    has no seat, a second vote or a closed vote; BadInput without a reason, or without grounds for a level
    other than the computed one.
    """
    with writing(db):
        result = fresh_result(db, area_result_id)
        seat = vote_store.seat_of(db, result["round_id"], person_id)
        if seat is None:
            raise Conflict(_("이 회차의 검증단이 아니어서 투표할 수 없습니다."))
        put_vote(db, result, seat=seat, person_id=person_id, level=level, reason=reason, grounds=grounds)
        return settle_if_complete(db, result)


def put_vote(
    db: Database,
    result: sqlite3.Row,
    *,
    seat: str,
    person_id: str,
    level: str | None,
    reason: str,
    grounds: Grounds | None = None,
    example: bool = False,
) -> None:
    """Check and write one vote inside the act's transaction. What was voted stays out of the trail."""
    _still_open(db, result, seat)
    scheme = presets.scheme_of(db, result["scheme_id"])
    _check_level(scheme, level)
    if not reason.strip():
        raise BadInput(Problem(_("사유"), _("비어 있습니다"), _("판단 사유를 적어 주십시오")))
    reason, kept = written(db, reason.strip()), Grounds()
    if level is not None and level != result["level"]:
        given = (grounds or Grounds()).in_words(partial(written, db))
        kept = Grounds(given.code, reason, given.evidence)
        require(kept)
        check_references(db, result, kept.evidence)
    vote_store.insert_vote(
        db,
        result["id"],
        seat=seat,
        person_id=person_id,
        level=level,
        reason=reason,
        grounds=kept,
        example=example,
    )
    record(db, "vote cast", person_id=person_id, object_kind="area_result", object_id=result["id"], seat=seat)


def close_vote(db: Database, area_result_id: str, *, person_id: str, note: str = "") -> str:
    """Close the vote at quorum, before every seat has voted, and return the team's level.

    Raises Conflict below the quorum and when it is closed already.
    """
    with writing(db):
        result = fresh_result(db, area_result_id)
        if state_of(result) != "computed":
            raise Conflict(_("이미 마감한 투표입니다. 화면을 다시 열어 주십시오."))
        team = count(db, result)
        if not team.quorate:
            raise Conflict(
                _(
                    "단계를 적은 표가 %(cast)s장이라 정족수 %(quorum)s장에 모자랍니다. "
                    "표가 더 모인 뒤 마감해 주십시오.",
                    cast=team.cast,
                    quorum=team.quorum,
                )
            )
        return _settle(db, result, team, closed_by=person_id, note=written(db, note))


def settle_if_complete(db: Database, result: sqlite3.Row, *, example: bool = False) -> str | None:
    """Set the team's level once every seat has voted; None while votes are missing or below the quorum.

    Nobody sets it: who happened to vote last, or abstained last, decided no more than the others.
    """
    scheme = presets.scheme_of(db, result["scheme_id"])
    if set(scheme.seats) - set(vote_store.votes_of(db, result["id"])):
        return None
    team = count(db, result)
    return _settle(db, result, team, closed_by=None, example=example) if team.quorate else None


def count(db: Database, result: Item) -> TeamLevel:
    """The votes of a result, counted."""
    scheme = presets.scheme_of(db, result["scheme_id"])
    ballots = [
        Ballot(
            v["seat"],
            None if v["conflict"] else scheme.level_index(v["level"]),
            v["reason"] if v["conflict"] else "",
        )
        for v in vote_store.votes_of(db, result["id"]).values()
    ]
    return team_level(ballots, levels=len(scheme.levels), quorum=scheme.quorum)


def _settle(
    db: Database,
    result: sqlite3.Row,
    team: TeamLevel,
    *,
    closed_by: str | None,
    note: str = "",
    example: bool = False,
) -> str:
    """Write the validated level. An override rests on the grounds of the seats that voted for it."""
    scheme = presets.scheme_of(db, result["scheme_id"])
    assert team.level is not None
    level = scheme.levels[team.level].id
    grounds = Grounds(reason=note.strip())
    if level != result["level"]:
        votes = vote_store.votes_of(db, result["id"])
        agreed = (votes[seat] for seat in scheme.seats if seat in votes and votes[seat]["level"] == level)
        grounds = joined(_grounds_of(vote) for vote in agreed)
        if note.strip():
            grounds = Grounds(grounds.code, f"{grounds.reason}\n{note.strip()}", grounds.evidence)
    advance(db, result, state="validated", level=level, person_id=closed_by, grounds=grounds, example=example)
    return level


def _grounds_of(vote: sqlite3.Row) -> Grounds:
    reason = f"{label(vote['seat'], 'seat')}: {vote['reason']}"
    return Grounds(vote["reason_code"] or "", reason, from_json(vote["evidence"]))


def _still_open(db: Database, result: sqlite3.Row, seat: str) -> None:
    if state_of(result) != "computed":
        raise Conflict(_("투표가 이미 끝났습니다. 결과는 현장검증 화면에서 볼 수 있습니다."))
    if seat in vote_store.votes_of(db, result["id"]):
        raise Conflict(
            _(
                "%(seat)s 자리의 표는 이미 들어와 있습니다. 낸 표는 바꿀 수 없습니다.",
                seat=label(seat, "seat"),
            )
        )


def _check_level(scheme: Frame, level: str | None) -> None:
    known = [each.id for each in scheme.levels]
    if level is not None and level not in known:
        words = ", ".join(label(each, "level") for each in known)
        raise BadInput(Problem(_("단계"), _("이 평가 방식에 없는 단계입니다"), _("%(words)s 가운데 하나", words=words)))
