"""The blueprint of roundtables, and which roundtable the person signed in may open or change."""

from __future__ import annotations

import sqlite3

from flask import Blueprint, abort

from app.accounts.permissions import may
from app.accounts.signing_in import my_scope
from app.db import get_db
from app.roundtables import store

bp = Blueprint("roundtables", __name__)


def mine(roundtable_id: str) -> sqlite3.Row:
    """The roundtable, or 404 where none of its areas is in scope."""
    return store.find_roundtable(get_db(), roundtable_id, my_scope()) or abort(404)


def changeable(roundtable_id: str) -> sqlite3.Row:
    """The roundtable, or 403 where some of its areas are another's: changing it would show what they said."""
    found = mine(roundtable_id)
    if not may_change(roundtable_id):
        abort(403)
    return found


def may_change(roundtable_id: str) -> bool:
    scope = my_scope()
    where = store.areas_of(get_db(), [roundtable_id])[roundtable_id]
    return may("roundtables.edit") and all(scope.allows(a["id"]) for a in where)
