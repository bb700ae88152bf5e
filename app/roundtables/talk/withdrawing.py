"""Withdrawing a stored transcript: a text never changes, so a missed name or a wrong file is mended by another one."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts import store as accounts
from app.db import writing
from app.errors import BadInput, Conflict, Problem
from app.roundtables.talk import turn_store, withdrawal_store

# Bounds what one form stores; forms/roundtables.py and the messages say the same. Chosen, not measured.
LONGEST_REASON = 500
# What no longer counts once a document is withdrawn, counted by the features above: statements, judgments, evaluations.
COUNTS: dict[str, Callable[[Database, str], int]] = {}


def losses(db: Database, document_id: str) -> dict[str, int]:
    """How much stands on a document, by the names of `COUNTS`; asked before it is withdrawn."""
    return {name: count(db, document_id) for name, count in COUNTS.items()}


def withdraw(db: Database, roundtable_id: str, document_id: str, reason: str, *, person_id: str) -> int:
    """Withdraw the roundtable's standing transcript, for good; another, or the same file, may then be stored.

    Its turns go to nobody, so its statements leave the queue, quotes, themes and voices; judgments on them stay written
    but no longer count. The sealed side stays until its day. The reason is for the facilitator and not in the trail,
    which others read. Returns how many turns there were. Raises BadInput without a reason, Conflict where the document
    is not the standing one.
    """
    reason = reason.strip()
    if not reason:
        raise BadInput(Problem(_("철회 사유"), _("비어 있습니다."), _("왜 철회하는지 적어 주십시오.")))
    if len(reason) > LONGEST_REASON:
        raise BadInput(Problem(_("철회 사유"), _("너무 깁니다."), _("500자 이하로 적어 주십시오.")))
    with writing(db):
        document = turn_store.document_of(db, roundtable_id)
        if document is None or document["id"] != document_id:
            raise Conflict(_("이 녹취록은 이미 철회되었습니다."))
        withdrawal_store.insert_withdrawal(db, document_id, reason, person_id)
        turns = withdrawal_store.give_turns_to_nobody(db, document_id)
        accounts.record(
            db,
            "transcript withdrawn",
            person_id=person_id,
            object_kind="roundtable",
            object_id=roundtable_id,
            turns=turns,
        )
    return turns
