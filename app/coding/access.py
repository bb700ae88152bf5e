"""What the pages of coding ask first: the round, the desk of the expert, a segment within scope."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from urllib.parse import urlsplit

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlite_utils import Database

from app import jobs
from app.accounts.permissions import EXPERT, OFFICIAL
from app.accounts.signing_in import my_scope
from app.areas import rounds
from app.codebook import store as codebook_store
from app.coding.judging import judgment_store, queue_store
from app.coding.judging.queue import Filters
from app.coding.judging.queue_store import Desk
from app.coding.statements import segment_store
from app.coding.statements.speaking import told
from app.db import get_db
from app.words.formats import named


def my_desk() -> Desk | None:
    """The queue of the expert signed in, or None where no round exists yet."""
    found = rounds.current()
    return Desk(current_user.id, my_scope(), found["id"]) if found else None


def my_segment(segment_id: str) -> sqlite3.Row:
    """The segment, or the end of the request with 404 where the person may not see it."""
    return segment_store.find_segment(get_db(), segment_id, my_scope()) or abort(404)


def led_to(segment_id: str | None, filters: Filters) -> ResponseReturnValue:
    """To the bench of a segment with the queue's filters; without one to the list."""
    if segment_id is None:
        return redirect(url_for("coding.review", **filters.address()), 303)
    return redirect(url_for("coding.bench", segment_id=segment_id, **filters.address()), 303)


def led_onward(segment_id: str, filters: Filters, action: str) -> ResponseReturnValue:
    """After a judgment: stay while suggestions wait for a word, else to the next of the queue."""
    db, desk = get_db(), my_desk()
    judged = judgment_store.judged_themes(db, segment_id, current_user.id)
    waiting = {s["theme_code"] for s in judgment_store.suggestions_of(db, segment_id)} - judged
    if desk is None or (waiting and action != "nothing"):
        return led_to(segment_id, filters)
    return led_to(queue_store.after(db, desk, filters, segment_id), filters)


def say_replaced(db: Database, segment_id: str, stood: Sequence[sqlite3.Row]) -> None:
    """Tell which of the words that stood until now a judgment has taken the place of, and how to get them back."""
    stands = {each["id"] for each in judgment_store.standing_of(db, segment_id, current_user.id)}
    replaced = [told(each, theme_names(db)) for each in stood if each["id"] not in stands]
    if replaced:
        words = ", ".join(replaced)
        flash(_("앞서 하신 판단을 대신했습니다: %(what)s. ‘되돌리기’(Z)를 누르면 다시 섭니다.", what=words), "careful")


def begin_job(kind: str) -> ResponseReturnValue:
    """Begin a job of this kind on the current round and lead to the page of its progress."""
    found = rounds.current() or abort(404)
    args = {"round_id": found["id"], "person_id": current_user.id}
    return redirect(url_for("coding.job", job_id=jobs.enqueue(get_db(), kind, args, person_id=current_user.id)))


def themes_by_code(db: Database) -> dict[str, sqlite3.Row]:
    """The newest codebook's themes in order; empty where there is no codebook."""
    book = codebook_store.newest(db)
    return {t["code"]: t for t in codebook_store.themes(db, book["id"])} if book else {}


def theme_names(db: Database) -> dict[str, str]:
    """Theme code to its name in the page's language, of themes that are gone too."""
    return {theme["code"]: named(theme) for theme in codebook_store.names_ever(db)}


def is_official() -> bool:
    """Officials read quotes under the rule of three firms, and never who said them."""
    return bool(current_user.role == OFFICIAL)


def is_expert() -> bool:
    """Experts see other coders' words only where they have given their own."""
    return bool(current_user.role == EXPERT)


def back_to(target: str, usual: str) -> str:
    """Where a form stood, if that is a page of ours."""
    inside = target.startswith("/") and not target.startswith(("//", "/\\"))
    return target if inside and not urlsplit(target).netloc else usual
