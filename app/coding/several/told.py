"""What was settled of a coding, in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.coding.several import settlement_store
from app.coding.several.sides import Coding, coding_of
from app.words.labels import label


def whose(coding: Any, *, official: bool) -> str:
    """Whose word a row of `quote_store.codings` is, as far as its reader may know."""
    if coding["is_settled"]:
        return _("조정하여 정함")
    return _("전문가") if official else str(coding["coder"])


def settled_on(db: Database, segment_id: str) -> list[Coding] | None:
    """What is settled of a segment; None where nothing is."""
    stands = settlement_store.standing(db, segment_id)
    if stands is None:
        return None
    return [coding_of(each) for each in settlement_store.codings_of(db, [stands["id"]])[stands["id"]]]


def settled_words(settled: Mapping[str, Mapping[str, sqlite3.Row]], coding: Any) -> str:
    """What stands for a coding's theme by `settlement_store.settled_of`; empty where nothing was settled."""
    if coding["id"] not in settled:
        return ""
    stands = settled[coding["id"]].get(coding["theme_code"])
    if stands is None:
        return _("이 주제가 아님")
    word = label(stands["stance"], "stance")
    return f"{word} {stands['severity']}" if stands["severity"] else word
