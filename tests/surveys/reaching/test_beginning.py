"""Answers begun go on on another device: after the consent, under the link, until they are sent."""

from __future__ import annotations

import json
import sqlite3

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.db import row, writing
from app.ids import new_id
from app.surveys.answering import inviting
from app.surveys.asking import store
from app.surveys.reaching.beginning import code_typed, forget_due
from app.surveys.reaching.begun_sealing import unseal
from tests.conftest import all_rows
from tests.surveys.conftest import POSTED

BEGUN = [["consent", "y"], ["biz_past", "2"], ["hardest", "인력난"]]


@pytest.fixture
def personal(db: Database, survey: sqlite3.Row, firms: dict[str, str]) -> str:
    firm = store.find_firm(db, firms["F1"])
    return f"/s/{inviting.make_firm_link(db, survey['id'], firm, person_id=None).token}"


@pytest.fixture
def shared(db: Database, survey: sqlite3.Row, areas: dict[str, str]) -> str:
    area = row(db, "select * from area where id = ?", [areas["B001"]])
    return f"/s/{inviting.make_open_link(db, survey['id'], area, person_id=None).token}"


def keep(client: FlaskClient, path: str, entries=BEGUN, base=0, **more):
    return client.put(f"{path}/begun", json={"entries": entries, "base": base, **more})


def test_nothing_is_kept_before_the_consent(client: FlaskClient, db: Database, personal: str) -> None:
    assert keep(client, personal, [["biz_past", "2"]]).status_code == 202
    assert not all_rows(db, "response_draft") and client.get(f"{personal}/begun").json == {"begun": False}


def test_a_consent_taken_back_takes_along_what_was_kept(client: FlaskClient, db: Database, personal: str) -> None:
    keep(client, personal)
    assert keep(client, personal, [], base=7).status_code == 409, "another device wrote what this one does not know"
    assert keep(client, personal, [], base=1).status_code == 202
    assert not all_rows(db, "response_draft")


def test_another_device_goes_on_and_the_later_one_is_told(client: FlaskClient, personal: str) -> None:
    first = keep(client, personal)
    assert first.status_code == 200 and first.json["revision"] == 1
    other = client.get(f"{personal}/begun").json
    assert other["entries"] == BEGUN
    assert keep(client, personal, [*BEGUN, ["employees", "12"]], base=1).json["revision"] == 2
    late = keep(client, personal, [*BEGUN, ["employees", "99"]], base=1)
    assert late.status_code == 409 and late.json["entries"][-1] == ["employees", "12"], "both are known, none is lost"


def test_an_open_link_gives_a_code_that_opens_only_its_own(client: FlaskClient, shared: str) -> None:
    code = keep(client, shared).json["code"]
    assert client.get(f"{shared}/begun").json == {"begun": False}
    assert client.get(f"{shared}/begun?code={code[:5].lower()}-{code[5:]}").json["entries"] == BEGUN
    assert client.get(f"{shared}/begun?code=AAAAAAAAAA").json == {"begun": False}
    assert keep(client, shared, base=1, code=code).json["revision"] == 2


def test_what_was_begun_is_gone_when_it_is_sent(client: FlaskClient, db: Database, personal: str, shared: str) -> None:
    keep(client, personal)
    code = keep(client, shared).json["code"]
    assert len(all_rows(db, "response_draft")) == 2
    assert client.post(personal, data={"response-id": new_id(), **POSTED}).status_code == 303
    assert client.post(shared, data={"response-id": new_id(), "begun-code": code, **POSTED}).status_code == 303
    assert not all_rows(db, "response_draft")
    assert keep(client, personal).status_code == 410


def test_a_device_left_behind_on_an_open_link_is_told_of_the_return(
    client: FlaskClient, db: Database, shared: str
) -> None:
    response_id = new_id()
    entries = [*BEGUN, ["response-id", response_id]]
    code = keep(client, shared, entries).json["code"]
    assert client.get(f"{shared}/begun?code={code}&return={response_id}").json["entries"] == entries
    there = client.post(shared, data={"response-id": response_id, "begun-code": code, **POSTED}).headers["Location"]
    late = keep(client, shared, entries, base=1, code=code)
    assert late.status_code == 409 and late.json["sent"]["page"] == there
    assert not all_rows(db, "response_draft"), "what was sent is not begun again"
    told = client.get(f"{shared}/begun?code={code}&return={response_id}").json
    assert told == {"begun": False, **late.json}
    for foreign in (new_id(), "x", ""):
        assert client.get(f"{shared}/begun?code={code}&return={foreign}").json == {"begun": False}


def test_a_revoked_link_takes_along_what_was_begun_by_it(client: FlaskClient, db: Database, personal: str) -> None:
    keep(client, personal)
    inviting.revoke(db, str(all_rows(db, "invitation")[0]["id"]), person_id=None)
    assert not all_rows(db, "response_draft") and keep(client, personal).status_code == 410


def test_what_nobody_takes_up_in_time_is_forgotten(client: FlaskClient, db: Database, personal: str) -> None:
    keep(client, personal)
    assert forget_due(db) == 0
    db.conn.execute("update response_draft set keep_until = '2026-01-01'")
    assert forget_due(db) == 1 and not all_rows(db, "response_draft")


def test_a_resident_number_is_never_kept(client: FlaskClient, db: Database, personal: str) -> None:
    keep(client, personal, [*BEGUN, ["hardest", "900101-1234568"]])
    assert "900101" not in str(all_rows(db, "response_draft"))


@pytest.mark.parametrize("given", [[], {"entries": 1, "base": 0}, {"entries": [["a"]], "base": 0}, {"entries": []}])
def test_what_no_page_of_ours_sends_is_refused(client: FlaskClient, personal: str, given: object) -> None:
    assert client.put(f"{personal}/begun", json=given).status_code == 400
    assert client.put(f"/s/{'a' * 22}/begun", json=given).status_code == 404


def test_too_much_is_refused(client: FlaskClient, personal: str) -> None:
    answer = keep(client, personal, [*BEGUN, ["hardest", "가" * 300_000]])
    assert answer.status_code == 413 and "너무 깁니다" in answer.json["error"]


def test_a_code_is_read_as_people_type_it() -> None:
    assert code_typed("７kx2m 9qrst") == "7KX2M9QRST" and code_typed("0OIL1") == "" and code_typed(None) == ""


def test_the_database_alone_opens_no_answers_and_old_ones_are_still_read(
    client: FlaskClient, db: Database, personal: str, shared: str
) -> None:
    keep(client, personal)
    code = keep(client, shared).json["code"]
    kept = {str(r["id"]): str(r["entries"]) for r in all_rows(db, "response_draft")}
    assert len(kept) == 2 and not any(word in text for text in kept.values() for word in ("biz_past", "인력난", "[["))
    (own,) = [r for r in all_rows(db, "response_draft") if r["code_hash"]]
    told = {"token": shared.removeprefix("/s/"), "code": code, "draft_id": str(own["id"])}
    assert unseal(str(own["entries"]), **told) == json.dumps(BEGUN, ensure_ascii=False)
    for other in ({"token": "x" * 22}, {"code": "AAAAAAAAAA"}, {"draft_id": new_id()}):
        assert unseal(str(own["entries"]), **{**told, **other}) is None
    with writing(db):
        db.conn.execute("update response_draft set entries = ?", [json.dumps(BEGUN, ensure_ascii=False)])
    assert client.get(f"{personal}/begun").json["entries"] == BEGUN
    assert keep(client, personal, base=1).status_code == 200
    assert row(db, "select entries from response_draft where code_hash is null")["entries"].startswith("1:")
