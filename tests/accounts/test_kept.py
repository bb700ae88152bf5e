"""What was typed is not lost when the session has ended or the page's token is old."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import sign_in, token

OURS = {"Origin": "http://localhost"}
TYPED = {"title": "적어 둔 제목", "topics": "첫째 줄\n둘째 줄"}


def test_what_was_typed_stays_on_the_page_when_the_session_has_ended(app: Flask, people: dict[str, str]) -> None:
    answer = app.test_client().post("/roundtables/new", data=TYPED, headers=OURS)
    assert answer.status_code == 401
    assert "로그인이 끝났습니다" in answer.text and 'value="적어 둔 제목"' in answer.text
    assert 'target="_blank"' in answer.text and 'action="/roundtables/new"' in answer.text


def test_after_signing_in_it_is_sent_with_a_fresh_token(client: FlaskClient, people: dict[str, str]) -> None:
    client.post("/roundtables/new", data=TYPED, headers=OURS)
    sign_in(client, "facilitator")
    again = client.post("/roundtables/new", data=TYPED, headers=OURS)
    assert again.status_code == 400 and "다시 보내기" in again.text
    fresh = {**TYPED, "csrf_token": token(client, "/account")}
    sent = client.post("/roundtables/new", data=fresh, headers=OURS)
    assert sent.status_code == 422 and "적어 둔 제목" in sent.text  # the record's own form, with its own faults


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site", **OURS}])
def test_words_of_another_site_are_not_kept_for_sending(
    client: FlaskClient, people: dict[str, str], headers: dict[str, str]
) -> None:
    sign_in(client, "facilitator")
    answer = client.post("/roundtables/new", data=TYPED, headers=headers)
    assert answer.status_code == 400 and "적어 둔 제목" not in answer.text


def test_passwords_are_never_kept_on_a_page(client: FlaskClient, people: dict[str, str]) -> None:
    data = {"current": "old-old-old-1", "password": "neu-neu-neu-1", "again": "neu-neu-neu-1"}
    answer = client.post("/account", data=data, headers=OURS)
    assert answer.status_code == 401 and "neu-neu" not in answer.text and "old-old" not in answer.text
