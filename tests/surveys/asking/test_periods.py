"""The past and the next quarter have a name wherever they are told."""

from __future__ import annotations

import json
import sqlite3

from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.ids import new_id
from app.surveys.answering.responding import Return, accept
from app.surveys.asking.definitions import questionnaire_of
from app.surveys.asking.periods import period_word, quarter_asked, quarter_of_section
from forms.asked.layout import Asked
from tests.conftest import sign_in
from tests.surveys.conftest import ANSWERS, DEFINITION


def test_a_wave_asks_of_the_quarter_before_and_of_the_one_after_across_years() -> None:
    assert [quarter_asked(wave, "past") for wave in ("2026Q4", "2026Q1")] == ["2026Q3", "2025Q4"]
    assert [quarter_asked(wave, "next") for wave in ("2026Q4", "2026Q1")] == ["2027Q1", "2026Q2"]


def test_several_waves_are_all_named_and_none_is_invented(app: Flask) -> None:
    with app.test_request_context("/"):
        assert period_word(["2026Q4"], "past") == "지난 분기(2026년 3분기)"
        assert period_word(["2026Q4", "2026Q3"], "past") == "지난 분기(2026년 2분기, 2026년 3분기)"
        assert period_word([], "next") == "다음 분기"


def test_pages_and_tables_name_the_quarter(
    client: FlaskClient,
    people: dict[str, str],
    survey: sqlite3.Row,
    areas: dict[str, str],
    firms: dict[str, str],
    db: Database,
) -> None:
    accept(db, survey, Return(new_id(), areas["B001"], ANSWERS, "online", firm_id=firms["F1"]))
    sign_in(client, "analyst")
    results = f"/surveys/{survey['id']}/results"
    for path in ("/surveys", results, f"/areas/{areas['B001']}/surveys"):
        assert "2026년 3분기" in client.get(path).text, path
    assert "지난 분기(2026년 3분기)" in client.get(f"{results}.csv").text


def test_a_section_is_named_after_the_one_quarter_its_questions_are_about(app: Flask) -> None:
    questions = {q.id: q for q in questionnaire_of(json.dumps(DEFINITION)).questions}
    with app.test_request_context("/"):
        past, both = ([Asked(questions[f"biz_{p}"], f"biz_{p}") for p in each] for each in (["past"], ["past", "next"]))
        assert (quarter_of_section(past, "2026Q4"), quarter_of_section(both, "2026Q4")) == ("2026년 3분기", "")
        assert quarter_of_section([(questions["employees"], None)], "2026Q4") == ""
