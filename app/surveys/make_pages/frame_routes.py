"""Whom a survey asks: its areas and firms, taken out and in with a reason, and every such change."""

from __future__ import annotations

import sqlite3

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import signing_in
from app.accounts.permissions import permit
from app.db import get_db
from app.errors import BadInput, Problem
from app.paging import Page, here, page_number
from app.surveys.asking import frame_store, reframing
from app.surveys.asking.asked import survey_asked
from app.surveys.blueprint import bp
from app.words.formats import number

# Areas and firms on a page of their lists: as many as are read through. Chosen, not measured.
AREAS = FIRMS = 50


@bp.route("/surveys/<survey_id>/frame", methods=["GET", "POST"])
@permit("surveys.manage")
def frame(survey_id: str) -> ResponseReturnValue:
    survey, wrong = survey_asked(survey_id), []
    if request.method == "POST":
        try:
            changed = _changed(survey_id)
        except BadInput as error:
            wrong = list(error.problems)
        else:
            flash(_("조사 대상을 %(n)s곳 바꾸었습니다.", n=number(changed)), "done")
            return redirect(here(), 303)
    return _page(survey, wrong), 422 if wrong else 200


def _changed(survey_id: str) -> int:
    act, db, scope = request.form.get("act", ""), get_db(), signing_in.my_scope()
    given = {"reason": request.form.get("reason", ""), "person_id": current_user.id}
    if request.form.get("what") == "firms" and act in reframing.ACTS:
        return reframing.change_firms(db, survey_id, scope, request.form.getlist("firm"), act, **given)
    if request.form.get("what") == "areas" and act in (*reframing.ACTS, "only"):
        ticked = set(request.form.getlist("area"))
        if request.form.get("every"):
            ticked |= {a["id"] for a in frame_store.areas_of(db, survey_id, scope, **_areas_asked())}
        return reframing.change_areas(db, survey_id, scope, ticked, act, **given)
    right = _("넣거나 빼는 단추를 눌러 주십시오")
    raise BadInput(Problem(_("조사 대상"), _("무엇을 할지 고르지 않았습니다"), right))


def _areas_asked() -> dict[str, str]:
    return {"search": request.args.get("q", "").strip()[:60], "district": request.args.get("district", "")}


def _page(survey: sqlite3.Row, wrong: list[Problem]) -> str:
    db, scope, asked = get_db(), signing_in.my_scope(), _areas_asked()
    every = frame_store.areas_of(db, survey["id"], scope)
    found = frame_store.areas_of(db, survey["id"], scope, **asked) if any(asked.values()) else every
    page = Page(page_number(), AREAS, len(found))
    firm, after = request.args.get("firm", "").strip()[:60], (request.args.get("a", ""), request.args.get("f", ""))
    firms = (
        frame_store.firms_of(db, survey["id"], scope, search=firm, after=after, limit=FIRMS + 1)
        if "firm" in request.args
        else []
    )
    return render_template(
        "surveys/frame.html",
        survey=survey,
        wrong=wrong,
        districts=sorted({a["district"] for a in every}),
        areas=found[(page.number - 1) * page.size : page.number * page.size],
        page=page,
        totals=frame_store.totals(db, survey["id"]),
        outside=sum(a["responses"] for a in every if not a["asked"]),
        firms=firms[:FIRMS],
        more=len(firms) > FIRMS,
        changes=frame_store.changes_of(db, survey["id"], scope),
    )
