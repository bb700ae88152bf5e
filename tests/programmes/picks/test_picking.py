"""A pick is made once, told on step by step, and stands in the next round's display."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlite_utils import Database

from app.accounts.people import EVERYTHING, Scope
from app.clock import now, today
from app.db import scalar, writing
from app.errors import BadInput
from app.ids import new_id
from app.programmes.matching.wording import Reason
from app.programmes.picks import pick_store as store
from app.programmes.picks.pick import NEXT, Told
from app.programmes.picks.picking import Offer, attach, pick, take_off, tell
from app.programmes.register.store import find
from tests.programmes.conftest import book, programme_id

__all__ = ["book", "programme_id"]
REASONS = (
    Reason("theme", "met", "인력·고용: 7곳 중 5곳이 말했습니다.", "workforce"),
    Reason("theme", "met", "인력·고용: 이 기업이 말했습니다.", "workforce", own=True),
)


class Desk:
    """The round, the area, two firms, and short ways to pick and tell."""

    def __init__(self, db: Database, round_id: str, area_id: str, programme_id: str) -> None:
        self.db, self.round_id, self.area_id, self.programme_id = db, round_id, area_id, programme_id
        self.firms = [new_id(), new_id()]
        with writing(db):
            for n, firm in enumerate(self.firms):
                db.conn.execute(
                    "insert into firm(id, code, area_id, name, size_band, created_at) values (?, ?, ?, ?, 'small', ?)",
                    [firm, f"F{n}", area_id, f"예시기업{n}", now()],
                )

    def pick(self, *firms: str, reason: str = "예시 까닭입니다.") -> list[str]:
        programme = find(self.db, self.programme_id)
        assert programme is not None
        offer = Offer(programme, self.round_id, self.area_id, firms, reason, REASONS, "0" * 64)
        return pick(self.db, offer, person_id=None)

    def tell(self, pick_id: str, state: str, **more: object) -> None:
        tell(self.db, pick_id, Told(state, **{"on": today(), **more}), person_id=None)


@pytest.fixture
def desk(app: Flask, book: Database, round_id: str, areas: dict[str, str], programme_id: str) -> Iterator[Desk]:
    with app.test_request_context("/"):
        yield Desk(book, round_id, areas["B001"], programme_id)


def test_firms_are_offered_a_programme_once_while_it_is_not_over(desk: Desk) -> None:
    assert len(desk.pick(*desk.firms)) == 2
    assert desk.pick(*desk.firms) == []
    (whole,) = desk.pick()
    assert store.find(desk.db, whole)["firm_id"] is None
    first = scalar(desk.db, "select id from pick where firm_id = ?", [desk.firms[0]])
    desk.tell(first, "declines")
    assert len(desk.pick(*desk.firms)) == 1


def test_what_a_firm_said_itself_is_not_kept_with_the_pick(desk: Desk) -> None:
    (made,) = desk.pick(desk.firms[0])
    grounds = scalar(desk.db, "select grounds from pick where id = ?", [made])
    assert "7곳 중 5곳" in grounds and "이 기업이" not in grounds
    assert store.themes_of(desk.db, made) == ["workforce"]


def test_a_reason_is_wanted_and_names_in_it_are_replaced(desk: Desk) -> None:
    with pytest.raises(BadInput):
        desk.pick(desk.firms[0], reason="  ")
    (made,) = desk.pick(desk.firms[0], reason="예시기업1 대표가 010-1234-5678로 물었습니다.")
    kept = scalar(desk.db, "select reason from pick where id = ?", [made])
    assert "010-1234" not in kept and "예시기업1" not in kept


def test_an_outcome_is_told_step_by_step_and_every_step_stays(desk: Desk) -> None:
    (made,) = desk.pick(desk.firms[0])
    for state in ("wants", "applied", "selected"):
        desk.tell(made, state)
    desk.tell(made, "selected", amount=8_000_000)
    desk.tell(made, "finished", note="예시: 잘 끝났습니다.")
    stands = store.find(desk.db, made)
    assert stands is not None and (stands["state"], stands["amount"]) == ("finished", 8_000_000)
    states = [e["state"] for e in store.events_of(desk.db, made)][::-1]
    assert states == ["offered", "wants", "applied", "selected", "selected", "finished"]
    assert store.money(desk.db, store.Wanted(), EVERYTHING) == (8_000_000, 0)


def test_what_cannot_follow_is_refused(desk: Desk) -> None:
    (made,) = desk.pick(desk.firms[0])
    for state, more in (
        ("finished", {}),
        ("wants", {"amount": 5}),
        ("wants", {"on": today() + timedelta(days=1)}),
        ("wants", {"on": today() - timedelta(days=1)}),
        ("wants", {"note": "가" * 1001}),
    ):
        with pytest.raises(BadInput):
            desk.tell(made, state, **more)
    assert len(store.events_of(desk.db, made)) == 1


def test_every_state_leads_on_to_states_there_are(desk: Desk) -> None:
    assert {each for follows in NEXT.values() for each in follows} == set(NEXT)


def test_no_step_is_changed_or_taken_away(desk: Desk) -> None:
    desk.pick(desk.firms[0])
    for sql in ("update pick_event set state = 'wants'", "delete from pick", "update pick set reason = ''"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            desk.db.execute(sql)


def test_what_is_not_over_stands_in_the_next_rounds_display(desk: Desk) -> None:
    going, over = desk.pick(*desk.firms)
    desk.tell(over, "declines")
    with writing(desk.db):
        desk.db.conn.execute(
            "insert into round values ('next', '2027H1', '2027년 상반기', '2027 H1', '2027-01-01', '2027-06-30')"
        )
    assert {o["id"] for o in store.offers_of_area(desk.db, desk.area_id, desk.round_id)} == {going, over}
    assert [o["id"] for o in store.offers_of_area(desk.db, desk.area_id, "next")] == [going]


def test_offers_of_another_area_are_not_there(desk: Desk, areas: dict[str, str]) -> None:
    (made,) = desk.pick(desk.firms[0])
    far = Scope(frozenset({areas["B002"]}))
    assert store.find(desk.db, made, far) is None
    assert store.listed(desk.db, store.Wanted(), far) == ([], 0)
    assert store.counts(desk.db, store.Wanted(), far) == {}


def test_statements_are_tied_once_and_taken_off_without_being_forgotten(desk: Desk) -> None:
    (made,) = desk.pick(desk.firms[0])
    with writing(desk.db):
        desk.db.conn.execute(
            """insert into respondent(id, round_id, kind, label) values ('r', ?, 'firm', '예시')""", [desk.round_id]
        )
    segment = _segment(desk)
    assert (attach(desk.db, made, [segment], None), attach(desk.db, made, [segment], None)) == (1, 0)
    assert store.segments_of(desk.db, made) == [segment]
    assert take_off(desk.db, made, segment, person_id=None) and not take_off(desk.db, made, segment, person_id=None)
    assert store.segments_of(desk.db, made) == []
    assert scalar(desk.db, "select count(*) from pick_segment where ended_at is not null") == 1
    assert attach(desk.db, made, [segment], None) == 1


def _segment(desk: Desk) -> str:
    """A statement of nobody's talk: what a pick is tied to needs no more here."""
    found = new_id()
    desk.db.conn.execute("pragma foreign_keys = off")
    with writing(desk.db):
        desk.db.conn.execute(
            """insert into segment(id, round_id, answer_id, respondent_id, position, start, "end", text, language,
                 created_at) values (?, ?, ?, 'r', 1, 0, 2, '예시', 'ko', ?)""",
            [found, desk.round_id, new_id(), now()],
        )
    return found
