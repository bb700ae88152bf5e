"""Pages of questionnaires' drafts: the list, beginning one, the editor, what publishing changes, the preview."""

from __future__ import annotations

import json
import re
import sqlite3
from typing import Any

from flask import abort, current_app, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.permissions import permit
from app.db import get_db
from app.errors import BadInput, Problem
from app.headers import POLICY
from app.ids import is_id, new_id
from app.surveys.answering import filling
from app.surveys.asking import bringing, publishing, reuse, store
from app.surveys.asking.definitions import questionnaire_of
from app.surveys.blueprint import bp
from app.surveys.drafting import comparing, desk, draft_store, drafting, reading, showing
from app.surveys.drafting.personal_asked import personal_questions
from app.tables import waiting
from forms.asked.building import filled_with, form_of
from forms.asked.judging import started

_CODE = re.compile(r"[a-z][a-z0-9-]{1,39}")


@bp.app_context_processor
def _words() -> dict[str, object]:
    """Each form of the editor has an id of its own, so that pressing twice is one act."""
    return {"fresh_id": new_id, "rule_source": reading.source, "repeated_how": reading.repeated_how}


def draft_asked(draft_id: str, *, ended: bool = False) -> sqlite3.Row:
    """The draft of an address; 404 where there is none, or where it has ended and that is not wanted."""
    draft = draft_store.find_draft(get_db(), draft_id)
    if draft is None or (draft["act"] and not ended):
        abort(404)
    return draft


def act_id() -> str:
    """The id the form was made with: pressing twice is one act."""
    given = request.form.get("act", "")
    return given if is_id(given) else new_id()


@bp.get("/questionnaires/drafts")
@permit("surveys.manage")
def drafts() -> ResponseReturnValue:
    db = get_db()
    return render_template(
        "surveys/drafting/drafts.html",
        drafts=draft_store.list_drafts(db),
        questionnaires=store.list_questionnaires(db),
        act=new_id(),
    )


@bp.post("/questionnaires/drafts")
@permit("surveys.manage")
def begin_draft() -> ResponseReturnValue:
    """Begin from a version, a file, or nothing but a title."""
    draft_id = _begun(request.form.get("version", ""))
    flash(_("초안을 시작했습니다. 고치는 대로 저장되며, 게시하기 전에는 아무도 받지 않습니다."), "done")
    return redirect(url_for("surveys.draft", questionnaire_draft=draft_id), 303)


def _begun(version_id: str) -> str:
    told: dict[str, Any] = {"person_id": current_user.id, "act_id": act_id()}
    if version_id:
        version = store.find_version(get_db(), version_id) or abort(404)
        d = json.loads(version["definition"])
        return drafting.begin(get_db(), d, begun_from="version", base_id=version_id, **told)
    if request.form.get("sha256"):
        return drafting.begin(get_db(), _looked_at(), begun_from="file", **told)
    code, title = request.form.get("code", "").strip(), " ".join(request.form.get("title", "").split())
    if not _CODE.fullmatch(code) or not title:
        right = _("제목을 적고, 코드는 영문 소문자로 시작해 소문자·숫자·줄표로 적어 주십시오. 예: training-2027")
        raise BadInput(Problem(_("새 설문지"), _("제목이나 코드가 비었거나 코드를 읽을 수 없습니다"), right))
    if store.find_questionnaire(get_db(), code):
        right = _("그 설문지의 ‘고치기’를 누르거나 다른 코드를 적어 주십시오")
        raise BadInput(Problem(code, _("이미 있는 설문지의 코드입니다"), right))
    d = drafting.fresh(code, title, request.form.get("title_en", "").strip() or title)
    return drafting.begin(get_db(), d, begun_from="new", **told)


def _looked_at() -> dict[str, Any]:
    """The definition of the file that was looked at on the page of bringing one."""
    folder, name = current_app.config["MOKSORI"].data, request.form.get("file_name", "")
    data = waiting.kept(folder, current_user.id, request.form.get("sha256", ""))
    checked = bringing.look(get_db(), data, name).checked if data is not None else None
    if checked is None or checked.questionnaire is None:
        right = _("파일을 다시 골라 주십시오")
        raise BadInput(Problem(name or _("설문지 파일"), _("살펴본 파일이 더는 없거나 읽을 수 없습니다"), right))
    return json.loads(checked.questionnaire.canonical)


@bp.get("/questionnaires/drafts/<questionnaire_draft>")
@permit("surveys.manage")
def draft(questionnaire_draft: str) -> ResponseReturnValue:
    """The editor: the outline, one part of it to write in, and the phone beside it."""
    found = draft_asked(questionnaire_draft, ended=True)
    if found["act"]:
        return render_template("surveys/drafting/ended.html", draft=found)
    page = make_response(
        render_template("surveys/drafting/draft.html", **desk.desk(get_db(), found, request.args.get("part", "")))
    )
    page.headers["Content-Security-Policy"] = f"{POLICY}; frame-src 'self'"
    return page


@bp.route("/questionnaires/drafts/<questionnaire_draft>/preview", methods=["GET", "POST"])
@permit("surveys.manage")
def draft_preview(questionnaire_draft: str) -> ResponseReturnValue:
    """The form as respondents would have it, with its rules; what is sent is checked and shown, and stored nowhere."""
    step = draft_store.newest_step(get_db(), draft_asked(questionnaire_draft, ended=True)["id"])
    questionnaire, left = showing.tryable(json.loads(step["definition"]))
    told: dict[str, Any] = {"asked": questionnaire, "left": left, "filled": None, "answers": None}
    if questionnaire:
        lang = filling.language_of(questionnaire)
        sent = request.method == "POST"
        form = form_of(questionnaire, lang, request.form) if sent else _blank(questionnaire, lang)
        told["filled"] = filling.Filling(form, new_id())
        told["answers"] = filling.given(told["filled"]) if sent and not told["filled"].faults else None
    page = make_response(render_template("surveys/drafting/preview.html", draft_id=questionnaire_draft, **told))
    page.headers["Content-Security-Policy"] = POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    return page


def _blank(questionnaire: Any, lang: str) -> Any:
    return filled_with(questionnaire, lang, started(questionnaire, lang))


@bp.route("/questionnaires/drafts/<questionnaire_draft>/publish", methods=["GET", "POST"])
@permit("surveys.manage")
def publish_draft(questionnaire_draft: str) -> ResponseReturnValue:
    """What the draft changes against the newest version, and what keeps it from being published; then publish it."""
    db, found = get_db(), draft_asked(questionnaire_draft, ended=True)
    if found["act"]:
        return render_template("surveys/drafting/ended.html", draft=found)
    if request.method == "POST":
        compared = _compared(found)
        if compared["personal"] and "sure" not in request.form:
            return render_template("surveys/drafting/publish.html", **compared, unsure=True), 422
        seen = int(request.form.get("seen", "0") or 0)
        drafting.publish(db, found["id"], seen=seen, person_id=current_user.id)
        flash(_("설문지를 게시했습니다. 이 판은 이제 바뀌지 않습니다."), "done")
        return redirect(url_for("surveys.draft", questionnaire_draft=found["id"]), 303)
    return render_template("surveys/drafting/publish.html", **_compared(found))


def _compared(found: sqlite3.Row) -> dict[str, Any]:
    db, step = get_db(), draft_store.newest_step(get_db(), found["id"])
    d, newest = json.loads(step["definition"]), drafting.newest_of(get_db(), found["code"])
    changed = comparing.changes(newest, d)
    past = drafting.past_of(db, found["code"], but=found["id"])
    reused = [publishing.reused_problem(each) for each in reuse.reused(past, newest, d)]
    wrong = showing.problems(d)
    return {
        "draft": found,
        "step": step,
        "newest": newest,
        "d": d,
        "changes": changed,
        "counts": comparing.counts(changed),
        "problems": wrong,
        "at_fault": {id: showing.part_at_fault(d, id) for id in wrong},
        "reused": reused,
        "personal": personal_questions(d),
        "unconsented": not any(each.get("type") == "consent" for each in d["questions"]),
        "same": not wrong and bool(newest) and questionnaire_of(json.dumps(newest)) == questionnaire_of(json.dumps(d)),
    }


@bp.post("/questionnaires/drafts/<questionnaire_draft>/drop")
@permit("surveys.manage")
def drop_draft(questionnaire_draft: str) -> ResponseReturnValue:
    drafting.drop(get_db(), draft_asked(questionnaire_draft)["id"], person_id=current_user.id)
    flash(_("초안을 버렸습니다. 쓴 것은 기록에 남아 있습니다."), "done")
    return redirect(url_for("surveys.drafts"), 303)
