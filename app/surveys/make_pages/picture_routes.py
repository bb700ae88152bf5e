"""Pictures of questions and choices: shown to whoever answers, given and taken away in the editor."""

from __future__ import annotations

from typing import Any

from flask import abort, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.permissions import permit, public
from app.db import get_db
from app.errors import BadInput, Problem
from app.surveys.asking import pictures
from app.surveys.blueprint import bp
from app.surveys.drafting import drafting, picturing
from app.surveys.drafting.draft_routes import act_id, draft_asked


@bp.app_context_processor
def _address() -> dict[str, object]:
    return {"picture_src": pictures.address}


@bp.get("/form-pictures/<sha256>.jpg")
@public
def picture(sha256: str) -> ResponseReturnValue:
    """A picture by its hash: respondents have no account, and nobody guesses the hash of what they have not seen."""
    found = pictures.find(get_db(), sha256) or abort(404)
    answer = make_response(found["data"])
    answer.content_type = found["media"]
    answer.set_etag(sha256)
    return answer.make_conditional(request)


@bp.post("/questionnaires/drafts/<questionnaire_draft>/picture")
@permit("surveys.manage")
def put_draft_picture(questionnaire_draft: str) -> ResponseReturnValue:
    """Show a picture with a question or an option, give one to a name a workbook brought, or take one away."""
    draft, sent = draft_asked(questionnaire_draft), request.form
    part, choice = sent.get("part", ""), sent.get("choice", "")
    if sent.get("away"):
        _act(draft["id"], "removed", part, lambda d: picturing.without(d, part, choice))
    else:
        given = request.files.get("file")
        if given is None or not given.filename:
            raise BadInput(Problem(_("그림"), _("고른 파일이 없습니다"), _("그림 파일을 고른 뒤 올려 주십시오")))
        name, sha256 = given.filename, pictures.keep(get_db(), given.read(), person_id=current_user.id)
        _act(draft["id"], "added", part, lambda d: picturing.shown(d, part, choice, name, sha256))
    return redirect(url_for("surveys.draft", questionnaire_draft=draft["id"], part=part), 303)


def _act(draft_id: str, what: str, part: str, change: Any) -> None:
    told = {"seen": 0, "act_id": act_id(), "person_id": current_user.id}
    drafting.edit(get_db(), draft_id, change, what=what, part=part, **told)
