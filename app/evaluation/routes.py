"""Pages of evaluation: an area's joint display, running an evaluation."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlite_utils import Database

from app import clock, jobs
from app.accounts import signing_in
from app.accounts.permissions import OFFICIAL, permit
from app.areas import rounds
from app.areas import store as areas_store
from app.coding.themes.saturating import saturation
from app.db import get_db
from app.evaluation.blueprint import bp
from app.evaluation.display import stating
from app.evaluation.display.display import Display, read_display
from app.evaluation.display.wording import (
    distance_sentence,
    held_sentence,
    item_name,
    level_sentence,
    loss_sentences,
    missing,
    newer_sentence,
    waterfall,
)
from app.evaluation.overview import asking
from app.evaluation.people import telling
from app.evaluation.reading.moments import checked_day
from app.evaluation.round import standing_store, store
from app.words.labels import label
from forms.statements import RunForm, StatementForm

bp.add_app_template_global(newer_sentence, "newer_sentence")
bp.add_app_template_global(telling.signature, "signature")


# Running ---------------------------------------------------------------------------------------------------


@bp.post("/evaluation/run")
@permit("evaluation.run")
def run() -> ResponseReturnValue:
    current = rounds.current() or abort(404)
    form = RunForm()
    if not form.validate_on_submit():
        flash(next(iter(form.errors.values()))[0], "wrong")
        return redirect(url_for("evaluation.index"))
    checked_day(form.as_of.data.isoformat(), today=clock.today(), first=current["starts_on"], where=_("기준일"))
    args = {"round_id": current["id"], "as_of": form.as_of.data.isoformat(), "person_id": current_user.id}
    job_id = jobs.enqueue(get_db(), "evaluate", args, person_id=current_user.id)
    return redirect(url_for("evaluation.job", job_id=job_id))


@bp.get("/evaluation/jobs/<job_id>")
@permit("evaluation.run")
def job(job_id: str) -> ResponseReturnValue:
    found = jobs.find(get_db(), job_id)
    if found is None or found["kind"] != "evaluate":
        abort(404)
    return render_template("evaluation/job.html", job=found)


# An area ---------------------------------------------------------------------------------------------------


@bp.get("/areas/<area_id>/evaluation")
@permit("evaluation.view")
def area(area_id: str) -> ResponseReturnValue:
    return _area_page(area_id, StatementForm())


@bp.post("/areas/<area_id>/evaluation/statements")
@permit("evaluation.state")
def add_statement(area_id: str) -> ResponseReturnValue:
    signing_in.require_area(area_id)
    db, form = get_db(), StatementForm()
    result = store.find_result(db, request.form.get("result", ""), signing_in.my_scope())
    if result is None or result["area_id"] != area_id:
        abort(404)
    if not form.validate_on_submit():
        return _area_page(area_id, form, result["evaluation_id"]), 422
    stating.state(db, result["id"], domain=form.domain.data or "", text=form.text.data, person_id=current_user.id)
    flash(_("%(domain)s 영역의 의견을 남겼습니다.", domain=label(form.domain.data, "domain")), "done")
    address = url_for("evaluation.area", area_id=area_id, evaluation=result["evaluation_id"])
    return redirect(f"{address}#domain-{form.domain.data}")


def _area_page(area_id: str, form: StatementForm, evaluation_id: str | None = None) -> str:
    signing_in.require_area(area_id)
    db = get_db()
    found = areas_store.find_area(db, area_id) or abort(404)
    current = rounds.current()
    standing = standing_store.standing_result(db, current["id"], area_id) if current else None
    asked = asking.chosen(db, current, evaluation_id) if evaluation_id or asking.asked_alone() else None
    result = store.result_of_area(db, asked["id"], area_id) if asked else standing
    display = read_display(db, result, anonymous=current_user.role == OFFICIAL) if result else None
    return render_template(
        "evaluation/display/area.html",
        area=found,
        evaluation=store.find_evaluation(db, result["evaluation_id"]) if result else None,
        standing=standing,
        display=display,
        saturation=saturation(db, current["id"], signing_in.my_scope(), area_id=area_id) if current else None,
        words=_words(db, display) if display else {},
        history=store.history_of(db, area_id),
        trail=store.trail_of(db, area_id),
        form=form,
    )


def _words(db: Database, display: Display) -> dict[str, Any]:
    """What the page says of a display in words, and its picture."""
    indicators = store.indicators(db)
    return {
        "standing": telling.standing_sentence(db, display.result),
        "course": telling.course_sentence(display.result, store.events_of(db, display.result["id"])),
        "sentence": level_sentence(display),
        "held": held_sentence(display),
        "further": distance_sentence(display),
        "losses": loss_sentences(display, indicators),
        "waterfall": waterfall(display),
        "name": lambda measure: item_name(measure.code, measure.kind, indicators, display.waves),
        "missing": missing,
    }
