"""What the table and the hub say of an area: the newest of everything, of this round and the one before."""

from __future__ import annotations

import pytest
from sqlite_utils import Database

from app.accounts.people import EVERYTHING, Scope
from app.areas import store as areas_store
from app.db import row
from app.home.lines import AreaLine
from app.home.reading import read_hub, read_lines
from tests.home.conftest import classify, evaluate, firm, observe, roundtable, set_level, speak


def lines(db: Database, scope: Scope = EVERYTHING) -> dict[str, AreaLine]:
    current = row(db, "select * from round where code = '2026H2'")
    return {each.area["code"]: each for each in read_lines(db, scope, current)}


def test_the_level_is_the_newest_event_of_the_newest_evaluation_beside_that_of_the_round_before(
    db: Database, round_id: str, earlier: str, areas: dict[str, str]
) -> None:
    b1, b2 = areas["B001"], areas["B002"]
    evaluate(db, earlier, {b1: "good"})
    evaluate(db, round_id, {b1: "serious", b2: "serious"}, at="2026-10-01T00:00:00.000000+00:00")
    now = evaluate(db, round_id, {b1: "good", b2: "good"})
    set_level(db, now[b1], "computed", "good")
    set_level(db, now[b1], "decided", "caution")
    found = lines(db)
    assert (found["B001"].level, found["B001"].before) == ("caution", "good")
    assert (found["B002"].level, found["B002"].before) == ("good", None)


def test_a_run_after_a_decision_takes_nothing_away_and_stands_beside_it(
    db: Database, round_id: str, areas: dict[str, str]
) -> None:
    b1 = areas["B001"]
    before = evaluate(db, round_id, {b1: "serious"}, at="2026-10-01T00:00:00.000000+00:00")
    set_level(db, before[b1], "decided", "caution")
    again = evaluate(db, round_id, {b1: "good"})
    set_level(db, again[b1], "computed", "good")
    assert lines(db)["B001"].level == "caution"
    area, current = areas_store.find_area(db, b1), row(db, "select * from round where code = '2026H2'")
    assert area is not None
    result = read_hub(db, area, current, EVERYTHING).result
    assert result is not None and (result["newer_id"], result["newer_level"]) == (again[b1], "good")
    set_level(db, again[b1], "validated", "good")
    assert lines(db)["B001"].level == "good"


def test_a_classification_after_the_round_does_not_count_and_undetermined_is_told_apart(
    db: Database, round_id: str, areas: dict[str, str]
) -> None:
    classify(db, areas["B001"], "2026Q3", "watch")
    classify(db, areas["B001"], "2026Q3", "stable")
    classify(db, areas["B001"], "2027Q1", "watch")
    classify(db, areas["B002"], "2026Q4", "watch", undetermined=1)
    assert {code: line.state for code, line in lines(db).items()} == {
        "B001": "stable",
        "B002": "undetermined",
    }


def test_employees_are_the_newest_vintage_of_each_month(db: Database, round_id: str, areas: dict[str, str]) -> None:
    observe(
        db,
        areas["B001"],
        "employees",
        ("2025-10", 100, "2025-12-05"),
        ("2026-10", 80, "2026-11-05"),
        ("2026-10", 90, "2026-11-20"),
    )
    found = lines(db)["B001"]
    assert found.employees == (("2025-10", 100.0), ("2026-10", 90.0))
    assert found.growth == pytest.approx(-0.1)


def test_a_firm_at_two_roundtables_is_one_voice(db: Database, round_id: str, areas: dict[str, str]) -> None:
    first, *others = (firm(db, areas["B001"], f"F{n}") for n in range(1, 4))
    at_first = roundtable(db, round_id, areas["B001"], "R1", (first, *others))
    at_second = roundtable(db, round_id, areas["B001"], "R2", (first,))
    assert lines(db)["B001"].voices == 0, "who sat there and said nothing is no voice"
    speak(db, at_first)
    speak(db, at_second)
    found = lines(db)
    assert [(found[c].firms, found[c].voices) for c in ("B001", "B002")] == [(3, 3), (0, 0)]


def test_one_or_two_firms_are_not_counted_and_ways_to_speak_not_told_apart(
    db: Database, round_id: str, areas: dict[str, str]
) -> None:
    speak(db, roundtable(db, round_id, areas["B001"], "R1", (firm(db, areas["B001"], "F1"),)))
    area, current = areas_store.find_area(db, areas["B001"]), row(db, "select * from round where code = '2026H2'")
    assert area is not None and lines(db)["B001"].voices is None
    spoke = read_hub(db, area, current, EVERYTHING).spoke
    assert (spoke["firms"], spoke["spoke"], spoke["answered"]) == (None, None, None)


def test_the_table_holds_the_areas_of_the_scope_alone(db: Database, round_id: str, areas: dict[str, str]) -> None:
    assert list(lines(db, Scope(frozenset({areas["B002"]})))) == ["B002"]
    assert lines(db, Scope(frozenset())) == {}


def test_the_hub_says_how_the_classification_and_the_indicators_changed_and_who_spoke(
    db: Database, round_id: str, areas: dict[str, str]
) -> None:
    b1 = areas["B001"]
    classify(db, b1, "2026Q2", "stable")
    classify(db, b1, "2026Q3", "watch")
    observe(db, b1, "delinquency", ("2025-10", 1.5, "2025-12-01"), ("2026-10", 2.5, "2026-12-01"))
    here = (firm(db, b1, f"F{n}") for n in range(1, 4))
    speak(db, roundtable(db, round_id, b1, "R1", (*here, firm(db, areas["B002"], "F9"))))
    area = areas_store.find_area(db, b1)
    assert area is not None
    hub = read_hub(db, area, row(db, "select * from round where code = '2026H2'"), EVERYTHING)
    now, then = hub.classified
    assert now and then and (then["state_now"], now["state_now"]) == ("stable", "watch")
    (indicator,) = hub.indicators
    assert (indicator["code"], indicator["value"], indicator["value_before"]) == ("delinquency", 2.5, 1.5)
    assert (hub.spoke["firms"], hub.spoke["spoke"], hub.spoke["answered"], hub.spoke["experts"]) == (
        3,
        3,
        0,
        0,
    )


def test_an_empty_database_without_a_round_reads_as_an_empty_table(db: Database) -> None:
    assert read_lines(db, EVERYTHING, None) == []
