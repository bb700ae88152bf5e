"""Pages of an uploaded transcript before it is stored: the upload, and the preview as a place to work."""

from __future__ import annotations

import sqlite3

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.permissions import permit
from app.accounts.signing_in import my_scope
from app.db import get_db
from app.roundtables.access import changeable, folder, gone, mine_waiting
from app.roundtables.blueprint import bp
from app.roundtables.preview import columns, preparing, preview_page, preview_posts, previews
from app.roundtables.preview.drafts import drafts_of
from app.roundtables.preview.previews import Preview
from app.roundtables.record import store
from app.roundtables.talk import turn_store
from app.roundtables.talk.speakers import Known
from forms.roundtables import AnswersForm, UploadForm


@bp.route("/roundtables/<roundtable_id>/upload", methods=["GET", "POST"])
@permit("roundtables.edit")
def upload(roundtable_id: str) -> ResponseReturnValue:
    found = changeable(roundtable_id)
    form = UploadForm()
    if form.validate_on_submit():
        return _put_aside(found, form)
    return _upload_page(found, form), 422 if form.errors else 200


def _upload_page(found: sqlite3.Row, form: UploadForm) -> str:
    document = turn_store.document_of(get_db(), found["id"])
    mine = drafts_of(get_db(), current_user.id, my_scope(), found["id"])
    return render_template(
        "roundtables/preview/upload.html", roundtable=found, form=form, document=document, drafts=mine
    )


def _put_aside(found: sqlite3.Row, form: UploadForm) -> ResponseReturnValue:
    people = [
        Known(p.id, p.label, p.organization, p.role, p.org_kind) for p in store.participants_of(get_db(), found["id"])
    ]
    work = {"known": [each.label for each in people]}
    waiting = Preview(current_user.id, found["id"], form.file.data.filename, form.file.data.read(), work)
    document = turn_store.document_of(get_db(), found["id"])
    if document and document["file_sha256"] == waiting.sha256:
        flash(_("이 파일은 이미 저장되어 있습니다. 다시 저장하지 않았습니다."))
        return redirect(url_for("roundtables.transcript", roundtable_id=found["id"]))
    if document:
        return _upload_page(found, form), 409
    if there := previews.same(folder(), waiting):
        flash(_("이 파일은 이미 올려 두었습니다. 하시던 곳부터 이어서 하실 수 있습니다."))
        return redirect(url_for("roundtables.preview", roundtable_id=found["id"], preview_id=there))
    read = preparing.as_read(waiting)
    waiting, read = preparing.borne_out(waiting, read, people)
    preview_id = previews.keep(folder(), waiting)
    previews.keep_work(folder(), preview_id, waiting.work)
    preparing.keep_read(folder() / preview_id, waiting, read)
    return redirect(url_for("roundtables.preview", roundtable_id=found["id"], preview_id=preview_id))


@bp.route("/roundtables/<roundtable_id>/upload/<preview_id>", methods=["GET", "POST"])
@permit("roundtables.edit")
def preview(roundtable_id: str, preview_id: str) -> ResponseReturnValue:
    found = changeable(roundtable_id)
    waiting = mine_waiting(roundtable_id, preview_id)
    if waiting is None:
        return gone(roundtable_id)
    work = preview_page.opened(found, preview_id, waiting)
    if AnswersForm().validate_on_submit():
        return preview_posts.answered(folder(), work)
    if any(question.kind == "columns" for question in work.open_questions) and not work.brought.transcript.turns:
        return redirect(url_for("roundtables.preview_columns", roundtable_id=roundtable_id, preview_id=preview_id))
    return preview_page.page_of(work)


@bp.route("/roundtables/<roundtable_id>/upload/<preview_id>/columns", methods=["GET", "POST"])
@permit("roundtables.edit")
def preview_columns(roundtable_id: str, preview_id: str) -> ResponseReturnValue:
    found = changeable(roundtable_id)
    waiting = mine_waiting(roundtable_id, preview_id)
    if waiting is None:
        return gone(roundtable_id)
    work = preview_page.opened(found, preview_id, waiting)
    if AnswersForm().validate_on_submit():
        return columns.answered(folder(), work)
    return columns.page_of(work)


@bp.post("/roundtables/<roundtable_id>/upload/<preview_id>/drop")
@permit("roundtables.edit")
def drop_preview(roundtable_id: str, preview_id: str) -> ResponseReturnValue:
    changeable(roundtable_id)
    if mine_waiting(roundtable_id, preview_id):
        previews.forget(folder(), preview_id)
        flash(_("올린 파일을 버렸습니다. 아무것도 저장하지 않았습니다."))
    return redirect(url_for("roundtables.upload", roundtable_id=roundtable_id))
