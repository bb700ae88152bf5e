"""말씀하신 것, 한 것: the page of a series' next meeting and its paper."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from flask import abort, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.downloading import record_download
from app.accounts.office import read_office
from app.accounts.permissions import permit
from app.accounts.signing_in import my_scope
from app.clock import today
from app.db import get_db
from app.paging import Page, page_number
from app.papers.sending import paper_response
from app.proposals.blueprint import bp
from app.proposals.meetings.telling import WAYS, Line, read_told
from app.proposals.meetings.told_paper import done, said_by, told_paper
from app.roundtables.record.series_store import find_series, meetings_of

# Lines on a page; the paper has all. Chosen, not measured.
PAGE = 100


def my_series(series_id: str) -> sqlite3.Row:
    """The series, or the end of the request with 404 where none of its meetings is in scope."""
    return find_series(get_db(), series_id, my_scope()) or abort(404)


def _way() -> str:
    """How the lines are grouped: by the organisation that answers, unless another is asked for."""
    by = request.args.get("by", "")
    return by if by in WAYS else WAYS[0]


@bp.get("/series/<series_id>/told")
@permit("proposals.view")
def told(series_id: str) -> str:
    db, series = get_db(), my_series(series_id)
    found = read_told(db, series_id, my_scope(), request.args.get("meeting", ""))
    page = Page(page_number(), PAGE, len(found.lines))
    return render_template(
        "proposals/told.html",
        series=series,
        told=found,
        by=_way(),
        ways=WAYS,
        groups=_of_page(found.grouped(_way()), page),
        page=page,
        meetings=meetings_of(db, series_id, my_scope()),
        said_by=said_by,
        done=done,
    )


def _of_page(groups: Iterable[tuple[str, list[Line]]], page: Page) -> list[tuple[str, int, list[Line]]]:
    """The groups of which a line is on the page: name, how many lines in all, those on the page."""
    found, first, last = [], (page.number - 1) * page.size, page.number * page.size
    for name, lines in groups:
        if shown := lines[max(first, 0) : max(last, 0)]:
            found.append((name, len(lines), shown))
        first, last = first - len(lines), last - len(lines)
    return found


@bp.get("/series/<series_id>/told/paper.<any(docx, hwpx, html):form>")
@permit("proposals.view")
def told_file(series_id: str, form: str) -> ResponseReturnValue:
    db, series = get_db(), my_series(series_id)
    found = read_told(db, series_id, my_scope(), request.args.get("meeting", ""))
    paper = told_paper(
        found,
        series,
        by=_way(),
        office=read_office(db).name,
        made_on=today().isoformat(),
        example=current_app.config["MOKSORI"].example,
    )
    if form != "html":
        record_download(db, "told", len(found.lines), object_kind="series", object_id=series_id)
    return paper_response(paper, form, _("말씀하신 것, 한 것"))
