"""The firms of the register as a text is searched for them: prepared once a process, anew when the register changes."""

from __future__ import annotations

import threading

from sqlite_utils import Database

from app.areas import store as areas
from app.db import row
from transcripts.personal.findings import KnownFirm
from transcripts.personal.firms import Register

# Firms come and are renamed by imports alone, each of which is a row of its own in the same transaction.
_STATE = """select (select count(*) from firm) as firms, (select max(rowid) from firm) as last,
              (select max(rowid) from import_run) as run,
              (select file from pragma_database_list where name = 'main') as file"""
_kept: dict[str, tuple[tuple[object, ...], Register]] = {}
_lock = threading.Lock()


def register_of(db: Database) -> Register:
    """Every firm of the register, none of which takes part by being on it."""
    found = row(db, _STATE)
    assert found is not None
    state, file = tuple(found), str(found["file"])
    with _lock:
        kept = _kept.get(file)
        if kept is None or kept[0] != state:
            kept = (state, Register(KnownFirm(name, present=False) for name in areas.names_of_firms(db)))
            _kept.clear()
            _kept[file] = kept
    return kept[1]
