"""What no laptop of ours sends: it is refused in words, nothing is stored, and nobody's data is told."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.field.records.record import MOST_BYTES
from app.ids import new_id
from tests.conftest import all_rows, sign_in
from tests.field.conftest import ANSWERS, Laptop


def test_malformed_records_are_refused_with_a_word_and_nothing_is_stored(laptop: Laptop, db: Database) -> None:
    bad = [
        b"",
        b"[]",
        b"\xff\xfe",
        b'{"v": NaN}',
        b"[" * 100_000,
        laptop.seal(v=2),
        laptop.seal(v=True),
        laptop.seal(kind="everything"),
        laptop.seal(kind=7),
        laptop.seal(sequence=-1),
        laptop.seal(sequence=2**70),
        laptop.seal(made_at="yesterday"),
        laptop.seal(made_at="2026-11-30T09:00:00"),
        laptop.seal(device="../../etc"),
        laptop.seal(base="' or 1=1"),
        laptop.seal(answers=[1, 2]),
        laptop.seal(answers={"hardest": {"deep": ["er"]}}),
        laptop.seal(survey=new_id()),
        laptop.seal(version=new_id()),
        laptop.seal(version="1"),
        laptop.seal(area="B001"),
        laptop.seal(firm=["F1"]),
        laptop.seal(name="가" * 101),
        laptop.seal(answers={**ANSWERS, "hardest": "제 번호는 900101-1234568 입니다"}),
    ]
    for text in bad:
        answer = laptop.send(new_id(), text)
        assert answer.status_code == 400 and answer.json["refused"], text[:80]
    assert all_rows(db, "field_record") == all_rows(db, "response") == []


def test_an_oversize_record_is_refused_before_it_is_read(laptop: Laptop, db: Database) -> None:
    answer = laptop.send(new_id(), laptop.seal(answers={"hardest": "가" * MOST_BYTES}))
    assert answer.status_code == 413 and answer.json["refused"]
    assert all_rows(db, "field_record") == []


@pytest.mark.parametrize("role", ["facilitator", "expert", "analyst", "official", "admin"])
def test_no_other_role_sends_records(laptop: Laptop, role: str) -> None:
    sign_in(laptop.client, role)
    assert laptop.send(new_id(), laptop.seal()).status_code == 403


def test_a_record_of_another_person_is_refused_and_one_without_a_session_waits(
    laptop: Laptop, client: FlaskClient, db: Database, people: dict[str, str]
) -> None:
    answer = laptop.send(new_id(), laptop.seal(person=people["expert"]))
    assert answer.status_code == 403 and answer.json["refused"]
    laptop.client = client.application.test_client()
    assert laptop.send(new_id(), laptop.seal()).status_code == 401
    assert all_rows(db, "field_record") == []


def test_ids_that_are_none_are_not_found(laptop: Laptop) -> None:
    for bad in ("1", new_id().upper(), f"{new_id()}%00", "..%2f..%2fday"):
        assert laptop.send(bad, laptop.seal()).status_code == 404


def test_a_laptop_cannot_take_anothers_name_or_another_key(laptop: Laptop, db: Database, client: FlaskClient) -> None:
    first = laptop.register()
    assert first.status_code == 200 and laptop.register().json == first.json
    thief = Laptop(laptop.client, laptop.person, laptop.survey, laptop.area, None, device=laptop.device)
    assert thief.register().status_code == 400
    for wrong in ({}, {"public_key": {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}}, {"public_key": "x"}):
        assert laptop.client.put(f"/field/devices/{new_id()}", json=wrong).status_code == 400
    assert len(all_rows(db, "field_device")) == 1


def test_the_package_and_the_forms_are_the_persons_own(laptop: Laptop) -> None:
    day = laptop.client.get("/field/day").json
    assert [area["code"] for area in day["areas"]] == ["B001"]
    assert {firm["code"] for firm in day["firms"]} == {"F1", "F2"}
    assert day["person"] == laptop.person
    html = laptop.client.get(day["forms"][0]["href"]).text
    assert "예시정밀" not in html and "csrf_token" not in html
    assert laptop.client.get(f"/field/forms/{new_id()}?survey={laptop.survey['id']}").status_code == 404


def test_one_without_a_session_gets_the_app_and_nothing_of_anybody(client: FlaskClient, laptop: Laptop) -> None:
    stranger = client.application.test_client()
    assert stranger.get("/field/").status_code == 200
    assert "researcher" not in stranger.get("/field/").text
    for path in ("/field/me", "/field/day", "/field/receipts", "/field/held"):
        assert stranger.get(path).status_code == 302, path
    told = json.loads(stranger.get("/field/sw.js").text.partition("= ")[2].partition(";\n")[0])
    assert "/static/js/field/main.js" in told["files"]
