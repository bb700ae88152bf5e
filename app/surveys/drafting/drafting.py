"""Writing a draft: every save is appended and can be undone, and no two people overwrite each other unseen."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.db import writing
from app.errors import Conflict
from app.ids import new_id
from app.surveys.asking import publishing, reuse, store, version_store
from app.surveys.drafting import draft_store, edits

Edit = Callable[[dict[str, Any]], dict[str, Any]]


class Overtaken(Conflict):
    """Somebody changed the same part after one's page was made. Nothing was stored; both stand side by side."""

    def __init__(self, part: str, theirs: Any, mine: Any, step: Mapping[str, Any]) -> None:
        super().__init__(_("그 사이 다른 사람이 같은 곳을 고쳤습니다."))
        self.part, self.theirs, self.mine, self.step = part, theirs, mine, step


def begin(
    db: Database,
    definition: Mapping[str, Any],
    *,
    begun_from: str,
    base_id: str | None = None,
    person_id: str | None,
    act_id: str | None = None,
) -> str:
    """A new draft that starts from a definition; `act_id` makes pressing twice one draft. Returns its id."""
    draft_id = act_id or new_id()
    with writing(db):
        if draft_store.find_draft(db, draft_id):
            return draft_id
        draft_store.insert_draft(
            db, draft_id, code=str(definition["id"]), begun_from=begun_from, base_id=base_id, person_id=person_id
        )
        draft_store.insert_step(
            db,
            draft_id,
            act_id=draft_id,
            what="begun",
            part="questionnaire",
            definition=dict(definition),
            person_id=person_id,
        )
        draft_store.insert_used(db, draft_id, reuse.uses(definition))
        _note(db, "questionnaire drafted", draft_id, person_id, code=str(definition["id"]))
    return draft_id


def edit(
    db: Database,
    draft_id: str,
    change: Edit,
    *,
    what: str,
    part: str,
    seen: int,
    act_id: str,
    person_id: str | None,
) -> int:
    """Append what `change` makes of the newest definition. Returns the number of the step that stands then.

    `part` is what the change touches and `seen` the step its page showed. The same `act_id` again, or a change that
    changes nothing, adds no step. Raises Overtaken where that part changed since, Conflict for an ended draft.
    """
    with writing(db):
        _writable(db, draft_id)
        again = draft_store.step_of_act(db, draft_id, act_id)
        if again is not None:
            return again
        step = draft_store.newest_step(db, draft_id)
        before = json.loads(step["definition"])
        if what == "saved":
            _refuse_overtaken(db, draft_id, change, part, seen, step)
        after = change(before)
        if after == before:
            return step["number"]
        draft_store.insert_used(db, draft_id, reuse.uses(after))
        return draft_store.insert_step(
            db,
            draft_id,
            act_id=act_id,
            what=what,
            part=part,
            definition=after,
            before=step["stands"],
            person_id=person_id,
        )


def _writable(db: Database, draft_id: str) -> sqlite3.Row:
    draft = draft_store.find_draft(db, draft_id)
    if draft is None or draft["act"]:
        raise Conflict(_("이미 게시했거나 버린 초안입니다. 새 초안을 시작해 주십시오."))
    return draft


def _refuse_overtaken(db: Database, draft_id: str, change: Edit, part: str, seen: int, step: Mapping[str, Any]) -> None:
    shown = draft_store.find_step(db, draft_id, seen)
    if shown is None or shown["stands"] == step["stands"]:
        return
    then, now = json.loads(shown["definition"]), json.loads(step["definition"])
    theirs = edits.part(now, part)
    if theirs == edits.part(then, part):
        return
    mine = edits.part(change(then), part)
    if mine != theirs:
        raise Overtaken(part, theirs, mine, step)


def go_back(db: Database, draft_id: str, *, seen: int, redo: bool, act_id: str, person_id: str | None) -> int:
    """Undo what stands, or redo what was undone; itself a step. Raises Conflict where somebody saved meanwhile."""
    with writing(db):
        _writable(db, draft_id)
        again = draft_store.step_of_act(db, draft_id, act_id)
        if again is not None:
            return again
        step = draft_store.newest_step(db, draft_id)
        if step["number"] != seen:
            raise Conflict(
                _("그 사이 이 초안이 바뀌었습니다. 화면을 새로 열어 무엇이 바뀌었는지 보신 뒤 되돌려 주십시오.")
            )
        to = redo_to(db, draft_id, step) if redo else step["before"]
        if to is None:
            return step["number"]
        return draft_store.insert_step(
            db,
            draft_id,
            act_id=act_id,
            what="redone" if redo else "undone",
            part=draft_store.find_step(db, draft_id, to if redo else step["stands"])["part"],  # type: ignore[index]
            definition=None,
            stands=to,
            person_id=person_id,
        )


def redo_to(db: Database, draft_id: str, step: Mapping[str, Any]) -> int | None:
    """The edit that redoing brings back; None unless the newest steps went back."""
    return draft_store.step_after(db, draft_id, step["stands"]) if step["what"] in ("undone", "redone") else None


def drop(db: Database, draft_id: str, *, person_id: str | None) -> None:
    """End a draft without publishing; what was written is kept. Raises Conflict for an ended one."""
    with writing(db):
        _writable(db, draft_id)
        draft_store.end_draft(db, draft_id, act="dropped", version_id=None, person_id=person_id)
        _note(db, "questionnaire draft dropped", draft_id, person_id)


def publish(db: Database, draft_id: str, *, seen: int, person_id: str | None) -> str:
    """Make the draft a version that never changes. Returns the version's id.

    Raises Conflict where the draft changed after the page that showed what changes, BadInput with every problem.
    """
    with writing(db):
        draft = _writable(db, draft_id)
        step = draft_store.newest_step(db, draft_id)
        if step["number"] != seen:
            raise Conflict(_("그 사이 이 초안이 바뀌었습니다. 바뀐 내용을 다시 보신 뒤 게시해 주십시오."))
        d = json.loads(step["definition"])
        asked = store.find_questionnaire(db, draft["code"])
        newest = store.newest_version(db, asked["id"]) if asked else None
        publishing.refuse_reused(past_of(db, draft["code"], but=draft_id), newest, d)
        version_id = publishing.publish(db, d, person_id)
        draft_store.end_draft(db, draft_id, act="published", version_id=version_id, person_id=person_id)
    return version_id


def past_of(db: Database, code: str, *, but: str | None = None) -> reuse.History:
    """Every id a questionnaire's versions and drafts ever used, those of draft `but` left out."""
    versions = [(each["number"], json.loads(each["definition"])) for each in version_store.versions_of_code(db, code)]
    return reuse.history(versions, draft_store.used(db, code, but=but))


def newest_of(db: Database, code: str) -> dict[str, Any]:
    """The definition of a questionnaire's newest version; empty where there is none."""
    asked = store.find_questionnaire(db, code)
    version = store.newest_version(db, asked["id"]) if asked else None
    return json.loads(version["definition"]) if version else {}


def fresh(code: str, title_ko: str, title_en: str) -> dict[str, Any]:
    """A definition to begin with: one section for the consent, none of the questions yet."""
    return {
        "id": code,
        "title": {"ko": title_ko, "en": title_en},
        "minutes": 5,
        "sections": [
            {"id": "consent", "title": {"ko": "개인정보 수집·이용 동의", "en": "Consent to the use of personal data"}},
            {"id": "s1", "title": {"ko": "첫 묶음", "en": "First section"}},
        ],
        "questions": [],
    }


def _note(db: Database, action: str, draft_id: str, person_id: str | None, **told: str) -> None:
    record(db, action, person_id=person_id, object_kind="questionnaire draft", object_id=draft_id, **told)
