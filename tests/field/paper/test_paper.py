"""Paper keyed in twice: equal is stored, different waits for a third look, and nothing half-done is counted."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest
from sqlite_utils import Database

from app.accounts.people import EVERYTHING, Scope
from app.clock import today
from app.db import row, rows, scalar
from app.errors import BadInput, Conflict
from app.field.paper import comparing, deciding, keying, stacking, store
from app.field.paper.comparing import FIRM, ON, UNUSABLE, Compared, compared, values_of
from app.field.paper.keying import Keyed, key_in
from app.ids import new_id
from app.surveys.answering import response_store
from app.surveys.sealed import ending
from tests.surveys.conftest import firms, survey

__all__ = ["firms", "survey"]

CELLS = {"consent": ["y"], "biz_past": ["2"], "causes": ["finance", "market"], "employees": ["30"]}
ANSWERS = {"consent": True, "biz_past": 2, "causes": ["finance", "market"], "employees": 30}
Key = Callable[..., str]


@pytest.fixture
def stack_id(db: Database, survey: sqlite3.Row, areas: dict[str, str], people: dict[str, str]) -> str:
    found = new_id()
    for _twice in range(2):
        stacking.make_stack(
            db, found, survey_id=survey["id"], area_id=areas["B001"], sheets=3, scope=EVERYTHING,
            person_id=people["analyst"],
        )  # fmt: skip
    return found


@pytest.fixture
def key(db: Database, stack_id: str, firms: dict[str, str], people: dict[str, str]) -> Key:
    """Key a sheet in; what is given stands instead of what the sheet says."""

    def of(who: str, sheet: int = 1, *, firm: str = "F1", unusable: str = "", id: str = "", **other: object) -> str:
        answers = {**ANSWERS, **{k: v for k, v in other.items() if v is not None}}
        cells = {k: v if isinstance(v, list) else ["y" if v is True else str(v)] for k, v in answers.items()}
        beside = {FIRM: firms.get(firm, ""), ON: today().isoformat()}
        values = values_of(beside, unusable, answers)
        keyed = Keyed(id or new_id(), sheet, {} if unusable else cells, values)
        return key_in(db, stack_id, keyed, person_id=people[who])

    return of


def pick(db: Database, stack_id: str, people: dict[str, str], chosen: dict[str, str], **other: str) -> str | None:
    return deciding.decide(db, stack_id, 1, chosen, other, person_id=people["analyst"])


def test_a_sheet_keyed_once_is_counted_nowhere_and_equal_ones_become_one_return(
    db: Database, key: Key, stack_id: str, firms: dict[str, str], survey: sqlite3.Row
) -> None:
    assert key("researcher") == keying.FIRST
    assert not rows(db, "select * from response")
    id = new_id()
    assert key("analyst", id=id) == keying.EQUAL == key("analyst", id=id)
    (stored,) = rows(db, "select * from response")
    assert (stored["channel"], stored["firm_id"]) == ("paper", firms["F1"])
    assert response_store.answers_of_response(db, stored["id"]) == ANSWERS
    decided = store.find_decision(db, stack_id, 1)
    assert decided and (decided["differed"], decided["person_id"], decided["compared"]) == (0, None, 9)
    with pytest.raises(Conflict, match="이미 두 번"):
        key("researcher")


def test_choices_ticked_in_another_order_say_the_same_and_a_tick_is_no_one() -> None:
    assert compared({"a": ["x", "y"]}, {"a": ["y", "x"]}) == Compared(1, ())
    assert compared({"a": True}, {"a": 1}).differing == ("a",)
    assert compared({"a": 1}, {"a": "1"}).differing == ("a",)
    assert compared({}, {"a": 1}) == Compared(1, ("a",))


def test_different_keyings_wait_and_a_third_look_decides_question_by_question(
    db: Database, key: Key, stack_id: str, people: dict[str, str]
) -> None:
    key("researcher", biz_past=2, employees=30, causes=["finance"])
    assert key("analyst", biz_past=3, employees=80, causes=["market"]) == keying.DIFFERS
    assert not rows(db, "select * from response") and store.count_waiting(db, EVERYTHING) == 1
    waits = deciding.differing(db, stack_id, 1)
    assert waits and waits.keys == ("biz_past", "causes", "employees")
    with pytest.raises(BadInput, match="1곳"):
        pick(db, stack_id, people, {"biz_past": "first", "employees": "second"})
    chosen = {"biz_past": "first", "employees": "other", "causes": "second"}
    stored = pick(db, stack_id, people, chosen, employees="38")
    assert stored and response_store.answers_of_response(db, stored) == {
        **ANSWERS, "biz_past": 2, "employees": 38, "causes": ["market"],
    }  # fmt: skip
    decided = store.find_decision(db, stack_id, 1)
    assert decided and [decided[c] for c in ("differed", "wrong_first", "wrong_second")] == [3, 2, 2]
    with pytest.raises(Conflict, match="이미 확정"):
        pick(db, stack_id, people, chosen)
    sums, rates = store.differences_so_far(db, EVERYTHING), store.error_rates(db, EVERYTHING, stack_id)
    assert tuple(sums) == (1, 1, 9, 3)
    assert {(r["name"], r["wrong"], r["compared"]) for r in rates} == {
        ("예시 analyst", 2, 9), ("예시 researcher", 2, 9),
    }  # fmt: skip
    assert not store.error_rates(db, Scope(frozenset()))


def test_a_third_look_obeys_the_rules_of_the_form(
    db: Database, key: Key, stack_id: str, people: dict[str, str]
) -> None:
    key("researcher", employees=30)
    key("analyst", employees=31)
    with pytest.raises(BadInput, match="종사자"):
        pick(db, stack_id, people, {"employees": "other"}, employees="many")
    assert not rows(db, "select * from response") and not rows(db, "select * from paper_decision")


def test_another_firm_or_day_is_a_difference_too(
    db: Database, key: Key, stack_id: str, people: dict[str, str], firms: dict[str, str]
) -> None:
    key("researcher", firm="F1")
    assert key("analyst", firm="F2") == keying.DIFFERS
    stored = pick(db, stack_id, people, {FIRM: "second"})
    assert scalar(db, "select firm_id from response where id = ?", [stored]) == firms["F2"]


def test_a_firm_on_no_list_is_told_by_what_the_sheet_says_of_it(
    db: Database, stack_id: str, people: dict[str, str]
) -> None:
    said = {comparing.NAME: "예시 새 기업 ", comparing.SIZE: "small", ON: today().isoformat()}
    for turn, who in enumerate(("researcher", "analyst")):
        values = values_of({**said, comparing.SIZE: ("small", "micro")[turn]}, "", ANSWERS)
        key_in(db, stack_id, Keyed(new_id(), 1, CELLS, values), person_id=people[who])
    stored = pick(db, stack_id, people, {comparing.SIZE: "first"})
    told = row(db, "select re.* from response r join respondent re on re.id = r.respondent_id where r.id = ?", [stored])
    assert told and (told["label"], told["size_band"]) == ("예시 새 기업", "small")
    picked = values_of({FIRM: "f", **said}, "", {})
    assert (picked[comparing.NAME], picked[comparing.SIZE]) == ("", "")


def test_a_sheet_that_cannot_be_used_is_set_aside_only_if_both_say_so(
    db: Database, key: Key, stack_id: str, people: dict[str, str]
) -> None:
    key("researcher", 2, unusable="no_consent")
    assert key("analyst", 2, unusable="no_consent") == keying.EQUAL
    decided = store.find_decision(db, stack_id, 2)
    assert decided and (decided["unusable"], decided["response_id"]) == ("no_consent", None)
    key("researcher", 1, unusable="illegible")
    assert key("analyst", 1) == keying.DIFFERS
    waits = deciding.differing(db, stack_id, 1)
    assert waits and waits.keys == (UNUSABLE,)
    assert pick(db, stack_id, people, {UNUSABLE: "second"}) and len(rows(db, "select * from response")) == 1


def test_what_both_say_but_the_rules_refuse_is_not_stored_and_the_second_keying_neither(
    db: Database, key: Key, stack_id: str
) -> None:
    key("researcher", firm="F3")  # of another area
    with pytest.raises(BadInput, match="이 지역의 기업이 아닙니다"):
        key("analyst", firm="F3")
    assert len(store.entries_of(db, stack_id, 1)) == 1 and not rows(db, "select * from response")


def test_the_day_on_the_sheet_counts_and_not_the_day_it_was_keyed(
    db: Database, survey: sqlite3.Row, stack_id: str, key: Key, areas: dict[str, str]
) -> None:
    from app.field.paper.accepting import faults
    from app.surveys.asking.changing import close

    close(db, survey["id"], person_id=None)
    key("researcher")
    assert key("analyst") == keying.EQUAL  # closed meanwhile: paper comes late
    fixed = values_of({ON: "2020-01-01", comparing.SIZE: "huge"}, "", {})
    assert [p.where for p in faults(db, survey, areas["B001"], fixed)] == ["기업 규모", "적은 날"]


def test_stacks_have_their_own_numbers_and_sheets_and_stay_in_their_areas(
    db: Database, stack_id: str, survey: sqlite3.Row, areas: dict[str, str], people: dict[str, str], key: Key
) -> None:
    other = new_id()
    made = {"survey_id": survey["id"], "area_id": areas["B002"], "person_id": people["analyst"]}
    stacking.make_stack(db, other, sheets=1, scope=EVERYTHING, **made)
    assert [k["number"] for k in store.list_stacks(db, EVERYTHING)] == [2, 1]
    assert [k["id"] for k in store.list_stacks(db, Scope(frozenset({areas["B002"]})))] == [other]
    with pytest.raises(BadInput, match="담당 지역"):
        stacking.make_stack(db, new_id(), sheets=1, scope=Scope(frozenset()), **made)
    with pytest.raises(BadInput, match="없는 번호"):
        key("researcher", 4)


def test_the_same_keying_may_come_twice_and_another_under_its_id_is_refused(db: Database, key: Key) -> None:
    id = new_id()
    assert key("researcher", id=id) == key("researcher", id=id) == keying.FIRST
    with pytest.raises(Conflict, match="다른 내용"):
        key("researcher", id=id, employees=99)
    assert scalar(db, "select count(*) from paper_entry") == 1


def test_what_was_keyed_goes_with_the_return(db: Database, key: Key) -> None:
    key("researcher")
    key("analyst")
    ending.destroy(db, scalar(db, "select id from response"), "request", person_id=None)
    assert {(r["cells"], r["values"]) for r in rows(db, "select * from paper_entry")} == {(None, None)}
    with pytest.raises(sqlite3.IntegrityError, match="never changes"):
        db.conn.execute("update paper_entry set cells = '{}', destroyed_at = null")
    assert row(db, "select * from paper_decision")  # that two said the same stays
