"""Writing down one participant more while a transcript is looked through."""

from __future__ import annotations

from dataclasses import replace

from sqlite_utils import Database

from app.accounts.people import Scope
from app.roundtables.record import record_form, record_store, store
from app.roundtables.record.recording import FlawedRecord, save_record
from app.roundtables.record.records import Flaw, ParticipantDraft


def add_participant(
    db: Database, roundtable_id: str, each: ParticipantDraft, *, scope: Scope, person_id: str | None
) -> str:
    """Add a participant to a record, by the rules of the record itself. Returns the participant's id.

    May not be repeated: a label that is there already is refused. Raises FlawedRecord; the flaws of the new
    participant stand at row None, whatever else is wrong with the record at its own row.
    """
    draft = store.draft_of(db, roundtable_id)
    each = _with_firm(db, scope, each, draft.area_codes)
    row = len(draft.participants)
    try:
        save_record(
            db,
            replace(draft, participants=(*draft.participants, each)),
            scope=scope,
            person_id=person_id,
            roundtable_id=roundtable_id,
        )
    except FlawedRecord as error:
        raise FlawedRecord([replace(flaw, row=None) if flaw.row == row else flaw for flaw in error.flaws]) from error
    return next(p.id for p in store.participants_of(db, roundtable_id) if p.label == each.label)


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
