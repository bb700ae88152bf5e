"""What proposals bring to those below: statements of the corpus are attached to one; what waits stands on 지원·계획."""

from __future__ import annotations

import sqlite3

from flask import url_for
from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.accounts.signing_in import my_scope
from app.clock import today
from app.nav import HELP, HelpLine, HelpPart
from app.proposals.keeping import making, store
from app.proposals.keeping.proposal import JOINED, days_late
from app.proposals.reading import counts, open_proposals
from app.voices.attaching import ATTACH, Attach
from app.words.formats import day, number

# Lines on the entry page; the rest is one click away. Chosen, not measured.
SHOWN = 5


def _title(db: Database, proposal_id: str) -> str | None:
    found = store.find_proposal(db, proposal_id, my_scope())
    return str(found["title"]) if found is not None and found["state"] != JOINED else None


def waiting(db: Database, scope: Scope, _round: sqlite3.Row | None) -> HelpPart:
    """Proposals that wait for an answer, of whatever round: those due first."""
    found, total = open_proposals(db, scope, limit=SHOWN)
    return HelpPart(
        title=_("답을 기다리는 제안"),
        href=url_for("proposals.index", state="open"),
        counts=((_("답을 기다림"), total), (_("답할 날이 지남"), counts(db, scope)["overdue"])),
        lines=tuple(_line(each) for each in found),
        nothing=_("답을 기다리는 제안이 없습니다."),
    )


def _line(proposal: sqlite3.Row) -> HelpLine:
    late = days_late(proposal["state"], proposal["due_on"], today())
    due = day(proposal["due_on"]) if proposal["due_on"] else ""
    note = _("지남 %(n)s일", n=number(late)) if late else due
    href = url_for("proposals.show", proposal_id=proposal["id"])
    return HelpLine(str(proposal["title"]), href, note, late > 0)


def join() -> None:
    HELP["proposals"] = waiting
    ATTACH["proposal"] = Attach(
        permission="proposals.edit",
        title=_title,
        attach=lambda db, proposal_id, ids, person: making.attach(db, proposal_id, ids, person_id=person),
        back=lambda proposal_id: url_for("proposals.show", proposal_id=proposal_id),
        held=store.segments_of,
    )
