"""From a draft to a version: carrying it onto what was published meanwhile, its preview, publishing it."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping

from flask_babel import gettext as _
from sqlite_utils import Database

from app import jobs
from app.accounts.store import record
from app.codebook import draft_store, store
from app.codebook.differences import Clash, TermChange, WordChange, carried, settled
from app.codebook.draft_store import Draft
from app.codebook.drafting import difference_of, mine_of
from app.codebook.publishing import definition_of, publish
from app.db import writing
from app.errors import BadInput, Conflict, Problem

# What follows in the same transaction: told which themes are gone, where their codings go, and who published.
RELEASED: dict[str, Callable[[Database, Mapping[str, str], str], None]] = {}

NO_PREVIEW, RUNNING, FAILED, STALE, FRESH = "none", "running", "failed", "stale", "fresh"


def overtaken(db: Database, draft: Draft) -> bool:
    """Whether somebody published since the draft's version."""
    newest = store.newest(db)
    return newest is not None and newest["id"] != draft.base_id


def clashes_of(db: Database, draft: Draft) -> list[Clash]:
    """Where the draft and what was published since changed the same."""
    newest = store.newest(db)
    assert newest is not None
    return carried(definition_of(db, draft.base_id), draft.definition, definition_of(db, newest["id"]))[1]


def settled_of(db: Database, draft: Draft) -> list[TermChange | WordChange]:
    """What the draft changes and the newest version says already."""
    newest = store.newest(db)
    assert newest is not None
    return settled(definition_of(db, draft.base_id), draft.definition, definition_of(db, newest["id"]))


def carry_over(db: Database, person_id: str, *, prefer_mine: Collection[str] = ()) -> Draft:
    """Put the draft's changes onto the newest version; where both changed the same, the choice named, else theirs."""
    with writing(db):
        draft, newest = mine_of(db, person_id), store.newest(db)
        assert newest is not None
        if newest["id"] != draft.base_id:
            after, _clashes = carried(
                definition_of(db, draft.base_id),
                draft.definition,
                definition_of(db, newest["id"]),
                prefer_mine=prefer_mine,
            )
            draft_store.update(db, draft.id, after, base_id=newest["id"])
            record(
                db,
                "codebook draft carried over",
                person_id=person_id,
                object_kind="codebook",
                object_id=newest["id"],
                number=newest["number"],
            )
    return mine_of(db, person_id)


def preview_state(db: Database, draft: Draft) -> str:
    """Whether the preview speaks of the draft as it is now: none, running, failed, stale or fresh."""
    job = jobs.find(db, draft.preview_job) if draft.preview_job else None
    if job is None:
        return NO_PREVIEW
    if json.loads(job["args"]).get("changed") != draft.changed:
        return STALE
    return {"done": FRESH, "failed": FAILED}.get(job["state"], RUNNING)


def publish_draft(db: Database, person_id: str, *, changed: int, note: str) -> str:
    """The draft becomes the newest version. `changed` is the state of the draft the person has confirmed.

    Raises BadInput without a note, Conflict where the draft or the codebook changed meanwhile, where nothing
    differs, or where no preview of this very draft is there. Returns the version's id.
    """
    with writing(db):
        draft = mine_of(db, person_id)
        if not note.strip():
            raise BadInput(Problem(_("메모"), _("비어 있습니다"), _("무엇을 왜 바꾸었는지 적어 주십시오")))
        if draft.changed != changed:
            raise Conflict(_("확인 화면을 연 뒤에 초안이 바뀌었습니다. 미리 보기를 다시 하고 게시해 주십시오."))
        if overtaken(db, draft):
            raise Conflict(_("그 사이에 다른 판이 게시되었습니다. 내 변경을 새 판으로 옮긴 뒤 게시해 주십시오."))
        if not difference_of(db, draft):
            raise Conflict(_("지금 판과 다른 점이 없어 게시할 것이 없습니다."))
        if preview_state(db, draft) != FRESH:
            raise Conflict(_("이 초안의 미리 보기가 아직 없습니다. 미리 보기를 마친 뒤 게시해 주십시오."))
        gone = {code: draft.themes_into.get(code, "") for code in difference_of(db, draft).themes_gone}
        themes = {t["id"] for t in draft.definition["themes"]}
        if any(into and into not in themes for into in gone.values()):
            raise Conflict(_("판단을 옮길 주제가 초안에 없습니다. 없앤 주제마다 옮길 주제를 다시 골라 주십시오."))
        codebook_id = publish(db, draft.definition, note=note.strip(), person_id=person_id)
        for carry in RELEASED.values():
            carry(db, gone, person_id)
        draft_store.close(db, draft.id, "published")
    return codebook_id
