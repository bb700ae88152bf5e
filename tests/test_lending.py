"""Connections kept between requests: lent again while the file is the same, never over a rest of somebody's use."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.db import connect, get_db, lender, open_database, scalar, set_setting
from app.lending import MOST_IDLE, Lender, Lent


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "kept.db"
    _with_word(found, "first")
    return found


@pytest.fixture
def kept() -> Iterator[Lender]:
    made = Lender(lambda path: connect(path, Lent))
    yield made
    made.close()


def _with_word(path: Path, word: str) -> None:
    db = connect(path)
    db.conn.execute("create table word(word text not null) strict")
    db.conn.execute("insert into word values (?)", [word])
    db.conn.close()


def _word(db: Database) -> str:
    return str(scalar(db, "select word from word"))


def test_a_connection_is_lent_again_and_never_to_two_at_once(kept: Lender, path: Path) -> None:
    first = kept.lend(path)
    second = kept.lend(path)
    assert second is not first
    kept.take_back(path, first)
    assert kept.lend(path) is first


def test_a_replaced_file_is_not_answered_by_an_old_connection(kept: Lender, path: Path) -> None:
    old = kept.lend(path)
    assert _word(old) == "first"
    kept.take_back(path, old)
    _with_word(path.with_name("new.db"), "second")
    os.replace(path.with_name("new.db"), path)
    new = kept.lend(path)
    assert _word(new) == "second"
    new.conn.execute("update word set word = 'third'")
    kept.take_back(path, new)
    kept.close()
    # Closing the old one left the new file's log alone.
    assert _word(connect(path)) == "third"
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        _word(old)


def test_a_page_reads_the_database_that_lies_there_now(app: Flask, client: FlaskClient, tmp_path: Path) -> None:
    path: Path = app.config["MOKSORI"].database
    for word in ("before", "after"):
        other = open_database(tmp_path / "other.db")
        set_setting(other, "said", word)
        other.conn.close()
        os.replace(tmp_path / "other.db", path)
        answers = []
        for _ in range(2):
            with app.app_context():
                answers.append(scalar(get_db(), "select value from setting where key = 'said'"))
        assert answers == [word, word]
        assert client.get("/sign-in").status_code == 200


def test_an_unread_rest_holds_nothing_for_the_next(kept: Lender, path: Path) -> None:
    db = kept.lend(path)
    db.conn.executemany("insert into word values (?)", [["more"]] * 3)
    unread = db.conn.execute("select word from word")
    assert unread.fetchone()["word"] == "first"
    kept.take_back(path, db)
    other = connect(path)
    other.conn.execute("update word set word = 'changed'")
    assert kept.lend(path) is db
    assert _word(db) == "changed"
    db.conn.execute("begin immediate")
    db.conn.execute("rollback")
    # Nor does it stand in the way of emptying the log, by which what is destroyed leaves every file.
    assert tuple(other.conn.execute("pragma wal_checkpoint(truncate)").fetchone()) == (0, 0, 0)
    other.conn.close()


def test_what_was_broken_off_is_not_lent_again(kept: Lender, path: Path) -> None:
    within = kept.lend(path)
    within.conn.execute("begin immediate")
    within.conn.execute("update word set word = 'half'")
    kept.take_back(path, within)
    failed = kept.lend(path)
    assert failed is not within and _word(failed) == "first"
    kept.take_back(path, failed, sound=False)
    assert kept.lend(path) is not failed


def test_no_more_are_kept_than_a_server_has_threads(kept: Lender, path: Path) -> None:
    lent = [kept.lend(path) for _ in range(MOST_IDLE + 1)]
    for db in lent:
        kept.take_back(path, db)
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        _word(lent[-1])
    assert kept.lend(path) is lent[-2]


def test_a_server_nobody_uses_leaves_one_whole_file(path: Path) -> None:
    kept = Lender(lambda path: connect(path, Lent), idle_seconds=0.02)
    db = kept.lend(path)
    db.conn.execute("update word set word = 'last'")
    kept.take_back(path, db)
    log, end = path.with_name("kept.db-wal"), time.monotonic() + 10
    while log.exists() and time.monotonic() < end:
        time.sleep(0.005)
    assert not log.exists()
    assert _word(connect(path)) == "last"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_forked_process_leaves_the_connections_of_its_parent_alone(kept: Lender, path: Path) -> None:
    db = kept.lend(path)
    kept.take_back(path, db)
    child = os.fork()
    if child == 0:
        own = kept.lend(path)
        os._exit(0 if own is not db and _word(own) == "first" else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert kept.lend(path) is db and _word(db) == "first"


def test_requests_are_lent_one_connection_after_the_other(app: Flask) -> None:
    lender.close()
    found = []
    for _ in range(3):
        with app.app_context():
            found.append(get_db())
    assert found[0] is found[1] is found[2]
