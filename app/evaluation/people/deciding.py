"""The support council's decision and the ministry's confirmation, recorded by an official."""

from __future__ import annotations

import sqlite3
from datetime import date
from functools import partial

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.db import writing
from app.errors import BadInput, Conflict, Problem
from app.evaluation.display import told_store
from app.evaluation.display.display import open_questions
from app.evaluation.people import validating, vote_store
from app.evaluation.people.advancing import STATES, advance, fresh_result, state_of
from app.evaluation.people.grounds import Grounds
from app.evaluation.people.visits import needs_visit
from app.evaluation.round import presets, store
from app.evaluation.round.item_store import Item
from app.personal.written import written
from app.words.formats import day
from app.words.labels import label


def next_state(result: Item) -> str | None:
    """What an official may record next: decided, then confirmed, then nothing."""
    return {"computed": "decided", "validated": "decided", "decided": "confirmed"}.get(state_of(result))


def hindrances(db: Database, result: sqlite3.Row, level: str = "") -> list[str]:
    """In words, what must happen before the next state can be recorded, with `level` where one is chosen.

    Empty: nothing.
    """
    if next_state(result) is None:
        return [_("확정까지 마친 지역입니다.")]
    if next_state(result) == "confirmed":
        return []
    found = []
    if state_of(result) == "computed" and not _excused(db, result):
        found.append(_("현장검증단의 표가 먼저 모여야 합니다."))
    missing = open_questions(db, result["id"], also=level)
    if missing:
        names = ", ".join(label(each, "domain") for each in missing)
        # Which domains these are follows from what was said; who records decisions does not read single answers.
        words = (
            _("지표와 목소리가 어긋나거나 한쪽이 빈 영역에 분석가의 의견이 있어야 합니다: %(names)s", names=names)
            if told_store.told_of_results(db, [result["id"]], EVERYTHING)[result["id"]].score
            else _("지표와 목소리가 어긋나거나 한쪽이 빈 영역에 분석가의 의견이 있어야 합니다.")
        )
        found.append(words)
    return found


def decide(
    db: Database,
    area_result_id: str,
    *,
    state: str,
    level: str,
    person_id: str,
    grounds: Grounds,
    met_on: date,
) -> None:
    """Record the council's decision (state "decided") or the ministry's confirmation ("confirmed").

    `met_on` is the day the council met or the ministry confirmed, which may lie before today.
    Raises Conflict when it is not that state's turn or something must happen first, BadInput for a level the
    scheme does not have and for an override without grounds.
    """
    with writing(db):
        result = fresh_result(db, area_result_id)
        if vote_store.seat_of(db, result["round_id"], person_id):
            raise Conflict(_("이 회차의 검증단 자리를 맡은 사람은 의결과 확정을 기록할 수 없습니다."))
        if next_state(result) != state or state not in STATES:
            raise Conflict(_("그사이 단계의 상태가 바뀌었습니다. 화면을 다시 열어 주십시오."))
        waiting = hindrances(db, result, level)
        if waiting:
            raise Conflict(" ".join(waiting))
        if state == "confirmed":
            _refuse_early(db, result, met_on)
        scheme = presets.scheme_of(db, result["scheme_id"])
        if level not in {each.id for each in scheme.levels}:
            raise BadInput(Problem(_("단계"), _("이 평가 방식에 없는 단계입니다"), _("목록에서 골라 주십시오")))
        said = grounds.in_words(partial(written, db))
        advance(db, result, state=state, level=level, person_id=person_id, grounds=said, met_on=met_on)


def _refuse_early(db: Database, result: sqlite3.Row, met_on: date) -> None:
    """The ministry confirms what the council has decided, never before it."""
    met = [
        each["met_on"] for each in store.events_of(db, result["id"]) if each["state"] == "decided" and each["met_on"]
    ]
    if met and met_on.isoformat() < met[-1]:
        what = _("협의회가 의결한 %(day)s보다 이릅니다", day=day(met[-1]))
        raise BadInput(Problem(_("확정한 날"), what, _("의결한 날이나 그 뒤의 날을 적어 주십시오")))


def _excused(db: Database, result: sqlite3.Row) -> bool:
    """Whether no vote is needed: a firm best level, or every seat voted and the quorum was missed."""
    scheme = presets.scheme_of(db, result["scheme_id"])
    if result["level"] is not None and not needs_visit(result, scheme):
        return True
    voted = set(vote_store.votes_of(db, result["id"]))
    return voted >= set(scheme.seats) and not validating.count(db, result).quorate
