"""Managing a survey once it is open: its last day, its titles, closing it; and reading a questionnaire beforehand."""

from __future__ import annotations

import sqlite3

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.permissions import permit
from app.clock import today
from app.db import get_db
from app.errors import BadInput
from app.surveys.answering import filling
from app.surveys.asking import change_store, changing, frame_store, store
from app.surveys.asking.asked import survey_asked
from app.surveys.asking.definitions import questionnaire_of
from app.surveys.blueprint import bp
from app.words.labels import label
from forms.asked.building import filled_with
from forms.surveys import DayForm, TitlesForm


@bp.get("/surveys/<survey_id>/manage")
@permit("surveys.manage")
def manage(survey_id: str) -> ResponseReturnValue:
    return _page(survey_asked(survey_id))


@bp.post("/surveys/<survey_id>/day")
@permit("surveys.manage")
def change_day(survey_id: str) -> ResponseReturnValue:
    """Extend, shorten or open again, whatever the new last day means."""
    survey, form = survey_asked(survey_id), DayForm()
    if form.validate_on_submit():
        try:
            kind = changing.reschedule(get_db(), survey_id, form.closes_on.data.isoformat(), person_id=current_user.id)
        except BadInput as error:
            form.closes_on.errors = [f"{p.what}. {p.right}." for p in error.problems]
        else:
            flash(_("바꾸었습니다: %(what)s", what=label(kind, "survey_change")), "done")
            return redirect(url_for("surveys.manage", survey_id=survey_id))
    return _page(survey, day=form), 422


@bp.post("/surveys/<survey_id>/titles")
@permit("surveys.manage")
def change_titles(survey_id: str) -> ResponseReturnValue:
    survey, form = survey_asked(survey_id), TitlesForm()
    if form.validate_on_submit():
        try:
            titles = {"title_ko": form.title_ko.data or "", "title_en": form.title_en.data or ""}
            changing.retitle(get_db(), survey_id, **titles, person_id=current_user.id)
        except BadInput as error:
            form.title_ko.errors = [f"{p.what}. {p.right}." for p in error.problems]
        else:
            flash(_("제목을 바꾸었습니다."), "done")
            return redirect(url_for("surveys.manage", survey_id=survey_id))
    return _page(survey, titles=form), 422


@bp.post("/surveys/<survey_id>/target")
@permit("surveys.manage")
def change_target(survey_id: str) -> ResponseReturnValue:
    survey_asked(survey_id)
    given = request.form.get("target", "").strip()
    target = int(given) if given.isdecimal() and len(given) < 7 else 0
    changing.retarget(get_db(), survey_id, target, person_id=current_user.id)
    flash(_("목표를 바꾸었습니다."), "done")
    return redirect(url_for("surveys.manage", survey_id=survey_id))


@bp.post("/surveys/<survey_id>/close")
@permit("surveys.manage")
def close_now(survey_id: str) -> ResponseReturnValue:
    survey_asked(survey_id)
    changing.close(get_db(), survey_id, person_id=current_user.id)
    flash(_("조사를 마감했습니다. 받은 응답은 그대로 남고, 다시 열 수 있습니다."), "done")
    return redirect(url_for("surveys.manage", survey_id=survey_id))


def _page(survey: sqlite3.Row, *, day: DayForm | None = None, titles: TitlesForm | None = None) -> str:
    given = {"title_ko": survey["title_ko"], "title_en": survey["title_en"]}
    return render_template(
        "surveys/manage.html",
        survey=survey,
        day=day or DayForm(formdata=None),
        titles=titles or TitlesForm(formdata=None, data=given),
        first=max(today().isoformat(), survey["opens_on"]),
        latest=changing.latest_day(survey).isoformat(),
        framed=frame_store.totals(get_db(), survey["id"]),
        retargets=change_store.retargets_of(get_db(), survey["id"]),
        changes=change_store.changes_of(get_db(), survey["id"]),
    )


@bp.get("/questionnaires/<version_id>")
@permit("surveys.view")
def questionnaire(version_id: str) -> ResponseReturnValue:
    """A version as respondents see it, to read or to print; nothing can be sent from here."""
    version = store.find_version(get_db(), version_id) or abort(404)
    asked = questionnaire_of(version["definition"])
    form = filled_with(asked, filling.language_of(asked), {})
    return render_template("surveys/questionnaire.html", found=version, form=form)
