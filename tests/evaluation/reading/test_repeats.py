"""What a firm writes inside a repeat is its voice like any other; a closed answer there is no item of the scheme."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from app.clock import now
from app.evaluation.reading import voice_store
from app.evaluation.reading.moments import Moment
from app.ids import new_id
from app.surveys.answering.responding import Return, accept
from app.surveys.asking import store
from app.surveys.asking.publishing import publish
from app.surveys.asking.surveying import open_survey
from tests.surveys.conftest import words

ASKED: dict[str, Any] = {
    "id": "lines",
    "title": words("공정마다"),
    "sections": [{"id": "line", "title": words("공정"), "repeat": {"most": 5}}],
    "questions": [
        {"id": "hard", "type": "text", "label": words("이 공정의 어려움"), "section": "line"},
        {"id": "linear", "type": "text", "label": words("다른 물음")},
    ],
}


def test_words_inside_a_repeat_are_found_by_their_question(db: Database, areas: dict[str, str], round_id: str) -> None:
    publish(db, ASKED, None)
    days = {"opens_on": "2026-10-01", "closes_on": "2030-12-31"}
    survey_id = open_survey(db, wave_code="2026Q4", questionnaire_code="lines", person_id=None, **days)
    survey = store.find_survey(db, survey_id)
    assert survey is not None
    cells = {
        "line": "2",
        "hard[1]": "예시: 용접할 사람이 없습니다",
        "hard[2]": "예시: 도장비가 올랐습니다",
        "linear": "예시: 없음",
    }
    accept(db, survey, Return(new_id(), areas["B001"], cells, "paper"))
    moment = Moment("", now(), now(), False)
    found = {r["question_id"]: r["written"] for r in voice_store.answers(db, round_id, moment, ("hard",))}
    assert found == {"hard[1]": 1, "hard[2]": 1}
