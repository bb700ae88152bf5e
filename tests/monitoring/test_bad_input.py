"""Bad input and what comes of it: refused with its place, asked for, or kept out of every judgment."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlite_utils import Database

from app.db import scalar, writing
from app.errors import BadInput, Conflict
from app.monitoring.observations.importing import Imported, Leaping
from app.monitoring.quarter import classification_store
from app.monitoring.quarter.classifying import classify_quarters
from tests.monitoring.conftest import MONTHS, UNITS, a_line, flat_lines

Bring = Callable[[list[str]], Imported]
REFUSED = {
    "a month twice": (
        [a_line("B001", "employees", "2026-08", 1200), a_line("B001", "employees", "2026-08", 1300)],
        "3행: 같은 지역·지표·월·공표일의 값이 2행에도 있습니다",
    ),
    "heads below nought": ([a_line("B001", "employees", "2026-08", -3)], "음수일 수 없습니다"),
    "half a head": ([a_line("B001", "employees", "2026-08", 12.5)], "소수일 수 없습니다"),
    "more than all": ([a_line("B001", "delinquency", "2026-08", 105)], "백분율은 100을 넘을 수 없습니다"),
    "a month that is none": ([a_line("B001", "employees", "2026-13", 12, "2026-11-20")], "2026-13"),
    "a day that is none": ([a_line("B001", "employees", "2026-08", 12, "2026-02-30")], "2026-02-30"),
    "a day to come": ([a_line("B001", "employees", "2026-08", 12, "2026-12-01")], "아직 오지 않은 날"),
    "nothing but a title": ([], "제목 줄 아래에 자료가 없습니다"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_whole_with_its_place(db: Database, bring: Bring, what: str) -> None:
    lines, told = REFUSED[what]
    with pytest.raises(BadInput, match=told):
        bring(lines)
    assert scalar(db, "select count(*) from vintage") == 0


def test_five_percent_is_five_and_a_twentieth_is_asked_for(db: Database, bring: Bring) -> None:
    assert bring([a_line("B001", "delinquency", "2026-08", 5)]).new == 1
    with pytest.raises(Leaping) as leap:
        bring([a_line("B002", "delinquency", "2026-08", 0.05)])
    assert leap.value.jumps[0].why in ("share", "others")
    with pytest.raises(Leaping):  # 5 % written 0.05 the month after
        bring([a_line("B001", "delinquency", "2026-09", 0.05, "2026-11-20")])
    assert scalar(db, "select count(*) from vintage") == 1


def test_heads_that_fall_to_nought_are_asked_for(bring: Bring) -> None:
    nought: dict[tuple[str, str, str], float | None] = {("B001", "employees", m): 0 for m in MONTHS if m >= "2025-07"}
    with pytest.raises(Leaping):
        bring(flat_lines(nought))


def test_an_area_that_has_nothing_at_all_is_undetermined_and_a_quarter_without_any_value_refused(
    db: Database, areas: dict[str, str], bring: Bring
) -> None:
    quarter = ("2026-07", "2026-08", "2026-09")
    gone: dict[tuple[str, str, str], float | None] = {("B001", i, m): None for i in UNITS for m in MONTHS}
    gone |= {(p, i, m): None for p in ("B002", "부산", "전국") for i in UNITS for m in quarter}
    bring(flat_lines(gone))
    with pytest.raises(Conflict, match="2026년 3분기 자료가 없습니다"):
        classify_quarters(db, "2026Q3", count=1)
    classify_quarters(db, "2026Q2", count=1)
    found = classification_store.standing(db, "2026Q2")
    assert {found[areas["B001"]]["state_now"], found[areas["B002"]]["state_now"]} == {"undetermined", "stable"}


def test_without_the_reference_no_area_is_judged_but_by_absolute_rules(
    db: Database, areas: dict[str, str], bring: Bring
) -> None:
    """The nation's last quarter is missing: z is not known, and a history long enough is no reason to say "no signal"."""
    quarter = ("2026-07", "2026-08", "2026-09")
    gone: dict[tuple[str, str, str], float | None] = {("전국", i, m): None for i in UNITS for m in quarter}
    fallen = {("B001", i, m): 900.0 for i in ("employees", "insured") for m in quarter}
    bring(flat_lines(gone | fallen))
    classify_quarters(db, "2026Q3", count=1)
    found = classification_store.standing(db, "2026Q3")
    assert found[areas["B001"]]["state_now"] == "watch"  # two absolute rules carry 2 of 5.5 of all weight
    assert found[areas["B002"]]["state_now"] == "undetermined"


def test_a_closed_area_is_classified_no_more_and_what_was_classified_stays(
    db: Database, areas: dict[str, str], trouble: None
) -> None:
    """B001 closed in August, and the register said so on 10 November: the third quarter's own day knows nothing of it."""
    with writing(db):
        db.conn.execute("update area set ends_on = '2026-08-31' where code = 'B001'")
        db.conn.execute("drop trigger area_version_no_update")
        db.conn.execute("update area_version set at = '2026-10-01T00:00:00+00:00' where ends_on is null")
        db.conn.execute("update area_version set at = '2026-11-10T00:00:00+00:00' where ends_on is not null")
    assert classify_quarters(db, "2026Q3")[-1].states == {"watch": 1, "stable": 1, "undetermined": 0}
    tried = classify_quarters(db, "2026Q3", as_of="2026-11-20", count=1)[-1]
    assert tried.trial and tried.states == {"watch": 0, "stable": 1, "undetermined": 0}
    assert set(classification_store.standing(db, "2026Q3")) == set(areas.values())
    (before,) = classify_quarters(db, "2026Q2", as_of="2026-11-20", count=1)
    assert sum(before.states.values()) == 2  # it was there until the second quarter's end
