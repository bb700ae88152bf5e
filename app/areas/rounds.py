"""The round (half-year) the pages show: the one chosen, else the newest begun; and the data's as-of date."""

from __future__ import annotations

import sqlite3

from flask import g, session
from sqlite_utils import Database

from app.clock import today
from app.db import get_db, row, scalar


def current() -> sqlite3.Row | None:
    """The round this request shows, or None where no round exists yet."""
    if "round" not in g:
        g.round = _find()
    return g.round


def _find() -> sqlite3.Row | None:
    db = get_db()
    chosen = session.get("round")
    found = row(db, "select * from round where code = ?", [chosen]) if chosen else None
    return found or present(db)


def present(db: Database) -> sqlite3.Row | None:
    """The round that began last, else the first to come."""
    begun = "select * from round where starts_on <= ? order by starts_on desc limit 1"
    return row(db, begun, [today().isoformat()]) or row(db, "select * from round order by starts_on limit 1")


def data_as_of() -> str | None:
    """The newest publication date of any observation: what the footer calls the data's date."""
    if "as_of" not in g:
        g.as_of = scalar(get_db(), "select max(published_on) from vintage")
    return g.as_of
