"""Connections: WAL, foreign keys, FULL sync; and the one way to write, BEGIN IMMEDIATE."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import current_app, g
from sqlite_utils import Database

from app.lending import Lender, Lent
from migrations import migrate, migrations

# How long one waits for another's writing. Chosen, not measured: too short fails beside a long import, too long keeps
# a page waiting.
BUSY_MILLISECONDS = 15_000


def connect(path: Path | str, factory: type[sqlite3.Connection] = sqlite3.Connection) -> Database:
    """Open (or create) a database with the settings every connection has."""
    connection = sqlite3.connect(path, timeout=BUSY_MILLISECONDS / 1000, check_same_thread=False, factory=factory)
    connection.isolation_level = None
    connection.row_factory = sqlite3.Row
    for pragma in (
        "journal_mode = wal",
        "synchronous = full",
        "foreign_keys = on",
        f"busy_timeout = {BUSY_MILLISECONDS}",
        "trusted_schema = off",
    ):
        connection.execute(f"pragma {pragma}")
    return Database(connection)


def open_database(path: Path) -> Database:
    """Open the database and bring it to the newest migration."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    db = connect(path)
    if migrations.pending(db):
        migrate(db)
    return db


# Asked before the outermost transaction is kept; whatever one of them raises takes it back.
before_commit: list[Callable[[], None]] = []


@contextmanager
def writing(db: Database) -> Iterator[Database]:
    """One transaction that takes the write lock at once, so that reading first never ends in "locked".

    Inside another `writing` it joins that transaction.
    """
    if db.conn.in_transaction:
        yield db
        return
    db.conn.execute("begin immediate")
    try:
        yield db
        for ask in before_commit:
            ask()
    except BaseException:
        if db.conn.in_transaction:
            db.conn.execute("rollback")
        raise
    db.conn.execute("commit")


@contextmanager
def destroying(db: Database) -> Iterator[Database]:
    """A transaction after which what it took out is in none of the database's files: freed pages are overwritten, and
    the log beside it is emptied once the outermost ends. Copies made earlier are not reached.
    """
    db.conn.execute("pragma secure_delete = on")
    with writing(db):
        yield db
    if not db.conn.in_transaction:
        db.conn.execute("pragma wal_checkpoint(truncate)")


# Opening and closing a connection took half of what accepting a return does: the whole schema is read each time.
lender = Lender(lambda path: connect(path, Lent))


def get_db() -> Database:
    """The request's connection."""
    db: Database | None = g.get("db")
    if db is None:
        g.lent_at = current_app.config["MOKSORI"].database
        db = g.db = lender.lend(g.lent_at)
    return db


def close_db(error: BaseException | None = None) -> None:
    db = g.pop("db", None)
    if db is not None:
        lender.take_back(g.pop("lent_at"), db, sound=error is None)


def rows(db: Database, sql: str, parameters: Any = ()) -> list[sqlite3.Row]:
    """All rows of a query."""
    return db.conn.execute(sql, parameters).fetchall()


def row(db: Database, sql: str, parameters: Any = ()) -> sqlite3.Row | None:
    """The first row of a query, or None."""
    return db.conn.execute(sql, parameters).fetchone()


def scalar(db: Database, sql: str, parameters: Any = ()) -> Any:
    """The first value of the first row, or None."""
    found = db.conn.execute(sql, parameters).fetchone()
    return None if found is None else found[0]


def setting(db: Database, key: str) -> str | None:
    return scalar(db, "select value from setting where key = ?", [key])


def set_setting(db: Database, key: str, value: str) -> None:
    db.conn.execute(
        "insert into setting(key, value) values (?, ?) on conflict(key) do update set value = excluded.value",
        [key, value],
    )
