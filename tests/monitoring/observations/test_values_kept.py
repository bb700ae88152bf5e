"""What is kept of values is what a full count says, after every way in which a value comes."""

from __future__ import annotations

from sqlite_utils import Database

from app.db import rows, scalar
from app.kept import KEPT
from app.monitoring import joining
from app.monitoring.observations.importing import import_observations
from tests.monitoring.conftest import HEAD, a_line

TABLES = ("value_now", "value_group", "value_run")


def bring(db: Database, *lines: str, head: str = HEAD) -> None:
    import_observations(db, "\n".join([head, *lines]).encode(), f"{len(lines)}.csv", person_id=None, confirmed=True)


def test_what_is_kept_follows_every_value(db: Database, areas: dict[str, str]) -> None:
    joining.join()

    def whole() -> None:
        assert {table: KEPT[table].wrong(db) for table in TABLES} == {table: [] for table in TABLES}

    corrected = f"{HEAD},정정"
    bring(db, *(a_line(place, "employees", "2026-09", 100) for place in ("B001", "B002", "부산", "전국")))
    whole()
    # A newer publication, an older one that comes late, and corrections of the very day: of an area and a region.
    bring(db, a_line("B001", "employees", "2026-09", 90, "2026-11-20"))
    bring(db, a_line("B001", "employees", "2026-09", 80, "2026-11-10"))
    whole()
    assert scalar(db, "select value from value_now where place = ? and month = '2026-09'", [areas["B001"]]) == 90
    for value in (91, 92):
        bring(db, f"{a_line('B001', 'employees', '2026-09', value, '2026-11-20')},예", head=corrected)
        bring(db, f"{a_line('부산', 'employees', '2026-09', value)},예", head=corrected)
        whole()
    now = rows(db, "select value, vintages from value_now where place = ?", [areas["B001"]])
    assert [tuple(r) for r in now] == [(92, 5)]
    assert scalar(db, "select sum(figures) from value_run") == scalar(db, "select count(*) from observation") == 6
