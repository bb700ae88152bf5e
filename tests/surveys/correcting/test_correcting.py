"""A closed answer corrected: the old value stays, everything that reads closed answers reads the new one."""

from __future__ import annotations

import sqlite3

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.accounts.people import EVERYTHING, Scope
from app.db import scalar
from app.errors import BadInput, Conflict
from app.surveys.answering import response_store
from app.surveys.answering.responding import Accepted, accept
from app.surveys.correcting.correcting import correct
from app.surveys.sealed import ending
from tests.conftest import all_rows, sign_in, token
from tests.surveys.answering.test_responding import given

WHY = {"reason": "read", "note": "종이의 동그라미를 다시 봄"}


@pytest.fixture
def accepted(db: Database, survey: sqlite3.Row, areas: dict[str, str], firms: dict[str, str]) -> Accepted:
    return accept(db, survey, given(areas, firm_id=firms["F1"]))


def corrected(db: Database, accepted: Accepted, key: str, value: str | list[str], **more: object) -> list[str]:
    told = {**WHY, "scope": EVERYTHING, "person_id": None, **more}
    return correct(db, accepted.response_id, key, value, **told)  # type: ignore[arg-type]


def test_the_newest_correction_counts_and_every_value_before_it_stays(db: Database, accepted: Accepted) -> None:
    assert corrected(db, accepted, "biz_past", "4") == ["biz_past"]
    corrected(db, accepted, "biz_past", "5")
    assert response_store.answers_of_response(db, accepted.response_id)["biz_past"] == 5
    assert [(c["before"], c["value"]) for c in all_rows(db, "answer_correction")] == [("2", "4"), ("4", "5")]
    sql = "select value from answer where question_id = 'biz_past'"
    assert scalar(db, sql) == "2"
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        db.conn.execute("update answer_correction set value = '1'")
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        db.conn.execute("delete from answer_correction")


def test_an_answer_may_be_added_taken_out_and_given_as_several_choices(db: Database, accepted: Accepted) -> None:
    corrected(db, accepted, "biz_next", "3")
    corrected(db, accepted, "causes", ["workforce"])
    corrected(db, accepted, "employees", "")
    stored = response_store.answers_of_response(db, accepted.response_id)
    assert (stored["biz_next"], stored["causes"], "employees" in stored) == (3, ["workforce"], False)
    assert stored["hardest"] == "인력난"


@pytest.mark.parametrize(
    ("key", "value", "more"),
    [
        ("biz_past", "6", {}),
        ("biz_past", "", {}),
        ("hardest", "다른 말", {}),
        ("consent", "", {}),
        ("nothing", "1", {}),
        ("biz_past", "3", {"reason": "mood"}),
        ("biz_past", "3", {"note": "왜"}),
        ("biz_past", "3", {"note": "담당자 900101-1234568 확인"}),
    ],
)
def test_what_the_form_would_refuse_is_refused(
    db: Database, accepted: Accepted, key: str, value: str, more: dict[str, str]
) -> None:
    with pytest.raises(BadInput):
        corrected(db, accepted, key, value, **more)
    assert scalar(db, "select count(*) from answer_correction") == 0


def test_the_same_value_another_area_and_a_withdrawn_return_are_no_corrections(
    db: Database, accepted: Accepted
) -> None:
    with pytest.raises(Conflict):
        corrected(db, accepted, "biz_past", "2")
    with pytest.raises(Conflict):
        corrected(db, accepted, "biz_past", "3", scope=Scope(frozenset({"another"})))
    ending.withdraw(db, accepted.response_id, "mistake", person_id=None)
    with pytest.raises(Conflict):
        corrected(db, accepted, "biz_past", "3")


def test_a_destroyed_return_takes_its_corrections_along(db: Database, accepted: Accepted) -> None:
    corrected(db, accepted, "employees", "777")
    ending.destroy(db, accepted.response_id, "request", person_id=None)
    [left] = all_rows(db, "answer_correction")
    assert (left["before"], left["value"], left["note"]) == ("null", "null", "")
    assert response_store.answers_of_response(db, accepted.response_id) == {}


def test_the_page_corrects_with_the_questions_own_field_and_shows_what_stood(
    client: FlaskClient, people: dict[str, str], survey: sqlite3.Row, accepted: Accepted
) -> None:
    sign_in(client, "analyst")
    page = f"/surveys/responses/{accepted.response_id}/correct"
    listed = f"/surveys/{survey['id']}/corrections"
    assert client.get(f"{listed}?receipt={accepted.receipt.lower()}").headers["Location"] == page
    assert client.get(f"{listed}?receipt=2026Q4-222222").status_code == 404
    shown = client.get(f"{page}?question=biz_past").text
    assert 'name="biz_past"' in shown and "인력난" not in shown
    sent = {"biz_past": "4", "correction-key": "biz_past", "csrf_token": token(client, f"{page}?question=biz_past")}
    assert client.post(page, data={**sent, "correction-reason": "read"}).status_code == 422
    told = {"correction-reason": "read", "correction-note": WHY["note"]}
    assert client.post(page, data={**sent, **told, "biz_past": "9"}).status_code == 422
    assert client.post(page, data={**sent, **told}).status_code == 303
    assert "<s>악화</s> → 개선" in client.get(page).text
    assert WHY["note"] in client.get(listed).text
