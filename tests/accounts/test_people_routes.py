"""The administrator's people: areas by box, nothing lost or closed without being asked, faults told at the top."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.accounts import store
from app.db import scalar
from tests.conftest import sign_in, token


@pytest.fixture
def admin(client: FlaskClient, people: dict[str, str]) -> FlaskClient:
    return sign_in(client, "admin")


def areas_of(db: Database, person_id: str) -> set[str]:
    return {r["code"] for r in store.areas_of_person(db, person_id)}


def send(client: FlaskClient, path: str, **data: object) -> tuple[int, str]:
    answer = client.post(path, data={**data, "csrf_token": token(client, "/account")})
    return answer.status_code, answer.text


def test_areas_are_boxes_by_district_with_those_chosen_counted(admin: FlaskClient, people: dict[str, str]) -> None:
    page = admin.get(f"/people/{people['researcher']}").text
    assert page.count('type="checkbox"') >= 3 and "<select" not in page
    assert "1곳 선택" in page and "사상구" in page and "1/2" in page


def test_losing_areas_is_asked_about_first(
    admin: FlaskClient, db: Database, people: dict[str, str], areas: dict[str, str]
) -> None:
    path = f"/people/{people['researcher']}"
    status, page = send(admin, path, areas=[areas["B002"]])
    assert (
        status == 422 and "1곳 가운데 1곳이 빠집니다: B001" in page and areas_of(db, people["researcher"]) == {"B001"}
    )
    status, _page = send(admin, path, areas=[areas["B002"]], sure="y")
    assert status == 302 and areas_of(db, people["researcher"]) == {"B002"}


def test_taking_every_area_and_narrowing_from_all_are_asked_about(
    admin: FlaskClient, people: dict[str, str], areas: dict[str, str]
) -> None:
    status, page = send(admin, f"/people/{people['researcher']}")
    assert status == 422 and "어느 지역의 자료도 볼 수 없습니다" in page
    status, page = send(admin, f"/people/{people['analyst']}", areas=[areas["B001"]])
    assert status == 422 and "고른 1곳만" in page


def test_adding_areas_needs_no_question(
    admin: FlaskClient, db: Database, people: dict[str, str], areas: dict[str, str]
) -> None:
    status, _page = send(admin, f"/people/{people['researcher']}", areas=list(areas.values()))
    assert status == 302 and areas_of(db, people["researcher"]) == {"B001", "B002"}


def test_a_new_person_without_areas_is_asked_about_and_marked_in_the_list(admin: FlaskClient, db: Database) -> None:
    form = {"login": "newbie", "name": "예시 조사원", "role": "researcher"}
    status, page = send(admin, "/people", **form)
    assert status == 422 and "담당 지역을 고르지 않았습니다" in page and not store.find_login(db, "newbie")
    assert send(admin, "/people", **form, sure="y")[0] == 200
    assert "담당 지역 없음" in admin.get("/people").text


def test_faults_of_a_new_person_are_told_at_the_top(admin: FlaskClient) -> None:
    status, page = send(admin, "/people", name="", login="", role="researcher")
    assert status == 422
    assert page.index('role="alert"') < page.index('<table class="data people">')
    assert '<a href="#field-login">아이디</a>' in page


def test_a_new_password_is_made_only_after_the_question(
    admin: FlaskClient, db: Database, people: dict[str, str]
) -> None:
    before = scalar(db, "select password_hash from person where id = ?", [people["expert"]])
    path = f"/people/{people['expert']}/password"
    page = admin.get(path).text
    assert "expert 계정의 비밀번호를 새로 만듭니까?" in page and "모두 로그아웃" in page
    assert scalar(db, "select password_hash from person where id = ?", [people["expert"]]) == before
    assert "한 번만" in send(admin, path)[1]
    assert scalar(db, "select password_hash from person where id = ?", [people["expert"]]) != before


def test_an_account_is_suspended_only_after_the_question(
    admin: FlaskClient, db: Database, people: dict[str, str]
) -> None:
    path = f"/people/{people['expert']}/active"
    assert "계정을 정지합니까?" in admin.get(path).text
    assert scalar(db, "select active from person where id = ?", [people["expert"]]) == 1
    assert send(admin, path, active="0")[0] == 302
    assert scalar(db, "select active from person where id = ?", [people["expert"]]) == 0
    assert "계정을 다시 쓰게 합니까?" in admin.get(path).text and "정지" in admin.get("/people").text
