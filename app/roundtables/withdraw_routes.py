"""The page that withdraws a stored transcript, for the facilitator alone: what will happen, why, and whether it is meant."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.permissions import permit
from app.db import get_db
from app.roundtables.access import changeable
from app.roundtables.blueprint import bp
from app.roundtables.talk import turn_store, withdrawing
from forms.roundtables import WithdrawForm


@bp.route("/roundtables/<roundtable_id>/withdraw", methods=["GET", "POST"])
@permit("roundtables.raw")
def withdraw(roundtable_id: str) -> ResponseReturnValue:
    found, db = changeable(roundtable_id), get_db()
    form = WithdrawForm()
    if form.validate_on_submit():
        withdrawing.withdraw(db, roundtable_id, form.document.data, form.reason.data, person_id=current_user.id)
        flash(_("녹취록을 철회했습니다. 이제 다른 녹취록을 올릴 수 있습니다."), "done")
        return redirect(url_for("roundtables.show", roundtable_id=roundtable_id))
    document = turn_store.document_of(db, roundtable_id)
    if document is None:
        flash(_("철회할 녹취록이 없습니다."))
        return redirect(url_for("roundtables.show", roundtable_id=roundtable_id))
    page = render_template(
        "roundtables/talk/withdraw.html",
        roundtable=found,
        document=document,
        form=form,
        losses=withdrawing.losses(db, document["id"]),
    )
    return page, 422 if form.errors else 200
