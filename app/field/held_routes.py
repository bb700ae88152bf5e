"""The office's pages: records that were held, settled one by one, and files from a stick."""

from __future__ import annotations

from flask import abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import signing_in
from app.accounts.permissions import permit
from app.db import get_db
from app.field.blueprint import bp
from app.field.records import bundle, record_store, settling
from forms.field import BundleForm, SettleForm


@bp.get("/field/held")
@permit("field.settle")
def held() -> ResponseReturnValue:
    db, scope = get_db(), signing_in.my_scope()
    return render_template(
        "field/held.html",
        waiting=[settling.told(db, r) for r in record_store.held_records(db, scope)],
        settled=record_store.held_records(db, scope, settled=True),
    )


@bp.route("/field/held/<record_id>/<sha256>", methods=["GET", "POST"])
@permit("field.settle")
def held_record(record_id: str, sha256: str) -> ResponseReturnValue:
    db = get_db()
    row = record_store.find_record(db, record_id, sha256, signing_in.my_scope()) or abort(404)
    form = SettleForm()
    if form.validate_on_submit():
        reason = form.reason.data.strip()
        if form.act.data == "accepted":
            number, left_out = settling.accept_as_is(db, row, reason, person_id=current_user.id)
            flash(_("응답으로 받아들였습니다. 접수번호 %(n)s", n=number), "done")
            if left_out:
                flash(_("저장하지 못한 문항이 %(n)s개 있습니다. 기록에 남아 있습니다.", n=len(left_out)), "careful")
        else:
            settling.set_aside(db, row, reason, person_id=current_user.id)
            flash(_("제외했습니다. 기록은 남아 있습니다."), "done")
        return redirect(url_for("field.held"), 303)
    page = render_template("field/held_record.html", held=settling.told(db, row), form=form)
    return page, 422 if form.errors else 200


@bp.route("/field/import", methods=["GET", "POST"])
@permit("field.settle")
def import_file() -> ResponseReturnValue:
    """A file from a stick, as often as one likes."""
    form, done = BundleForm(), None
    if form.validate_on_submit():
        folder = current_app.config["MOKSORI"].data
        done = bundle.import_bundle(get_db(), form.file.data.read(), folder=folder, person_id=current_user.id)
    return render_template("field/import.html", form=form, done=done), 422 if form.errors else 200
