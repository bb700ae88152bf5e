"""Running an evaluation, and what a job of it has come to."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app import clock, jobs
from app.accounts.permissions import permit
from app.areas import rounds
from app.db import get_db
from app.evaluation.blueprint import bp
from app.evaluation.display.later import newer_sentence
from app.evaluation.people import telling
from app.evaluation.reading.moments import checked_day
from forms.statements import RunForm

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
