"""Withdrawing and destroying returns: found by receipt, out of every count, gone from the database's bytes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app import daily, features
from app.accounts.people import EVERYTHING
from app.db import row, scalar, writing
from app.errors import BadInput, Conflict
from app.surveys.answering import response_store
from app.surveys.answering.responding import Accepted, NotOpen, Return, accept
from app.surveys.sealed import ending, ending_store
from tests.conftest import all_rows, token
from tests.surveys.answering.test_responding import given
from tests.surveys.conftest import ANSWERS

TOLD = "은하망치자금난"


def stored(
    db: Database, survey: sqlite3.Row, areas: dict[str, str], firm: str | None = None
) -> tuple[Return, Accepted]:
    incoming = given(areas, cells={**ANSWERS, "hardest": f"{TOLD} 010-1234-5678"}, firm_id=firm)
    return incoming, accept(db, survey, incoming)


def test_a_destroyed_return_is_in_no_byte_of_the_database(
    db: Database, survey: sqlite3.Row, areas: dict[str, str], firms: dict[str, str]
) -> None:
    _incoming, accepted = stored(db, survey, areas, firms["F1"])
    path = Path(db.conn.execute("pragma database_list").fetchone()["file"])
    db.conn.execute("pragma wal_checkpoint(truncate)")
    assert TOLD.encode() in path.read_bytes()
    assert ending.destroy(db, accepted.response_id, "request", person_id=None).answers == 5
    for file in path.parent.glob(path.name + "*"):
        data = file.read_bytes()
        assert TOLD.encode() not in data and b"010-1234-5678" not in data, file.name
    found = row(db, "select * from response where id = ?", [accepted.response_id])
    assert found is not None
    assert (found["firm_id"], found["invitation_id"], found["content_sha256"]) == (None, None, "")
    assert {a["value"] for a in all_rows(db, "answer")} == {"null"}
    assert scalar(db, "select count(*) from respondent where firm_id is not null or label <> ''") == 0


def test_what_is_withdrawn_or_destroyed_counts_no_more(
    db: Database, survey: sqlite3.Row, areas: dict[str, str], firms: dict[str, str]
) -> None:
    kept = [stored(db, survey, areas, firms[code])[1] for code in ("F1", "F2")]
    assert response_store.count_responses(db, survey["id"], EVERYTHING) == 2
    ending.withdraw(db, kept[0].response_id, "request", person_id=None)
    assert response_store.count_responses(db, survey["id"], EVERYTHING) == 1
    assert len(response_store.open_answers(db, survey["id"], EVERYTHING)) == 1
    ending.destroy(db, kept[0].response_id, "request", person_id=None)
    ending.destroy(db, kept[1].response_id, "mistake", person_id=None)
    assert response_store.responses_to_export(db, survey["id"], EVERYTHING) == []
    with pytest.raises(Conflict):
        ending.destroy(db, kept[1].response_id, "mistake", person_id=None)


def test_a_device_that_sends_a_destroyed_return_again_does_not_bring_it_back(
    db: Database, survey: sqlite3.Row, areas: dict[str, str]
) -> None:
    incoming, accepted = stored(db, survey, areas)
    ending.destroy(db, accepted.response_id, "request", person_id=None)
    with pytest.raises(NotOpen) as error:
        accept(db, survey, incoming)
    assert error.value.kind == "ended"


def test_only_this_way_destroys(db: Database, survey: sqlite3.Row, areas: dict[str, str]) -> None:
    _incoming, accepted = stored(db, survey, areas)
    for sql in (
        "update response set firm_id = null, content_sha256 = ''",
        "update answer set value = 'null', text = null",
        "delete from answer",
        "delete from response",
    ):
        with pytest.raises(sqlite3.IntegrityError), writing(db):
            db.conn.execute(sql)
    with pytest.raises(BadInput):
        ending.destroy(db, accepted.response_id, "because", person_id=None)
    ending.destroy(db, accepted.response_id, "request", person_id=None)
    with pytest.raises(sqlite3.IntegrityError), writing(db):
        db.conn.execute("update answer set value = '3'")
    with pytest.raises(sqlite3.IntegrityError), writing(db):
        db.conn.execute("delete from return_end")


def test_a_return_is_destroyed_on_the_day_after_its_last(
    db: Database, survey: sqlite3.Row, areas: dict[str, str]
) -> None:
    _incoming, accepted = stored(db, survey, areas)
    last = str(scalar(db, "select keep_until from response"))
    assert int(last[:4]) == int(accepted.submitted_at[:4]) + 5
    assert ending.destroy_due(db, f"{int(last[:4]) - 1}{last[4:]}") == 0
    assert ending.destroy_due(db, last) == 1 and ending.destroy_due(db, last) == 0
    features.join()
    assert {"returns", "answers"} <= set(daily.DAILY)


def test_the_original_of_an_open_answer_goes_after_its_year_and_what_is_read_stays(
    db: Database, survey: sqlite3.Row, areas: dict[str, str]
) -> None:
    stored(db, survey, areas)
    last = str(scalar(db, "select keep_until from answer_original"))
    assert ending.destroy_due_originals(db, last) == 1
    assert scalar(db, "select raw_text from answer_original") is None
    assert scalar(db, "select text from answer where text is not null") == f"{TOLD} [전화번호 1]"


def test_the_trail_says_what_was_done_and_names_nobody(
    db: Database, survey: sqlite3.Row, areas: dict[str, str], firms: dict[str, str]
) -> None:
    _incoming, accepted = stored(db, survey, areas, firms["F1"])
    ending.destroy(db, accepted.response_id, "request", person_id=None)
    [entry] = [a for a in all_rows(db, "audit") if a["action"] == "return destroyed"]
    assert entry["object_id"] == accepted.response_id and firms["F1"] not in str(entry["detail"])


def test_the_page_finds_a_return_by_its_receipt_however_it_is_typed(
    db: Database, survey: sqlite3.Row, areas: dict[str, str], as_person: Callable[[str], FlaskClient]
) -> None:
    _incoming, accepted = stored(db, survey, areas)
    client = as_person("analyst")
    typed = accepted.receipt.lower().replace("-", " ")
    assert client.get(f"/surveys/returns?receipt={typed}").location.endswith(accepted.receipt)
    wrong = client.get("/surveys/returns?receipt=2026Q4-AAAAAA")
    assert wrong.status_code == 404 and "이 번호의 응답이 없습니다" in wrong.text
    page = client.get(f"/surveys/returns/{accepted.receipt}").text
    assert "봉인한 원문" in page and TOLD not in page
    assert "010-1234-5678" in client.get(f"/surveys/returns/{accepted.receipt}/written").text
    assert scalar(db, "select count(*) from audit where action = 'original answers read'") == 1
    path = f"/surveys/returns/{accepted.receipt}"
    sent = {"act": "destroyed", "reason": "request", "csrf_token": token(client, path)}
    refused = client.post(path, data=sent)
    assert refused.status_code == 422 and "처리하려면 표시해 주십시오." in refused.text
    assert client.post(path, data={**sent, "sure": "y"}).status_code == 303
    assert "파기했습니다(응답자가 요청함)" in client.get(f"/surveys/returns/{accepted.receipt}").text
    for role in ("researcher", "expert", "official", "facilitator", "admin"):
        assert as_person(role).get(f"/surveys/returns/{accepted.receipt}").status_code == 403


def test_a_return_of_another_area_is_not_there(db: Database, survey: sqlite3.Row, areas: dict[str, str]) -> None:
    from app.accounts.people import Scope

    _incoming, accepted = stored(db, survey, areas)
    assert ending_store.find_by_receipt(db, accepted.receipt, Scope(frozenset({areas["B002"]}))) is None
