"""The monthly review: months in Korea's time, who did what, what is due, and the word that somebody looked."""

from __future__ import annotations

import json
import sqlite3
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.accounts.review import reviewing, store
from app.db import rows, writing
from app.errors import Conflict
from tests.conftest import all_rows, sign_in, token

TODAY = date(2026, 11, 30)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviewing, "today", lambda: TODAY)


def tell(db: Database, at: str, action: str = "data viewed", **given: object) -> None:
    """An entry of a time past, as the trail holds it."""
    values = {"person_id": None, "object_id": None, "address": None, "page": None, "detail": {}, **given}
    with writing(db):
        db.conn.execute(
            "insert into audit(at, action, person_id, object_id, address, page, detail) values (?, ?, ?, ?, ?, ?, ?)",
            [
                *(f"{at}.000000+00:00", action, values["person_id"], values["object_id"], values["address"]),
                *(values["page"], json.dumps(values["detail"])),
            ],
        )


@pytest.fixture
def told(db: Database, people: dict[str, str]) -> dict[str, str]:
    """September to November: 15:00 UTC is midnight in Korea."""
    analyst, expert = people["analyst"], people["expert"]
    tell(db, "2026-09-29T02:00:00", person_id=analyst, address="10.0.0.1")
    tell(db, "2026-09-30T14:59:59", "response accepted", page="surveys.answer")
    tell(db, "2026-09-30T15:00:00", "response accepted", page="surveys.answer")
    taken = {"what": "texts", "rows": 1200, "reason": "analysis"}
    tell(db, "2026-10-05T02:00:00", "data downloaded", person_id=analyst, address="10.0.0.2", detail=taken)
    tell(
        db, "2026-10-06T02:00:00", "data downloaded", person_id=expert, detail={"what": "areas.template", "rows": 9999}
    )
    tell(db, "2026-10-06T02:00:00", "sign-in refused", page="accounts.sign_in", detail={"known": False})
    tell(db, "2026-10-06T02:00:01", "sign-in refused", page="accounts.sign_in", object_id=expert)
    tell(db, "2026-10-06T02:00:02", "data downloaded", page="moksori report")
    tell(db, "2026-10-06T02:00:03", "response accepted", page="surveys.answer")
    tell(db, "2026-10-06T02:00:04", "originals destroyed")
    return people


def read(app: Flask, db: Database, month: str) -> reviewing.Month:
    with app.test_request_context():
        return reviewing.read_month(db, month)


def test_a_month_begins_and_ends_at_midnight_in_korea(app: Flask, db: Database, told: dict[str, str]) -> None:
    assert read(app, db, "2026-09").entries == 2
    assert read(app, db, "2026-10").entries == 8


def test_who_did_what_is_told_also_where_nobody_signed_in(app: Flask, db: Database, told: dict[str, str]) -> None:
    lines = {line.who: line.tasks for line in read(app, db, "2026-10").lines}
    assert lines == {
        "예시 analyst (analyst)": {"download": 1},
        "예시 expert (expert)": {"download": 1},
        "로그인하지 못함: 알 수 없는 아이디": {"sign-in": 1},
        "로그인하지 못함: 등록된 아이디": {"sign-in": 1},
        "명령줄": {"download": 1},
        "응답자": {"add": 2},
        "시스템": {"destroy": 1},
    }


def test_rows_of_people_and_new_addresses_are_told_rows_of_templates_are_not(
    app: Flask, db: Database, told: dict[str, str]
) -> None:
    found = read(app, db, "2026-10").findings
    # 5 October 2026 is the day given for Foundation Day, a Saturday.
    assert [(f.kind, f.day.day, f.person_id == told["analyst"], f.count, f.address) for f in found] == [
        ("address", 5, True, 1, "10.0.0.2"),
        ("holiday", 5, True, 1, None),
        ("rows", 5, True, 1200, None),
    ]


def test_months_over_and_not_looked_through_are_due_the_oldest_first(
    app: Flask, db: Database, told: dict[str, str]
) -> None:
    assert reviewing.due(db) == ["2026-09", "2026-10"]
    with app.test_request_context():
        reviewing.confirm(db, "2026-09", "", person_id=told["admin"])
    assert reviewing.due(db) == ["2026-10"]


def test_an_empty_trail_has_no_months(db: Database) -> None:
    assert reviewing.months(db) == [] and reviewing.due(db) == []


def test_a_review_is_appended_recorded_and_never_changed(app: Flask, db: Database, told: dict[str, str]) -> None:
    with app.test_request_context():
        for note in ("연락해 확인했습니다.", "다시 보았습니다."):
            reviewing.confirm(db, "2026-10", note, person_id=told["admin"])
    kept = [(r["note"], r["entries"], r["unusual"]) for r in store.reviews(db, "2026-10")]
    assert kept == [("다시 보았습니다.", 8, 3), ("연락해 확인했습니다.", 8, 3)]
    noted = [r for r in all_rows(db, "audit") if r["action"] == "access reviewed"]
    assert [(r["object_kind"], r["object_id"]) for r in noted] == [("month", "2026-10")] * 2
    for sql in ("update audit_review set note = 'x'", "delete from audit_review"):
        with pytest.raises(sqlite3.IntegrityError):
            db.conn.execute(sql)


def test_a_month_that_is_not_over_cannot_be_confirmed(app: Flask, db: Database, told: dict[str, str]) -> None:
    with app.test_request_context(), pytest.raises(Conflict):
        reviewing.confirm(db, "2026-11", "", person_id=told["admin"])


def send(client: FlaskClient, month: str, note: str) -> tuple[int, str]:
    path = f"/audit/reviews/{month}"
    answer = client.post(path, data={"note": note, "csrf_token": token(client, "/account")})
    return answer.status_code, answer.text


def test_what_was_unusual_wants_a_word_about_it(client: FlaskClient, db: Database, told: dict[str, str]) -> None:
    sign_in(client, "admin")
    status, page = send(client, "2026-10", "  ")
    assert status == 422 and 'id="wrong-note"' in page and store.reviews(db) == []
    assert send(client, "2026-10", "전화로 확인했습니다.")[0] == 302
    assert send(client, "2026-09", "")[0] == 302
    page = client.get("/audit/reviews").text
    assert "끝난 달을 모두 점검했습니다." in page and page.count("점검함</span>") == 2


def test_the_first_page_of_the_administrator_names_the_months_due(client: FlaskClient, told: dict[str, str]) -> None:
    page = sign_in(client, "admin").get("/").text
    assert "2026. 9., 2026. 10." in page and 'href="/audit/reviews"' in page


def test_the_page_leads_to_the_entries_of_each_finding(client: FlaskClient, db: Database, told: dict[str, str]) -> None:
    page = sign_in(client, "admin").get("/audit/reviews/2026-10").text
    link = f"/audit?since=2026-10-05&amp;until=2026-10-05&amp;person={told['analyst']}&amp;address=10.0.0.2"
    assert link in page
    assert "10.0.0.2" in client.get(link.replace("&amp;", "&")).text.split("<tbody>")[1]
    tell(db, "2026-10-20T02:00:00", "sign-in refused", address="10.9.9.9", detail={"known": False})
    for second in range(1, 5):
        tell(db, f"2026-10-20T02:00:0{second}", "sign-in refused", address="10.9.9.9", detail={"known": False})
    assert "한 주소에서 여러 번" in client.get("/audit/reviews/2026-10").text


def test_a_month_before_the_trail_or_none_at_all_is_not_there(client: FlaskClient, told: dict[str, str]) -> None:
    sign_in(client, "admin")
    for month in ("2026-08", "2026-12", "2026-13", "nonsense"):
        assert client.get(f"/audit/reviews/{month}").status_code == 404
    assert "달이 끝난 뒤에" in client.get("/audit/reviews/2026-11").text


def test_only_the_administrator_reviews(client: FlaskClient, told: dict[str, str]) -> None:
    sign_in(client, "analyst")
    assert client.get("/audit/reviews").status_code == 403
    assert "/audit/reviews" not in client.get("/audit").text


def test_looking_at_the_record_is_in_the_record(client: FlaskClient, db: Database, told: dict[str, str]) -> None:
    sign_in(client, "admin").get("/audit/reviews/2026-10")
    assert rows(db, "select page from audit order by id desc limit 1")[0]["page"] == "accounts.review"
