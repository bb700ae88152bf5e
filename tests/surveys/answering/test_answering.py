"""The respondent's pages over HTTP: no account, errors at the field, a receipt, links that end."""

from __future__ import annotations

import re
import sqlite3

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.ids import new_id
from app.surveys.answering import inviting
from app.surveys.asking import store
from tests.conftest import all_rows
from tests.surveys.conftest import POSTED, opened, response_id_on


@pytest.fixture
def link(db: Database, survey: sqlite3.Row, areas: dict[str, str]) -> str:
    return f"/s/{_open_link(db, survey, areas['B001'])}"


def _open_link(db: Database, survey: sqlite3.Row, area_id: str) -> str:
    area = store.find_area(db, area_id)
    assert area is not None
    return inviting.make_open_link(db, survey["id"], area, person_id=None).token


def test_a_link_opens_a_form_without_an_account_in_both_languages(client: FlaskClient, link: str) -> None:
    korean, english = client.get(link), client.get(link + "?lang=en")
    assert korean.status_code == 200 and "1/2 단계" in korean.text and "업황 past" in korean.text
    assert "업황 past (en)" in english.text and "csrf_token" not in korean.text
    assert korean.headers["Cache-Control"] == "private, no-cache"


def test_an_answer_is_stored_and_leads_to_a_receipt_that_can_be_reloaded(
    client: FlaskClient, db: Database, link: str
) -> None:
    sent = {"response-id": response_id_on(client, link), "firm-name": " 가온  센서(예시) ", **POSTED}
    answer = client.post(link, data=sent)
    assert answer.status_code == 303
    receipt = str(all_rows(db, "response")[0]["receipt"])
    for _press in range(2):
        page = client.get(answer.location)
        assert "저장되었습니다" in page.text and receipt in page.text
    assert all_rows(db, "respondent")[0]["label"] == "가온 센서(예시)"


def test_pressing_twice_leads_to_the_same_receipt(client: FlaskClient, db: Database, link: str) -> None:
    sent = {"response-id": response_id_on(client, link), **POSTED}
    first, second = client.post(link, data=sent), client.post(link, data=sent)
    assert first.location == second.location and len(all_rows(db, "response")) == 1


def test_other_answers_under_the_same_id_are_told_beside_the_stored_ones_and_can_be_sent_anew(
    client: FlaskClient, db: Database, link: str
) -> None:
    sent = {"response-id": response_id_on(client, link), **POSTED}
    client.post(link, data=sent)
    page = client.post(link, data={**sent, "hardest": "자금난"})
    assert page.status_code == 409 and "인력난" in page.text and "자금난" in page.text
    fresh = re.search(r'name="response-id" value="([^"]+)"', page.text)
    assert fresh and fresh.group(1) != sent["response-id"]
    assert client.post(link, data={**sent, "response-id": fresh.group(1), "hardest": "자금난"}).status_code == 303
    assert len(all_rows(db, "response")) == 2


def test_a_stored_answer_is_not_shown_through_another_link(
    client: FlaskClient, db: Database, survey: sqlite3.Row, areas: dict[str, str], link: str
) -> None:
    sent = {"response-id": response_id_on(client, link), **POSTED, "hardest": "남에게 보이면 안 되는 말"}
    client.post(link, data=sent)
    other = f"/s/{_open_link(db, survey, areas['B002'])}"
    page = client.post(other, data={**sent, "hardest": "다른 말"})
    assert page.status_code == 409 and "남에게 보이면" not in page.text
    assert client.get(f"{other}/receipt/{sent['response-id']}").status_code == 404


def test_errors_stand_at_their_fields_and_what_was_typed_stays(client: FlaskClient, db: Database, link: str) -> None:
    sent = {
        "response-id": response_id_on(client, link),
        "employees": "스물",
        "hardest": "<b>쓴 말</b>",
        "biz_next": "4",
    }
    page = client.post(link, data=sent)
    assert page.status_code == 422 and all_rows(db, "response") == []
    assert "동의하셔야" in page.text and 'id="wrong-biz_past"' in page.text
    assert 'value="스물"' in page.text and "&lt;b&gt;쓴 말&lt;/b&gt;" in page.text
    assert sent["response-id"] in page.text and 'checked id="biz_next-3"' in page.text


@pytest.mark.parametrize("token", ["x", "A" * 22, "..%2f..", "A" * 300])
def test_a_foreign_token_finds_nothing(client: FlaskClient, survey: sqlite3.Row, token: str) -> None:
    assert client.get(f"/s/{token}").status_code == 404
    assert client.post(f"/s/{token}", data=POSTED).status_code == 404


def test_a_revoked_link_takes_nothing(client: FlaskClient, db: Database, link: str) -> None:
    sent = {"response-id": response_id_on(client, link), **POSTED}
    inviting.revoke(db, str(all_rows(db, "invitation")[0]["id"]), person_id=None)
    assert client.get(link).status_code == 410
    page = client.post(link, data=sent)
    assert page.status_code == 410 and "폐기된 링크" in page.text and all_rows(db, "response") == []


@pytest.mark.parametrize(("first", "last", "status", "word"), [(1, 5, 403, "시작하지 않은"), (-5, -1, 410, "마감된")])
def test_before_and_after_its_days_a_survey_says_so(
    client: FlaskClient, db: Database, areas: dict[str, str], first: int, last: int, status: int, word: str
) -> None:
    link = f"/s/{_open_link(db, opened(db, first=first, last=last), areas['B001'])}"
    for page in (client.get(link), client.post(link, data={"response-id": new_id(), **POSTED})):
        assert page.status_code == status and word in page.text
    assert all_rows(db, "response") == []


def test_a_personal_link_says_that_it_was_used(
    client: FlaskClient, db: Database, survey: sqlite3.Row, areas: dict[str, str], firms: dict[str, str]
) -> None:
    area = store.find_area(db, areas["B001"])
    assert area is not None
    link = f"/s/{inviting.make_firm_links(db, survey['id'], area, person_id=None)[0].token}"
    assert "firm-name" not in client.get(link).text
    client.post(link, data={"response-id": response_id_on(client, link), **POSTED, "firm-name": "남의 이름"})
    assert all_rows(db, "respondent")[0]["label"] == "예시정밀 F1"
    page = client.get(link)
    assert page.status_code == 410 and "이미 응답을 마친" in page.text


@pytest.mark.parametrize("response_id", ["", "1", "x" * 5000, "'; drop table response; --"])
def test_an_id_no_page_of_ours_sends_is_refused(client: FlaskClient, db: Database, link: str, response_id: str) -> None:
    assert client.post(link, data={**POSTED, "response-id": response_id}).status_code == 400
    assert all_rows(db, "response") == []


def test_what_is_wrong_is_listed_in_the_order_of_the_page(client: FlaskClient, link: str) -> None:
    """What a firm says of itself stands beneath the first step: after the consent, before everything else."""
    page = client.post(link, data={"response-id": new_id(), "firm-name": "가" * 101, "employees": "0"}).text
    listed = re.findall(r'<li><a href="#field-([\w-]+)">', page)
    assert listed[:2] == ["consent", "firm-name"] and listed.index("firm-size") < listed.index("biz_past")
    assert sorted(listed, key=lambda name: page.index(f'id="field-{name}"')) == listed


def test_a_firm_name_that_is_too_long_stands_wrong_at_its_field(client: FlaskClient, db: Database, link: str) -> None:
    page = client.post(link, data={"response-id": new_id(), **POSTED, "firm-name": "가" * 101})
    assert page.status_code == 422 and 'id="wrong-firm-name"' in page.text and all_rows(db, "response") == []


def test_respondents_read_how_to_see_or_remove_what_they_gave(
    client: FlaskClient, db: Database, link: str, areas: dict[str, str], people: dict[str, str]
) -> None:
    told = ("내 응답을 보거나 지우려면", "10일 안에", "링크를 보낸 기관")
    done = client.post(link, data={"response-id": response_id_on(client, link), **POSTED})
    receipt = client.get(done.location).text
    assert all(words in receipt for words in (*told, "이 접수번호를 알리고"))
    closed = client.get(f"/s/{_open_link(db, opened(db, first=-9, last=-1), areas['B001'])}").text
    assert all(words in closed for words in (*told, "받은 접수번호를 알리고"))
    assert told[0] not in client.get(f"/s/{_open_link(db, opened(db, first=1, last=9), areas['B001'])}").text
