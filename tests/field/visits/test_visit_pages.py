"""The pages of visits: a result with photos in one press, hostile files, many firms sent to at once, given to another."""

from __future__ import annotations

import io
import re
import sqlite3
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.clock import today
from app.db import rows, scalar
from app.files.keeping import LARGEST
from app.ids import new_id
from tests.conftest import sign_in, token
from tests.files.test_keeping import sha256
from tests.files.test_pictures import SECRET, photo


@pytest.fixture
def researcher(client: FlaskClient, people: dict[str, str]) -> FlaskClient:
    return sign_in(client, "researcher")


@pytest.fixture
def analyst(app: Flask, people: dict[str, str]) -> FlaskClient:
    return sign_in(app.test_client(), "analyst")


def test_a_result_with_a_photo_is_stored_once_however_often_it_is_sent(
    db: Database, researcher: FlaskClient, send: Callable[..., str]
) -> None:
    path = f"/field/visits/{send()}"
    page = researcher.get(path).text
    again = (today() + timedelta(days=4)).isoformat()
    id = re.search(r'name="id"[^>]*value="([^"]+)"', page)
    assert id
    for said in ("다시 방문할 날을 잡았습니다", "한 번만 셉니다"):
        sent = {
            **{"csrf_token": token(researcher, path), "id": id[1], "outcome": "absent:locked", "note": "예시 메모"},
            **{"visited_on": today().isoformat(), "second_on": again, "consent": "y"},
            "photos": (io.BytesIO(photo()), "예시.jpg"),
        }
        answer = researcher.post(path, data=sent)
        assert answer.status_code == 303 and said in researcher.get(path).text
    (told,) = rows(db, "select * from visit_report")
    assert (told["outcome"], told["reason"], told["way"]) == ("absent", "locked", "page") and told["consent_sha256"]
    assert SECRET not in scalar(db, "select data from stored_file") and scalar(db, "select count(*) from visit") == 2
    shown = researcher.get(path).text
    assert "문이 닫혀 있음" in shown and f"/field/files/{sha256(photo())}" in shown


def test_a_broken_photo_keeps_what_was_typed_and_stores_nothing(
    db: Database, researcher: FlaskClient, send: Callable[..., str]
) -> None:
    path = f"/field/visits/{send()}"
    sent = {
        **{"csrf_token": token(researcher, path), "id": new_id(), "outcome": "done", "note": "예시: 적던 말"},
        **{"visited_on": today().isoformat(), "photos": (io.BytesIO(b"\xff\xd8\xff no"), "예시.jpg")},
    }
    answer = researcher.post(path, data=sent)
    assert answer.status_code == 422 and "예시: 적던 말" in answer.text and "손상" in answer.text
    assert not rows(db, "select * from visit_report") and not rows(db, "select * from stored_file")


def test_each_fault_stands_at_its_field(researcher: FlaskClient, send: Callable[..., str]) -> None:
    path = f"/field/visits/{send()}"
    sent = {
        "csrf_token": token(researcher, path),
        "id": new_id(),
        "outcome": "refused:other",
        "second_on": "2020-01-01",
    }
    page = researcher.post(path, data={**sent, "visited_on": today().isoformat()}).text
    for field, said in (("second_on", "쓸 수 없는 날입니다"), ("note", "‘그 밖’을 고르면")):
        assert said in page.split(f'id="wrong-{field}"')[1][:200]
    page = researcher.post(path, data={**sent, "visited_on": "2999-01-01"}).text
    assert "아직 오지 않은 날짜" in page


def test_anothers_visit_is_not_there_and_the_office_tells_nothing_in_anybodys_place(
    app: Flask, researcher: FlaskClient, analyst: FlaskClient, send: Callable[..., str], db: Database
) -> None:
    from app.accounts import signing_in
    from tests.conftest import PASSWORD

    visit_id = send()
    signing_in.add_person(db, login="other", name="예시", role="researcher", password=PASSWORD, all_areas=True)
    other = sign_in(app.test_client(), "other")
    sent = {
        "csrf_token": token(other, "/account"),
        "id": new_id(),
        "outcome": "done",
        "visited_on": today().isoformat(),
    }
    assert other.get(f"/field/visits/{visit_id}").status_code == 404
    assert other.post(f"/field/visits/{visit_id}", data=sent).status_code == 404
    sent["csrf_token"] = token(analyst, "/account")
    assert analyst.get(f"/field/visits/{visit_id}").status_code == 200
    assert analyst.post(f"/field/visits/{visit_id}", data=sent).status_code == 403
    assert not rows(db, "select * from visit_report")


def test_a_laptop_sends_a_file_under_its_hash_as_often_as_it_likes(
    db: Database, app: Flask, researcher: FlaskClient, analyst: FlaskClient
) -> None:
    data, path = photo(), f"/field/files/{sha256(photo())}"
    assert [researcher.put(path, data=data).status_code for _n in range(2)] == [201, 200]
    seen = researcher.get(path)
    assert seen.mimetype == "image/jpeg" and SECRET not in seen.data
    assert analyst.get(path).status_code == 404  # it belongs to nothing yet
    assert scalar(db, "select count(*) from audit where action = 'data downloaded'") == 1
    pdf = b"%PDF-1.7 example"
    assert researcher.put(f"/field/files/{sha256(pdf)}", data=pdf).status_code == 201
    assert researcher.get(f"/field/files/{sha256(pdf)}").headers["Content-Disposition"].startswith("attachment")


def test_hostile_files_are_refused_in_words(db: Database, app: Flask, researcher: FlaskClient) -> None:
    wrong = researcher.put(f"/field/files/{'0' * 64}", data=photo())
    assert wrong.status_code == 400 and "해시" in wrong.json["problems"][0]["what"]  # type: ignore[index]
    page = b"<html><script>alert(1)</script>"
    assert researcher.put(f"/field/files/{sha256(page)}", data=page).status_code == 400
    assert researcher.put("/field/files/..%2f..%2fetc", data=b"x").status_code == 404
    large = researcher.put(f"/field/files/{'0' * 64}", data=bytes(LARGEST + 1))
    assert large.status_code == 413
    assert app.test_client().put(f"/field/files/{sha256(photo())}", data=photo()).status_code == 401
    facilitator = sign_in(app.test_client(), "facilitator")
    assert facilitator.put(f"/field/files/{sha256(photo())}", data=photo()).status_code == 403
    assert not rows(db, "select * from stored_file")


def test_many_firms_are_sent_to_at_once_and_only_once(
    db: Database, analyst: FlaskClient, survey: sqlite3.Row, firms: dict[str, str], people: dict[str, str]
) -> None:
    path = "/field/assign?cause=unanswered&q=B001"
    id = re.search(r'name="id"[^>]*value="([^"]+)"', analyst.get(path).text)
    assert id
    sent = {
        **{"csrf_token": token(analyst, path), "id": id[1], "all": "1", "survey": survey["id"]},
        **{"researcher": people["researcher"], "planned_on": today().isoformat()},
    }
    for said in ("방문 2건을 맡겼습니다", "한 번만 잡았습니다"):
        assert analyst.post(path, data=sent).status_code == 303
        assert said in analyst.get(path).text
    refused = analyst.post("/field/assign", data={**sent, "id": new_id(), "all": "", "firm": firms["F3"]})
    assert refused.status_code == 422 and "담당 지역이 아닙니다" in refused.text
    assert scalar(db, "select count(*) from visit") == 2


def test_visits_are_given_to_another_called_off_and_handed_out_as_a_table(
    db: Database, analyst: FlaskClient, send: Callable[..., str], people: dict[str, str]
) -> None:
    visit_id = send(days=-2)
    page = analyst.get("/field/progress?state=overdue").text
    assert visit_id in page and "날이 지난 방문 1건" in page
    sent = {"csrf_token": token(analyst, "/field/progress"), "visit": visit_id, "act": "move"}
    assert analyst.post("/field/progress", data=sent).status_code == 422
    later = (today() + timedelta(days=1)).isoformat()
    moved = {**sent, "researcher": people["researcher"], "planned_on": later}
    assert analyst.post("/field/progress", data=moved).status_code == 303
    assert scalar(db, "select planned_on from visit_now") == later
    assert analyst.post("/field/progress", data={**sent, "act": "call_off"}).status_code == 303
    assert scalar(db, "select state from visit_now") == "called_off"
    table = analyst.get("/field/progress.csv").text
    assert "예시정밀 F1" in table and "취소" in table


def test_todays_visits_stand_first_on_the_researchers_page_and_overdue_ones_on_the_analysts(
    researcher: FlaskClient, analyst: FlaskClient, send: Callable[..., str]
) -> None:
    send("F1")
    send("F2", days=-2)
    mine, theirs = researcher.get("/").text, analyst.get("/").text
    assert mine.index("예시정밀 F2") < mine.index("예시정밀 F1") < mine.index("목표까지 남은 응답")
    assert "날이 지난 방문 1건이 들어 있습니다" in mine and "날이 지난 방문" in theirs
    assert "state=overdue" in theirs
