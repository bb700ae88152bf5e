"""The firms of the register as a text is searched for them: prepared once a process, anew when the register changes."""

from __future__ import annotations

import threading

from sqlite_utils import Database

from app.areas import store as areas
from transcripts.personal.findings import KnownFirm
from transcripts.personal.firms import Register

# The newest alone: a server has one register.
_kept: dict[int, Register] = {}
_lock = threading.Lock()


def register_of(db: Database) -> Register:
    """Every firm of the register, none of which takes part by being on it."""
    # Before the names: then these are of that state, or newer ones that nobody asks for by it.
    state = areas.state_of_firms(db)
    with _lock:
        if state not in _kept:
            made = Register(KnownFirm(name, present=False) for name in areas.names_of_firms(db))
            _kept.clear()
            _kept[state] = made
        return _kept[state]
