"""What would be replaced in a typed text is shown before it is stored, once, and may be put right first."""

from __future__ import annotations

import re

from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.db import scalar
from app.personal.foretelling import FIELDS, SEEN
from tests.conftest import sign_in, token


def _count(db: Database) -> int:
    return int(scalar(db, "select count(*) from memo_now"))


def _seen(page: str) -> str:
    found = re.search(rf'name="{SEEN}" value="(\w+)"', page)
    assert found
    return found[1]


def test_a_name_is_shown_first_then_stored_as_foretold_and_a_mended_text_as_it_is(
    client: FlaskClient, db: Database, areas: dict[str, str], people: dict[str, str]
) -> None:
    analyst = sign_in(client, "analyst")
    path = f"/memos/on/area/{areas['B001']}"
    sent = {"text": "홍길동 부장이 말함", "in_reports": "y", "csrf_token": token(analyst, "/account")}
    asked = analyst.post(path, data=sent)
    assert asked.status_code == 422 and _count(db) == 0
    assert "‘홍길동’ 자리에 ‘인물 1’" in asked.text and 'name="in_reports" value="y"' in asked.text
    # Changed after it was seen, and holding a name again: asked again.
    seen = {SEEN: _seen(asked.text)}
    assert analyst.post(path, data={**sent, **seen, "text": "홍길순 부장이 말함"}).status_code == 422
    assert analyst.post(path, data={**sent, "text": "지표가 낮음"}).status_code == 303 and _count(db) == 1
    assert analyst.post(path, data={**sent, **seen}).status_code == 303
    stored = scalar(db, "select text from memo_now where text like '%말함'")
    assert "인물 1" in stored and "홍길동" not in stored


def test_who_may_not_send_the_form_is_told_nothing_of_names(client: FlaskClient, areas: dict[str, str]) -> None:
    path = f"/memos/on/area/{areas['B001']}"
    # Signed in as nobody, a token is on the sign-in page.
    answer = client.post(path, data={"text": "홍길동 부장", "csrf_token": token(client, "/sign-in")})
    assert answer.status_code == 401 and "인물 1" not in answer.text


def test_every_form_named_there_is_a_guarded_one_that_is_sent(app: Flask) -> None:
    sent = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    assert set(FIELDS) <= sent
    assert all(getattr(app.view_functions[name], "permission", "public") != "public" for name in FIELDS)
