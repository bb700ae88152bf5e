"""The quotes that speak for a theme: those experts marked, then grave ones that can be read by themselves."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.codebook import store as codebook_store
from app.coding.statements.alone import lacks, needs_before
from app.coding.statements.before_store import before
from app.coding.themes import quote_store
from app.coding.themes.quote_list import Wanted
from app.db import get_db

# Gravest quotes looked through for some that stand alone. Chosen, not measured.
LOOKED_AT = 60


def key_quotes(db: Database, wanted: Wanted, most: int) -> list[sqlite3.Row]:
    """Key quotes of a theme as experts marked them; beside them the gravest, those first that need no context."""
    found = quote_store.quotes(db, wanted, limit=LOOKED_AT)
    terms = _terms(db, wanted.theme)

    def rank(said: sqlite3.Row) -> tuple[bool, bool, float, int]:
        text = said["text"] or ""
        return not said["marks"], needs_before(text, terms), -(said["severity_mean"] or 0), lacks(text, terms)

    return sorted(found, key=rank)[:most]


def before_where_needed(said: sqlite3.Row) -> str:
    """What was said right before a quote that cannot be read by itself; else nothing."""
    db = get_db()
    return before(db, said["id"]) if needs_before(said["text"] or "", _terms(db, said["theme_code"])) else ""


def stands_alone(said: sqlite3.Row) -> bool:
    """Whether a quote says by itself what it is about."""
    return not needs_before(said["text"] or "", _terms(get_db(), said["theme_code"]))


def _terms(db: Database, theme: str) -> list[str]:
    book = codebook_store.newest(db)
    return [term["form"] for term in codebook_store.terms(db, book["id"], theme)] if book else []
