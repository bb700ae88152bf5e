"""What accepting a return asks of the database: few statements, and none that reads what grows with every return."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.clock import begin_of, today
from app.db import lender, rows, writing
from app.ids import new_id
from app.surveys.answering import inviting, response_store
from app.surveys.answering.inviting import Limits
from app.surveys.asking import store
from tests.surveys.conftest import ANSWERS, POSTED

# Of one return, its answers counted as one: raise it only for what a return now promises beyond what it did.
MOST_STATEMENTS = 15
# Tables of a few rows, whatever comes in.
SMALL = {"industry", "firm_state", "CONSTANT"}
# Which refer to a return: SQLite plans to look there when one comes, and does while a foreign key is broken, so never.
LOOKED_AT_WHILE_BROKEN = {"field_record", "field_settlement"}


@contextmanager
def asked(app: Flask) -> Iterator[list[str]]:
    """The statements of the requests inside, as SQLite ran them; those of triggers left out."""
    path: Path = app.config["MOKSORI"].database
    said: list[str] = []
    own = lender.lend(path)
    own.conn.set_trace_callback(said.append)
    lender.take_back(path, own)
    yield said
    own.conn.set_trace_callback(None)
    assert lender.lend(path) is own, "the requests had another connection"
    lender.take_back(path, own)
    # A trigger that runs tells the statement that set it off once more.
    said[:] = [" ".join(sql.split()) for sql, _again in groupby(said) if not sql.startswith("--")]


@pytest.fixture
def open_link(db: Database, survey: sqlite3.Row, areas: dict[str, str], firms: dict[str, str]) -> Callable[..., str]:
    area = store.find_area(db, areas["B001"])
    assert area is not None
    return lambda **limits: (
        inviting.make_open_link(db, survey["id"], area, person_id=None, limits=Limits(**limits)).token
    )


def scanned(db: Database, sql: str) -> set[str]:
    """The tables a statement reads whole."""
    if sql.split()[0] not in ("select", "insert", "update", "delete"):
        return set()
    plan = [r["detail"] for r in rows(db, f"explain query plan {sql}")]
    read = {found[1] for each in plan if (found := re.match(r"SCAN ([^\s(]+)", each))}
    return read - SMALL - (LOOKED_AT_WHILE_BROKEN if sql.startswith("insert into response(") else set())


def test_a_return_costs_few_statements_and_its_answers_are_one(
    app: Flask, client: FlaskClient, open_link: Callable[..., str]
) -> None:
    token = open_link()
    client.post(f"/s/{token}", data={**POSTED, "response-id": new_id()})
    with asked(app) as said:
        answer = client.post(f"/s/{token}", data={**POSTED, "response-id": new_id()})
    assert answer.status_code == 303
    kinds = [re.sub(r"\bvalues .*", "", sql) for sql in said]
    once = list(dict.fromkeys(kinds))
    assert sum(kind.startswith("insert into answer(") for kind in kinds) == len(ANSWERS)
    assert sum(kind.startswith("begin") for kind in kinds) == 1 == kinds.count("commit")
    assert len(once) <= MOST_STATEMENTS, "\n".join(once)


def test_nothing_on_the_way_of_an_open_link_reads_what_grows(
    app: Flask, client: FlaskClient, db: Database, open_link: Callable[..., str]
) -> None:
    token = open_link(most=100, most_a_day=50)
    sent = {**POSTED, "firm-name": "예시 상사"}
    client.post(f"/s/{token}", data={**sent, "response-id": new_id()})
    with asked(app) as said:
        assert client.get(f"/s/{token}").status_code == 200
        for _ in range(2):
            made = client.post(f"/s/{token}", data={**sent, "response-id": new_id()})
            assert made.status_code == 303
        assert client.get(made.headers["Location"]).status_code == 200
        begun = {"entries": [["consent", "y"], ["hardest", "인력난"]], "base": 0}
        assert client.put(f"/s/{token}/begun", json=begun).status_code == 200
    assert any("from respondent r" in sql for sql in said) and any("limit 50" in sql for sql in said)
    reads = {sql: found for sql in said if (found := scanned(db, sql))}
    assert reads == {}


def test_a_return_takes_as_many_steps_of_sqlite_after_thousands_as_before(
    app: Flask, client: FlaskClient, db: Database, open_link: Callable[..., str]
) -> None:
    token = open_link()

    def steps() -> int:
        own, taken = lender.lend(app.config["MOKSORI"].database), 0

        def step() -> None:
            nonlocal taken
            taken += 1

        own.conn.set_progress_handler(step, 10)
        lender.take_back(app.config["MOKSORI"].database, own)
        sent = {**POSTED, "response-id": new_id(), "firm-name": f"예시 상사 {new_id()}"}
        assert client.post(f"/s/{token}", data=sent).status_code == 303
        own.conn.set_progress_handler(None, 0)
        return taken

    steps()
    before = steps()
    with writing(db):
        _multiply(db, 3000)
    assert before > 50
    assert steps() < before * 1.1


def _multiply(db: Database, times: int) -> None:
    """Copies of one return with its respondent, under ids of their own."""
    many = f"(with recursive n(i) as (select 1 union all select i + 1 from n where i < {times}) select i from n)"
    for table, others in (("respondent", {"label": "label || i"}), ("response", {"receipt": "receipt || i"})):
        columns = [r["name"] for r in rows(db, f"pragma table_info({table})")]
        told = {"id": "id || i", "respondent_id": "respondent_id || i", **others}
        db.conn.execute(
            f"insert into {table} select {', '.join(told.get(name, name) for name in columns)}"
            f" from (select * from {table} limit 1), {many}"
        )


def test_a_link_counts_the_days_of_korea_and_no_further_than_its_limit(
    db: Database, client: FlaskClient, open_link: Callable[..., str]
) -> None:
    token = open_link()
    link = inviting.invitation_of(db, token)
    assert link is not None
    for _ in range(2):
        assert client.post(f"/s/{token}", data={**POSTED, "response-id": new_id()}).status_code == 303
    came = partial(response_store.came_by, db, link["id"])
    assert (came(most=9), came(most=1)) == (2, 1)
    assert came(most=9, since=begin_of(today())) == 2
    assert came(most=9, since=begin_of(today() + timedelta(days=1))) == 0
    assert begin_of(date(2026, 11, 30)) == "2026-11-29T15:00:00.000000+00:00"
