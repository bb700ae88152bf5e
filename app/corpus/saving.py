"""Saving a question under a name, changing it by a further version, ending it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_login import current_user
from sqlite_utils import Database

from app.accounts.store import record
from app.corpus import saved_store
from app.corpus.questions import Question
from app.db import get_db, writing
from app.errors import BadInput, Problem

PAGES = ("find", "table", "together", "trend")
# What of an address is kept: the question, and what the pages of figures add to it.
KEPT = (*(each.name for each in fields(Question)), "by", "share")
LONGEST = 120


def address_of(arguments: Mapping[str, Any]) -> dict[str, list[str]]:
    """What of a page's address a saved question keeps, in one order."""
    listed = {key: [v for v in _all(arguments, key) if v.strip()] for key in KEPT}
    return {key: values for key, values in listed.items() if values}


def _all(arguments: Mapping[str, Any], key: str) -> Iterable[str]:
    found = arguments.getlist(key) if hasattr(arguments, "getlist") else arguments.get(key, [])
    return found if isinstance(found, list) else [found]


def save(
    db: Database, *, person_id: str, page: str, name: str, address: Mapping[str, Any], shared: bool, of: str = ""
) -> str:
    """Keep a question as a new one, or as the next version of one's own; returns its id.

    Raises BadInput where the name is missing or too long.
    """
    name = " ".join(name.split())
    if not 1 <= len(name) <= LONGEST:
        what = _("이름이 너무 깁니다") if name else _("이름이 없습니다")
        raise BadInput(Problem(_("이름"), what, _("한 자에서 120자까지 적어 주십시오")))
    with writing(db):
        own = saved_store.find_question(db, of, person_id) if of else None
        mine = own is not None and own["person_id"] == person_id
        question_id = of if mine else saved_store.insert_question(db, person_id=person_id, page=page)
        kept = json.dumps(address_of(address), ensure_ascii=False, sort_keys=True)
        saved_store.insert_version(db, question_id, name=name, address=kept, shared=shared)
        record(db, "question saved", person_id=person_id, object_kind="corpus_question", object_id=question_id)
    return question_id


def end(db: Database, question_id: str, *, person_id: str, ended: bool) -> bool:
    """End one's own question, or let it go on; it stays in the history. Whether there was something to change."""
    with writing(db):
        own = saved_store.find_question(db, question_id, person_id)
        if own is None or own["person_id"] != person_id or bool(own["ended"]) == ended:
            return False
        stands = {"name": own["name"], "address": own["address"], "shared": bool(own["shared"])}
        saved_store.insert_version(db, question_id, **stands, ended=ended)
        action = "question ended" if ended else "question resumed"
        record(db, action, person_id=person_id, object_kind="corpus_question", object_id=question_id)
    return True


def named_in_address(page: str) -> dict[str, Any] | None:
    """The saved question the address names, and whether what it asks has been changed since; None for none."""
    key = request.args.get("saved", "").strip()
    found = saved_store.find_question(get_db(), key, current_user.id) if key else None
    if found is None or found["page"] != page:
        return None
    return {
        "row": found,
        "changed": address_of(request.args) != stored(found),
        "mine": found["person_id"] == current_user.id,
    }


def stored(question: sqlite3.Row) -> dict[str, list[str]]:
    """The address a saved question keeps."""
    return dict(json.loads(question["address"]))
