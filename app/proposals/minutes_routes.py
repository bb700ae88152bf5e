"""회의록: a roundtable's minutes as a page and as files; with what was said word by word only for who reads transcripts."""

from __future__ import annotations

from flask import abort, current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.accounts.downloading import record_download
from app.accounts.office import read_office
from app.accounts.permissions import permit
from app.accounts.signing_in import my_scope
from app.db import get_db
from app.papers.model import Paper
from app.papers.sending import page_words, paper_response
from app.proposals.blueprint import bp
from app.proposals.meetings.minutes import minutes_paper, read_minutes
from app.roundtables.record.store import find_roundtable


def _paper(roundtable_id: str, *, verbatim: bool = False) -> Paper:
    """The minutes as the person signed in may have them; another's roundtable is a 404."""
    db, scope = get_db(), my_scope()
    found = find_roundtable(db, roundtable_id, scope) or abort(404)
    given = {"office": read_office(db).name, "made_on": found["held_on"]}
    example = current_app.config["MOKSORI"].example
    return minutes_paper(db, read_minutes(db, found, scope), **given, example=example, verbatim=verbatim)


@bp.get("/roundtables/<roundtable_id>/minutes")
@permit("proposals.view")
def minutes(roundtable_id: str) -> str:
    paper = _paper(roundtable_id)
    files = [
        (form.upper(), url_for("proposals.minutes_file", roundtable_id=roundtable_id, form=form))
        for form in ("docx", "hwpx")
    ]
    return render_template("proposals/minutes.html", **page_words(paper), roundtable_id=roundtable_id, files=files)


@bp.get("/roundtables/<roundtable_id>/minutes.<any(docx, hwpx):form>")
@permit("proposals.view")
def minutes_file(roundtable_id: str, form: str) -> ResponseReturnValue:
    paper = _paper(roundtable_id)
    record_download(get_db(), "minutes", 1, object_kind="roundtable", object_id=roundtable_id)
    return paper_response(paper, form, paper.title)


@bp.get("/roundtables/<roundtable_id>/minutes/verbatim.<any(docx, hwpx):form>")
@permit("roundtables.view")
def minutes_verbatim(roundtable_id: str, form: str) -> ResponseReturnValue:
    """The same with the transcript as an annex: a file with what people said, so that a reason is asked for."""
    paper = _paper(roundtable_id, verbatim=True)
    record_download(get_db(), "minutes_verbatim", 1, object_kind="roundtable", object_id=roundtable_id)
    annexed = _("발언 전문 포함")
    return paper_response(paper, form, f"{paper.title} ({annexed})")
