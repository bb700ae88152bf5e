"""The access record: whatever holds what is personal is in the trail before it leaves, whoever wrote the page.

An entry is made here unless the act has made its own, so that a new page or export cannot forget it.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, current_app, g, request
from flask_login import current_user
from sqlite_utils import Database

from app.accounts import reasons, store
from app.accounts.entries import task_of
from app.db import get_db, row, writing

# What the pages under a permission hold of people and firms, as a code of LABELS["download"]; empty: nothing of them.
# A permission that is missing here is taken to hold something.
BY_PERMISSION = {
    "home.view": "",
    "areas.view": "",
    "areas.import": "",
    "indicators.view": "",
    "indicators.import": "",
    "indicators.classify": "",
    "surveys.view": "",
    "surveys.manage": "",
    "surveys.invite": "respondents",
    "surveys.contacts": "contacts",
    "surveys.enter": "respondents",
    "surveys.texts": "texts",
    "surveys.confirm": "texts",
    "surveys.returns": "respondents",
    "surveys.sealed": "sealed",
    "surveys.correct": "respondents",
    "field.work": "respondents",
    "field.assign": "respondents",
    "field.view": "respondents",
    "field.paper": "respondents",
    "field.settle": "sealed",
    "roundtables.view": "talk",
    "roundtables.edit": "talk",
    "roundtables.raw": "sealed",
    "codebook.view": "",
    "codebook.edit": "",
    "models.view": "statements",
    "explore.view": "statements",
    "review.code": "statements",
    "review.settle": "statements",
    "review.plan": "",
    "themes.view": "statements",
    "quotes.view": "statements",
    "coding.run": "",
    "evaluation.view": "statements",
    "evaluation.answers": "statements",
    "evaluation.run": "",
    "evaluation.state": "",
    "schemes.draft": "",
    "schemes.approve": "",
    "validation.view": "votes",
    "validation.vote": "votes",
    "validation.close": "votes",
    "levels.decide": "votes",
    "memos.write": "memos",
    "memos.empty": "",
    "plans.view": "",
    "plans.edit": "",
    "industries.view": "statements",
    "industries.edit": "statements",
    "industries.decide": "statements",
    "programmes.view": "",
    "programmes.edit": "",
    "programmes.pick": "offers",
    "proposals.view": "statements",
    "proposals.edit": "statements",
    "proposals.answer": "statements",
    "reports.view": "report",
    "people.manage": "people",
    "audit.view": "audit",
    "requests.handle": "sealed",
    "audit.review": "audit",
    "account.own": "",
}
# Pages that hold another thing than their permission says.
BY_PAGE = {
    # A record and a laptop write their own entries; who is signed in, and a form, are nobody's data.
    "field.put_record": "",
    "field.register": "",
    "field.me": "",
    "field.form": "",
    "accounts.office": "",
    "clusters.themes": "",
    "clusters.themes_export": "",
    "industries.changes": "",
    "industries.import": "",
    "industries.index": "",
    "coding.base_model": "",
    "coding.models": "",
    "coding.previewed": "statements",
    "coding.themes": "",
    "corpus.figure_export": "",
    "corpus.saved": "",
    "corpus.table": "",
    "corpus.together": "",
    "corpus.trend": "",
    "evaluation.index": "",
    "exchange.export_codebook": "",
    "exploring.keyness": "",
    "exploring.saturated": "",
    "home.area": "firms",
    "monitoring.data": "firms",
    "monitoring.firms": "firms",
    "monitoring.observation": "firms",
    # What was said for a task, and firms whose numbers called for a visit.
    "plans.follow_area": "firms",
    "plans.paper": "statements",
    "plans.task": "statements",
    "plans.tell": "statements",
    "programmes.choose": "statements",
    "requests.ask": "",
    "reports.check_file": "",
    "reports.council": "",
    "reports.file_paper": "",
    "reports.index": "",
    "reports.letter": "",
    "reports.papers": "",
    "roundtables.index": "",
    "surveys.area": "respondents",
    "surveys.exports": "",
    "surveys.export_job": "",
}
# Whose data a page shows: the argument of its address, the most particular first, and the object of the trail it names.
WHOSE = (
    *("segment", "response", "invitation", "document", "roundtable", "field_visit", "paper_stack", "survey"),
    *("area_result", "person", "area"),
)
# What a page answers with, or a part of it; anything else is a file somebody takes home.
PAGE_TYPES = frozenset({"text/html", "text/css", "text/javascript", "application/json"})


def install(app: Flask) -> None:
    """Ask for reasons before, make entries after every request."""
    app.before_request(reasons.ask)
    app.after_request(note)


def note(answer: Response) -> Response:
    """Write the entry of what is about to leave. What cannot be recorded is not handed out."""
    action = _action(answer)
    if action and not _told_already(action):
        _record(get_db(), action, answer)
    return answer


def held() -> str:
    """What the page asked for holds of people and firms; empty for pages anybody may open."""
    permission = getattr(current_app.view_functions.get(request.endpoint or ""), "permission", "public")
    if permission == "public":
        return ""
    return BY_PAGE.get(request.endpoint or "", BY_PERMISSION.get(permission, "other"))


def is_file(answer: Response) -> bool:
    """Whether an answer is a file to take home."""
    disposition = answer.headers.get("Content-Disposition", "")
    return disposition.startswith("attachment") or answer.mimetype not in PAGE_TYPES


def _action(answer: Response) -> str:
    """The action an answer is, in the words of the trail; empty where nothing personal leaves."""
    if not current_user.is_authenticated or request.endpoint == "static":
        return ""
    if answer.status_code == 200 and is_file(answer):
        return "data downloaded"
    what = held()
    if not what or answer.status_code >= 400:
        return ""
    if request.method == "POST":
        return "data handled"
    if answer.status_code != 200:
        return ""
    if what == "report":
        return "report opened"
    return "data searched" if request.args.get("q", "").strip() else "data viewed"


def _told_already(action: str) -> bool:
    """Whether the act has told it itself: a file as a download, a page or a change in any word of its own."""
    recorded = g.get("recorded", set())
    if task_of(action) == "download":
        return any(task_of(each) == "download" for each in recorded)
    return bool(recorded)


def _record(db: Database, action: str, answer: Response) -> None:
    kind, ident = _whose(db)
    detail: dict[str, Any] = {"what": held()}
    if task_of(action) == "download":
        detail = {"what": request.endpoint, "rows": g.get("handed"), "bytes": answer.content_length}
    with writing(db):
        store.record(db, action, person_id=current_user.id, object_kind=kind, object_id=ident, **detail)


def _whose(db: Database) -> tuple[str | None, str | None]:
    """Kind and id of the object the address names, or the area a list is narrowed to."""
    for kind in WHOSE:
        if ident := (request.view_args or {}).get(f"{kind}_id"):
            return kind, ident
    area = request.args.get("area", "")
    if area and row(db, "select 1 from area where id = ?", [area]):  # never what somebody typed
        return "area", area
    return None, None
