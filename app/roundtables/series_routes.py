"""Pages of series: the list, one with its meetings in order and the next one, its names and kind."""

from __future__ import annotations

import sqlite3
from datetime import date

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.permissions import permit
from app.accounts.signing_in import my_scope
from app.accounts.store import record
from app.clock import today
from app.db import get_db, writing
from app.roundtables.blueprint import bp
from app.roundtables.record import series_store
from app.words.labels import choices
from forms.roundtables import SeriesForm


@bp.get("/series")
@permit("roundtables.view")
def all_series() -> str:
    found = series_store.list_series(get_db(), my_scope(), today().isoformat())
    return render_template("roundtables/all_series.html", found=found)


@bp.get("/series/<series_id>")
@permit("roundtables.view")
def series(series_id: str) -> str:
    found = mine(series_id)
    meetings = series_store.meetings_of(get_db(), series_id, my_scope())
    day = today().isoformat()
    coming = next((m for m in meetings if m["held_on"] >= day), None)
    planned = found["next_on"] if coming is None and (found["next_on"] or "") >= day else None
    return render_template("roundtables/series.html", series=found, meetings=meetings, coming=coming, planned=planned)


def mine(series_id: str) -> sqlite3.Row:
    """The series, or 404 where none of its meetings is in scope."""
    return series_store.find_series(get_db(), series_id, my_scope()) or abort(404)


@bp.route("/series/<series_id>/edit", methods=["GET", "POST"])
@permit("roundtables.edit")
def edit_series(series_id: str) -> ResponseReturnValue:
    found, form = mine(series_id), SeriesForm()
    form.kind.choices = choices("series_kind")
    if request.method == "GET":
        for name in ("name_ko", "name_en", "kind", "next_on"):
            form[name].data = found[name] or ""
    elif form.validate() and not _wrong(form, series_id):
        words = {name: " ".join((form[name].data or "").split()) for name in ("name_ko", "name_en")}
        with writing(get_db()):
            series_store.change_series(
                get_db(), series_id, **words, kind=form.kind.data or "other", next_on=form.next_on.data or None
            )
            record(get_db(), "series changed", person_id=current_user.id, object_kind="series", object_id=series_id)
        flash(_("시리즈를 고쳤습니다."), "done")
        return redirect(url_for("roundtables.series", series_id=series_id), 303)
    page = render_template("roundtables/series_form.html", series=found, form=form)
    return page, 422 if form.errors else 200


def _wrong(form: SeriesForm, series_id: str) -> bool:
    """What is wrong that the fields themselves do not know, said at them."""
    if form.kind.data not in series_store.KINDS:
        form.kind.errors = [_("종류를 목록에서 골라 주십시오.")]
    if series_store.name_taken(get_db(), " ".join((form.name_ko.data or "").split()), series_id):
        form.name_ko.errors = [_("같은 이름의 시리즈가 있습니다. 다른 이름을 적어 주십시오.")]
    try:
        date.fromisoformat(form.next_on.data or today().isoformat())
    except ValueError:
        form.next_on.errors = [_("날짜를 2026-11-22처럼 적어 주십시오.")]
    return bool(form.errors)
