"""Who asks: set by the administrator alone, read by respondents."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlite_utils import Database

from app.accounts.office import Office, read_office, write_office
from tests.conftest import all_rows, sign_in, token

GIVEN = {"name_ko": " 예시  지원센터 ", "name_en": "Example Centre", "contact": "051-000-0000 (예시)"}


def test_the_administrator_says_who_asks_and_the_trail_keeps_it(
    client: FlaskClient, db: Database, people: dict[str, str]
) -> None:
    sign_in(client, "admin")
    assert "조사 기관" in client.get("/people").text
    assert client.post("/office", data={"csrf_token": token(client, "/office"), **GIVEN}).status_code == 302
    assert read_office(db) == Office("예시 지원센터", "Example Centre", "051-000-0000 (예시)")
    assert [r["object_kind"] for r in all_rows(db, "audit") if r["action"] == "office set"] == ["office"]


def test_an_office_needs_a_name_and_a_contact(client: FlaskClient, db: Database, people: dict[str, str]) -> None:
    sign_in(client, "admin")
    sent = {"csrf_token": token(client, "/office"), "name_ko": "", "contact": ""}
    page = client.post("/office", data=sent)
    assert page.status_code == 422 and 'id="wrong-name_ko"' in page.text and 'id="wrong-contact"' in page.text
    assert read_office(db) == Office()


def test_saving_the_same_again_leaves_no_second_trace(db: Database) -> None:
    for _time in range(2):
        write_office(db, Office("예시 센터", "", "051-000-0000"), person_id=None)
    assert len([r for r in all_rows(db, "audit") if r["action"] == "office set"]) == 1


def test_only_the_administrator_may_say_who_asks(client: FlaskClient, people: dict[str, str]) -> None:
    assert sign_in(client, "analyst").get("/office").status_code == 403


def test_back_may_show_pages_but_not_a_password_told_once_and_nothing_after_signing_out(
    client: FlaskClient, people: dict[str, str]
) -> None:
    sign_in(client, "admin")
    assert client.get("/people").headers["Cache-Control"] == "private, no-cache"
    path = f"/people/{people['expert']}/password"
    told = client.post(path, data={"csrf_token": token(client, path)})
    assert told.status_code == 200 and told.headers["Cache-Control"] == "no-store"
    out = client.post("/sign-out", data={"csrf_token": token(client, "/account")})
    assert out.headers["Clear-Site-Data"] == '"cache"'
