"""Open answers with something unsure wait: nobody reads them before somebody looked, many are settled at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.db import scalar, writing
from app.surveys.answering import response_store
from app.surveys.answering.responding import accept
from app.surveys.sealed import sealed_store, waiting
from tests.conftest import all_rows, token
from tests.surveys.answering.test_responding import given
from tests.surveys.conftest import ANSWERS

UNSURE = "양 부장 나가서 힘듭니다. 010-1234-5678로 전화 주십시오."


def answered(db: Database, survey: sqlite3.Row, areas: dict[str, str], text: str) -> str:
    return accept(db, survey, given(areas, cells={**ANSWERS, "hardest": text})).response_id


def test_what_is_sure_is_masked_on_arrival_and_read_at_once(
    db: Database, survey: sqlite3.Row, areas: dict[str, str]
) -> None:
    answered(db, survey, areas, "전화 010-1234-5678로 주십시오.")
    [answer] = [a for a in all_rows(db, "answer") if a["question_id"] == "hardest"]
    assert answer["text"] == "전화 [전화번호 1]로 주십시오." and answer["value"] == "null"
    [original] = all_rows(db, "answer_original")
    assert original["raw_text"] == "전화 010-1234-5678로 주십시오." and original["settled_at"]
    assert sealed_store.count_waiting(db, EVERYTHING) == 0


def test_an_answer_in_which_nothing_was_found_has_no_sealed_side(
    db: Database, survey: sqlite3.Row, areas: dict[str, str]
) -> None:
    answered(db, survey, areas, "자금난이 심각합니다.")
    assert all_rows(db, "answer_original") == []


def test_an_unsure_answer_is_read_by_nobody_until_it_is_settled(
    db: Database, survey: sqlite3.Row, areas: dict[str, str]
) -> None:
    response_id = answered(db, survey, areas, UNSURE)
    assert response_store.open_answers(db, survey["id"], EVERYTHING) == []
    assert "hardest" not in response_store.answers_of_response(db, response_id)
    [row] = sealed_store.waiting_returns(db, EVERYTHING)
    told = waiting.told(db, row)
    assert "".join(piece.text for piece in told.answers[0][1]) == UNSURE.replace("010-1234-5678", "[전화번호 1]")
    assert [piece.text for piece in told.answers[0][1] if piece.unsure] == ["양"]
    assert waiting.settle(db, row, replaced=[group.id for group in told.unsure], person_id=None)
    [answer] = response_store.open_answers(db, survey["id"], EVERYTHING)
    assert answer["text"].startswith("인물 1 부장") and "010" not in answer["text"]
    assert not waiting.settle(db, row, replaced=[], person_id=None)


def test_words_of_ones_own_are_hidden_too(db: Database, survey: sqlite3.Row, areas: dict[str, str]) -> None:
    answered(db, survey, areas, UNSURE + " 은빛별에 납품합니다.")
    [row] = sealed_store.waiting_returns(db, EVERYTHING)
    waiting.settle(db, row, replaced=[], words=["은빛별"], person_id=None)
    [answer] = response_store.open_answers(db, survey["id"], EVERYTHING)
    assert "은빛별" not in answer["text"] and "양 부장" in answer["text"]


def test_a_settled_text_and_its_original_are_never_changed(
    db: Database, survey: sqlite3.Row, areas: dict[str, str]
) -> None:
    answered(db, survey, areas, "전화 010-1234-5678로 주십시오.")
    for sql in (
        "update answer set text = 'x' where text is not null",
        "update answer_original set raw_text = 'x'",
        "update answer_original set settled_at = 'x'",
        "delete from answer_original",
    ):
        with pytest.raises(sqlite3.IntegrityError), writing(db):
            db.conn.execute(sql)


def test_the_page_settles_all_it_shows(
    db: Database, survey: sqlite3.Row, areas: dict[str, str], as_person: Callable[[str], FlaskClient]
) -> None:
    ids = [answered(db, survey, areas, UNSURE) for _ in range(3)]
    client = as_person("analyst")
    page = client.get("/surveys/waiting").text
    assert page.count('name="return"') == 3 and "010-1234-5678" not in page
    sent = client.post("/surveys/waiting", data={"return": ids, "csrf_token": token(client, "/surveys/waiting")})
    assert sent.status_code == 303 and "3건을 확정했습니다" in client.get("/surveys/waiting").text
    assert sealed_store.count_waiting(db, EVERYTHING) == 0
    assert scalar(db, "select count(*) from audit where action = 'open answers settled'") == 3


def test_words_that_stand_nowhere_leave_the_return_waiting(
    db: Database, survey: sqlite3.Row, areas: dict[str, str], as_person: Callable[[str], FlaskClient]
) -> None:
    response_id, client = answered(db, survey, areas, UNSURE), as_person("analyst")
    sent = {"return": response_id, f"words-{response_id}": "은빛", "csrf_token": token(client, "/surveys/waiting")}
    client.post("/surveys/waiting", data=sent)
    assert "글에 없는 말이라 확정하지 않았습니다: 은빛" in client.get("/surveys/waiting").text
    assert sealed_store.count_waiting(db, EVERYTHING) == 1


def test_experts_and_officials_have_no_way_to_what_waits(
    db: Database, survey: sqlite3.Row, areas: dict[str, str], as_person: Callable[[str], FlaskClient]
) -> None:
    answered(db, survey, areas, UNSURE)
    for role in ("expert", "official", "facilitator", "admin"):
        client = as_person(role)
        assert client.get("/surveys/waiting").status_code == 403
    assert "양 부장" not in as_person("expert").get(f"/surveys/{survey['id']}/texts").text
