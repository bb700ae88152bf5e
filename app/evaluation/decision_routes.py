"""Pages around a vote: who sits in the seats before it, and the council's decision after it."""

from __future__ import annotations

import sqlite3

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app import clock
from app.accounts.permissions import permit
from app.db import get_db
from app.errors import BadInput
from app.evaluation.blueprint import bp
from app.evaluation.people import balloting, deciding, seating, vote_store
from app.evaluation.people.advancing import differs
from app.evaluation.people.vote_forms import (
    free_levels,
    grounds_of,
    may_decide,
    offer,
    result_in_scope,
    standing_beside,
)
from app.evaluation.round import store
from app.words.labels import label
from forms.evaluation import DecisionForm


@bp.route("/rounds/<code>/seats", methods=["GET", "POST"])
@permit("validation.close")
def seats(code: str) -> ResponseReturnValue:
    db = get_db()
    found = vote_store.find_round_by_code(db, code) or abort(404)
    problems: tuple[object, ...] = ()
    if request.method == "POST":
        chosen = {seat: request.form.get(seat, "") for seat in seating.SEATS}
        try:
            seating.assign_seats(db, found["id"], chosen, by=current_user.id)
        except BadInput as error:
            problems = error.problems
        else:
            flash(_("검증단 자리를 저장했습니다."), "done")
            return redirect(url_for("evaluation.seats", code=code))
    page = render_template(
        "evaluation/people/seats.html",
        round=found,
        seats=seating.SEATS,
        held=vote_store.seats_of(db, found["id"]),
        people=vote_store.people_for_seats(db),
        problems=problems,
    )
    return page, 422 if problems else 200


@bp.route("/evaluation/<area_result_id>/decision", methods=["GET", "POST"])
@permit("levels.decide")
def decision(area_result_id: str) -> ResponseReturnValue:
    db, result = get_db(), result_in_scope(area_result_id)
    if not may_decide(result):
        abort(403)
    state = deciding.next_state(result)
    form = DecisionForm(state=state)
    form.latest = clock.today()
    form.met_on.label.text = _("확정한 날") if state == "confirmed" else _("회의 날짜")
    offer(form, result, free=free_levels(result))
    if request.method == "GET":
        return _decision_page(result, form, state, words=False)
    if not form.validate():
        return _decision_page(result, form, state, words=False), 422
    if form.confirmed.data != "1" or request.form.get("back"):
        return _decision_page(result, form, state, words=not request.form.get("back"))
    deciding.decide(
        db,
        result["id"],
        state=form.state.data,
        level=form.level.data,
        person_id=current_user.id,
        grounds=grounds_of(form),
        met_on=form.met_on.data,
    )
    flash(_("기록했습니다. 이 지역의 상태: %(state)s", state=label(form.state.data, "level_state")), "done")
    return redirect(url_for("evaluation.area", area_id=result["area_id"]))


def _decision_page(result: sqlite3.Row, form: DecisionForm, state: str | None, *, words: bool) -> str:
    db = get_db()
    return render_template(
        "evaluation/people/decide.html",
        result=result,
        form=form,
        state=state,
        words=words,
        box=balloting.read_box(db, result, current_user.id),
        events=store.events_of(db, result["id"]),
        hindrances=deciding.hindrances(db, result, form.level.data or ""),
        changes=differs(result, form.level.data),
        offered=dict(form.evidence.choices),
        standing=standing_beside(result),
    )
