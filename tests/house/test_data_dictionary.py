"""The data dictionary is true: every column has words, no words speak of what is gone, the page is what is written."""

from __future__ import annotations

import re
import sqlite3

import pytest
from sqlite_utils import Database

from migrations import migrate
from tests.house.data_dictionary import PAGE, append_only, page, problems, read_words, schema, with_roles

# Tables that must have guards of some kind, whoever may rewrite the migrations: history, votes, the sealed side.
GUARDED = ("audit", "answer", "document", "judgment", "original", "pseudonym", "response", "segment", "vote", "vintage")


@pytest.fixture
def db() -> Database:
    found = Database(memory=True)
    migrate(found)
    return found


def test_every_table_and_column_has_words_and_no_words_are_left_over(db: Database) -> None:
    assert not problems(schema(db), read_words())


def test_the_page_is_what_the_program_writes(db: Database) -> None:
    assert PAGE.read_text(encoding="utf-8") == page(schema(db), read_words()), (
        "run: python tests/house/data_dictionary.py"
    )


def test_a_new_table_and_a_new_column_are_asked_for_words(db: Database) -> None:
    db.execute("create table parcel (id text primary key) strict")
    db.execute("alter table area add column altitude real")
    found = problems(schema(db), read_words())
    assert found == ["area.altitude: no words", "parcel: no words, or not who reads it", "parcel: stands in 0 groups"]


def test_words_of_what_is_gone_are_told(db: Database) -> None:
    db.execute("drop table passed_term")
    db.execute("alter table topic rename column text to words")
    found = problems(schema(db), read_words())
    assert "passed_term: words of a table that is gone" in found
    assert "topic.text: words of a column that is gone" in found


def test_readers_are_named_by_permissions_that_exist() -> None:
    assert with_roles("{roundtables.raw}") == "facilitator (`roundtables.raw`)"
    assert with_roles("{areas.view}") == "everybody signed in (`areas.view`)"
    with pytest.raises(KeyError):
        with_roles("{roundtables.everything}")


def test_what_is_called_append_only_is_refused_by_the_database(db: Database) -> None:
    tables = schema(db)
    assert {name for name in GUARDED if not tables[name].guards} == set()
    db.execute("pragma foreign_keys = off")
    db.execute("insert into audit(at, action) values ('2026-11-22', 'sign-in')")
    assert "audit" in append_only(tables) and "person" not in append_only(tables)
    for statement in ("update audit set action = 'x'", "delete from audit"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            db.execute(statement)


def test_a_table_without_its_triggers_is_no_longer_called_append_only(db: Database) -> None:
    assert "vote" in append_only(schema(db))
    db.execute("drop trigger vote_no_update")
    assert "vote" not in append_only(schema(db))
    assert schema(db)["vote"].guards == ("rows are never removed",)


def test_every_link_of_the_page_leads_to_one_heading() -> None:
    text = PAGE.read_text(encoding="utf-8")
    headings = [
        re.sub(r"[^a-z0-9_ -]", "", title.lower()).replace(" ", "-") for title in re.findall(r"^#+ (.+)$", text, re.M)
    ]
    assert sorted(set(headings)) == sorted(headings)
    assert set(re.findall(r"\(#([^)]+)\)", text)) <= set(headings)
