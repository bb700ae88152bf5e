"""Connections and migrations: the settings every connection has, history that cannot be rewritten, two writers."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
from flask import Flask
from sqlite_utils import Database

from app.accounts import store
from app.db import connect, open_database, rows, scalar, writing
from migrations import migrate, statements


def test_every_connection_has_wal_full_sync_and_foreign_keys(db: Database) -> None:
    assert scalar(db, "pragma journal_mode") == "wal"
    assert scalar(db, "pragma synchronous") == 2
    assert scalar(db, "pragma foreign_keys") == 1
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        db.conn.execute("insert into person_area values ('nobody', 'nowhere')")


def test_migrating_again_changes_nothing(db: Database) -> None:
    before = rows(db, "select sql from sqlite_master order by name")
    migrate(db)
    assert [r["sql"] for r in rows(db, "select sql from sqlite_master order by name")] == [r["sql"] for r in before]


def test_every_table_is_strict(db: Database) -> None:
    loose = rows(
        db,
        "select name from pragma_table_list where schema = 'main' and type = 'table' and not strict"
        " and name not like '\\_%' escape '\\' and name not like 'sqlite%'",
    )
    assert [r["name"] for r in loose] == []


def test_the_audit_trail_cannot_be_changed_or_removed(db: Database) -> None:
    with writing(db):
        store.record(db, "sign-in", person_id=None)
    for sql in ("update audit set action = 'x'", "delete from audit"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            db.conn.execute(sql)


def test_a_failed_act_leaves_nothing_behind(db: Database) -> None:
    with pytest.raises(RuntimeError), writing(db):
        store.record(db, "sign-in", person_id=None)
        raise RuntimeError("in the middle")
    assert scalar(db, "select count(*) from audit") == 0


def test_eight_threads_that_read_then_write_never_meet_a_locked_database(app: Flask) -> None:
    path: Path = app.config["MOKSORI"].database
    faults: list[Exception] = []

    def work() -> None:
        own = connect(path)
        try:
            for _ in range(25):
                with writing(own):
                    scalar(own, "select count(*) from audit")
                    store.record(own, "sign-in", person_id=None)
        except Exception as error:
            faults.append(error)
        finally:
            own.conn.close()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    db = open_database(path)
    assert scalar(db, "select count(*) from audit") == 200
    db.conn.close()


def test_a_script_is_split_at_whole_statements() -> None:
    assert statements("create table a (b);\ncreate trigger t after insert on a\nbegin select 1; end;\n") == [
        "create table a (b);",
        "create trigger t after insert on a\nbegin select 1; end;",
    ]
    with pytest.raises(ValueError, match="incomplete"):
        statements("create table a (")
