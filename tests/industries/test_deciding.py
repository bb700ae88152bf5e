"""The committee's decisions: what each leads to, appended, and what cannot be decided."""

from __future__ import annotations

import sqlite3

import pytest

from app.db import rows, scalar
from app.errors import BadInput, Conflict
from app.industries import decision_store, store
from app.industries.cycle import Meeting, count, narrowed
from app.industries.deciding import cycle_to_decide, rule
from app.industries.editing import make_cycle
from tests.industries.conftest import MEETING, Listed


def counted(listed: Listed) -> tuple[dict[str, int], dict[str, int], dict[str, int], int, int]:
    cycle = store.find_cycle(listed.db, listed.after)
    assert cycle is not None
    found = count(decision_store.changes(listed.db, cycle), store.industries(listed.db, cycle["id"]))
    return dict(found.before), dict(found.now), dict(found.verdicts), found.waiting, found.open


def test_each_verdict_leads_to_what_it_says(listed: Listed) -> None:
    listed.decide("A-1", "keep")
    listed.decide("A-2", "adjust", name_ko="예시 산업(확장)", kind="future", scope="예시 범위")
    listed.decide("A-3", "replace", successor="N-1")
    listed.decide("N-2", "add")
    assert listed.of_list() == {
        "예시 산업 A-1": "main",
        "예시 산업(확장)": "future",
        "예시 산업 N-1": "main",
        "예시 산업 N-2": "future",
    }
    verdicts = {"keep": 1, "adjust": 1, "replace": 1, "add": 1}
    assert counted(listed) == ({"main": 3}, {"main": 2, "future": 2}, verdicts, 0, 0)


def test_what_nobody_decided_is_counted_on_neither_side(listed: Listed) -> None:
    listed.decide("A-1", "exclude")
    listed.propose("A-2", "keep")
    assert listed.of_list() == {}
    assert counted(listed) == ({"main": 3}, {}, {"exclude": 1}, 1, 1)


def test_a_later_decision_takes_the_place_of_an_earlier_and_both_stay(listed: Listed) -> None:
    listed.decide("A-1", "keep")
    listed.decide("A-1", "exclude", reason="예시: 다시 보았습니다.")
    assert listed.of_list() == {}
    listed.decide("A-1", "adjust", name_ko="예시 새 이름")
    assert listed.of_list() == {"예시 새 이름": "main"}
    assert scalar(listed.db, "select count(*) from industry_ruling") == 3
    assert scalar(listed.db, "select count(*) from key_industry where origin_id is not null") == 1
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        listed.db.conn.execute("update industry_ruling set attended = 1")


def test_a_changed_draft_takes_its_statements_along_and_the_old_one_cannot_be_decided(
    listed: Listed, round_id: str
) -> None:
    first = listed.propose("A-1", "keep")
    segment = "01980000-0000-7000-8000-00000000000a"
    listed.db.conn.execute("pragma foreign_keys = off")
    decision_store.attach(listed.db, first, [segment], person_id=None)
    decision_store.put_themes(listed.db, first, ["workforce"])
    second = listed.propose("A-1", "exclude")
    assert decision_store.segments_of(listed.db, second) == [segment]
    assert decision_store.themes_of(listed.db, second) == ["workforce"]
    assert decision_store.take_off(listed.db, second, segment) and not decision_store.take_off(
        listed.db, second, segment
    )
    assert rows(listed.db, "select 1 from industry_decision_segment where ended_at is not null")
    with pytest.raises(Conflict):
        rule(listed.db, [first], MEETING, person_id=None)


def test_several_drafts_are_decided_together_or_not_at_all(listed: Listed) -> None:
    drafts = [listed.propose("A-1", "replace", successor="N-1"), listed.propose("A-2", "replace", successor="N-1")]
    with pytest.raises(Conflict, match="A-2"):
        rule(listed.db, drafts, MEETING, person_id=None)
    assert rows(listed.db, "select 1 from industry_ruling") == []


@pytest.mark.parametrize(
    ("code", "verdict", "more"),
    [
        ("A-1", "add", {}),
        ("N-1", "keep", {}),
        ("A-1", "keep", {"reason": " "}),
        ("A-1", "adjust", {}),
        ("A-1", "replace", {"successor": "A-2"}),
    ],
)
def test_what_cannot_be_proposed_is_told(listed: Listed, code: str, verdict: str, more: dict[str, str]) -> None:
    with pytest.raises(BadInput):
        listed.propose(code, verdict, **more)
    assert rows(listed.db, "select 1 from industry_decision") == []


@pytest.mark.parametrize("meeting", [Meeting("2999-01-01", 12, 10), Meeting("2026-11-20", 5, 6)])
def test_a_meeting_that_cannot_have_been_is_told(listed: Listed, meeting: Meeting) -> None:
    with pytest.raises(BadInput):
        rule(listed.db, [listed.propose("A-1", "keep")], meeting, person_id=None)


def test_industries_are_decided_for_the_cycle_after_theirs_and_candidates_for_their_own(listed: Listed) -> None:
    db = listed.db

    def decided_for(code: str) -> str | None:
        found = store.find_industry(db, listed.id_of(code))
        assert found is not None
        cycle = cycle_to_decide(db, found)
        return cycle["code"] if cycle else None

    listed.decide("A-3", "replace", successor="N-1")
    assert (decided_for("A-1"), decided_for("N-1"), decided_for("N-2")) == (listed.after, None, listed.after)
    listed.decide("N-2", "add")
    third = make_cycle(db, (2028, 2032), before=listed.after, person_id=None)
    assert (decided_for("N-1"), decided_for("N-2")) == (third, third)
    cycle = store.find_cycle(db, third)
    assert cycle is not None
    assert [each.row["code"] for each in decision_store.changes(db, cycle)] == ["N-1", "N-2"]


def test_a_cycle_is_followed_once(listed: Listed) -> None:
    with pytest.raises(Conflict):
        make_cycle(listed.db, (2024, 2028), before=listed.before, person_id=None)
    with pytest.raises(BadInput):
        make_cycle(listed.db, (2030, 2028), before="", person_id=None)


def test_the_table_is_narrowed_by_words_kind_and_what_was_decided(listed: Listed) -> None:
    listed.decide("A-1", "keep")
    listed.propose("A-2", "exclude")
    cycle = store.find_cycle(listed.db, listed.after)
    assert cycle is not None
    changes = decision_store.changes(listed.db, cycle)

    def codes(**wanted: str) -> list[str]:
        return [each.row["code"] for each in narrowed(changes, **wanted)]

    assert codes(verdict="keep") == ["A-1"] and codes(verdict="waiting") == ["A-2"]
    assert codes(verdict="open") == ["A-3", "N-1", "N-2"] and codes(kind="future") == ["N-2"]
    assert codes(q="산업 a-3") == ["A-3"] and codes(province="대구") == []
