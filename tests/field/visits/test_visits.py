"""Visits as they are read: the day's list, the laptop's package, how far the field has come, what was said last time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date, timedelta

from flask import Flask
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.accounts.store import find_person
from app.clock import today
from app.field.visits import progress, store
from app.field.visits.day import visits_of_day
from app.field.visits.last_said import last_said
from app.field.visits.visits import Wanted, by_district, shown, week_of
from app.ids import new_id
from app.surveys.answering.responding import Return, accept
from app.surveys.reaching import contact_store
from app.surveys.reaching.contacts import Contact
from tests.surveys.conftest import ANSWERS


def test_todays_list_holds_what_is_overdue_first_and_the_week_the_rest(
    db: Database, send: Callable[..., str], people: dict[str, str]
) -> None:
    late, later = send("F2", days=-3), send("F1", days=20)
    mine = store.visits_of(db, people["researcher"], EVERYTHING)
    assert [v["id"] for v in shown(mine, "today", today())] == [late]
    assert [v["id"] for v in shown(mine, "week", today())] == [late]
    assert {v["id"] for v in shown(mine, "all", today())} == {late, later}
    (district,) = by_district(mine, today().isoformat())
    assert [v["id"] for v in district.visits] == [late, later]
    assert week_of(date(2026, 11, 30)) == ("2026-11-30", "2026-12-06")


def test_the_laptop_takes_along_what_is_to_be_done_and_what_is_known(
    app: Flask,
    db: Database,
    send: Callable[..., str],
    tell: Callable[..., object],
    people: dict[str, str],
    firms: dict[str, str],
) -> None:
    before = send("F1")
    tell(before, "absent", reason="shift", note="예시: 야간조만 있음")
    late, _later = send("F2", days=-1), send("F1", days=3)
    again = send("F1")  # one is planned already: passed over
    assert again == _later
    person = find_person(db, people["researcher"])
    assert person is not None
    known = Contact(firms["F2"], person="예시 담당", phone="051-000-0000", address="예시로 1")
    contact_store.write_contact(db, known, person_id=None)
    with app.test_request_context():
        found = visits_of_day(db, person, today())
        soon = visits_of_day(db, person, today() + timedelta(days=3))
    assert [(v["id"], v["overdue"], v["kind"]) for v in found] == [(late, True, "first")]
    assert (found[0]["address"], found[0]["contact"]) == ("예시로 1", "예시 담당 · 051-000-0000")
    assert "다른 근무조만 있음 · 예시: 야간조만 있음" in soon[1]["note"]
    told = {each["id"]: each for each in found[0]["outcomes"]}
    assert told["refused"]["again"] and told["refused"]["reasons"][0] == {"id": "busy", "label": "지금은 바쁨"}
    assert not told["done"]["reasons"] and len(found[0]["consent"]["sha256"]) == 64


def test_progress_counts_visits_by_what_came_of_them_and_firms_once(
    db: Database,
    send: Callable[..., str],
    tell: Callable[..., object],
    survey: sqlite3.Row,
    areas: dict[str, str],
    firms: dict[str, str],
) -> None:
    first = send("F1")
    tell(first, "absent", reason="locked", second_on=today().isoformat())
    second = store.second_visit(db, first)
    assert second is not None
    tell(second["id"], "done")
    accept(db, survey, Return(new_id(), areas["B001"], {"consent": "y", "biz_past": "2"}, "onsite", firms["F1"]))
    send("F2", days=-2)
    found = store.list_visits(db, EVERYTHING, Wanted())
    whole = progress.whole(found, today().isoformat())
    assert whole.counts == {"planned": 1, "done": 1, "refused": 0, "absent": 1, "closed": 0}
    assert (whole.visits, whole.made, whole.overdue, whole.firms, whole.answered) == (3, 2, 1, 1, 1)
    assert whole.rate == 1.0 and progress.whole([], "2026-11-30").rate is None
    days = progress.lines_by(found, "day", today().isoformat())
    assert [line.visits for line in days] == [2, 1]
    assert [line.visits for by in ("researcher", "area") for line in progress.lines_by(found, by, "")] == [3, 3]
    overdue = store.list_visits(db, EVERYTHING, Wanted(state="overdue", q="F2"))
    assert len(overdue) == 1 and store.count_overdue(db, EVERYTHING, today().isoformat()) == 1


def test_what_a_firm_said_last_time_is_told_in_words_without_its_consent(
    app: Flask, db: Database, survey: sqlite3.Row, areas: dict[str, str], firms: dict[str, str]
) -> None:
    assert last_said(db, firms["F1"], "ko") is None
    accept(db, survey, Return(new_id(), areas["B001"], ANSWERS, "onsite", firms["F1"]))
    with app.test_request_context():
        told = last_said(db, firms["F1"], "ko")
    assert told and told.wave == "2026Q4"
    answers = dict(told.answers)
    assert answers["가장 어려운 점"] == "인력난" and "동의합니다" not in answers and "finance" in answers["원인"]
