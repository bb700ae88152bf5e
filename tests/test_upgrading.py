"""A database of the first version comes to the newest step with what it holds."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from app.db import connect, open_database, rows, scalar
from migrations import STEPS, statements

FIRST_VERSION = 9


def database_after(path: Path, steps: int) -> Database:
    """An empty database as the first so many steps left it, without foreign keys."""
    db = connect(path)
    first = Migrations("moksori")
    for step in STEPS[:steps]:

        def run(db: Database, sql: str = step.SQL) -> None:
            for statement in statements(sql):
                db.execute(statement)

        first(name=step.__name__.rsplit(".", 1)[-1])(run)
    db.execute("pragma foreign_keys = off")
    first.apply(db)
    return db


def database_of_the_first_version(path: Path) -> Database:
    """A database as the first version left it, with a transcript, a suggestion and a judgment of it."""
    db = database_after(path, FIRST_VERSION)
    at = "2026-11-01T00:00:00Z"
    for sql in (
        f"insert into roundtable(id, code, kind, round_id, title, held_on, starts_at, ends_at, place, created_at)"
        f" values ('r', 'RT-1', 'roundtable', 'x', '예시', '2026-10-05', '10:00', '12:00', '예시', '{at}')",
        f"insert into document values ('d', 'r', 'txt', 'ko', '사람이 없습니다', 'h', 'a.txt', 'f', x'0102', null, '{at}')",
        "insert into turn(id, document_id, position, start, \"end\") values ('t', 'd', 1, 0, 8)",
        f'insert into segment(id, round_id, document_id, turn_id, position, start, "end", text, language, created_at)'
        f" values ('s', 'x', 'd', 't', 0, 0, 8, '사람이 없습니다', 'ko', '{at}')",
        f"insert into suggestion values ('g', 's', 'workforce', 0.6, 'need', 3, '{{}}', 'l', 'a', 'c', '{at}')",
        f"insert into analysed(segment_id, lexicon_version, analyser_version, at) values ('s', 'l', 'a', '{at}')",
        f"insert into judgment(segment_id, coder_id, action, theme_code, suggestion_id, stance, severity, codebook_id, at)"
        f" values ('s', 'p', 'accept', 'workforce', 'g', 'need', 3, 'c', '{at}')",
    ):
        db.execute(sql)
    return db


def test_a_database_of_the_first_version_keeps_transcript_suggestion_and_judgment(tmp_path: Path) -> None:
    path = tmp_path / "moksori.db"
    database_of_the_first_version(path).conn.close()
    db = connect(path)
    db.execute("pragma foreign_keys = off")
    # The rows above stand alone, without their round and people: only the steps themselves are looked at here.
    from migrations import migrations

    migrations.apply(db)
    assert [tuple(r) for r in rows(db, "select document_id, file_bytes, raw_text, keep_until from original")] == [
        ("d", b"\x01\x02", None, "2027-10-05")
    ]
    assert [tuple(r) for r in rows(db, "select id, model_version from current_suggestion")] == [("g", "")]
    assert [tuple(r) for r in rows(db, "select theme_code, about, statement from coding")] == [
        ("workforce", "workforce", None)
    ]
    assert scalar(db, "select aside from turn") == 0
    for refused in ("update suggestion set score = 0", "update document set text = 'x'", "delete from original"):
        try:
            db.execute(refused)
        except sqlite3.IntegrityError:
            continue
        raise AssertionError(refused)


LATER = ("together", "act", "carried", "carries", "redoes")  # columns that came to judgments since


def judgments_before_grades(path: Path) -> Database:
    """A suggestion of a model, an acceptance taken back, and a rejection, as they stood before there were grades."""
    db = database_after(path, next(n for n, step in enumerate(STEPS) if step.__name__.endswith("m0024_grades")))
    at = "2026-11-01T00:00:00Z"
    for sql in (
        f'insert into segment(id, round_id, document_id, turn_id, position, start, "end", text, language, created_at)'
        f" values ('s', 'x', 'd', 't', 0, 0, 8, '사람이 없습니다', 'ko', '{at}')",
        f"insert into suggestion values ('g', 's', 'workforce', 0.7, 'need', 3, 'difficulty', '{{}}', 'l', 'a', 'm', 0.7,"
        f" '{{}}', 'c', '{at}')",
        f"insert into analysed(segment_id, lexicon_version, analyser_version, model_version, at)"
        f" values ('s', 'l', 'a', 'm', '{at}')",
        f"insert into judgment"
        f" values (1, 's', 'p', 'accept', 'workforce', 'g', null, 'need', 3, '예시', 'c', 0, '{at}', 'fact')",
        f"insert into judgment values (2, 's', 'p', 'retract', 'workforce', null, 1, null, null, '', 'c', 0, '{at}', null)",
        f"insert into judgment values (7, 's', 'p', 'reject', 'workforce', 'g', null, null, null, '', 'c', 1, '{at}', null)",
    ):
        db.execute(sql)
    return db


def test_suggestions_and_judgments_of_before_keep_every_value_when_grades_come(tmp_path: Path) -> None:
    db = judgments_before_grades(tmp_path / "moksori.db")
    tables = ("suggestion", "judgment", "current_suggestion", "live_judgment", "standing", "verdict")
    before = {table: [dict(r) for r in rows(db, f"select * from {table}")] for table in tables}
    from migrations import migrations

    migrations.apply(db)
    for table in tables:
        words = dict.fromkeys(("code_id", "span_start", "span_end"))
        new: dict[str, None] = words if table == "verdict" else {**dict.fromkeys(LATER), **words}
        if table == "standing":
            del new["carries"]
        if "suggestion" in table:
            new = {"grade": None, "stance_share": None}
        assert [dict(r) for r in rows(db, f"select * from {table}")] == [{**r, **new} for r in before[table]], table
        assert before[table]
    for refused in (
        "update suggestion set grade = 'sure'",
        "delete from suggestion",
        "update judgment set together = 1 where id = 7",
        "delete from judgment",
        "insert into judgment(segment_id, coder_id, action, theme_code, stance, statement, codebook_id, at)"
        " values ('s', 'p', 'add', 'rent', 'none', 'gossip', 'c', '')",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            db.execute(refused)
    db.execute(
        "insert into judgment(segment_id, coder_id, action, theme_code, stance, statement, codebook_id, at, together)"
        " values ('s', 'p', 'add', 'rent', 'none', 'other', 'c', '', 7)"
    )
    # Numbers go on where they were; indexes are back.
    assert scalar(db, "select max(id) from judgment") == 8
    names = {r["name"] for r in rows(db, "select name from sqlite_master where type = 'index'")}
    assert {"judgment_segment", "judgment_coder"} <= names


def test_logins_typed_in_former_times_are_taken_out_to_the_last_byte(tmp_path: Path) -> None:
    path = tmp_path / "moksori.db"
    db = database_of_the_first_version(path)
    db.execute(
        """insert into person(id, login, name, password_hash, role, session_key, created_at)
           values ('p', 'kim', '예시', '', 'admin', '', '2026-11-01')"""
    )
    for action, login in (("sign-in", "kim"), ("sign-in refused", "Kim"), ("sign-in refused", "Bada-Sanno-77")):
        db.execute(
            "insert into audit(at, action, detail) values ('2026-11-01', ?, json_object('login', ?))", [action, login]
        )
    db.execute("insert into audit(at, action, detail) values ('2026-11-01', 'person added', '{\"login\": \"kim\"}')")
    from migrations import migrations

    migrations.apply(db)
    assert [(r["object_id"], r["detail"]) for r in rows(db, "select object_id, detail from audit order by id")] == [
        (None, "{}"),
        ("p", '{"known":true}'),
        (None, '{"known":false}'),
        (None, '{"login": "kim"}'),
    ]
    for refused in ("update audit set action = 'x'", "delete from audit", "delete from audit_review"):
        if "review" in refused:
            db.execute(
                "insert into audit_review(month, entries, unusual, note, person_id, at)"
                " values ('2026-10', 0, 0, '', 'p', '2026-11-01')"
            )
        with pytest.raises(sqlite3.IntegrityError):
            db.execute(refused)
    db.conn.execute("pragma wal_checkpoint(truncate)")
    db.conn.close()
    assert b"Bada-Sanno-77" not in b"".join(each.read_bytes() for each in tmp_path.iterdir())


def test_a_new_database_has_every_step(tmp_path: Path) -> None:
    db = open_database(tmp_path / "new.db")
    assert scalar(db, "select count(*) from _sqlite_migrations") == len(STEPS)
