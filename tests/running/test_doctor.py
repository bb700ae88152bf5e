"""The doctor finds each kind of damage, says what to do, and mends what can be counted anew."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlite_utils import Database

from app.kept import KEPT
from app.running.doctor import Finding, examine, put_right


def look(app: Flask, db: Database) -> dict[str, Finding]:
    return {each.what: each for each in examine(db, app.config["MOKSORI"]) if each.wrong}


def put(sql: str) -> Callable[[Database], None]:
    def act(db: Database) -> None:
        db.conn.execute("pragma foreign_keys = off")
        db.conn.execute(sql)

    return act


DAMAGE = {
    "자료 사이의 연결": put("insert into person_area(person_id, area_id) values ('none', 'none')"),
    "데이터베이스 판": put(
        "insert into _sqlite_migrations(migration_set, name, applied_at) values ('moksori', 'm9999', '')"
    ),
    "뒤에서 하는 일": put(
        "insert into job(id, kind, args, state, created_at) values ('j', 'suggest', '{}', 'queued', '2020-01-01')"
    ),
    "날마다 하는 일": put("insert into setting(key, value) values ('daily vectors', '2020-01-01')"),
    "시계": put(
        """insert into audit(at, action, object_kind, object_id, detail) values ('9999-01-01', 'signed_in', 'person', '1',
           '{}')"""
    ),
    "적어 둔 수: queue": put(
        """insert into standing_now(id, segment_id, coder_id, action, theme_code) values (9, 'x', 'y', 'add', 'rnd')"""
    ),
}


def test_nothing_is_wrong_with_a_new_database(app: Flask, db: Database) -> None:
    assert look(app, db) == {}
    assert len(list(examine(db, app.config["MOKSORI"]))) == 7 + len(KEPT)


@pytest.mark.parametrize("what", DAMAGE)
def test_damage_is_found_and_told_with_what_to_do(app: Flask, db: Database, what: str) -> None:
    DAMAGE[what](db)
    found = look(app, db)
    assert found[what].wrong and found[what].do


def test_what_is_kept_wrong_is_counted_anew(app: Flask, db: Database) -> None:
    DAMAGE["적어 둔 수: queue"](db)
    assert list(put_right(db)) == ["다시 세었습니다: queue"]
    assert "적어 둔 수: queue" not in look(app, db)
