"""A resident registration number is stored nowhere, whichever way a return comes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.errors import BadInput
from app.personal import refusing
from app.surveys.answering import inviting
from app.surveys.answering.importing import import_responses
from app.surveys.answering.responding import accept
from app.surveys.asking import store
from forms.questionnaire import Questionnaire
from tests.conftest import all_rows, sign_in, token
from tests.surveys.answering.test_responding import given
from tests.surveys.conftest import POSTED, response_id_on, words

NUMBERS = (
    "900101-1234568",
    "900101 1234568",
    "９００１０１－１２３４５６８",
    "9001011234568",
    "구공공일공일 다시 일이삼사오육팔",
)


@pytest.mark.parametrize("number", NUMBERS)
def test_an_open_answer_with_one_is_refused_at_its_field_and_nothing_is_stored(
    client: FlaskClient, db: Database, survey: sqlite3.Row, areas: dict[str, str], number: str
) -> None:
    area = store.find_area(db, areas["B001"])
    assert area is not None
    path = f"/s/{inviting.make_open_link(db, survey['id'], area, person_id=None).token}"
    sent = {**POSTED, "hardest": f"제 번호는 {number}입니다.", "response-id": response_id_on(client, path)}
    page = client.post(path, data=sent)
    assert page.status_code == 422 and "주민등록번호처럼 보이는 번호가 있습니다" in page.text
    assert all_rows(db, "response") == []
    assert number.encode() not in Path(str(db.conn.execute("pragma database_list").fetchone()["file"])).read_bytes()


def test_the_act_itself_refuses_one(db: Database, survey: sqlite3.Row, areas: dict[str, str]) -> None:
    with pytest.raises(BadInput):
        accept(db, survey, given(areas, cells={**POSTED, "hardest": NUMBERS[0]}))


def test_a_file_of_returns_with_one_is_refused_with_its_row(
    db: Database, survey: sqlite3.Row, areas: dict[str, str]
) -> None:
    file = (
        "응답코드,조사,밀집지역코드,제출일시,방식,consent,biz_past,hardest\n"
        f"R1,2026Q4,B001,2026-11-20 10:00,종이,yes,2,주민번호 {NUMBERS[0]}\n"
    )
    with pytest.raises(BadInput) as error:
        import_responses(db, file.encode(), "응답.csv", survey_id=survey["id"], person_id=None)
    assert "주민등록번호" in error.value.problems[0].what and "2" in error.value.problems[0].where
    assert all_rows(db, "response") == []


def test_any_other_form_with_one_is_refused(app: Flask, db: Database, people: dict[str, str]) -> None:
    client = sign_in(app.test_client(), "facilitator")
    sent = {"title": f"예시 {NUMBERS[0]}", "csrf_token": token(client, "/roundtables/new")}
    page = client.post("/roundtables/new", data=sent)
    assert page.status_code == 422 and "주민등록번호처럼 보이는 번호" in page.text


def test_only_own_words_are_searched_for_one() -> None:
    """A place, a number, a day or a choice is no text in which somebody could be named."""
    kinds = {"where": "geopoint", "heads": "number", "day": "date", "said": "text"}
    asked = [{"id": id, "type": kind, "label": words(id)} for id, kind in kinds.items()]
    questionnaire = Questionnaire.from_dict({"id": "kinds", "title": words("갈래"), "questions": asked})
    assert [id for id in (*kinds, "firm-name") if questionnaire.in_own_words(id)] == ["said", "firm-name"]


def test_two_decimals_are_no_resident_number() -> None:
    for place in ("35.1796 129.0756", "37.3382 126.7430", "35.1028, 129.0403", "33.4996213 126.5311884 12 5"):
        assert not refusing.holds_resident_number(place)
