"""Proposing and deciding of industries: an analyst drafts, the committee's decision is recorded by an official, appended."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.clock import today
from app.db import writing
from app.errors import BadInput, Conflict, Problem
from app.industries import decision_store, store
from app.industries.cycle import OF_CANDIDATE, OF_MEMBER, Industry, Meeting, Proposal
from app.words.labels import label


def verdicts_for(industry: sqlite3.Row, cycle_id: str) -> tuple[str, ...]:
    """What may be decided of an industry for a cycle: other things of a candidate than of one that is there."""
    return OF_CANDIDATE if industry["cycle_id"] == cycle_id else OF_MEMBER


def cycle_to_decide(db: Database, industry: sqlite3.Row) -> sqlite3.Row | None:
    """The cycle an industry can be decided for: that after its own, or its own while it is a candidate."""
    following = store.following(db, industry["cycle_id"]) if industry["stands"] else None
    entered = industry["before_id"] and industry["origin_id"] is None and not _came_from_another(db, industry)
    return following or (store.get_cycle(db, industry["cycle_id"]) if entered else None)


def _came_from_another(db: Database, industry: sqlite3.Row) -> bool:
    led = decision_store.leads_to(db, industry["cycle_id"], industry["id"])
    return led is not None and led["industry_id"] != industry["id"]


def faults(db: Database, industry: sqlite3.Row, cycle: sqlite3.Row, proposal: Proposal) -> list[Problem]:
    """Everything that is wrong with a proposal; empty where nothing is."""
    where, found = industry["code"], []
    may = verdicts_for(industry, cycle["id"])
    if proposal.verdict not in may:
        words = ", ".join(label(each, "industry_verdict") for each in may)
        found.append(
            Problem(where, _("이 산업에는 내릴 수 없는 결정입니다"), _("다음 가운데 하나: %(words)s", words=words))
        )
    if not proposal.reason.strip():
        found.append(Problem(where, _("사유가 비어 있습니다"), _("왜 그렇게 정하는지 적어 주십시오")))
    if proposal.verdict == "replace":
        found += _faults_of_successor(db, where, cycle, proposal)
    if proposal.verdict == "adjust" and not (proposal.name_ko or proposal.kind or proposal.scope):
        what, right = _("무엇을 조정하는지 적혀 있지 않습니다"), _("새 이름, 구분, 범위 가운데 하나는 적어 주십시오")
        found.append(Problem(where, what, right))
    return found


def _faults_of_successor(db: Database, where: str, cycle: sqlite3.Row, proposal: Proposal) -> list[Problem]:
    successor = store.find_industry(db, proposal.successor_id) if proposal.successor_id else None
    right = _("%(cycle)s 주기의 후보 가운데 하나를 골라 주십시오", cycle=cycle["code"])
    if successor is None or successor["cycle_id"] != cycle["id"] or successor["origin_id"]:
        return [Problem(where, _("대체할 산업이 없습니다"), right)]
    return []


def draft(db: Database, industry: sqlite3.Row, cycle: sqlite3.Row, proposal: Proposal, *, person_id: str | None) -> str:
    """Write what is proposed. A changed draft takes along the statements and themes of the one that waited.

    Raises BadInput with everything that is wrong; then nothing is stored.
    """
    told = _only_what_counts(proposal)
    if wrong := faults(db, industry, cycle, told):
        raise BadInput(*wrong)
    with writing(db):
        waited = decision_store.waiting_of(db, industry["id"], cycle["id"])
        decision_id = decision_store.insert_decision(db, industry["id"], cycle["id"], told, person_id=person_id)
        if waited:
            decision_store.attach(db, decision_id, decision_store.segments_of(db, waited["id"]), person_id=person_id)
            decision_store.put_themes(db, decision_id, decision_store.themes_of(db, waited["id"]))
        record(
            db,
            "industry decision drafted",
            person_id=person_id,
            object_kind="industry_decision",
            object_id=decision_id,
            code=industry["code"],
            cycle=cycle["code"],
            verdict=told.verdict,
        )
    return decision_id


def _only_what_counts(proposal: Proposal) -> Proposal:
    """Without what belongs to another verdict: a form sends every field."""
    told = proposal if proposal.verdict == "replace" else replace(proposal, successor_id=None)
    return told if told.verdict == "adjust" else replace(told, name_ko="", name_en="", kind=None, scope="")


def rule(db: Database, decision_ids: Sequence[str], meeting: Meeting, *, person_id: str | None) -> int:
    """Record what the committee decided of drafts: all of them or none. Returns how many.

    Raises BadInput where the meeting cannot have been, Conflict where a draft is no longer what waits.
    """
    if wrong := faults_of_meeting(meeting):
        raise BadInput(*wrong)
    with writing(db):
        for decision_id in dict.fromkeys(decision_ids):
            _rule_one(db, decision_id, meeting, person_id=person_id)
    return len(set(decision_ids))


def faults_of_meeting(meeting: Meeting) -> list[Problem]:
    """What of a meeting cannot have been."""
    found = []
    if meeting.met_on > today().isoformat():
        found.append(Problem(_("회의 날짜"), _("아직 오지 않은 날입니다"), _("오늘이나 지난 날을 적어 주십시오")))
    if not 1 <= meeting.attended <= meeting.members:
        right = _("1명부터 위원 수까지 적어 주십시오")
        found.append(Problem(_("참석"), _("참석한 사람이 위원 수와 맞지 않습니다"), right))
    return found


def _rule_one(db: Database, decision_id: str, meeting: Meeting, *, person_id: str | None) -> None:
    found = decision_store.find_decision(db, decision_id)
    standing = found and decision_store.waiting_of(db, found["industry_id"], found["cycle_id"])
    if found is None or standing is None or standing["id"] != decision_id:
        raise Conflict(_("그사이 초안이 바뀌었거나 이미 결정했습니다. 화면을 다시 열어 주십시오."))
    result_id = _led_to(db, found, person_id=person_id)
    taken = decision_store.leads_to(db, found["cycle_id"], result_id) if result_id else None
    if taken and taken["industry_id"] != found["industry_id"]:
        told = _("%(code)s을 대체할 산업은 이미 다른 결정으로 선정되었습니다.", code=found["code"])
        raise Conflict(told + " " + _("초안을 고쳐 주십시오."))
    decision_store.insert_ruling(db, decision_id, meeting, result_id=result_id, person_id=person_id)
    record(
        db,
        "industry decided",
        person_id=person_id,
        object_kind="industry_decision",
        object_id=decision_id,
        code=found["code"],
        verdict=found["verdict"],
        met_on=meeting.met_on,
    )


def _led_to(db: Database, decision: sqlite3.Row, *, person_id: str | None) -> str | None:
    """The industry of the new cycle that a decision leads to, made or changed where it goes on from the one before."""
    if decision["verdict"] == "exclude":
        return None
    if decision["verdict"] in ("replace", "add"):
        return str(decision["successor_id"] or decision["industry_id"])
    subject = store.find_industry(db, decision["industry_id"])
    assert subject is not None
    there = store.gone_on(db, decision["cycle_id"], subject["id"])
    told = _going_on(store.told_of(subject), decision)
    if there:
        store.update_industry(db, there["id"], replace(told, code=there["code"]))
        return str(there["id"])
    free = _free_code(told.code, store.by_code(db, decision["cycle_id"]))
    return store.insert_industry(
        db, decision["cycle_id"], replace(told, code=free), origin_id=subject["id"], person_id=person_id
    )


def _going_on(subject: Industry, decision: sqlite3.Row) -> Industry:
    """The industry as it goes on: what was adjusted is changed, the rest stays."""
    return replace(
        subject,
        name_ko=decision["name_ko"] or subject.name_ko,
        name_en=decision["name_en"] or ("" if decision["name_ko"] else subject.name_en),
        kind=decision["kind"] or subject.kind,
        scope=decision["scope"] or subject.scope,
    )


def _free_code(code: str, taken: Iterable[str]) -> str:
    """The code, or with a number behind it where a candidate of the new cycle has it already."""
    there, n, free = set(taken), 1, code
    while free in there:
        n += 1
        free = f"{code}-{n}"
    return free
