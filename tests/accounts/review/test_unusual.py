"""What is unusual in a month: each rule at its bound and just below it."""

from __future__ import annotations

from datetime import date

import pytest

from app.accounts.review.unusual import RULES, Counted, Finding, unusual
from app.words.labels import LABELS

MONDAY, SATURDAY, CHUSEOK = date(2026, 11, 2), date(2026, 11, 7), date(2026, 9, 25)


def entry(action: str = "data viewed", **changed: object) -> Counted:
    given: dict[str, object] = {"person_id": "p", "address": "a", "day": MONDAY, "hour": 10, "count": 1, **changed}
    return Counted(action=action, **given)  # type: ignore[arg-type]


def kinds(*entries: Counted) -> list[str]:
    return [finding.kind for finding in unusual(entries)]


@pytest.mark.parametrize(("hour", "told"), [(21, []), (22, ["night"]), (5, ["night"]), (6, [])])
def test_the_night_begins_and_ends_with_its_hours(hour: int, told: list[str]) -> None:
    assert kinds(entry(hour=hour)) == told


@pytest.mark.parametrize(("day", "told"), [(MONDAY, []), (SATURDAY, ["holiday"]), (CHUSEOK, ["holiday"])])
def test_weekends_and_holidays_are_days_off(day: date, told: list[str]) -> None:
    assert kinds(entry(day=day)) == told


def test_a_person_and_a_day_stand_once_with_their_sum() -> None:
    found = unusual([entry(hour=23, count=2), entry(hour=1, count=3), entry("key read", hour=2)])
    assert found == [Finding("night", MONDAY, "p", 6)]


@pytest.mark.parametrize(("count", "told"), [(19, []), (20, ["downloads"])])
def test_many_files_in_a_day(count: int, told: list[str]) -> None:
    assert kinds(entry("data downloaded", count=count - 1), entry("original downloaded")) == told


def test_files_of_two_days_or_two_people_are_not_added_up() -> None:
    assert kinds(
        entry("data downloaded", count=12),
        entry("data downloaded", count=12, person_id="q"),
        entry("data downloaded", count=12, day=date(2026, 11, 3)),
    ) == []  # fmt: skip


@pytest.mark.parametrize(("rows", "told"), [(999, []), (1000, ["rows"])])
def test_many_rows_of_personal_data_in_a_day(rows: int, told: list[str]) -> None:
    assert kinds(entry("data downloaded", rows=rows - 400), entry("data downloaded", rows=400)) == told


@pytest.mark.parametrize(("count", "told"), [(8, []), (9, ["sealed"])])
def test_many_openings_of_what_is_sealed(count: int, told: list[str]) -> None:
    assert kinds(entry("raw transcript read", count=count), entry("key read")) == told


def test_a_refused_opening_is_told_at_once() -> None:
    assert kinds(entry("sealed refused")) == ["refused"]


@pytest.mark.parametrize(("count", "told"), [(4, []), (5, ["failed", "failed"])])
def test_refused_sign_ins_are_counted_by_login_and_by_address(count: int, told: list[str]) -> None:
    assert kinds(entry("sign-in refused", person_id=None, whose="p", count=count)) == told


def test_unknown_logins_from_one_address_are_told_by_the_address_alone() -> None:
    found = unusual([entry("sign-in refused", person_id=None, count=5)])
    assert found == [Finding("failed", MONDAY, None, 5, "a")]


def test_what_the_worker_and_respondents_do_at_night_is_not_unusual() -> None:
    assert kinds(entry("response accepted", person_id=None, hour=23, count=50)) == []


def test_every_kind_has_a_rule_and_a_word() -> None:
    entries = [
        *(entry(hour=23), entry(day=SATURDAY), entry("data downloaded", count=20, rows=1000), entry("sealed refused")),
        *(entry("key read", count=10), entry("sign-in refused", person_id=None, count=5)),
    ]
    begun = Finding("address", MONDAY, "p", 1, "b")
    assert {f.kind for f in unusual(entries, [begun])} == set(LABELS["unusual"])
    assert len(RULES) == len(LABELS["unusual"]) - 1
