"""What the pages of memos ask first: who reads, the thing and the memo within scope, where the page stood."""

from __future__ import annotations

import sqlite3
from datetime import date
from urllib.parse import urlsplit

from flask import abort, request
from flask_login import current_user
from sqlite_utils import Database

from app.accounts.permissions import may
from app.accounts.signing_in import my_scope
from app.coding.access import is_expert
from app.coding.judging.blind import may_see_others
from app.db import get_db
from app.memos import store
from app.memos.blueprint import bp
from app.memos.memo import KINDS, Thing, Wanted
from app.memos.store import Reader
from app.memos.things import find_thing


def me() -> Reader:
    """The person signed in, as who reads memos."""
    return Reader(current_user.id, my_scope(), blind=is_expert())


def my_thing(kind: str, object_id: str) -> Thing:
    """What is to be noted of, or the end of the request with 404 where the person may not see it."""
    return find_thing(get_db(), kind, object_id, me()) or abort(404)


def my_memo(memo_id: str) -> sqlite3.Row:
    """A memo the person may read, or the end of the request with 404."""
    found = store.find_memo(get_db(), memo_id, me()) or abort(404)
    return found if readable([found]) else abort(404)


def readable(found: list[sqlite3.Row]) -> list[sqlite3.Row]:
    """Without what others noted of a statement one still has a word to say on."""
    return readable_by(get_db(), found, me())


def readable_by(db: Database, found: list[sqlite3.Row], reader: Reader) -> list[sqlite3.Row]:
    """What of these a reader may read; outside a request too."""
    if not reader.blind:
        return found
    others = [m["object_id"] for m in found if m["kind"] == "segment" and m["person_id"] != reader.person_id]
    seen = may_see_others(db, others, reader.person_id) if others else set()
    return [m for m in found if m["kind"] != "segment" or m["person_id"] == reader.person_id or m["object_id"] in seen]


@bp.app_template_global("memos_of")
def memos_of(kind: str, object_id: str) -> list[sqlite3.Row] | None:
    """For the box on the page of a thing: what may be read of it; None where the person writes no memos."""
    if not may("memos.write"):
        return None
    return readable(store.memos_of(get_db(), kind, object_id, me()))


def wanted() -> Wanted:
    """The filters of the address; what is none is left out."""
    asked = {name: request.args.get(name, "").strip() for name in ("q", "kind", "author", "since", "until")}
    if asked["kind"] not in KINDS:
        asked["kind"] = ""
    for name in ("since", "until"):
        asked[name] = asked[name] if _is_day(asked[name]) else ""
    return Wanted(**asked, trashed=request.args.get("trash") == "1")


def _is_day(text: str) -> bool:
    try:
        return date(1, 1, 2) < date.fromisoformat(text) < date(9999, 12, 30)
    except ValueError:
        return False


def back(usual: str) -> str:
    """Where the form stood, if that is a page of ours; else the usual page."""
    target = request.form.get("back", "")
    if target.startswith("/") and not target.startswith(("//", "/\\")):
        parts = urlsplit(target)
        if not parts.scheme and not parts.netloc:
            return f"{target}#memos"
    return usual
