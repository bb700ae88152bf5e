"""The pages of paper: two people key a sheet without seeing each other's, a third look decides, others see nothing."""

from __future__ import annotations

import re
import sqlite3
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.clock import today
from app.db import rows, scalar
from app.ids import new_id
from tests.conftest import sign_in, token
from tests.surveys.conftest import ANSWERS, firms, response_id_on, survey

__all__ = ["firms", "survey"]


@pytest.fixture
def stack(
    app: Flask, people: dict[str, str], survey: sqlite3.Row, areas: dict[str, str], firms: dict[str, str]
) -> tuple[FlaskClient, FlaskClient, str]:
    """Researcher, analyst and the address of a stack the analyst has made."""
    researcher, analyst = (sign_in(app.test_client(), login) for login in ("researcher", "analyst"))
    sent = {"csrf_token": token(analyst, "/field/paper"), "id": new_id(), "survey": survey["id"]}
    made = analyst.post("/field/paper", data={**sent, "area": areas["B001"], "sheets": "3"})
    assert made.status_code == 303
    return researcher, analyst, str(made.location)


def key(client: FlaskClient, path: str, firm_id: str, **more: str) -> Any:
    sent = {**ANSWERS, "csrf_token": token(client, path), "response-id": response_id_on(client, path)}
    return client.post(path, data={**sent, "firm": firm_id, "answered_on": today().isoformat(), **more})


def test_two_keyings_become_a_return_and_the_second_does_not_show_the_first(
    db: Database, stack: tuple[FlaskClient, FlaskClient, str], firms: dict[str, str]
) -> None:
    researcher, analyst, path = stack
    assert key(researcher, f"{path}/1", firms["F1"]).status_code == 303
    assert "한 번 입력했습니다" in researcher.get(path).text
    page = analyst.get(f"{path}/1").text
    assert "두 번째 입력입니다" in page and "인력난" not in page and "checked" not in page
    key(analyst, f"{path}/1", firms["F1"])
    assert "같아 확정했습니다" in analyst.get(path).text
    assert scalar(db, "select channel from response") == "paper"
    assert analyst.get(f"{path}/1").status_code == 302 == analyst.get(f"{path}/1/decide").status_code


def test_differences_are_laid_side_by_side_and_decided(
    db: Database, stack: tuple[FlaskClient, FlaskClient, str], firms: dict[str, str]
) -> None:
    researcher, analyst, path = stack
    key(researcher, f"{path}/2", firms["F1"], employees="12", causes="market")
    key(analyst, f"{path}/2", firms["F2"], employees="21", causes="market")
    page = analyst.get(f"{path}/2/decide").text
    assert "12" in page and "21" in page and "F1 예시정밀" in page and not rows(db, "select * from response")
    sent = {"csrf_token": token(analyst, f"{path}/2/decide"), "pick-@firm": "first"}
    assert analyst.post(f"{path}/2/decide", data=sent).status_code == 422
    sent |= {"pick-employees": "other", "other-employees": "22"}
    for status in (303, 302):  # pressed twice it is one
        assert analyst.post(f"{path}/2/decide", data=sent).status_code == status
    assert scalar(db, "select firm_id from response") == firms["F1"]
    assert scalar(db, "select value from answer where question_id = 'employees'") == "22"
    told = analyst.get("/field/paper").text
    assert re.search(r"다르게 입력했습니다", told) and "예시 researcher" in told


def test_a_sheet_the_rules_refuse_comes_back_with_what_was_typed(
    db: Database, stack: tuple[FlaskClient, FlaskClient, str], firms: dict[str, str]
) -> None:
    researcher, _analyst, path = stack
    for more in ({"employees": "many"}, {"answered_on": "2020-01-01"}, {"firm": ""}):
        answer = key(researcher, f"{path}/1", firms["F1"], **{"hardest": "예시: 적던 말", **more})
        assert answer.status_code == 422 and "예시: 적던 말" in answer.text


def test_a_sheet_without_consent_is_set_aside_without_being_keyed(
    db: Database, stack: tuple[FlaskClient, FlaskClient, str]
) -> None:
    *both, path = stack
    for client, said in zip(both, ("한 번 입력했습니다", "같아 확정했습니다"), strict=True):
        sent = {"csrf_token": token(client, f"{path}/1"), "id": new_id(), "unusable": "no_consent"}
        assert client.post(f"{path}/1/unusable", data={**sent, "unusable": "dislike"}).status_code == 303
        assert client.post(f"{path}/1/unusable", data=sent).status_code == 303
        assert said in client.get(path).text
    assert scalar(db, "select unusable from paper_decision") == "no_consent" and not rows(db, "select * from response")


def test_switching_the_language_keeps_what_was_typed_and_stores_nothing(
    db: Database, stack: tuple[FlaskClient, FlaskClient, str], firms: dict[str, str]
) -> None:
    researcher, _analyst, path = stack
    answer = key(researcher, f"{path}/1", firms["F1"], **{"switch-to": "en", "hardest": "예시: 적던 말"})
    assert answer.status_code == 200 and "예시: 적던 말" in answer.text and not rows(db, "select * from paper_entry")


def test_another_areas_stack_is_not_there(
    app: Flask, db: Database, stack: tuple[FlaskClient, FlaskClient, str], areas: dict[str, str]
) -> None:
    from app.accounts import signing_in
    from tests.conftest import PASSWORD

    signing_in.add_person(db, login="far", name="예시", role="researcher", password=PASSWORD, area_ids=[areas["B002"]])
    far, path = sign_in(app.test_client(), "far"), stack[2]
    assert [far.get(p).status_code for p in (path, f"{path}/1", f"{path}/1/decide")] == [404, 404, 404]
    assert path not in far.get("/field/paper").text
    assert stack[0].get(f"{path}/4").status_code == 404
