"""Writing down a roundtable's record: checked against areas, firms and rounds, stored in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts import store as accounts
from app.accounts.people import Scope
from app.areas import store as areas
from app.areas.respondents import respondent_for_expert, respondent_for_firm, respondent_for_name
from app.db import writing
from app.errors import BadInput, Conflict, Problem
from app.ids import new_id
from app.roundtables.record import record_store, store
from app.roundtables.record.records import (
    Flaw,
    ParticipantDraft,
    RecordDraft,
    fingerprint,
    flaws,
    normal,
)
from app.roundtables.record.unnaming import unnamed
from app.tables.checked import N_

_FIELDS = {
    "kind": N_("종류"),
    "title": N_("제목"),
    "title_en": N_("영문 제목"),
    "held_on": N_("날짜"),
    "starts_at": N_("시작"),
    "ends_at": N_("끝"),
    "place": N_("장소"),
    "series": N_("시리즈"),
    "number": N_("회의 번호"),
    "presentations": N_("발표"),
    "industry": N_("업종"),
    "language": N_("언어"),
    "areas": N_("밀집지역"),
    "topics": N_("논의 주제"),
    "participants": N_("참여자"),
    "label": N_("호칭"),
    "organization": N_("기관·기업"),
    "org_kind": N_("기관 종류"),
    "role": N_("직책"),
    "firm": N_("기업 코드·이름"),
    "asked": N_("지역"),
}


class FlawedRecord(BadInput):
    """A record that breaks rules; a form shows the flaws at their fields, all else as a page."""

    def __init__(self, found: list[Flaw]) -> None:
        super().__init__(*(Problem(_where(each), _(each.what), _(each.right)) for each in found))
        self.flaws = tuple(found)


@dataclass(frozen=True)
class Saved:
    """What came of saving a record: its id, and whether it was ``new``, ``changed`` or ``unchanged``."""

    id: str
    state: str


@dataclass(frozen=True)
class _Found:
    """The rows a draft's codes stand for."""

    round_id: str
    area_ids: dict[str, str]
    firms: dict[str, sqlite3.Row]


def save_record(
    db: Database,
    draft: RecordDraft,
    *,
    scope: Scope,
    person_id: str | None,
    roundtable_id: str | None = None,
    seen: str | None = None,
) -> Saved:
    """Store a new record or change one, with its participants and their respondents.

    May be repeated: an equal record changes nothing. `seen` is the fingerprint of what was changed.
    Raises FlawedRecord with everything that is wrong, Conflict when the record was changed meanwhile.
    """
    draft = unnamed(db, normal(draft))
    with writing(db):
        before = store.draft_of(db, roundtable_id) if roundtable_id else None
        found = _looked_up(db, draft, scope, before)
        if before and seen and fingerprint(before) != seen:
            raise Conflict(_("이 기록을 그사이 다른 사람이 고쳤습니다. 기록을 다시 열어 확인한 뒤 고쳐 주십시오."))
        draft = replace(draft, code=before.code if before else draft.code or record_store.free_code(db, draft.held_on))
        if before and _same(before, draft):
            return Saved(str(roundtable_id), "unchanged")
        stored = roundtable_id or new_id()
        _write(db, stored, draft, found, before, person_id)
        action = "roundtable changed" if before else "roundtable added"
        detail = {"code": draft.code, **({"fields": _changed(before, draft)} if before else {})}
        accounts.record(db, action, person_id=person_id, object_kind="roundtable", object_id=stored, **detail)
    return Saved(stored, "changed" if before else "new")


def check_record(db: Database, draft: RecordDraft, scope: Scope, roundtable_id: str | None = None) -> None:
    """Raise FlawedRecord with everything that is wrong with a draft; changes nothing."""
    _looked_up(db, normal(draft), scope, store.draft_of(db, roundtable_id) if roundtable_id else None)


def _same(before: RecordDraft, draft: RecordDraft) -> bool:
    return _bare(before) == _bare(draft)


def _bare(record: RecordDraft) -> RecordDraft:
    return replace(record, participants=tuple(replace(each, id=None) for each in record.participants))


def _changed(before: RecordDraft, draft: RecordDraft) -> list[str]:
    """Names of the fields that differ; what stood in them may name somebody and is not told."""
    old, new = _bare(before), _bare(draft)
    return [each.name for each in fields(old) if getattr(old, each.name) != getattr(new, each.name)]


def _looked_up(db: Database, draft: RecordDraft, scope: Scope, before: RecordDraft | None) -> _Found:
    found = flaws(draft)
    # A firm that took part stays, even where the register has put it into another area since.
    there = {each.firm_code for each in before.participants} if before else set()
    area_ids = record_store.areas_by_code(db, scope)
    firms = record_store.firms_by_code(db, (each.firm_code for each in draft.participants if each.firm_code))
    unknown = sorted(set(draft.area_codes) - set(area_ids))
    if unknown:
        found.append(
            Flaw(
                "areas",
                N_("없거나 담당하지 않는 밀집지역입니다."),
                N_("담당하는 밀집지역의 코드를 적어 주십시오."),
            )
        )
    industries = {r["code"] for r in areas.list_industries(db)}
    if draft.industry_code and draft.industry_code not in industries:
        found.append(Flaw("industry", N_("없는 업종입니다."), N_("업종을 목록에서 골라 주십시오.")))
    round_id = record_store.round_on(db, draft.held_on)
    if round_id is None and not any(flaw.field == "held_on" for flaw in found):
        found.append(
            Flaw(
                "held_on",
                N_("이 날짜가 들어 있는 평가 회차가 없습니다."),
                N_("날짜를 확인하거나, 분석가나 관리자에게 그 반기의 회차를 열어 달라고 하십시오."),
            )
        )
    chosen = {area_ids[code] for code in draft.area_codes if code in area_ids}
    for row, each in enumerate(draft.participants):
        found += _firm_flaws(each, row, firms, chosen, there)
    if found or round_id is None:
        raise FlawedRecord(found)
    return _Found(round_id, area_ids, firms)


def _firm_flaws(
    each: ParticipantDraft,
    row: int,
    firms: Mapping[str, sqlite3.Row],
    chosen: set[str],
    there: Collection[str | None],
) -> list[Flaw]:
    if not each.firm_code or each.firm_code in there:
        return []
    firm = firms.get(each.firm_code)
    if firm is None:
        return [
            Flaw(
                "firm",
                N_("명부에 없는 기업입니다."),
                N_("기업의 코드나 이름을 확인하거나 이 칸을 비우십시오."),
                row,
            )
        ]
    if firm["area_id"] not in chosen:
        return [
            Flaw(
                "firm",
                N_("고른 밀집지역에 없는 기업입니다."),
                N_("이 기업의 밀집지역을 위에서 함께 골라 주십시오."),
                row,
            )
        ]
    return []


def _write(
    db: Database,
    stored: str,
    draft: RecordDraft,
    found: _Found,
    before: RecordDraft | None,
    person_id: str | None,
) -> None:
    series_id = record_store.series_named(db, draft.series) if draft.series else None
    if series_id and draft.number and record_store.number_taken(db, series_id, draft.number, stored):
        right = N_("그 회의를 열어 번호를 확인하거나 다른 번호를 적어 주십시오.")
        raise FlawedRecord([Flaw("number", N_("이 시리즈의 다른 회의가 쓰는 번호입니다."), right)])
    record_store.put_roundtable(db, stored, draft, round_id=found.round_id, series_id=series_id, by=person_id)
    area_ids = [found.area_ids[code] for code in draft.area_codes]
    record_store.set_areas_and_topics(db, stored, area_ids, draft.topics)
    record_store.drop_presentations(db, stored)
    ids = _participant_ids(draft, before)
    _drop_missing(db, stored, set(ids), before)
    record_store.put_aside_labels(db, stored)
    kept = record_store.respondents_of(db, stored, found.round_id)
    for position, (participant_id, each) in enumerate(zip(ids, draft.participants, strict=True), start=1):
        firm = found.firms.get(each.firm_code or "")
        firm_id = firm["id"] if firm else None
        # The same firm in the same round keeps its voice as it was: an edit gives it no further area.
        same = kept.get((participant_id, firm_id)) if firm_id else None
        record_store.put_participant(
            db,
            participant_id,
            each,
            roundtable_id=stored,
            position=position,
            firm_id=firm_id,
            respondent_id=same or _respondent(db, each, firm_id, found),
        )
    by_label = {each.label: ident for each, ident in zip(draft.participants, ids, strict=True)}
    record_store.put_presentations(db, stored, draft, by_label)


def _participant_ids(draft: RecordDraft, before: RecordDraft | None) -> list[str]:
    """For each line the participant it changes (by id, else by label), or a new id."""
    there = before.participants if before else ()
    ids, labels = {p.id for p in there}, {p.label: p.id for p in there}
    named = {each.id for each in draft.participants if each.id in ids}
    chosen: list[str] = []
    for each in draft.participants:
        same = each.id if each.id in named else labels.get(each.label)
        free = same is not None and same not in chosen and (same == each.id or same not in named)
        chosen.append(str(same) if free else new_id())
    return chosen


def _drop_missing(db: Database, stored: str, kept: set[str], before: RecordDraft | None) -> None:
    speaking = record_store.speaking_participants(db, stored)
    lost = [label for each, label in speaking.items() if each not in kept]
    if lost:
        raise Conflict(
            _(
                "녹취록에서 발언한 참여자는 뺄 수 없습니다: %(labels)s. 발언을 먼저 옮겨 주십시오.",
                labels=", ".join(lost),
            )
        )
    for each in before.participants if before else ():
        if each.id and each.id not in kept:
            record_store.delete_participant(db, each.id)


def _respondent(db: Database, each: ParticipantDraft, firm_id: str | None, found: _Found) -> str | None:
    """Whose voice the participant's is: a firm's, an expert's, or (moderators, officials) nobody's."""
    asked = [found.area_ids[code] for code in each.area_codes]
    if firm_id:
        return respondent_for_firm(db, found.round_id, firm_id)
    if each.org_kind == "expert":
        # The organization tells apart "전문가 1" of two tables.
        return respondent_for_expert(db, found.round_id, f"{each.label} · {each.organization}", asked)
    if each.org_kind == "firm" and asked:
        return respondent_for_name(db, found.round_id, asked[0], each.organization)
    return None


def _where(flaw: Flaw) -> str:
    word = _(_FIELDS[flaw.field])
    if flaw.line is not None:
        return _("%(field)s %(line)s번째 줄", field=word, line=flaw.line)
    return word if flaw.row is None else _("참여자 %(row)s번째 줄 ‘%(field)s’", row=flaw.row + 1, field=word)
