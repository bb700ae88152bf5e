"""What proposals bring to those below: statements found in the corpus are attached to a proposal."""

from __future__ import annotations

from flask import url_for
from sqlite_utils import Database

from app.accounts.signing_in import my_scope
from app.proposals.keeping import making, store
from app.proposals.keeping.proposal import JOINED
from app.voices.attaching import ATTACH, Attach


def _title(db: Database, proposal_id: str) -> str | None:
    found = store.find_proposal(db, proposal_id, my_scope())
    return str(found["title"]) if found is not None and found["state"] != JOINED else None


def join() -> None:
    ATTACH["proposal"] = Attach(
        permission="proposals.edit",
        title=_title,
        attach=lambda db, proposal_id, ids, person: making.attach(db, proposal_id, ids, person_id=person),
        back=lambda proposal_id: url_for("proposals.show", proposal_id=proposal_id),
        held=store.segments_of,
    )
