"""What the pages of a draft ask first, and the page they show when another version came between."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from flask import abort, render_template
from flask_babel import gettext as _
from flask_login import current_user

from app import jobs
from app.codebook import draft_store, drafting, releasing, store
from app.codebook.definitions import COLOURS, Definition, theme_of
from app.codebook.differences import changes_of, compare
from app.codebook.draft_store import Draft
from app.codebook.publishing import definition_of
from app.db import get_db

PAGE = 50


def my_draft() -> Draft:
    """The draft of the person signed in, or the end of the request with 404."""
    return draft_store.open_draft(get_db(), current_user.id) or abort(404)


def my_theme(draft: Draft, code: str) -> dict[str, Any]:
    """A theme of the draft, or the end of the request with 404."""
    return theme_of(draft.definition, code) or abort(404)


def preview_of(draft: Draft) -> dict[str, Any] | None:
    """The result of the draft's newest preview that is done, however old it is."""
    job = jobs.find(get_db(), draft.preview_job) if draft.preview_job else None
    return json.loads(job["result"]) if job and job["state"] == "done" else None


def matched(draft: Draft) -> dict[tuple[str, str], int] | None:
    """How many segments each (theme, form) spoke for in the newest preview; None where there is none."""
    result = preview_of(draft)
    return None if result is None else {(theme, form): n for theme, form, n in result["matched"]}


@dataclass(frozen=True)
class Listed:
    """A term on the draft's page, with what is known of it. `what` says how it differs from the base version."""

    term: dict[str, Any]
    what: str
    advice: list[tuple[str, str]]
    sentences: int | None


def themes_by_code(*definitions: Definition) -> dict[str, dict[str, Any]]:
    """Themes of several contents by code; the first that has a theme names it."""
    found: dict[str, dict[str, Any]] = {}
    for definition in definitions:
        for theme in definition["themes"]:
            found.setdefault(theme["id"], theme)
    return found


def colours() -> list[tuple[str, str]]:
    """The twelve colors with a word for each, and none of one's own."""
    words = (
        *(_("파랑"), _("주황"), _("초록"), _("자주"), _("황토"), _("청록")),
        *(_("보라"), _("빨강"), _("풀빛"), _("분홍"), _("잿빛"), _("밤색")),
    )
    return [("", _("정하지 않음")), *zip(COLOURS, words, strict=True)]


def rebase_page() -> str:
    """What was published since the draft's version, where it clashes with the draft, and the button to carry over."""
    db, mine = get_db(), my_draft()
    base, newest = store.get(db, mine.base_id), store.newest(db)
    assert newest is not None
    between = compare(definition_of(db, base["id"]), definition_of(db, newest["id"]))
    return render_template(
        "codebook/rebase.html",
        base=base,
        between=[v for v in store.versions(db) if v["number"] > base["number"]],
        newest=newest,
        difference=between,
        changes=changes_of(between, "", "")[:PAGE],
        clashes=releasing.clashes_of(db, mine),
        settled=releasing.settled_of(db, mine),
        mine=drafting.difference_of(db, mine),
        names=themes_by_code(mine.definition, definition_of(db, newest["id"]), definition_of(db, base["id"])),
    )
