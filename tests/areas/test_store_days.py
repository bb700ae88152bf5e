"""Areas that closed are there up to their last day."""

from __future__ import annotations

from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.areas import store
from app.db import writing


def test_an_area_is_listed_up_to_its_last_day_and_always_where_no_day_is_asked(
    db: Database, areas: dict[str, str]
) -> None:
    with writing(db):
        db.conn.execute("update area set ends_on = '2026-09-30' where code = 'B002'")
    on = {day: [r["code"] for r in store.list_areas(db, EVERYTHING, on=day)] for day in ("2026-09-30", "2026-10-01")}
    assert on == {"2026-09-30": ["B001", "B002"], "2026-10-01": ["B001"]}
    assert len(store.list_areas(db, EVERYTHING)) == 2
