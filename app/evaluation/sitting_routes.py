"""Pages of one sitting: statements for many areas at once, the council's decision on the whole list."""

from __future__ import annotations

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
from app.evaluation.people import council, sitting
from app.evaluation.people.grounds import REASONS
from app.words.labels import label
from forms.sitting import ConfirmForm, ListForm, ManyStatementsForm


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


@bp.get("/evaluation/decisions")
@permit("levels.decide")
def decisions() -> ResponseReturnValue:
    """The list of what waits for the council, or for the ministry; and, once asked, what would be recorded of it."""
    asked = council.asked_list(rounds.current() or abort(404), current_user.id)
    form = _list_form(asked)
    return _decisions_page(asked, form, words=council.asks_words() and bool(asked.given.choices))


@bp.post("/evaluation/decisions")
@permit("levels.decide")
def record_decisions() -> ResponseReturnValue:
    asked = council.asked_list(rounds.current() or abort(404), current_user.id)
    form = _list_form(asked)
    good = form.validate() and not asked.given.errors
    if request.form.get("mark") != asked.given.mark or not asked.given.choices:
        flash(_("그사이 목록이 달라져 아무것도 기록하지 않았습니다. 아래를 다시 보아 주십시오."), "wrong")
        return _decisions_page(asked, form, words=bool(asked.given.choices)), 409
    if not good:
        return _decisions_page(asked, form, words=True), 422
    n = sitting.decide_list(
        get_db(),
        state=asked.state,
        choices=asked.given.choices,
        person_id=current_user.id,
        met_on=form.met_on.data,
        note=form.note.data or "",
    )
    flash(_("%(n)s곳을 기록했습니다. 상태: %(state)s", n=n, state=label(asked.state, "level_state")), "done")
    return redirect(url_for("evaluation.decisions", state=asked.state))


def _list_form(asked: council.Asked) -> ListForm | ConfirmForm:
    form = ConfirmForm() if asked.state == "confirmed" else ListForm()
    form.latest = clock.today()
    return form


def _decisions_page(asked: council.Asked, form: ListForm, *, words: bool) -> str:
    confirms = asked.state == "confirmed"
    page = "evaluation/people/confirmations.html" if confirms else "evaluation/people/decisions.html"
    return render_template(page, asked=asked, form=form, words=words, reasons=REASONS)
