"""The indicators that ship, kept in the database so that data and pages can refer to them."""

from __future__ import annotations

from sqlite_utils import Database

from app.db import writing
from app.monitoring.method.indicators import load_indicators
from app.monitoring.observations import store


def install(db: Database) -> int:
    """Store each shipped indicator and its words. May be repeated; returns how many there are.

    Unit, kind and direction of an indicator that is there already stay: stored values were read with them.
    """
    indicators = load_indicators()
    with writing(db):
        store.put_indicators(db, indicators)
    return len(indicators)
