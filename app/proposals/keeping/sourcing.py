"""From what was typed of minutes or a letter to where a proposal stands: who asked, at which meeting, about which area."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from app.accounts.people import Scope
from app.clock import today
from app.proposals.keeping import sources
from app.proposals.keeping.making import FaultyProposal
from app.proposals.keeping.proposal import Fault
from app.proposals.keeping.sources import Source
from app.roundtables.record.store import find_roundtable
from app.tables.checked import N_


@dataclass(frozen=True)
class Typed:
    """A meeting's id or (empty) a letter, who asked, the day as an ISO date, the area of a letter as an id."""

    meeting: str
    organization: str
    said_on: str
    area: str


def source_of(db: Database, typed: Typed, scope: Scope) -> Source:
    """Where the proposal stands. Raises FaultyProposal with every fault at its field."""
    return _of_meeting(db, typed, scope) if typed.meeting else _of_letter(db, typed, scope)


def _of_meeting(db: Database, typed: Typed, scope: Scope) -> Source:
    meeting = find_roundtable(db, typed.meeting, scope)
    if meeting is None:
        raise FaultyProposal([Fault("meeting", N_("없는 회의입니다"), N_("목록에서 회의를 골라 주십시오"))])
    who = sources.participant_called(db, meeting["id"], typed.organization) if typed.organization else None
    if typed.organization and who is None:
        right = N_("기록에 적힌 기관이나 참여자를 적어 주십시오. 모르면 비워 두십시오")
        raise FaultyProposal([Fault("organization", N_("이 회의의 참여자가 아닙니다"), right)])
    return Source(meeting["held_on"], meeting["id"], who["id"] if who else "")


def _of_letter(db: Database, typed: Typed, scope: Scope) -> Source:
    faults = [*_day_faults(typed.said_on)]
    firms = sources.firms_called(db, typed.organization, scope) if typed.organization else []
    if not typed.organization:
        faults.append(Fault("organization", N_("보낸 곳이 없습니다"), N_("공문을 보낸 기관이나 기업을 적어 주십시오")))
    if len(firms) > 1:
        right = N_("명부의 기업 코드를 적어 주십시오")
        faults.append(Fault("organization", N_("같은 이름의 기업이 여럿 있습니다"), right))
    if not firms and not typed.area:
        right = N_("어느 밀집지역의 일인지 골라 주십시오")
        faults.append(Fault("area", N_("지역이 없습니다"), right))
    if faults:
        raise FaultyProposal(faults)
    if firms:
        return Source(typed.said_on, firm_id=firms[0]["id"], area_id=typed.area or firms[0]["area_id"])
    return Source(typed.said_on, organization=typed.organization, area_id=typed.area)


def _day_faults(text: str) -> list[Fault]:
    try:
        there = date.fromisoformat(text) <= today()
    except ValueError:
        return [Fault("said_on", N_("날짜가 없습니다"), N_("공문의 날짜를 2026-11-22처럼 적어 주십시오"))]
    return [] if there else [Fault("said_on", N_("아직 오지 않은 날입니다"), N_("오늘이나 그 전의 날을 적어 주십시오"))]
