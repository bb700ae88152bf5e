"""What is held is found place by place, within the scope, and the search leaves kinds of words in the trail."""

from __future__ import annotations

import json

import pytest
from sqlite_utils import Database

from app.accounts import signing_in, trail
from app.accounts.people import EVERYTHING, Scope
from app.clock import now
from app.db import rows, scalar, writing
from app.errors import BadInput
from app.evaluation.people.visit_store import insert_visit
from app.ids import new_id
from app.requests import finding
from app.requests.asked import Asked
from app.requests.places import PLACES
from tests.home.conftest import evaluate
from tests.requests.conftest import EMAIL, NAME, OWN, PHONE, Told


def held(db: Database, **words: str) -> finding.Held:
    return finding.held(db, Asked(**words), EVERYTHING, person_id=None)


def test_everything_of_a_firm_and_its_head_is_listed_by_place(db: Database, told: Told) -> None:
    found = held(db, firm="F1", name=NAME, phone=PHONE)
    assert {code: n for code, n in found.counts.items() if n} == {
        **{"returns": 1, "written": 1, "mentions": 1, "participants": 1, "key": 2, "originals": 1},
        **{"links": 1, "firms": 1, "voices": 1, "trail": 1},
    }
    own = {(entry.act, entry.own) for entry in found.entries}
    assert own == {("return", True), ("mention", False), ("roundtable", True), ("link", True)}


def test_each_word_finds_what_it_stands_in(db: Database, told: Told) -> None:
    assert [e.act for e in held(db, receipt=told.own.lower()).entries] == ["return"]
    assert [e.act for e in held(db, email=EMAIL).entries] == ["mention"]
    assert [(e.act, e.own) for e in held(db, phone=PHONE).entries] == [("mention", False), ("roundtable", False)]
    assert held(db, name="없는이").places == []
    assert {place.code for place in held(db, name="없는이").nowhere} == {place.code for place in PLACES}


def test_only_what_is_within_the_scope_is_found(db: Database, told: Told, areas: dict[str, str]) -> None:
    near, far = (Scope(frozenset({areas[code]})) for code in ("B001", "B002"))
    asked = Asked(receipt=told.own, firm="F1", name=NAME, phone=PHONE, email=EMAIL)
    assert {entry.act for entry in finding.find(db, asked, near).entries} == {"return", "roundtable", "link"}
    assert [entry.act for entry in finding.find(db, asked, far).entries] == ["mention"]
    with writing(db):
        db.conn.execute("insert into roundtable_area values (?, ?)", [told.roundtable, areas["B002"]])
    assert {entry.act for entry in finding.find(db, asked, near).entries} == {"return", "link"}
    assert finding.find(db, asked, near).counts["key"] == 0


def test_the_trail_says_who_looked_by_what_kind_of_words_and_no_word(
    db: Database, told: Told, people: dict[str, str]
) -> None:
    finding.held(db, Asked(name=NAME, email=EMAIL), EVERYTHING, person_id=people["analyst"])
    [entry] = rows(db, "select * from audit where action = 'request searched'")
    assert entry["person_id"] == people["analyst"]
    assert json.loads(entry["detail"]) == {"asked": ["name", "email"], "entries": 2}
    assert trail.said(entry["detail"], {}) == [("찾은 말", "이름, 이메일"), ("기록", "2")]


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({}, "receipt"),
        ({"receipt": "7KX2MP"}, "receipt"),
        ({"name": "표"}, "name"),
        ({"phone": "5528"}, "phone"),
        ({"email": "pyo"}, "email"),
    ],
)
def test_what_cannot_be_looked_for_is_told_at_its_field(db: Database, words: dict[str, str], field: str) -> None:
    assert list(finding.faults(Asked(**words))) == [field]
    with pytest.raises(BadInput):
        held(db, **words)
    assert scalar(db, "select count(*) from audit where action = 'request searched'") == 0


def test_an_account_goes_once_it_is_closed_and_its_trail_is_over(db: Database, people: dict[str, str]) -> None:
    def closed() -> str:
        [entry] = held(db, login="RESEARCHER").entries
        assert entry.act == "account"
        return entry.closed

    assert "정지" in closed()
    signing_in.set_active(db, people["researcher"], active=False, by=people["admin"])
    assert "까지 기록을" in closed()
    with writing(db):
        db.conn.execute(
            """insert into person(id, login, name, role, password_hash, session_key, active, created_at)
               values (?, 'left', '예시 가', 'expert', 'x', 'x', 0, ?)""",
            [new_id(), "2020" + now()[4:]],
        )
    assert [(e.act, e.closed) for e in held(db, name="예시 가").entries] == [("account", "")]


def test_own_words_are_not_counted_as_anothers(db: Database, told: Told) -> None:
    assert held(db, receipt=told.own, phone=PHONE).counts["mentions"] == 0
    assert OWN not in str(held(db, receipt=told.own))


def test_what_a_visit_wrote_down_is_found_within_the_scope(
    db: Database, round_id: str, areas: dict[str, str], people: dict[str, str]
) -> None:
    result = evaluate(db, round_id, {areas["B001"]: "good"})[areas["B001"]]
    seen = {"visited_on": "2026-11-12", "seats": ["city"], "asked": [], "looked": [], "photos": []}
    with writing(db):
        insert_visit(db, result, **seen, note="고라온 대표를 만났습니다.", person_id=people["official"])
    scopes = [Scope(frozenset({areas[code]})) for code in ("B001", "B002")]
    assert [finding.find(db, Asked(name="고라온"), scope).counts["notes"] for scope in scopes] == [1, 0]
