"""Firms of a sending picked one by one: counted again where it is sent, named as what it is to each, paged by key."""

from __future__ import annotations

import re
import sqlite3

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.db import writing
from app.surveys.asking import reframing
from app.surveys.reach_pages import reach_routes
from app.surveys.reaching import contact_store, sending, sending_store
from app.surveys.reaching.contacts import Contact
from app.surveys.reaching.sending import Wanted
from tests.conftest import all_rows, sign_in, token
from tests.surveys.reaching.test_reaching import tomorrow


@pytest.fixture
def known(db: Database, firms: dict[str, str]) -> dict[str, str]:
    """F1, F2 and F3 with an address each."""
    with writing(db):
        for firm in firms.values():
            contact_store.write_contact(db, Contact(firm, address="예시시 예시구 예시로 1"), person_id=None)
    return firms


def pressed(client: FlaskClient, path: str, do: str, **fields: object):
    return client.post(path, data={"csrf_token": token(client, "/account"), "by": "picked", "do": do, **fields})


def test_picked_firms_alone_are_sent_to_whatever_the_filter_finds(
    client: FlaskClient, people: dict[str, str], db: Database, survey: sqlite3.Row, known: dict[str, str]
) -> None:
    sign_in(client, "analyst")
    path = f"/surveys/{survey['id']}/reach"
    page = pressed(client, path, "look", shown=list(known.values()), firm=[known["F1"], known["F3"]], q="F2").text
    assert "고른 기업 가운데 보낼 기업 2곳" in page and "모두 2곳 고름" in page and "찾은 기업 1곳" in page
    picked = re.search(r'name="picked" value="([^"]+)"', page)
    assert picked and set(picked[1].split(",")) == {known["F1"], known["F3"]}, "kept though the filter shows neither"
    page = pressed(client, path, "count", picked=picked[1], shown=[known["F1"]]).text
    assert "모두 1곳 고름" in page, "what is shown and not ticked is picked no more"
    assert "모두 3곳 고름" in pressed(client, path, "add", picked=picked[1]).text
    assert pressed(client, path, "", picked=picked[1]).status_code == 200 and not all_rows(db, "sending")
    sent = pressed(client, path, "send", picked=picked[1], told="0:2")
    assert sent.status_code == 303
    assert {r["firm_id"] for r in all_rows(db, "sending_firm")} == {known["F1"], known["F3"]}


def test_nineteen_first_and_two_again_is_said_as_that(
    client: FlaskClient,
    people: dict[str, str],
    db: Database,
    survey: sqlite3.Row,
    known: dict[str, str],
    app,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with app.test_request_context():
        sending.send(db, survey, EVERYTHING, Wanted("letter", picked=frozenset([known["F1"]])), person_id=None)
    monkeypatch.setattr("app.surveys.reaching.sending.today", tomorrow)
    sign_in(client, "analyst")
    path = f"/surveys/{survey['id']}/reach"
    page = client.get(path).text
    assert "첫 안내 2곳, 독려 1차 1곳 만들기" in page and 'name="told" value="0:2,1:1"' in page
    stale = client.post(path, data={"csrf_token": token(client, "/account"), "do": "send", "told": "0:3"})
    assert stale.status_code == 422 and "센 뒤에" in stale.text and len(all_rows(db, "sending")) == 1
    made = client.post(path, data={"csrf_token": token(client, "/account"), "do": "send", "told": "0:2,1:1"})
    assert "<h1>첫 안내 2곳, 독려 1차 1곳" in client.get(made.location).text
    assert "이 안내를 보낸 기업 3곳 가운데 0곳 응답" in client.get(made.location).text
    numbers = sending_store.numbers_of(db, survey["id"], EVERYTHING)
    assert sorted(numbers.values(), key=len) == [{0: 1}, {0: 2, 1: 1}]
    again = client.get(path).text
    assert "첫 안내 2곳, 독려 1차 1곳" in again, "the list of what was sent says so too"


def test_the_list_goes_on_after_a_key_whoever_left_it_meanwhile(
    client: FlaskClient,
    people: dict[str, str],
    survey: sqlite3.Row,
    known: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reach_routes, "SHOWN", 1)
    sign_in(client, "analyst")
    path = f"/surveys/{survey['id']}/reach"
    first = client.get(path).text
    assert "1–1번째" in first and "from-area=B001&amp;from-firm=F1" in first
    second = client.get(f"{path}?from-area=B001&from-firm=F1").text
    assert "2–2번째" in second and "예시정밀 F2" in second and "예시정밀 F1" not in second
    picking = pressed(client, path, "next", **{"after-area": "B001", "after-firm": "F2"}).text
    assert "예시정밀 F3" in picking and 'name="before-area" value="B001"' in picking


def test_who_was_taken_out_of_the_survey_gets_no_letter(
    db: Database, survey: sqlite3.Row, known: dict[str, str], app
) -> None:
    with app.test_request_context():
        sending_id = sending.send(db, survey, EVERYTHING, Wanted("letter"), person_id=None)
        reframing.change_firms(
            db, survey["id"], EVERYTHING, [known["F2"]], "dropped", reason="폐업한 예시 기업", person_id=None
        )
    firms = sending_store.firms_of_sending(db, sending_id, EVERYTHING)
    assert [f["code"] for f in firms if not f["framed"]] == ["F2"]
