"""Sending researchers to firms: many at once, pressed twice, again to another, and never outside anybody's areas."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlite_utils import Database

from app.accounts import signing_in
from app.accounts.people import EVERYTHING, Scope
from app.clock import today
from app.db import rows, scalar
from app.errors import BadInput
from app.field.visits import assigning, candidates, store
from app.field.visits.assigning import Assignment
from app.ids import new_id
from app.surveys.asking.changing import close
from tests.conftest import PASSWORD


@pytest.fixture
def wanted(survey: sqlite3.Row, firms: dict[str, str], people: dict[str, str]) -> Assignment:
    both = (firms["F1"], firms["F2"])
    return Assignment(new_id(), survey["id"], both, people["researcher"], today(), "unanswered")


def test_many_firms_are_assigned_at_once_and_pressing_twice_is_once(
    db: Database, wanted: Assignment, people: dict[str, str]
) -> None:
    first = assigning.assign(db, wanted, EVERYTHING, person_id=people["analyst"])
    again = assigning.assign(db, wanted, EVERYTHING, person_id=people["analyst"])
    assert (first.made, again.made, first.repeated, again.repeated) == (2, 0, False, True)
    assert len(rows(db, "select * from visit")) == len(rows(db, "select * from visit_event")) == 2
    assert scalar(db, "select count(*) from audit where action = 'visits assigned'") == 1


def test_a_firm_somebody_is_on_the_way_to_is_passed_over(
    db: Database, wanted: Assignment, people: dict[str, str]
) -> None:
    assigning.assign(db, replace(wanted, firm_ids=wanted.firm_ids[:1]), EVERYTHING, person_id=None)
    assert assigning.assign(db, replace(wanted, id=new_id()), EVERYTHING, person_id=None) == assigning.Assigned(1, 1)


def test_all_that_is_wrong_is_told_at_once_and_nothing_planned(
    db: Database, wanted: Assignment, firms: dict[str, str], people: dict[str, str]
) -> None:
    yesterday = today() - timedelta(days=1)
    bad = replace(wanted, firm_ids=(firms["F3"],), planned_on=yesterday)
    with pytest.raises(BadInput) as refused:
        assigning.assign(db, bad, EVERYTHING, person_id=people["analyst"])
    assert [p.where for p in refused.value.problems] == ["방문할 날", "조사원"]  # F3 lies in another's area
    assert "B002" in refused.value.problems[1].what
    for other in (replace(wanted, firm_ids=()), replace(wanted, researcher_id=people["facilitator"])):
        with pytest.raises(BadInput):
            assigning.assign(db, other, EVERYTHING, person_id=None)
    assert not rows(db, "select * from visit")


def test_nobody_is_sent_for_a_closed_survey_or_outside_the_own_scope(
    db: Database, wanted: Assignment, people: dict[str, str]
) -> None:
    with pytest.raises(BadInput, match="명부에 없는"):
        assigning.assign(db, wanted, Scope(frozenset()), person_id=people["analyst"])
    close(db, wanted.survey_id, person_id=None)
    with pytest.raises(BadInput, match="마감"):
        assigning.assign(db, wanted, EVERYTHING, person_id=people["analyst"])


def test_a_visit_goes_to_another_and_who_had_it_before_stays_written(
    db: Database, send: Callable[..., str], people: dict[str, str], areas: dict[str, str]
) -> None:
    other = signing_in.add_person(
        db, login="second", name="예시 둘째", role="researcher", password=PASSWORD, area_ids=[areas["B001"]]
    )
    visit_id, day = send(), today() + timedelta(days=2)
    for made in (1, 0):
        moved = assigning.move(db, [visit_id], EVERYTHING, researcher_id=other, planned_on=day, person_id=None)
        assert moved.made == made
    assert [e["researcher_id"] for e in store.events_of(db, visit_id)] == [people["researcher"], other]
    found = store.find_visit(db, visit_id)
    assert found and (found["researcher_id"], found["planned_on"]) == (other, day.isoformat())
    assert not store.visits_of(db, people["researcher"], EVERYTHING)


def test_a_visit_that_was_made_is_neither_moved_nor_called_off(
    db: Database, send: Callable[..., str], tell: Callable[..., object], people: dict[str, str]
) -> None:
    made, planned = send("F1"), send("F2")
    tell(made)
    assert assigning.call_off(db, [made, planned], EVERYTHING, person_id=None).made == 1
    assert assigning.call_off(db, [made, planned], EVERYTHING, person_id=None).made == 0
    states = {r["id"]: r["state"] for r in rows(db, "select * from visit_now")}
    assert states == {made: "done", planned: "called_off"}
    assert assigning.call_off(db, [planned], Scope(frozenset()), person_id=None).made == 0
    with pytest.raises(BadInput):
        assigning.call_off(db, [], EVERYTHING, person_id=None)


def test_candidates_are_those_without_an_answer_or_in_areas_drawn_by_chance(
    db: Database, survey: sqlite3.Row, firms: dict[str, str], areas: dict[str, str], send: Callable[..., str]
) -> None:
    from app.surveys.answering.responding import Return, accept

    accept(db, survey, Return(new_id(), areas["B001"], {"consent": "y", "biz_past": "2"}, "online", firms["F1"]))
    db.conn.execute(
        "insert into drawn_area values (?, ?, '2026Q3', 4, 'x', '2026-10-01')", [survey["round_id"], areas["B002"]]
    )
    send("F2")

    def codes(cause: str, **more: str) -> list[str]:
        return [c.firm["code"] for c in candidates.candidates(db, survey["id"], EVERYTHING, cause, **more)]

    assert codes("unanswered") == ["F2", "F3"] and codes("drawn") == ["F3"] and codes("abnormal") == []
    assert codes("chosen") == ["F1", "F2", "F3"] and codes("chosen", q="f1") == ["F1"]
    assert codes("chosen", area_id=areas["B002"]) == ["F3"]
    found = candidates.candidates(db, survey["id"], EVERYTHING, "chosen")
    assert [c.free for c in found] == [True, False, True]
    assert not candidates.candidates(db, survey["id"], Scope(frozenset()), "chosen")
