"""A proposal that stands in minutes or a letter: worded from paper, marked as having no verbatim statement."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.permissions import may, permit
from app.accounts.signing_in import my_scope
from app.areas import rounds
from app.areas.finding.finding import area_found
from app.clock import today
from app.db import get_db
from app.proposals import access
from app.proposals.blueprint import bp
from app.proposals.keeping import making, store
from app.proposals.keeping.making import FaultyProposal
from app.proposals.keeping.sourcing import Typed, source_of
from app.proposals.making_routes import draft_in, filled, show_faults, tell_covered
from app.roundtables.record.store import Filters, find_roundtable, list_roundtables, participants_of
from app.roundtables.talk.telling import organization_told
from app.words.formats import day
from forms.helping.proposals import WrittenForm


@bp.route("/proposals/written", methods=["GET", "POST"])
@permit("proposals.edit")
def written() -> ResponseReturnValue:
    db, form, area = get_db(), filled(WrittenForm(), {}), area_found()
    meetings, _total = list_roundtables(db, my_scope(), Filters())
    form.meeting.choices = [("", _("회의가 아닌 공문·건의서")), *((m["id"], _told(m)) for m in meetings)]
    if request.method == "GET":
        form.meeting.data, form.said_on.data = request.args.get("meeting", ""), today().isoformat()
    elif form.validate():
        try:
            return redirect(url_for("proposals.show", proposal_id=_made(form, area)), 303)
        except FaultyProposal as error:
            show_faults(form, error)
    page = render_template(
        "proposals/written.html",
        form=form,
        area=area,
        people=_people(form.meeting.data or ""),
        addressees=store.addressees(db, my_scope()),
    )
    return page, 422 if form.errors else 200


def _made(form: WrittenForm, area: Any) -> str:
    """The new proposal's id. Raises FaultyProposal."""
    db = get_db()
    words = {name: " ".join((form[name].data or "").split()) for name in ("meeting", "organization", "said_on")}
    source = source_of(db, Typed(**words, area=area["id"] if area else ""), my_scope())
    meeting = find_roundtable(db, source.roundtable_id, my_scope()) if source.roundtable_id else rounds.current()
    round_id = (meeting["round_id"] if source.roundtable_id else meeting["id"]) if meeting else abort(404)
    made = making.make(db, round_id, draft_in(form), [], source=source, person_id=access.me())
    flash(_("제안을 만들었습니다. 말 그대로의 발언이 없는 제안으로 표시합니다."), "done")
    tell_covered(made, draft_in(form))
    return made


def _told(meeting: Any) -> str:
    return f"{day(meeting['held_on'])} {meeting['title']}"


def _people(meeting_id: str) -> list[str]:
    """Who was at a meeting, as the person who writes may know it."""
    if not meeting_id or find_roundtable(get_db(), meeting_id, my_scope()) is None:
        return []
    people = [each for each in participants_of(get_db(), meeting_id) if each.org_kind != "moderator"]
    if may("roundtables.raw"):
        return sorted({each.organization for each in people if each.organization})
    return sorted({organization_told(p.organization, p.org_kind, p.shown_organization) for p in people})
