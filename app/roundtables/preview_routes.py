"""Pages of an uploaded transcript before it is stored: the upload, and the preview as a place to work."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.permissions import permit
from app.db import get_db
from app.roundtables import importing, preparing, previews, store, turn_store
from app.roundtables.access import bp, changeable
from app.roundtables.asking import answers_in, guesses
from app.roundtables.hearing import Participant
from app.roundtables.personal import Finding, excerpts, find_personal
from app.roundtables.speakers import opens_with_title, personal_names, tally
from forms.roundtables import AnswersForm, UploadForm
from transcripts import Message

PREVIEWED_TURNS = 20
SHOWN_FINDINGS = 50


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
    return render_template("roundtables/upload.html", roundtable=found, form=form, document=document)


def _put_aside(found: sqlite3.Row, form: UploadForm) -> ResponseReturnValue:
    data, name = form.file.data.read(), form.file.data.filename
    brought = importing.bring(data, name)
    document = turn_store.document_of(get_db(), found["id"])
    if document and document["file_sha256"] == brought.sha256:
        flash(_("이 파일은 이미 저장되어 있습니다. 다시 저장하지 않았습니다."))
        return redirect(url_for("roundtables.transcript", roundtable_id=found["id"]))
    if document:
        return _upload_page(found, form), 409
    preview_id = previews.keep(_previews(), previews.Preview(current_user.id, found["id"], name, data))
    return redirect(url_for("roundtables.preview", roundtable_id=found["id"], preview_id=preview_id))


@bp.route("/roundtables/<roundtable_id>/upload/<preview_id>", methods=["GET", "POST"])
@permit("roundtables.edit")
def preview(roundtable_id: str, preview_id: str) -> ResponseReturnValue:
    found = changeable(roundtable_id)
    waiting = previews.find(_previews(), preview_id, person_id=current_user.id, roundtable_id=roundtable_id)
    if waiting is None:
        return _preview_gone(roundtable_id)
    brought = preparing.prepared(waiting)
    people = store.participants_of(get_db(), roundtable_id)
    if AnswersForm().validate_on_submit() and "roundtables.names" in current_app.view_functions:
        answers = {**waiting.work.get("answers", {}), **answers_in(tally(brought.transcript.turns))}
        previews.keep_work(_previews(), preview_id, {**waiting.work, "answers": answers})
        return redirect(url_for("roundtables.names", roundtable_id=roundtable_id, preview_id=preview_id))
    told = _told(brought, people)
    sent = AnswersForm().validate_on_submit()
    unsure = [box for box, found_there in told.boxes.items() if found_there and box not in request.form]
    if sent and not unsure:
        return _confirmed(found, preview_id, brought)
    page = _preview_page(found, preview_id, brought, people, told, unsure=unsure if sent else [], sent=sent)
    return page, 422 if sent else 200


def _preview_gone(roundtable_id: str) -> ResponseReturnValue:
    """After going back: the transcript if it is stored, else the upload."""
    if turn_store.document_of(get_db(), roundtable_id):
        flash(_("녹취록을 이미 저장했습니다."))
        return redirect(url_for("roundtables.transcript", roundtable_id=roundtable_id))
    flash(_("미리 보던 파일이 없습니다. 올린 파일은 하루 동안만 남아 있으니 다시 올려 주십시오."), "careful")
    return redirect(url_for("roundtables.upload", roundtable_id=roundtable_id))


@dataclass(frozen=True)
class _Told:
    """What may give people away: labels that look like names, and findings within the speeches."""

    names: list[str]
    findings: list[Finding]

    @property
    def boxes(self) -> dict[str, bool]:
        """The boxes to tick before storing, and whether each is needed."""
        return {"names_covered": bool(self.names), "personal_seen": bool(self.findings)}


def _told(brought: importing.Brought, people: list[Participant]) -> _Told:
    known = [p.organization for p in people]
    turns = brought.transcript.turns
    return _Told(personal_names(brought.transcript.speakers), find_personal(turns, known))


def _preview_page(
    found: sqlite3.Row,
    preview_id: str,
    brought: importing.Brought,
    people: list[Participant],
    told: _Told,
    *,
    unsure: list[str],
    sent: bool,
) -> str:
    transcript = brought.transcript
    counted = tally(transcript.turns)
    if opens_with_title(counted):
        counted = tally(transcript.turns, aside={None})
    spans: dict[int, list[tuple[int, int]]] = {}
    for each in told.findings:
        spans.setdefault(each.position, []).append((each.start, each.end))
    return render_template(
        "roundtables/preview.html",
        roundtable=found,
        preview_id=preview_id,
        file_name=brought.file_name,
        transcript=transcript,
        notes=[note.translated(_) if isinstance(note, Message) else note for note in transcript.notes],
        first_turns=transcript.turns[:PREVIEWED_TURNS],
        speakers=counted,
        chosen={label or None: answer for label, answer in answers_in(counted).items()} if sent else {},
        guesses=guesses(counted, people),
        names=told.names,
        personal=list(excerpts(transcript.turns, told.findings))[:SHOWN_FINDINGS],
        findings=len(told.findings),
        spans=spans,
        unsure=unsure,
        ticked=[box for box in told.boxes if box in request.form],
        people=people,
    )


def _confirmed(found: sqlite3.Row, preview_id: str, brought: importing.Brought) -> ResponseReturnValue:
    turns = brought.transcript.turns
    stored = importing.store_transcript(
        get_db(), found["id"], brought, answers_in(tally(turns)), person_id=current_user.id
    )
    previews.forget(_previews(), preview_id)
    flash(_("녹취록을 저장했습니다. 발언 %(n)s개입니다.", n=len(turns)), "done")
    if stored.waiting:
        return redirect(url_for("roundtables.speakers", roundtable_id=found["id"]))
    return redirect(url_for("roundtables.transcript", roundtable_id=found["id"]))


@bp.post("/roundtables/<roundtable_id>/upload/<preview_id>/drop")
@permit("roundtables.edit")
def drop_preview(roundtable_id: str, preview_id: str) -> ResponseReturnValue:
    changeable(roundtable_id)
    mine = {"person_id": current_user.id, "roundtable_id": roundtable_id}
    if previews.find(_previews(), preview_id, **mine):
        previews.forget(_previews(), preview_id)
        flash(_("올린 파일을 버렸습니다. 아무것도 저장하지 않았습니다."))
    return redirect(url_for("roundtables.upload", roundtable_id=roundtable_id))


def _previews() -> Path:
    return current_app.config["MOKSORI"].data / "previews"
