"""Sign-in, roles, scopes and the administrator's pages."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.accounts import signing_in, store
from app.accounts.people import EVERYTHING, Scope
from app.db import rows, scalar
from app.errors import BadInput
from tests.conftest import PASSWORD, sign_in, token


def test_a_wrong_password_and_an_unknown_login_get_the_same_answer(client: FlaskClient, people: dict[str, str]) -> None:
    answers = []
    for login in ("analyst", "nobody"):
        csrf = token(client, "/sign-in")
        answer = client.post("/sign-in", data={"login": login, "password": "wrong-wrong-1", "csrf_token": csrf})
        assert answer.status_code == 422
        answers.append("아이디 또는 비밀번호가 맞지 않습니다" in answer.text)
    assert answers == [True, True]


def test_sign_in_is_in_the_trail_but_never_the_password(
    client: FlaskClient, db: Database, people: dict[str, str]
) -> None:
    sign_in(client, "analyst")
    assert scalar(db, "select count(*) from audit where action = 'sign-in' and person_id = ?", [people["analyst"]]) == 1
    assert not [r for r in rows(db, "select detail from audit") if PASSWORD in r["detail"]]


def test_what_was_typed_as_a_login_is_kept_nowhere_but_whose_it_was(
    client: FlaskClient, db: Database, people: dict[str, str]
) -> None:
    signing_in.set_active(db, people["expert"], active=False, by=people["admin"])
    for login in ("nadana-secret-9", " ANALYST ", "expert"):
        form = {"login": login, "password": "wrong-wrong-1", "csrf_token": token(client, "/sign-in")}
        client.post("/sign-in", data=form)
    found = rows(db, "select * from audit where action = 'sign-in refused' order by id")
    assert [(r["object_id"], r["detail"]) for r in found] == [
        (None, '{"known": false}'),
        (people["analyst"], '{"known": true}'),
        (people["expert"], '{"known": true}'),
    ]
    assert {(r["person_id"], r["address"], r["page"]) for r in found} == {(None, "127.0.0.1", "accounts.sign_in")}
    db.conn.execute("pragma wal_checkpoint(truncate)")
    assert b"nadana-secret-9" not in client.application.config["MOKSORI"].database.read_bytes()
    page = sign_in(client, "admin").get("/audit?action=sign-in+refused").text
    assert "등록된 아이디: 아니요" in page and "예시 analyst (analyst)" in page


def test_a_new_password_ends_every_session(app: Flask, db: Database, people: dict[str, str]) -> None:
    one = sign_in(app.test_client(), "analyst")
    signing_in.set_password(db, people["analyst"], "neue-parole-22", by=None)
    assert one.get("/account").status_code == 302


def test_a_closed_account_cannot_sign_in_and_loses_its_session(
    app: Flask, db: Database, people: dict[str, str]
) -> None:
    one = sign_in(app.test_client(), "expert")
    signing_in.set_active(db, people["expert"], active=False, by=people["admin"])
    assert one.get("/account").status_code == 302
    assert signing_in.check_password(db, "expert", PASSWORD) is None


def test_next_leads_only_inside(client: FlaskClient, people: dict[str, str]) -> None:
    for target in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"):
        csrf = token(client, "/sign-in")
        answer = client.post(
            f"/sign-in?next={target}", data={"login": "admin", "password": PASSWORD, "csrf_token": csrf}
        )
        assert answer.headers["Location"] == "/"
        client.post("/sign-out", data={"csrf_token": token(client, "/account")})


def test_a_form_without_its_token_is_refused_in_korean(client: FlaskClient, people: dict[str, str]) -> None:
    answer = client.post("/sign-in", data={"login": "admin", "password": PASSWORD})
    assert answer.status_code == 400 and "새로 고친 뒤" in answer.text


def test_scopes_say_what_is_allowed() -> None:
    assert EVERYTHING.allows("x") and EVERYTHING.sql("a.id") == "1"
    assert not Scope(frozenset()).allows("x") and Scope(frozenset()).sql("a.id") == "0"
    assert Scope(frozenset({"x", "y"})).sql("a.id") == "a.id in ('x', 'y')"


def test_the_administrator_adds_a_person_and_sees_the_password_once(
    client: FlaskClient, db: Database, people: dict[str, str], areas: dict[str, str]
) -> None:
    sign_in(client, "admin")
    csrf = token(client, "/people")
    form = {
        "login": "newbie",
        "name": "예시 조사원",
        "role": "researcher",
        "areas": [areas["B002"]],
        "csrf_token": csrf,
    }
    page = client.post("/people", data=form)
    assert page.status_code == 200 and "한 번만" in page.text
    found = store.find_login(db, "newbie")
    assert found and store.scope_of(db, found[0]).area_ids == {areas["B002"]}
    again = client.post("/people", data=form)
    assert again.status_code == 422 and "이미 쓰고 있는" in again.text


def test_every_fault_of_a_new_person_is_named(db: Database, app: Flask) -> None:
    with app.test_request_context(), pytest.raises(BadInput) as caught:
        signing_in.add_person(db, login="대문자", name="", role="king", password="short")
    assert len(caught.value.problems) == 3


def test_the_trail_is_found_by_word_and_exported_with_a_byte_order_mark(
    client: FlaskClient, people: dict[str, str]
) -> None:
    sign_in(client, "admin")
    assert "로그인" in client.get("/audit?q=sign-in").text
    assert client.get("/audit.csv").data.startswith(b"\xef\xbb\xbf")
    assert client.get("/audit.xlsx").data[:2] == b"PK"


def test_security_headers_are_on_every_answer(client: FlaskClient) -> None:
    for path in ("/sign-in", "/nothing-here", "/static/css/moksori.css"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
    assert client.get("/sign-in").headers["Cache-Control"] == "private, no-cache"
