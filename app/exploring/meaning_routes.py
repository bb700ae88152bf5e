"""Pages of what is said alike: statements near to a sentence or to another statement, whatever words they use."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.downloading import record_download
from app.accounts.permissions import permit
from app.accounts.signing_in import my_scope
from app.coding.access import my_segment
from app.coding.meaning import placing, searching
from app.coding.statements.speaking import place, speaker
from app.db import get_db
from app.exploring import finding, meaning
from app.exploring.access import frame, my_choice, my_sight, nothing_yet
from app.exploring.blueprint import bp
from app.exploring.choices import Choice, Sight
from app.paging import Page, page_number
from app.tables.sheets import table_response
from app.words.formats import day
from nlp.exploring.concordance import cleaned

PAGE = 20


@bp.get("/explore/meaning")
@permit("explore.view")
def alike_in_meaning() -> ResponseReturnValue:
    sight, db = my_sight(), get_db()
    if sight is None:
        return nothing_yet()
    choice, own, number = _choice(), _own(), page_number()
    if _query() and own is None and searching.offered() and not placing.ready(db):
        return _waiting(sight, choice)
    found = meaning.find(db, choice, sight, query=_query(), own=own)
    shown = [each.segment_id for each in found.statements[(number - 1) * PAGE : number * PAGE]]
    return render_template(
        "exploring/meaning.html",
        **frame(sight, [choice], found.unread),
        choice=choice,
        q=_query(),
        own=own,
        missing=meaning.why_not(),
        page=Page(number, PAGE, len(found.statements)),
        shown=shown,
        places=finding.places(db, shown),
        marks=meaning.marked(db, sight, found.stances, shown),
        looked=not found.unread or searching.anything(db, sight.round_id),
        address=_address(choice, sight, own),
    )


def _waiting(sight: Sight, choice: Choice) -> str:
    """The page while what reads a query is loaded; it asks again by itself."""
    return render_template(
        "exploring/meaning.html",
        **frame(sight, [choice], 0),
        choice=choice,
        q=_query(),
        own=None,
        missing="",
        waiting=True,
    )


@bp.get("/explore/meaning.<any(csv, xlsx):kind>")
@permit("explore.view")
def meaning_export(kind: str) -> ResponseReturnValue:
    sight, db = my_sight(), get_db()
    if sight is None:
        return nothing_yet()
    found = meaning.find(db, _choice(), sight, query=_query(), own=_own()).statements
    said = finding.places(db, [each.segment_id for each in found])
    table = [
        [n, each["text"], speaker(each), place(each), day(each["held_on"] or each["submitted_at"]), each["id"]]
        for n, each in enumerate((said[like.segment_id] for like in found), start=1)
    ]
    titles = [_("차례"), _("말"), _("발언자"), _("자리"), _("날짜"), _("문장 번호")]
    record_download(db, "meaning", len(table))
    return table_response(kind, _("같은 뜻의 말"), titles, table)


def _query() -> str:
    return cleaned(request.args.get("q", ""))[: searching.LONGEST]


def _own() -> sqlite3.Row | None:
    """The statement whose like is asked for; another's area ends the request with 404."""
    asked = request.args.get("of", "").strip()
    return my_segment(asked) if asked else None


def _choice() -> Choice:
    """The choice of the address; the page of quotes names one area, with a word of its own."""
    choice, area = my_choice(), request.args.get("area", "").strip()
    if area and not my_scope().allows(area):
        abort(404)
    return replace(choice, areas=(area,)) if area and not choice.areas else choice


def _address(choice: Choice, sight: Sight, own: sqlite3.Row | None) -> dict[str, Any]:
    return {**choice.address(), "by": sight.by, "q": _query() or None, "of": own["id"] if own else None}
