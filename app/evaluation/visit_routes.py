"""Pages of the team's visits: writing one down, its photos."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app import clock
from app.accounts import signing_in
from app.accounts.permissions import may, permit
from app.db import get_db
from app.errors import BadInput
from app.evaluation.blueprint import bp
from app.evaluation.display import told_store
from app.evaluation.display.display import read_display
from app.evaluation.people import visit_recording, visit_store, visits, vote_store
from app.evaluation.people.vote_forms import result_in_scope
from app.words.labels import LABELS
from forms.sitting import VisitForm


@bp.route("/evaluation/<area_result_id>/visits", methods=["GET", "POST"])
@permit("validation.view")
def site_visits(area_result_id: str) -> ResponseReturnValue:
    result = result_in_scope(area_result_id)
    seat = vote_store.seat_of(get_db(), result["round_id"], current_user.id)
    if request.method == "POST" and seat is None:
        abort(403)
    form, asked = _form(result, seat)
    if form.validate_on_submit():
        files = [(each.filename or "", each.read()) for each in form.photos.data or [] if each.filename]
        try:
            visit_recording.record_visit(
                get_db(),
                result["id"],
                visited_on=form.visited_on.data,
                seats=form.seats.data,
                asked=asked,
                looked=form.looked.data or [],
                note=form.note.data,
                files=files,
                person_id=current_user.id,
            )
        except BadInput as error:
            form.photos.errors = [f"{p.where}: {p.what}. {p.right}." for p in error.problems]
        else:
            flash(_("방문을 적었습니다."), "done")
            return redirect(url_for("evaluation.site_visits", area_result_id=result["id"]))
    page = render_template("evaluation/people/visits.html", result=result, form=form, seat=seat, **_told(result))
    return page, 422 if form.errors else 200


@bp.get("/evaluation/<area_result_id>/visits/<visit_id>/photos/<int:number>")
@permit("validation.view")
def photo(area_result_id: str, visit_id: str, number: int) -> ResponseReturnValue:
    found = _photo(area_result_id, visit_id, number)
    return Response(found["data"], mimetype=found["media"], headers={"Cache-Control": "private, no-store"})


@bp.post("/evaluation/<area_result_id>/visits/<visit_id>/photos/<int:number>/destroy")
@permit("validation.view")
def destroy_photo(area_result_id: str, visit_id: str, number: int) -> ResponseReturnValue:
    _photo(area_result_id, visit_id, number)
    result = result_in_scope(area_result_id)
    if not may("validation.close") and not vote_store.seat_of(get_db(), result["round_id"], current_user.id):
        abort(403)
    visit_recording.destroy_photo(get_db(), visit_id, number, person_id=current_user.id)
    flash(_("사진을 지웠습니다."), "done")
    return redirect(url_for("evaluation.site_visits", area_result_id=area_result_id))


def _photo(area_result_id: str, visit_id: str, number: int) -> sqlite3.Row:
    result = result_in_scope(area_result_id)
    there = {visit["id"] for visit in visit_store.visits_of(get_db(), result["id"])}
    found = visit_store.find_photo(get_db(), visit_id, number) if visit_id in there else None
    return found or abort(404)


def _form(result: sqlite3.Row, seat: str | None) -> tuple[VisitForm, list[str]]:
    """The form, and the checks it asks for."""
    display = read_display(get_db(), result, anonymous=not may("evaluation.answers"))
    asked = visits.checks(display)
    form = VisitForm()
    form.latest = clock.today()
    form.seats.choices = list(LABELS["seat"].items())
    form.looked.choices = [(check, visits.check_words(check, display.result)) for check in asked]
    if request.method == "GET" and seat:
        form.seats.data = [seat]
    return form, asked


def _told(result: sqlite3.Row) -> dict[str, Any]:
    """The visits there are, their lists read."""
    found = visit_store.visits_of(get_db(), result["id"])
    (shown,) = told_store.results_told(get_db(), [result], signing_in.my_scope())
    return {
        "visits": [
            {"row": r, **{name: json.loads(r[name]) for name in ("seats", "asked", "looked", "photos")}} for r in found
        ],
        "words": lambda check: visits.check_words(check, shown),
        "may_destroy": may("validation.close"),
    }
