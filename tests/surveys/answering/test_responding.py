"""Accepting returns: once, whole, with consent, and only while the survey and the link are open."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from dataclasses import replace
from threading import Thread

import pytest
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.db import connect
from app.errors import BadInput
from app.ids import new_id
from app.surveys.answering import inviting, response_store
from app.surveys.answering.responding import NotOpen, OtherContent, Return, accept
from app.surveys.asking import store
from app.surveys.results import result_store
from tests.conftest import all_rows
from tests.surveys.conftest import ANSWERS, opened


def given(areas: dict[str, str], **changes: object) -> Return:
    base = Return(response_id=new_id(), area_id=areas["B001"], cells=ANSWERS, channel="online")
    return replace(base, **changes)  # type: ignore[arg-type]


def test_a_return_is_stored_with_its_answers_consent_and_receipt(
    db: Database, survey: sqlite3.Row, areas: dict[str, str], firms: dict[str, str]
) -> None:
    accepted = accept(db, survey, given(areas, firm_id=firms["F1"]))
    stored = all_rows(db, "response")[0]
    answers = {a["question_id"]: (json.loads(str(a["value"])), a["text"]) for a in all_rows(db, "answer")}
    assert answers["biz_past"] == (2, None)
    assert answers["causes"] == (["finance", "market"], None)
    assert answers["employees"] == (1234, None)
    assert answers["hardest"] == (None, "인력난")
    assert accepted.receipt.startswith("2026Q4-") and len(accepted.receipt) == 13
    assert stored["consent_sha256"] and stored["version_id"] == survey["version_id"]
    assert all_rows(db, "respondent")[0]["firm_id"] == firms["F1"]


def test_pressing_twice_is_one_response_with_one_receipt(
    db: Database, survey: sqlite3.Row, areas: dict[str, str]
) -> None:
    incoming = given(areas, name="가온센서(예시)")
    first, second = accept(db, survey, incoming), accept(db, survey, incoming)
    assert (first.receipt, first.repeated, second.repeated) == (second.receipt, False, True)
    assert len(all_rows(db, "response")) == 1 and len(all_rows(db, "answer")) == 5


def test_pressing_at_the_same_moment_is_one_response(
    app: object, db: Database, survey: sqlite3.Row, areas: dict[str, str]
) -> None:
    incoming, receipts = given(areas), []
    path = db.conn.execute("pragma database_list").fetchone()["file"]

    def press() -> None:
        with app.app_context():  # type: ignore[attr-defined]
            own = connect(path)
            receipts.append(accept(own, survey, incoming).receipt)
            own.conn.close()

    threads = [Thread(target=press) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(receipts) == 4 and len(set(receipts)) == 1
    assert len(all_rows(db, "response")) == 1


def test_other_answers_under_the_same_id_are_a_conflict_and_the_first_stays(
    db: Database, survey: sqlite3.Row, areas: dict[str, str]
) -> None:
    incoming = given(areas)
    accept(db, survey, incoming)
    with pytest.raises(OtherContent):
        accept(db, survey, replace(incoming, cells={**ANSWERS, "hardest": "다른 말"}))
    assert [a["text"] for a in all_rows(db, "answer") if a["text"]] == ["인력난"]


@pytest.mark.parametrize("consent", ["", "n", []])
def test_without_consent_nothing_is_stored(
    db: Database, survey: sqlite3.Row, areas: dict[str, str], consent: object
) -> None:
    with pytest.raises(BadInput, match="동의"):
        accept(db, survey, given(areas, cells={**ANSWERS, "consent": consent}))
    assert all_rows(db, "response") == [] and all_rows(db, "respondent") == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"biz_past": "6"},
        {"biz_past": "<script>"},
        {"causes": ["finance", "market", "workforce"]},
        {"causes": ["'; drop table response; --"]},
        {"employees": "12345678901234567890"},
        {"employees": "스물"},
        {"hardest": "가" * 4001},
    ],
)
def test_hostile_and_impossible_answers_are_refused_whole(
    db: Database, survey: sqlite3.Row, areas: dict[str, str], wrong: dict[str, object]
) -> None:
    with pytest.raises(BadInput):
        accept(db, survey, given(areas, cells={**ANSWERS, **wrong}))
    assert all_rows(db, "response") == []


def test_an_open_answer_is_kept_to_the_character_in_nfc(
    db: Database, survey: sqlite3.Row, areas: dict[str, str]
) -> None:
    typed = "=1+1 <b>관세</b> 😀\r\n둘째 줄"
    accept(db, survey, given(areas, cells={**ANSWERS, "hardest": unicodedata.normalize("NFD", typed)}))
    text = next(a["text"] for a in all_rows(db, "answer") if a["question_id"] == "hardest")
    assert text == "=1+1 <b>관세</b> 😀\n둘째 줄"


@pytest.mark.parametrize(("first", "last", "kind"), [(1, 5, "waiting"), (-5, -1, "closed")])
def test_a_survey_takes_answers_only_on_its_days(
    db: Database, areas: dict[str, str], first: int, last: int, kind: str
) -> None:
    survey = opened(db, first=first, last=last)
    with pytest.raises(NotOpen) as caught:
        accept(db, survey, given(areas))
    assert caught.value.kind == kind and all_rows(db, "response") == []


def test_a_personal_link_is_used_up_but_gives_the_same_receipt_to_the_same_return(
    db: Database, survey: sqlite3.Row, areas: dict[str, str], firms: dict[str, str]
) -> None:
    area = store.find_area(db, areas["B001"])
    assert area is not None
    links = inviting.make_firm_links(db, survey["id"], area, person_id=None)
    assert [link.firm_code for link in links] == ["F1", "F2"]
    link = inviting.invitation_of(db, links[0].token)
    assert link is not None
    incoming = given(areas, firm_id=link["firm_id"], invitation_id=link["id"])
    accepted = accept(db, survey, incoming)
    assert accept(db, survey, incoming).receipt == accepted.receipt
    with pytest.raises(NotOpen) as caught:
        accept(db, survey, replace(incoming, response_id=new_id()))
    assert caught.value.kind == "used"


def test_only_the_hash_of_a_token_is_stored_and_new_links_go_to_firms_without_one(
    db: Database, survey: sqlite3.Row, areas: dict[str, str], firms: dict[str, str]
) -> None:
    area = store.find_area(db, areas["B001"])
    assert area is not None
    links = inviting.make_firm_links(db, survey["id"], area, person_id=None)
    kept = json.dumps(all_rows(db, "invitation")) + json.dumps(all_rows(db, "audit"))
    assert all(link.token not in kept and len(link.token) == 22 for link in links)
    assert inviting.make_firm_links(db, survey["id"], area, person_id=None) == []


def test_a_firm_that_answers_again_counts_once_with_its_newest_answers(
    db: Database, survey: sqlite3.Row, areas: dict[str, str], firms: dict[str, str]
) -> None:
    early = given(areas, firm_id=firms["F1"], submitted_at="2026-10-01T00:00:00.000000+00:00")
    late = given(areas, firm_id=firms["F1"], cells={**ANSWERS, "biz_past": "4"})
    accept(db, survey, late)
    accept(db, survey, early)
    assert len(all_rows(db, "response")) == 2 and len(all_rows(db, "respondent")) == 1
    assert response_store.count_responses(db, survey["id"], EVERYTHING) == 1
    assert response_store.repeated_returns(db, survey["id"], EVERYTHING) == 1
    values = {
        r["question_id"]: (r["value"], r["firms"]) for r in result_store.answers_by_area(db, survey["id"], ANSWERS)
    }
    assert values["biz_past"] == ("4", 1)
