"""Writing down participants more while a transcript is looked through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlite_utils import Database

from app.accounts.people import Scope
from app.db import writing
from app.roundtables.record import record_form, record_store, store
from app.roundtables.record.recording import FlawedRecord, save_record
from app.roundtables.record.records import Flaw, ParticipantDraft


class FlawedNewcomers(FlawedRecord):
    """What is wrong with new participants, each flaw at its row among them, from 0."""


def add_participant(
    db: Database, roundtable_id: str, each: ParticipantDraft, *, scope: Scope, person_id: str | None
) -> str:
    """Add a participant to a record, by the rules of the record itself. Returns the participant's id.

    May not be repeated: a label that is there already is refused. Raises FlawedRecord; the flaws of the new
    participant stand at row None, whatever else is wrong with the record at its own row.
    """
    try:
        return add_participants(db, roundtable_id, [each], scope=scope, person_id=person_id)[0]
    except FlawedNewcomers as error:
        raise FlawedRecord([replace(flaw, row=None) for flaw in error.flaws]) from error


def add_participants(
    db: Database, roundtable_id: str, new: Sequence[ParticipantDraft], *, scope: Scope, person_id: str | None
) -> list[str]:
    """Add participants to a record in one transaction, all or none. Returns their ids in the same order.

    May not be repeated: a label that is there already is refused. Raises FlawedNewcomers with everything that is wrong
    with the new ones, FlawedRecord where the record itself is at fault.
    """
    with writing(db):
        draft = store.draft_of(db, roundtable_id)
        people = _with_firms(db, scope, new, draft.area_codes)
        whole = replace(draft, participants=(*draft.participants, *people))
        before = len(draft.participants)
        try:
            save_record(db, whole, scope=scope, person_id=person_id, roundtable_id=roundtable_id)
        except FlawedRecord as error:
            own = [replace(f, row=f.row - before) for f in error.flaws if f.row is not None and f.row >= before]
            raise (FlawedNewcomers(own) if own else error) from error
        ids = {p.label: p.id for p in store.participants_of(db, roundtable_id)}
    return [ids[each.label] for each in people]


def _with_firms(
    db: Database, scope: Scope, new: Sequence[ParticipantDraft], area_codes: tuple[str, ...]
) -> list[ParticipantDraft]:
    """The new ones with their firms' codes. Raises FlawedNewcomers for every name that several firms have."""
    people: list[ParticipantDraft] = []
    unclear: list[Flaw] = []
    for row, each in enumerate(new):
        try:
            people.append(_with_firm(db, scope, each, area_codes))
        except FlawedRecord as error:
            unclear += [replace(flaw, row=row) for flaw in error.flaws]
    if unclear:
        raise FlawedNewcomers(unclear)
    return people


def _with_firm(db: Database, scope: Scope, each: ParticipantDraft, area_codes: tuple[str, ...]) -> ParticipantDraft:
    """The firm by its code, whichever of code and name was typed; what follows from it filled in."""
    if not each.firm_code:
        return each
    found = record_form.firms_meant(each.firm_code, record_store.listed_firms(db, scope), area_codes)
    if len(found) > 1:
        raise FlawedRecord(
            [Flaw("firm", "같은 이름의 기업이 여럿 있습니다.", "목록에서 고르거나 기업 코드를 적어 주십시오.")]
        )
    if not found:
        return replace(each, firm_code=each.firm_code.split(" ")[0])
    firm = found[0]
    return replace(
        each,
        firm_code=firm["code"],
        organization=each.organization or firm["name"],
        org_kind=each.org_kind or "firm",
    )
