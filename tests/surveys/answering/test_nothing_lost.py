"""What a respondent typed is never lost, and nobody is told that it was saved when it was not."""

from __future__ import annotations

import sqlite3

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.accounts.office import Office, write_office
from app.ids import new_id
from app.surveys.answering import inviting
from app.surveys.answering.links import token_within
from app.surveys.asking import store
from tests.conftest import all_rows, sign_in, token
from tests.surveys.conftest import POSTED, response_id_on


@pytest.fixture
def personal(db: Database, survey: sqlite3.Row, firms: dict[str, str]) -> str:
    """A personal link of F1."""
    firm = store.find_firm(db, firms["F1"])
    assert firm is not None
    return f"/s/{inviting.make_firm_link(db, survey['id'], firm, person_id=None).token}"


@pytest.fixture
def shared(db: Database, survey: sqlite3.Row, areas: dict[str, str]) -> str:
    """An open link of B001."""
    area = store.find_area(db, areas["B001"])
    assert area is not None
    return f"/s/{inviting.make_open_link(db, survey['id'], area, person_id=None).token}"


def test_the_second_of_two_on_one_personal_link_reads_that_it_was_not_saved_and_sees_the_own_answers(
    client: FlaskClient, db: Database, personal: str
) -> None:
    first, second = (response_id_on(client, personal) for _phone in range(2))
    assert client.post(personal, data={"response-id": first, **POSTED}).status_code == 303
    page = client.post(personal, data={"response-id": second, **POSTED, "hardest": "두 번째 사람의 말"})
    assert page.status_code == 410 and "지금 보내신 답은 저장하지 않았습니다" in page.text
    assert "두 번째 사람의 말" in page.text and "잘 저장되어" not in page.text
    assert "data-clear-draft" not in page.text, "the draft stays on the device"
    assert [r["id"] for r in all_rows(db, "response")] == [first]


def test_a_used_link_never_throws_a_draft_away(client: FlaskClient, personal: str) -> None:
    client.post(personal, data={"response-id": response_id_on(client, personal), **POSTED})
    page = client.get(personal)
    assert page.status_code == 410 and "data-clear-draft" not in page.text and "data-used-draft" in page.text


def test_what_was_sent_to_a_revoked_link_is_shown_again(client: FlaskClient, db: Database, shared: str) -> None:
    inviting.revoke(db, str(all_rows(db, "invitation")[0]["id"]), person_id=None)
    sent = {"response-id": new_id(), **POSTED, "hardest": "오래 적은 말", "employees": "스물"}
    page = client.post(shared, data=sent)
    assert page.status_code == 410 and "오래 적은 말" in page.text and "스물" in page.text


def test_errors_say_that_nothing_was_sent_and_that_causes_are_bounded(client: FlaskClient, shared: str) -> None:
    page = client.post(shared, data={"response-id": response_id_on(client, shared), **POSTED, "biz_past": ""})
    assert page.status_code == 422 and "아직 보내지 않았습니다." in page.text
    assert 'data-most="2"' in page.text


@pytest.mark.parametrize("stuck", [".", ")", "에서", "/", "-"])
def test_what_a_message_sticks_to_a_link_is_taken_off(client: FlaskClient, shared: str, stuck: str) -> None:
    answer = client.get(shared + stuck, follow_redirects=True)
    assert answer.status_code == 200 and "업황 past" in answer.text


def test_a_link_that_was_cut_says_so(client: FlaskClient, shared: str) -> None:
    page = client.get(shared[:-3])
    assert page.status_code == 404 and "링크 주소가 잘렸습니다" in page.text and "담당하지 않는" not in page.text


def test_a_token_is_found_only_at_the_start() -> None:
    assert token_within("A" * 22 + ".") == "A" * 22
    assert token_within("A" * 22) is None and token_within("." + "A" * 22) is None


def test_respondents_read_who_asks_above_the_form_beside_the_consent_and_on_the_receipt(
    client: FlaskClient, db: Database, shared: str
) -> None:
    assert "조사 기관:" not in client.get(shared).text
    write_office(db, Office("예시 지원센터", "Example Centre", "051-000-0000"), person_id=None)
    assert client.get(shared).text.count("조사 기관: 예시 지원센터") == 2
    done = client.post(shared, data={"response-id": response_id_on(client, shared), **POSTED})
    receipt = client.get(done.location).text
    assert "051-000-0000" in receipt and "data-sent=" in receipt
    assert "Survey by Example Centre" in client.get(shared + "?lang=en").text


def test_a_firm_entered_again_starts_from_its_newest_answers_but_consents_anew(
    client: FlaskClient, people: dict[str, str], survey: sqlite3.Row, areas: dict[str, str], firms: dict[str, str]
) -> None:
    sign_in(client, "researcher")
    path = f"/surveys/{survey['id']}/enter?area={areas['B001']}&firm={firms['F1']}"
    sent = {"csrf_token": token(client, path), "response-id": response_id_on(client, path), **POSTED}
    assert client.post(path, data={**sent, "biz_past": ""}).text.count("아직 저장하지 않았습니다.") == 1
    assert client.post(path, data=sent).status_code == 303
    page = client.get(path).text
    assert 'value="1234"' in page and "인력난</textarea>" in page and 'checked id="biz_past-1"' in page
    assert page.count("checked") == 3, "one point and two causes; the consent is asked anew"


def test_with_one_area_the_entry_opens_on_its_firms(
    client: FlaskClient, people: dict[str, str], survey: sqlite3.Row, firms: dict[str, str]
) -> None:
    page = sign_in(client, "researcher").get(f"/surveys/{survey['id']}/enter").text
    assert "예시정밀 F1" in page and "data-autosubmit" in page
