"""Areas that closed are there up to their last day; a round has a day whose data count."""

from __future__ import annotations

import pytest
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.areas import store
from app.areas.importing import import_areas
from app.areas.opening import fix_day
from app.db import scalar, writing
from app.errors import BadInput
from tests.conftest import all_rows


def test_an_area_is_listed_up_to_its_last_day_and_always_where_no_day_is_asked(
    db: Database, areas: dict[str, str]
) -> None:
    with writing(db):
        db.conn.execute("update area set ends_on = '2026-09-30' where code = 'B002'")
    on = {day: [r["code"] for r in store.list_areas(db, EVERYTHING, on=day)] for day in ("2026-09-30", "2026-10-01")}
    assert on == {"2026-09-30": ["B001", "B002"], "2026-10-01": ["B001"]}
    assert len(store.list_areas(db, EVERYTHING)) == 2


def test_the_registers_file_tells_an_areas_last_day_and_a_day_that_is_none_is_refused(
    db: Database, areas: dict[str, str]
) -> None:
    head, line = "코드,이름,종류,구군,종료일\n", "B002,예시 산업단지 B002,산업단지,사상구,{}\n"
    import_areas(db, (head + line.format("2026.9.30")).encode(), "areas.csv", None)
    assert scalar(db, "select ends_on from area where code = 'B002'") == "2026-09-30"
    assert scalar(db, "select count(*) from area_version where ends_on = '2026-09-30'") == 1
    with pytest.raises(BadInput):
        import_areas(db, (head + line.format("언젠가")).encode(), "areas.csv", None)
    import_areas(db, (head + line.format("")).encode(), "areas.csv", None)  # an empty cell says nothing
    assert scalar(db, "select ends_on from area where code = 'B002'") == "2026-09-30"


@pytest.mark.parametrize(
    ("code", "day", "what"),
    [
        ("2031H1", "2026-12-01", "회차가 없습니다"),
        ("2026H2", "foo", "날짜가 아닙니다"),
        ("2026H2", "2026-02-30", "날짜가 아닙니다"),
        ("2026H2", "2026-06-30", "시작하기 전"),
    ],
)
def test_a_round_has_no_day_that_is_none(db: Database, round_id: str, code: str, day: str, what: str) -> None:
    with pytest.raises(BadInput, match=what):
        fix_day(db, code, day)
    assert all_rows(db, "round_day") == []


def test_the_newest_day_of_a_round_holds_and_the_one_before_stays_written(db: Database, round_id: str) -> None:
    for day in ("2027-01-31", "2027-02-10"):
        fix_day(db, "2026H2", day)
    assert [r["as_of"] for r in all_rows(db, "round_day")] == ["2027-01-31", "2027-02-10"]
    assert scalar(db, "select count(*) from audit where action = 'round day fixed'") == 2
