"""The section on the access record says what the schema, the tasks and the rules of the review are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlite_utils import Database

from app.accounts.entries import CHANGE, TASKS
from app.accounts.permissions import PERMISSIONS
from app.accounts.review import unusual
from app.accounts.trail import KEYS
from app.accounts.trail_routes import SHEET
from migrations import migrate

PAGE = Path(__file__).resolve().parents[2] / "docs" / "privacy.md"


@pytest.fixture(scope="module")
def section() -> str:
    found = re.search("<!-- access record -->(.*)<!-- end of the access record -->", PAGE.read_text("utf-8"), re.S)
    assert found, "the section on the access record is gone"
    return found[1]


def test_every_column_it_names_is_there_and_every_column_of_an_entry_is_named(section: str) -> None:
    db = Database(memory=True)
    migrate(db)
    named = set(re.findall(r"`((?:audit|audit_review|person)\.[a-z_]+)`", section)) - set(PERMISSIONS)
    there = {f"{table}.{column.name}" for table in ("audit", "person") for column in db[table].columns}
    assert named <= there
    assert {f"audit.{column.name}" for column in db["audit"].columns} - named == {"audit.id"}
    assert "`audit_review`" in section and db["audit_review"].exists()


def test_it_names_every_task_and_only_tasks(section: str) -> None:
    line = next(line for line in section.splitlines() if "each action belongs to one task" in line)
    assert set(re.findall("`([a-z-]+)`", line.partition("one task:")[2])) == {*TASKS, CHANGE}


def test_the_details_it_names_are_kept_under_those_names(section: str) -> None:
    assert {name for name in ("account", "known", "note", "reason", "rows", "what") if f"`{name}`" in section} <= set(
        KEYS
    )
    assert "`known`" in section and "`reason`" in section


def test_its_bounds_are_those_of_the_rules(section: str) -> None:
    for told in (
        f"from {unusual.NIGHT_FROM}:00 to {unusual.NIGHT_TO}:00",
        f"{unusual.MANY_FILES} files, or {unusual.MANY_ROWS:,} rows",
        f"{unusual.MANY_OPENINGS} openings of sealed",
        f"{unusual.MANY_TRIES} in a day for one login",
        f"up to {SHEET:,} entries",
    ):
        assert told in section, told


def test_who_reads_it_are_those_who_may(section: str) -> None:
    assert PERMISSIONS["audit.view"] == {"analyst", "admin"} and "analysts and administrators (`audit.view`)" in section
    assert PERMISSIONS["audit.review"] == {"admin"} and "administrators (`audit.review`)" in section
