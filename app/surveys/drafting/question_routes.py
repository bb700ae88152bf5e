"""Every act of the editor: saving a part, adding, moving, removing, going back; each answers with the editor's page."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.permissions import permit
from app.db import get_db
from app.surveys.asking.reuse import History, Used
from app.surveys.blueprint import bp
from app.surveys.drafting import bank, draft_store, drafting, edits, kinds, reading
from app.surveys.drafting.draft_routes import act_id, draft_asked
from forms.questions import TYPES

Definition = dict[str, Any]
Change = Callable[[Definition], Definition]


def _seen() -> int:
    given = request.form.get("seen", "")
    return int(given) if given.isdigit() else 0


def _act(draft: sqlite3.Row, change: Change, what: str, part: str) -> None:
    told = {"seen": _seen(), "act_id": act_id(), "person_id": current_user.id}
    drafting.edit(get_db(), draft["id"], change, what=what, part=part, **told)


def _there(draft: sqlite3.Row, part: str) -> ResponseReturnValue:
    return redirect(url_for("surveys.draft", questionnaire_draft=draft["id"], part=part), 303)


@bp.post("/questionnaires/drafts/<questionnaire_draft>/save")
@permit("surveys.manage")
def save_draft_part(questionnaire_draft: str) -> ResponseReturnValue:
    """Save one part: a question, a section, a shared list, or the questionnaire's own words."""
    draft, part = draft_asked(questionnaire_draft), request.form.get("part", "")
    try:
        _act(draft, lambda d: _saved(draft, d, part), "saved", part)
    except drafting.Overtaken as error:
        told = {"error": error, "sent": list(request.form.items(multi=True)), "draft": draft}
        return render_template("surveys/drafting/overtaken.html", **told), 409
    if request.form.get("choice-do", "").startswith("return:"):
        _act_again(draft, part, request.form["choice-do"].removeprefix("return:"))
    return _there(draft, request.form.get("back", "") or part)


def _saved(draft: sqlite3.Row, d: Definition, part: str) -> Definition:
    old = edits.part(d, part)
    if old is None:
        return d
    sort, past = part.partition(":")[0], drafting.past_of(get_db(), draft["code"])
    if sort == "question":
        return _saved_question(d, part, old, past)
    if sort == "list":
        return edits.put(d, part, reading.shared_list(request.form, old, d, past.codes(part)))
    if sort == "file":
        return edits.put(d, part, reading.file(request.form, old, d))
    if sort == "section":
        return edits.put(d, part, reading.section(request.form, old, d))
    return edits.put(d, part, reading.top(request.form, d))


def _saved_question(d: Definition, part: str, old: Definition, past: History) -> Definition:
    """Its entry as the form has it; then its type, the list it offers, and the section it stands in."""
    sent, id = request.form, old["id"]
    made = edits.put(d, part, reading.question(sent, old, d, past.codes(id)))
    kind, offered, section = (sent.get(name) for name in ("type", "choices-list", "section"))
    if kind in TYPES and kind != old["type"] and not kinds.is_published(past, id):
        made = edits.put(made, part, kinds.retyped(edits.part(made, part), kind))
    elif sent.get("choice-do") == "share":
        made = kinds.shared(made, id, edits.next_id("list", _list_names(d, past)))
    elif offered is not None and offered != _list_of(old) and offered in ("", *d.get("lists", {})):
        made = kinds.offering(made, id, offered)
    moved = section is not None and section != (old.get("section") or "")
    return edits.resection(made, id, section or None) if moved else made


def _list_of(question: Definition) -> str:
    return question["choices"] if isinstance(question.get("choices"), str) else ""


def _list_names(d: Definition, past: History) -> set[str]:
    """Names of lists that are or ever were."""
    return {*d.get("lists", {}), *(owner[5:] for owner, _code in past.choices if owner.startswith("list:"))}


def _act_again(draft: sqlite3.Row, part: str, code: str) -> None:
    """Offer an option again that was retired, under its old code with its old words."""
    owner = part if part.startswith("list:") else part.partition(":")[2]
    used: Used | None = drafting.past_of(get_db(), draft["code"]).choices.get((owner, code))
    if used is None:
        return

    def change(d: Definition) -> Definition:
        asked = edits.part(d, part)
        if asked is None or any(each["id"] == code for each in asked.get("choices", ())):
            return d
        return edits.put(d, part, {**asked, "choices": [*asked.get("choices", ()), dict(used.entry)]})

    step = draft_store.newest_step(get_db(), draft["id"])
    told = {"seen": step["number"], "act_id": f"{act_id()}+", "person_id": current_user.id}
    drafting.edit(get_db(), draft["id"], change, what="added", part=part, **told)


@bp.post("/questionnaires/drafts/<questionnaire_draft>/add")
@permit("surveys.manage")
def add_to_draft(questionnaire_draft: str) -> ResponseReturnValue:
    """Add a section, a list, a question of a type or of the bank, or one instead of another; it opens."""
    draft, made = draft_asked(questionnaire_draft), {"part": ""}
    past = drafting.past_of(get_db(), draft["code"])
    kind, section, after = (request.form.get(name, "") for name in ("add", "section", "after"))

    def change(d: Definition) -> Definition:
        taken = {each["id"] for each in (*edits.questions(d), *edits.sections(d))} | set(past.questions)
        if kind == "section":
            id = edits.next_id("s", taken)
            made["part"] = f"section:{id}"
            return edits.add_section(d, {"id": id, "title": {}})
        if kind == "list":
            name = edits.next_id("list", _list_names(d, past))
            made["part"] = f"list:{name}"
            return {**d, "lists": {**d.get("lists", {}), name: [{"id": f"c{n}", "label": {}} for n in (1, 2)]}}
        if kind.startswith("instead:"):
            return _instead(d, request.form.get("part", ""), kind.removeprefix("instead:"), taken, made)
        question = (
            kinds.fresh(kind, edits.next_id("q", taken))
            if kind in TYPES
            else bank.taken_over(kind.removeprefix("bank:"), past, taken - set(past.questions))
        )
        if question is None:
            abort(400)
        made["part"] = f"question:{question['id']}"
        return edits.add_question(d, question, section=section or None, after=after or None)

    _act(draft, change, "added", request.form.get("part", "") if kind.startswith("instead:") else "questionnaire")
    return _there(draft, made["part"] or request.form.get("part", ""))


def _instead(d: Definition, part: str, kind: str, taken: set[str], made: dict[str, str]) -> Definition:
    """A new question of another type in place of one whose answers are stored."""
    if edits.part(d, part) is None or not part.startswith("question:") or kind not in TYPES:
        return d
    id = edits.next_id("q", taken)
    made["part"] = f"question:{id}"
    return kinds.replaced(d, part.removeprefix("question:"), kind, id)


@bp.post("/questionnaires/drafts/<questionnaire_draft>/move")
@permit("surveys.manage")
def move_in_draft(questionnaire_draft: str) -> ResponseReturnValue:
    """Move a part up or down, or a question to a place among those of its section."""
    draft, part, to = draft_asked(questionnaire_draft), request.form.get("part", ""), request.form.get("to", "")
    sort, _colon, id = part.partition(":")

    def change(d: Definition) -> Definition:
        if edits.part(d, part) is None:
            return d
        if sort == "section":
            return edits.move_section(d, id, by=-1 if to == "up" else 1)
        at = edits.place_of(d, id)
        place = {"up": max(0, at - 1), "down": at + 1}.get(to)
        return edits.move_question(d, id, to=place if place is not None else int(to) if to.isdigit() else at)

    _act(draft, change, "moved", part)
    return _there(draft, request.form.get("open", "") or part)


@bp.post("/questionnaires/drafts/<questionnaire_draft>/remove")
@permit("surveys.manage")
def remove_from_draft(questionnaire_draft: str) -> ResponseReturnValue:
    """Take a part out; undoing brings it back, and its id is never given to another."""
    draft, part = draft_asked(questionnaire_draft), request.form.get("part", "")
    _act(draft, lambda d: d if _is_used(d, part) else edits.remove(d, part), "removed", part)
    return _there(draft, "")


def _is_used(d: Definition, part: str) -> bool:
    """Whether a list is offered by a question: then it stays."""
    return part.startswith("list:") and bool(kinds.users(d, part.removeprefix("list:")))


@bp.post("/questionnaires/drafts/<questionnaire_draft>/back")
@permit("surveys.manage")
def go_back_in_draft(questionnaire_draft: str) -> ResponseReturnValue:
    draft, redo = draft_asked(questionnaire_draft), request.form.get("redo") == "1"
    told = {"seen": _seen(), "act_id": act_id(), "person_id": current_user.id}
    drafting.go_back(get_db(), draft["id"], redo=redo, **told)
    step = draft_store.newest_step(get_db(), draft["id"])
    shown = request.form.get("open", "")
    there = step["part"] if edits.part(json.loads(step["definition"]), step["part"]) else shown
    return _there(draft, there)
