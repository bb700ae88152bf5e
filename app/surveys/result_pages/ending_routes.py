"""Pages of a single return, found by the number its respondent keeps: what is held of it, withdrawing, destroying."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import signing_in
from app.accounts.permissions import permit
from app.accounts.store import record
from app.db import get_db, writing
from app.surveys.answering.receipts import receipt_typed
from app.surveys.asking import store
from app.surveys.asking.asked import question_words
from app.surveys.blueprint import bp
from app.surveys.sealed import ending, ending_store, sealed_store
from forms.surveys import EndForm


@bp.get("/surveys/returns")
@permit("surveys.sealed")
def find_return() -> ResponseReturnValue:
    """Find a return by its receipt number, however it was typed."""
    typed = request.args.get("receipt", "")
    receipt = receipt_typed(typed)
    found = ending_store.find_by_receipt(get_db(), receipt, signing_in.my_scope()) if receipt else None
    if found:
        return redirect(url_for("surveys.show_return", receipt=receipt))
    return render_template("surveys/sealed/find.html", typed=typed), 404 if typed.strip() else 200


@bp.route("/surveys/returns/<receipt>", methods=["GET", "POST"])
@permit("surveys.sealed")
def show_return(receipt: str) -> ResponseReturnValue:
    """What is held of one return; ending it takes a reason and a tick, since neither act can be undone."""
    db = get_db()
    found = ending_store.find_by_receipt(db, receipt, signing_in.my_scope()) or abort(404)
    form = EndForm()
    if form.validate_on_submit():
        act = ending.destroy if form.act.data == "destroyed" else ending.withdraw
        act(db, found["id"], form.reason.data, person_id=current_user.id)
        flash(
            _("응답을 파기했습니다.")
            if form.act.data == "destroyed"
            else _("응답을 철회했습니다. 더는 세지 않습니다."),
            "done",
        )
        return redirect(url_for("surveys.show_return", receipt=receipt), 303)
    page = render_template(
        "surveys/sealed/return.html",
        found=found,
        form=form,
        losses={} if found["destroyed_at"] else ending.losses(db, found["id"]),
    )
    return page, 422 if form.errors else 200


@bp.get("/surveys/returns/<receipt>/written")
@permit("surveys.sealed")
def show_written(receipt: str) -> ResponseReturnValue:
    """What was written beside what is read, for the holder of the sealed side; each look is in the trail."""
    db = get_db()
    found = ending_store.find_by_receipt(db, receipt, signing_in.my_scope()) or abort(404)
    survey = store.find_survey(db, found["survey_id"]) or abort(404)
    if found["withdrawn_at"] or found["destroyed_at"]:
        return redirect(url_for("surveys.show_return", receipt=receipt))
    with writing(db):
        record(db, "original answers read", person_id=current_user.id, object_kind="response", object_id=found["id"])
    return render_template(
        "surveys/sealed/written.html",
        found=found,
        answers=sealed_store.raw_answers(db, found["id"]),
        words=question_words(survey),
    )
