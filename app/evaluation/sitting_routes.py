"""Pages of one sitting: statements for many areas at once, the council's decision on the whole list."""

from __future__ import annotations

import sqlite3
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app import clock
from app.accounts import signing_in
from app.accounts.permissions import permit
from app.areas import rounds
from app.db import get_db
from app.evaluation.blueprint import bp
from app.evaluation.overview import glance
from app.evaluation.people import sitting, vote_store
from app.evaluation.people.grounds import REASONS
from app.evaluation.people.list_form import OUT, read_list
from app.evaluation.round import store
from app.evaluation.round.presets import scheme_of
from app.words.labels import label
from forms.sitting import ListForm, ManyStatementsForm


@bp.route("/evaluation/statements", methods=["GET", "POST"])
@permit("evaluation.state")
def statements() -> ResponseReturnValue:
    db, current, scope = get_db(), rounds.current() or abort(404), signing_in.my_scope()
    fit, domain = (request.args.get(name, "") for name in ("fit", "domain"))
    form = ManyStatementsForm()
    if form.validate_on_submit():
        picked = [(result, of) for result, _colon, of in (each.partition(":") for each in form.picked.data)]
        n = sitting.state_many(db, current["id"], scope, picked=picked, text=form.text.data, person_id=current_user.id)
        flash(_("%(n)s곳에 의견을 남겼습니다.", n=n), "done")
        return redirect(url_for("evaluation.statements", fit=fit or None, domain=domain or None))
    every = sitting.open_questions(db, current["id"], scope)
    page = render_template(
        "evaluation/people/statements.html",
        form=form,
        questions=sitting.open_questions(db, current["id"], scope, fit=fit, domain=domain),
        every=every,
        fits=sorted({r["fit"] for r in every if r["fit"]}),
        domains=sorted({r["domain"] for r in every}),
        chosen={"fit": fit, "domain": domain},
        all=bool(request.args.get("all")) and request.method == "GET",
    )
    return page, 422 if form.errors else 200


@bp.route("/evaluation/decisions", methods=["GET", "POST"])
@permit("levels.decide")
def decisions() -> ResponseReturnValue:
    db, current = get_db(), rounds.current() or abort(404)
    evaluation = store.newest_evaluation(db, current["id"]) or abort(404)
    if vote_store.seat_of(db, current["id"], current_user.id):
        abort(403)
    state = "confirmed" if request.values.get("state") == "confirmed" else "decided"
    form = ListForm(state=state)
    form.latest = clock.today()
    form.met_on.label.text = _("확정한 날") if state == "confirmed" else _("회의 날짜")
    scope = signing_in.my_scope()
    lines = glance.read_lines(db, evaluation, scope, alone=False)
    listed = sitting.on_the_list(db, current["id"], lines, scope, state)
    given = read_list(request.form, [each.line for each in listed if each.ready])
    shown = {"form": form, "state": state, "listed": listed, "given": given, **_choices(evaluation)}
    if request.method == "GET" or request.form.get("back"):
        return render_template("evaluation/people/decisions.html", words=False, **shown)
    good = form.validate() and bool(given.choices)
    if not good or form.confirmed.data != "1" or given.errors:
        return render_template("evaluation/people/decisions.html", words=good, **shown), 200 if good else 422
    n = sitting.decide_list(
        db,
        state=state,
        choices=given.choices,
        person_id=current_user.id,
        met_on=form.met_on.data,
        note=form.note.data or "",
    )
    flash(_("%(n)s곳을 기록했습니다. 상태: %(state)s", n=n, state=label(state, "level_state")), "done")
    return redirect(url_for("evaluation.decisions", state=state))


def _choices(evaluation: sqlite3.Row) -> dict[str, Any]:
    levels = [each.id for each in scheme_of(get_db(), evaluation["scheme_id"]).levels]
    return {"levels": levels, "reasons": REASONS, "out": OUT}
