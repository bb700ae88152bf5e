"""Writing down what becomes of a proposal: under review, reflected, declined, answered; appended, never overwritten."""

from __future__ import annotations

from dataclasses import replace

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.db import writing
from app.errors import Conflict
from app.personal.written import written
from app.proposals.keeping import store, write_store
from app.proposals.keeping.making import FaultyProposal
from app.proposals.keeping.proposal import JOINED, Answer, Fault, answer_faults
from app.tables.checked import N_


def answer(
    db: Database, proposal_id: str, given: Answer, *, seen: int, person_id: str | None, may_assign: frozenset[str]
) -> None:
    """Append an answer; names of people and firms in its words are replaced.

    `seen` is the newest event the person had before him. Raises FaultyProposal, or Conflict where the proposal was
    joined into another or answered by somebody else meanwhile.
    """
    faults = answer_faults(given)
    if given.assignee_id and given.assignee_id not in may_assign:
        right = N_("목록에서 골라 주십시오")
        faults.append(Fault("assignee_id", N_("답을 맡길 수 없는 사람입니다"), right))
    if faults:
        raise FaultyProposal(faults)
    with writing(db):
        stands = store.proposals_named(db, [proposal_id])[proposal_id]
        if stands["state"] == JOINED:
            raise Conflict(_("다른 제안에 합친 제안입니다. 합친 제안에 답해 주십시오."))
        if stands["event_id"] != seen:
            raise Conflict(_("그사이 다른 사람이 이 제안에 답했습니다. 제안을 다시 열어 확인한 뒤 적어 주십시오."))
        told = replace(given, reason=written(db, given.reason), reflected_in=written(db, given.reflected_in))
        write_store.insert_event(db, proposal_id, told, person_id=person_id)
        detail = {"state": given.action}
        record(db, "proposal answered", person_id=person_id, object_kind="proposal", object_id=proposal_id, **detail)
