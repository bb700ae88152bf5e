"""Picking a programme for a firm or an area, and telling what became of it: every step appended, none overwritten."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.clock import today
from app.db import writing
from app.errors import BadInput, Conflict, Problem
from app.ids import new_id
from app.personal.written import written
from app.programmes.matching.wording import Reason
from app.programmes.picks import pick_store as store
from app.programmes.picks.pick import PAID, Told, may_follow
from app.programmes.register.programme import Programme
from app.words.formats import day
from app.words.labels import label

# Longest reason and note. Chosen, not measured.
LONGEST = 1000
# Firms picked at once; more is a list to be made elsewhere. Chosen, not measured.
MOST = 200


@dataclass(frozen=True)
class Offer:
    """A programme for an area as a whole (no firms) or for some of its firms, and why.

    `reasons` are the conditions as they were shown; `rules_sha256` the rules they were judged by.
    """

    programme: Programme
    round_id: str
    area_id: str
    firm_ids: Sequence[str]
    reason: str
    reasons: Sequence[Reason]
    rules_sha256: str


def pick(
    db: Database, offer: Offer, *, person_id: str | None, on: date | None = None, example: bool = False
) -> list[str]:
    """Make the picks, one a firm or one for the area; the ids of the new ones.

    May be repeated: to whom the programme is offered already, it is not offered again. Raises BadInput without a
    reason, or with too many firms.
    """
    _check(offer)
    reason = written(db, offer.reason.strip())
    themes = sorted({r.theme for r in offer.reasons if r.theme and r.state == "met"})
    made = []
    with writing(db):
        there = store.live_firms(db, offer.programme.id, offer.area_id)
        for firm_id in dict.fromkeys(offer.firm_ids or [None]):  # type: ignore[list-item]
            if firm_id in there:
                continue
            made.append(new_id())
            values = {
                "id": made[-1],
                "programme_id": offer.programme.id,
                "version_id": offer.programme.version,
                "round_id": offer.round_id,
                "area_id": offer.area_id,
                "firm_id": firm_id,
                "reason": reason,
                "grounds": _grounds(offer.reasons),
                "rules_sha256": offer.rules_sha256,
                "person_id": person_id,
                "example": int(example),
            }
            store.insert(db, values, themes=themes)
            store.insert_event(db, made[-1], Told("offered", on or today()), person_id=person_id)
        if made:
            told: dict[str, Any] = {"code": offer.programme.code, "firms": len(made) if offer.firm_ids else 0}
            acts = (db, "programme picked")
            record(*acts, person_id=person_id, object_kind="area", object_id=offer.area_id, **told)
    return made


def tell(db: Database, pick_id: str, told: Told, *, person_id: str | None) -> None:
    """What became of a pick. Raises BadInput for what cannot follow, an amount where none is paid, a day to come."""
    with writing(db):
        stands = store.find(db, pick_id)
        if stands is None:
            raise Conflict(_("없는 연계입니다."))
        _check_told(stands["state"], stands["offered_on"], told)
        kept = Told(told.state, told.on, told.amount, written(db, told.note.strip()))
        store.insert_event(db, pick_id, kept, person_id=person_id)
        record(db, "pick told", person_id=person_id, object_kind="pick", object_id=pick_id, pick=told.state)


def attach(db: Database, pick_id: str, segment_ids: Iterable[str], person_id: str | None) -> int:
    """Tie statements to a pick; how many are new. Who may read them is asked before."""
    with writing(db):
        new = store.tie(db, pick_id, segment_ids, person_id=person_id)
        if new:
            record(
                db, "statements attached", person_id=person_id, object_kind="pick", object_id=pick_id, statements=new
            )
    return new


def take_off(db: Database, pick_id: str, segment_id: str, *, person_id: str | None) -> bool:
    """End a statement's tie; it stays in the record."""
    with writing(db):
        ended = store.untie(db, pick_id, segment_id)
        if ended:
            record(db, "statements taken off", person_id=person_id, object_kind="pick", object_id=pick_id, statements=1)
    return ended


def _grounds(reasons: Sequence[Reason]) -> str:
    """What held, as it is kept: what a firm itself said stays with the statements."""
    kept = [
        {"condition": r.condition, "state": r.state, "text": r.text, "theme": r.theme} for r in reasons if not r.own
    ]
    return json.dumps(kept, ensure_ascii=False)


def _check(offer: Offer) -> None:
    problems = []
    if not offer.reason.strip():
        problems.append(Problem(_("까닭"), _("비어 있습니다"), _("왜 이 지원사업을 권하는지 적어 주십시오")))
    if len(offer.reason) > LONGEST:
        problems.append(Problem(_("까닭"), _("너무 깁니다"), _("1,000자까지 적을 수 있습니다")))
    if len(offer.firm_ids) > MOST:
        problems.append(
            Problem(_("기업"), _("한꺼번에 고른 기업이 너무 많습니다"), _("200곳까지 나누어 골라 주십시오"))
        )
    if problems:
        raise BadInput(*problems)


def _check_told(stands: str, offered_on: str, told: Told) -> None:
    problems = []
    if told.state not in may_follow(stands):
        words = ", ".join(label(each, "pick_state") for each in may_follow(stands))
        what = _("‘%(state)s’ 다음에 올 수 없습니다", state=label(stands, "pick_state"))
        problems.append(Problem(_("상태"), what, _("다음 가운데 하나를 골라 주십시오: %(words)s", words=words)))
    if told.on > today():
        problems.append(Problem(_("날짜"), _("오늘보다 뒤입니다"), _("있었던 날을 적어 주십시오")))
    if told.on.isoformat() < offered_on:
        what = _("권한 날보다 앞입니다")
        problems.append(Problem(_("날짜"), what, _("%(day)s부터 오늘까지의 날을 적어 주십시오", day=day(offered_on))))
    if told.amount is not None and told.state not in PAID:
        right = _("선정되었거나 끝난 지원에만 금액을 적을 수 있습니다")
        problems.append(Problem(_("지원 금액"), _("지원이 정해지지 않은 상태입니다"), right))
    if len(told.note) > LONGEST:
        problems.append(Problem(_("메모"), _("너무 깁니다"), _("1,000자까지 적을 수 있습니다")))
    if problems:
        raise BadInput(*problems)
