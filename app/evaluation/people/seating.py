"""Who sits in the five seats of the verification team in a round."""

from __future__ import annotations

import sqlite3

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.db import writing
from app.errors import BadInput, Conflict, Problem
from app.evaluation.people import vote_store
from app.evaluation.round import store
from app.words.labels import LABELS, label

SEATS = tuple(LABELS["seat"])


def assign_seat(db: Database, round_id: str, seat: str, person_id: str, *, by: str | None) -> None:
    """Give a seat of a round to an official or expert; votes already cast stay as they are. May be repeated.

    Raises BadInput for somebody who cannot hold the seat, Conflict for a round that does not exist.
    """
    with writing(db):
        if store.find_round(db, round_id) is None:
            raise Conflict(_("없는 회차입니다. 회차 목록을 다시 열어 주십시오."))
        problem = _problem(db, round_id, seat, person_id)
        if problem:
            raise BadInput(problem)
        before = vote_store.seats_of(db, round_id).get(seat)
        if before and before["person_id"] == person_id:
            return
        vote_store.set_seat(db, round_id, seat, person_id)
        record(
            db,
            "seat assigned",
            person_id=by,
            object_kind="round",
            object_id=round_id,
            seat=seat,
            person=person_id,
        )


def assign_seats(db: Database, round_id: str, chosen: dict[str, str], *, by: str | None) -> None:
    """All seats at once, as the page sends them (seat to person id); empty seats are left as they are.

    Raises BadInput with every problem; then no seat changes.
    """
    taken = [person_id for person_id in chosen.values() if person_id]
    if len(set(taken)) < len(taken):
        raise BadInput(
            Problem(_("검증단 자리"), _("한 사람이 두 자리에 있습니다"), _("자리마다 다른 사람을 골라 주십시오"))
        )
    with writing(db):
        held = vote_store.seats_of(db, round_id)
        for seat in _free_first(chosen, held):
            assign_seat(db, round_id, seat, chosen[seat], by=by)


def _free_first(chosen: dict[str, str], held: dict[str, sqlite3.Row]) -> list[str]:
    """Seats to change, in an order in which nobody ever holds two; people who swap seats are refused."""
    waiting = [s for s, p in chosen.items() if p and (s not in held or held[s]["person_id"] != p)]
    holder = {s: r["person_id"] for s, r in held.items()}
    ordered: list[str] = []
    while waiting:
        free = next((s for s in waiting if chosen[s] not in (p for t, p in holder.items() if t != s)), None)
        if free is None:
            raise BadInput(
                Problem(
                    _("검증단 자리"),
                    _("두 사람의 자리를 서로 바꿀 수 없습니다"),
                    _("한 자리를 먼저 다른 사람으로 바꾼 뒤 저장해 주십시오"),
                )
            )
        holder[free] = chosen[free]
        waiting.remove(free)
        ordered.append(free)
    return ordered


def _problem(db: Database, round_id: str, seat: str, person_id: str) -> Problem | None:
    if seat not in SEATS:
        names = ", ".join(label(each, "seat") for each in SEATS)
        return Problem(
            _("자리"),
            _("없는 자리입니다: ‘%(seat)s’", seat=seat),
            _("%(names)s 가운데 하나", names=names),
        )
    where = label(seat, "seat")
    if person_id not in {p["id"] for p in vote_store.people_for_seats(db)}:
        return Problem(
            where,
            _("이 자리를 맡을 수 없는 사람입니다"),
            _("사용 중인 공무원 또는 전문가 계정을 골라 주십시오"),
        )
    if vote_store.seat_of(db, round_id, person_id) not in (None, seat):
        return Problem(where, _("이미 다른 자리에 있는 사람입니다"), _("자리마다 다른 사람을 골라 주십시오"))
    return None
