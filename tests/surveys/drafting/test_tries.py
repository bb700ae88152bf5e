"""A try of the form stands among the returns and is counted by nobody: not one reader, none that will be written."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.accounts.people import Scope
from app.areas.store import rounds_collected
from app.clock import today
from app.coding.statements.segmenting import segment_round
from app.db import rows, scalar
from app.evaluation.display import trace_store
from app.evaluation.reading import voice_store
from app.evaluation.reading.moments import Moment
from app.home import store as home
from app.ids import new_id
from app.surveys.answering import response_store
from app.surveys.answering.responding import Return, accept
from app.surveys.asking import store
from app.surveys.results import summarizing
from app.surveys.sealed import sealed_store
from tests.conftest import sign_in, token
from tests.surveys.conftest import ANSWERS, response_id_on

APP = Path(__file__).parents[3] / "app"
# Files that read the table of returns itself and not the standing ones, and why they meet tries or how they leave them.
RAW = {
    "accounts/trail_store.py": "names what an entry of the trail is about",
    "coding/statements/segment_store.py": "by segments",
    "coding/several/agreement_store.py": "by segments",
    "coding/themes/quote_store.py": "by segments",
    "corpus/ground_store.py": "by segments",
    "exploring/store.py": "by segments",
    "evaluation/display/trace_store.py": "test = 0",
    "evaluation/display/withdrawn_store.py": "test = 0",
    "evaluation/reading/voice_store.py": "test = 0",
    "evaluation/round/evidence_store.py": "test = 0",
    "field/records/record_store.py": "receipt numbers, unique over all",
    "field/visits/last_said.py": "by the returns that count",
    "field/visits/store.py": "the visit of a firm; a try has no firm",
    "personal/voices.py": "whether a label is still needed: a try has none",
    "requests/store.py": "what is held of a person, in a try as well",
    "surveys/answering/response_store.py": "finds one by its id, number or link; lists tries",
    "surveys/asking/frame.py": "by the returns that count",
    "surveys/asking/store.py": "by link; no try comes by one",
    "surveys/exchange/return_store.py": "test = 0",
    "surveys/reaching/sending_store.py": "by the returns that count",
    "surveys/results/result_store.py": "by the returns that count, which tries are not among; test = 0",
    "surveys/sealed/ending_store.py": "destroys, tries as well",
}


@pytest.fixture
def tried(db: Database, survey: sqlite3.Row, areas: dict[str, str]) -> str:
    id = new_id()
    accept(db, survey, Return(id, areas["B001"], ANSWERS, "online", test=True))
    return id


def test_no_reader_of_the_raw_table_is_unknown() -> None:
    """Whoever writes another query over `response` says here why it leaves tries out, or reads standing_response."""
    reads = re.compile(r"\b(?:from|join)\s+response\b(?!_)")
    found = {str(path.relative_to(APP)) for path in APP.rglob("*.py") if reads.search(path.read_text("utf-8"))}
    assert found == set(RAW)
    for name, why in RAW.items():
        text = (APP / name).read_text("utf-8")
        if why == "test = 0":
            assert len(reads.findall(text)) == text.count("test = 0"), name


def test_a_try_changes_no_figure_of_any_reader(
    db: Database, survey: sqlite3.Row, areas: dict[str, str], firms: dict[str, str], round_id: str
) -> None:
    accept(db, survey, Return(new_id(), areas["B001"], ANSWERS, "online", firm_id=firms["F1"]))
    everything, moment = Scope(None), Moment("2100-01-01", "2100-01-01", "2100-01-01", False)

    def told() -> list[object]:
        found = store.find_survey(db, survey["id"])
        assert found is not None
        return [
            [tuple(r) for r in response_store.response_rates(db, survey["id"], everything, today=today().isoformat())],
            response_store.count_responses(db, survey["id"], everything),
            response_store.repeated_returns(db, survey["id"], everything),
            [tuple(r) for r in response_store.responses_to_export(db, survey["id"], everything)],
            response_store.answers_of_survey(db, survey["id"]),
            [tuple(r) for r in response_store.open_answers(db, survey["id"], everything)],
            repr(summarizing.results_of(db, found, everything)),
            sealed_store.count_waiting(db, everything),
            {id: tuple(r) for id, r in store.invited(db, survey["id"], everything).items()},
            tuple(home.who_spoke(db, areas["B001"], round_id)),
            [tuple(r) for r in rounds_collected(db)],
            [tuple(r) for r in voice_store.returns(db, round_id, moment)],
            [tuple(r) for r in voice_store.answers(db, round_id, moment, ["biz_past", "hardest"])],
            [tuple(r) for r in voice_store.respondents(db, round_id)],
            trace_store.waves_asked(db, round_id),
            [tuple(r) for r in rows(db, "select answer_id, text from segment order by id")],
            scalar(db, "select count(*) from standing_response"),
        ]

    segment_round(db, round_id)
    before = told()
    accept(db, survey, Return(new_id(), areas["B001"], ANSWERS, "online", test=True))
    assert scalar(db, "select count(*) from response where test = 1") == 1
    segment_round(db, round_id)
    assert told() == before


def test_the_database_itself_refuses_a_try_that_speaks_for_somebody(
    db: Database, tried: str, areas: dict[str, str], firms: dict[str, str]
) -> None:
    stored = dict(rows(db, "select * from response where id = ?", [tried])[0])
    for wrong in ({"firm_id": firms["F1"]}, {"respondent_id": _somebody(db)}):
        with pytest.raises(sqlite3.IntegrityError):
            response_store.insert_response(db, {**stored, "id": new_id(), "receipt": new_id(), **wrong})
    with pytest.raises(sqlite3.IntegrityError):
        db.conn.execute("update response set test = 0 where id = ?", [tried])


def _somebody(db: Database) -> str:
    id = new_id()
    db.conn.execute("insert into respondent(id, round_id, kind, label) select ?, id, 'firm', '예시' from round", [id])
    return id


def test_the_form_is_tried_on_its_own_page_before_the_survey_opens(
    db: Database, survey: sqlite3.Row, people: dict[str, str], client: FlaskClient
) -> None:
    sign_in(client, "analyst")
    path = f"/surveys/{survey['id']}/try"
    sent = {**ANSWERS, "response-id": response_id_on(client, path), "csrf_token": token(client, path)}
    assert client.post(path, data={**sent, "biz_past": ""}).status_code == 422
    for _twice in range(2):
        answer = client.post(path, data=sent, follow_redirects=True)
        assert "이렇게 저장되었습니다" in answer.text and "인력난" in answer.text
    assert scalar(db, "select count(*) from response where test = 1") == 1
    assert "0 / 4" in client.get(f"/surveys/{survey['id']}").text
