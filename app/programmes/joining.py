"""What programmes bring to others: how statements come to a pick, and what the entry page of help tells of proposals."""

from __future__ import annotations

import sqlite3

from flask import url_for
from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.accounts.permissions import may
from app.accounts.signing_in import my_scope
from app.clock import today
from app.kept import KEPT, kept_as
from app.nav import HELP, HelpLine, HelpPart
from app.programmes.picks import pick_store
from app.programmes.picks.picking import attach
from app.programmes.register.store import Wanted, listed
from app.proposals.keeping.proposal import days_late
from app.proposals.keeping.reflecting import REFLECTING, Reflecting, Thing
from app.proposals.reading import counts, open_proposals
from app.voices.attaching import ATTACH, Attach
from app.words.formats import day, named
from migrations.kept_firms import COUNTS

# Proposals on the entry page; the rest is one click away. Chosen, not measured.
SHOWN = 5


def join() -> None:
    ATTACH["pick"] = Attach(
        permission="programmes.pick",
        title=_title,
        attach=attach,
        back=lambda pick_id: url_for("programmes.offer", pick_id=pick_id),
        held=pick_store.segments_of,
    )
    HELP["proposals"] = _proposals
    KEPT["firm_count"] = kept_as("firm_count", "area_id, of, code, firms", COUNTS)
    REFLECTING["programme"] = Reflecting("programme_id", _programmes, _opens)


def _programmes(db: Database, _scope: Scope, typed: str, most: int) -> list[Thing]:
    """Programmes by code and name, as the field of an answer offers them."""
    found, _total = listed(db, Wanted(q=typed), limit=most)
    return [Thing("programme", p.id, f"{p.code} {named(p)}", str(named(p))) for p in found]


def _opens(_db: Database, _scope: Scope, programme_id: str) -> str | None:
    return url_for("programmes.programme", programme_id=programme_id) if may("programmes.view") else None


def _proposals(db: Database, scope: Scope, _round: sqlite3.Row | None) -> HelpPart:
    """Proposals that wait for an answer, those due first."""
    found = counts(db, scope)
    waiting, _total = open_proposals(db, scope, limit=SHOWN)
    return HelpPart(
        _("답을 기다리는 제안"),
        url_for("proposals.index", state="open"),
        counts=((_("답을 기다림"), found["open"]), (_("기한이 지남"), found["overdue"])),
        lines=tuple(_line(each) for each in waiting),
        nothing=_("답을 기다리는 제안이 없습니다."),
    )


def _line(proposal: sqlite3.Row) -> HelpLine:
    late = days_late(proposal["state"], proposal["due_on"], today())
    due = _("%(day)s까지", day=day(proposal["due_on"])) if proposal["due_on"] else ""
    note = _("%(n)s일 지남", n=late) if late else due
    return HelpLine(proposal["title"], url_for("proposals.show", proposal_id=proposal["id"]), note, late > 0)


def _title(db: Database, pick_id: str) -> str | None:
    """What the pick is called; None where it is not of an area of one's own."""
    found = pick_store.find(db, pick_id, my_scope())
    if found is None:
        return None
    whom = found["firm_name"] or named(found, "area")
    return _("%(programme)s: %(whom)s", programme=named(found), whom=whom)
