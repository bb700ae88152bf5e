"""Connections lent to requests and kept between them; none outlives the file it was opened on, its process or its use."""

from __future__ import annotations

import atexit
import os
import sqlite3
import threading
import time
import weakref
from collections.abc import Callable
from pathlib import Path

from sqlite_utils import Database

# As many as a process of the server has threads (app/running/serving.py): more are never idle at once.
MOST_IDLE = 4
# Then an idle one is closed. The last of all brings the log into the database's file, so that a server nobody uses leaves
# one whole file to copy or replace. Chosen, not measured: far longer than between two requests of a busy hour.
IDLE_SECONDS = 10.0
# Above this, what is noted of cursors that ended is dropped.
MOST_NOTED = 256

File = tuple[int, int]


class Lent(sqlite3.Connection):
    """A connection that knows the file it was opened on and what still reads by it."""

    opened: File | None = None
    given_back: float = 0.0

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._cursors: list[weakref.ref[sqlite3.Cursor]] = []

    def execute(self, *args: object) -> sqlite3.Cursor:
        """As ever, and noted: what is not read to its end would hold the database as it was for the next."""
        made = super().execute(*args)  # type: ignore[arg-type]
        self._note(made)
        return made

    def cursor(self, *args: object) -> sqlite3.Cursor:  # type: ignore[override]
        """As ever, and noted."""
        made = super().cursor(*args)  # type: ignore[call-overload]
        self._note(made)
        return made

    def _note(self, made: sqlite3.Cursor) -> None:
        self._cursors.append(weakref.ref(made))
        if len(self._cursors) > MOST_NOTED:
            self._cursors = [each for each in self._cursors if each() is not None]

    def end_reading(self) -> None:
        """Close what somebody holds still: an unread rest, a page that was broken off."""
        for each in self._cursors:
            cursor = each()
            if cursor is not None:
                cursor.close()
        self._cursors.clear()


def file_at(path: Path) -> File | None:
    """Which file lies at a path. A number is not given anew while a connection holds the file that had it."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


class Lender:
    """Lends connections of a process; `connect` opens one where none is idle."""

    def __init__(self, connect: Callable[[Path], Database], idle_seconds: float = IDLE_SECONDS) -> None:
        self._connect, self._idle_seconds = connect, idle_seconds
        self._begin()
        atexit.register(self.close)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._begin)

    def _begin(self) -> None:
        """Nothing is idle. A forked process leaves what it inherits alone: closing it would end its parent's locks."""
        self._inherited = getattr(self, "_idle", None)
        self._idle: list[tuple[Path, Database]] = []
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def lend(self, path: Path) -> Database:
        """A connection to the file that lies at the path now."""
        file = file_at(path)
        while (kept := self._next()) is not None:
            if kept[0] == path and _lent(kept[1]).opened == file:
                return kept[1]
            kept[1].conn.close()
        db = self._connect(path)
        # Another file may have come between looking and opening: then it is not known which one this is.
        _lent(db).opened = file if file == file_at(path) else None
        return db

    def take_back(self, path: Path, db: Database, *, sound: bool = True) -> None:
        """Keep a connection for the next; close one that was left within a transaction, or that is one too many."""
        conn = _lent(db)
        conn.end_reading()
        sound = sound and conn.opened is not None and not conn.in_transaction
        conn.given_back = time.monotonic()
        with self._lock:
            sound = sound and len(self._idle) < MOST_IDLE
            if sound:
                self._idle.append((path, db))
                self._wake()
        if not sound:
            conn.close()

    def close(self, *, older_than: float = 0.0) -> None:
        """Close what has been idle for so many seconds."""
        before = time.monotonic() - older_than
        with self._lock:
            old = [each for each in self._idle if _lent(each[1]).given_back <= before]
            self._idle = [each for each in self._idle if each not in old]
            self._timer = None
            if self._idle:
                self._wake()
        for _path, db in old:
            db.conn.close()

    def _next(self) -> tuple[Path, Database] | None:
        with self._lock:
            return self._idle.pop() if self._idle else None

    def _wake(self) -> None:
        if self._timer is None:
            self._timer = threading.Timer(self._idle_seconds, self.close, kwargs={"older_than": self._idle_seconds})
            self._timer.daemon = True
            self._timer.start()


def _lent(db: Database) -> Lent:
    assert isinstance(db.conn, Lent)
    return db.conn
