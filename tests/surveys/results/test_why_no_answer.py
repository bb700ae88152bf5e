"""What visits came to stands in the table of who did not answer; firms that closed are told apart in the rate."""

from __future__ import annotations

import sqlite3

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.db import writing
from app.ids import new_id
from app.surveys.answering import inviting
from app.surveys.answering.responding import Return, accept
from app.surveys.asking import store
from app.surveys.reaching import sending_store
from app.surveys.results import fieldwork
from app.surveys.results.nonresponse import Asked, lines_of
from tests.conftest import sign_in
from tests.surveys.conftest import ANSWERS


def test_a_closed_firm_is_left_out_of_the_rate_of_those_still_there() -> None:
    """Four asked, one answered, one closed: 1 of 4, and 1 of 3 that are there; a firm that answered has no reason."""
    firms = [Asked("", True, True, "done"), *(Asked("", True, False, why) for why in ("closed", "refused", "absent"))]
    (line,) = lines_of([*firms, Asked("", False, False)])
    assert (line.rate, line.rate_of_open) == (1 / 4, 1 / 3) and line.silent == 4
    assert dict(line.why) == {"closed": 1, "refused": 1, "absent": 1, "not_visited": 1}


def test_the_page_and_its_file_tell_what_visits_came_to(
    client: FlaskClient,
    people: dict[str, str],
    db: Database,
    survey: sqlite3.Row,
    firms: dict[str, str],
    areas: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    inviting.make_firm_links(db, survey["id"], store.find_area(db, areas["B001"]), person_id=None)
    accept(db, survey, Return(new_id(), areas["B001"], ANSWERS, "online", firm_id=firms["F1"]))
    told = {firms["F1"]: "absent", firms["F2"]: "closed"}
    monkeypatch.setattr(fieldwork, "VISITS", {"visits": lambda _db, _survey: told})
    found = fieldwork.fieldwork_of(db, survey["id"], EVERYTHING, today="2026-11-30")
    assert dict(found.whole.why) == {"closed": 1, "not_visited": 1}
    sign_in(client, "analyst")
    page = client.get(f"/surveys/{survey['id']}/nonresponse").text
    assert "답하지 않은 까닭" in page and "확인된 1곳을 빼면 응답률은 100 %" in page
    assert "개인 링크를 보낸 기업 2곳 가운데 1곳 응답(50 %)" in page
    assert "조사 대상 기업 3곳 가운데 1곳 응답(33 %)" in page
    head, whole = client.get(f"/surveys/{survey['id']}/nonresponse.csv").data.decode("utf-8-sig").splitlines()[:2]
    assert head.endswith("방문하지 않음") and whole.endswith("0,0,1,0,0,1")


def test_a_firm_that_was_written_to_is_one_that_was_asked_link_or_not(
    db: Database, survey: sqlite3.Row, firms: dict[str, str], areas: dict[str, str]
) -> None:
    """The rate of the overview and of the notice are of the same firms."""
    accept(db, survey, Return(new_id(), areas["B001"], ANSWERS, "online", firm_id=firms["F1"]))
    sent = {"survey_id": survey["id"], "number": 0, "channel": "letter", "sent_on": "2026-11-30"}
    with writing(db):
        sending_id = new_id()
        sending_store.insert_sending(db, sending_id, **sent, person_id=None)
        sending_store.insert_sending_firms(db, sending_id, [(firms["F1"], None), (firms["F3"], None)])
    asked = store.invited(db, survey["id"], EVERYTHING)
    assert {area: tuple(r)[1:] for area, r in asked.items()} == {areas["B001"]: (1, 1), areas["B002"]: (1, 0)}
    whole = fieldwork.fieldwork_of(db, survey["id"], EVERYTHING, today="2026-11-30").whole
    assert (whole.asked, whole.answered_of_asked) == (2, 1)
