"""Firms by kind of industry, stage and size are kept as the register says, whatever happens to it."""

from __future__ import annotations

from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.db import scalar, writing
from app.ids import new_id
from app.kept import KEPT
from app.programmes.matching import ground_store


def test_counts_follow_every_change_of_the_register(db: Database, areas: dict[str, str]) -> None:
    kept, near, far = KEPT["firm_count"], areas["B001"], areas["B002"]
    code, kind, other = "예시", "main", "future"
    made = [new_id() for _each in range(3)]

    def change(sql: str, *values: str | None) -> None:
        with writing(db):
            db.conn.execute(sql, values)
        assert kept.wrong(db) == [], sql

    change("insert into industry values (?, '예시 산업', 'Example', ?, 99)", code, kind)
    for n, (stage, industry) in enumerate([("growth", code), ("growth", None), (None, code)]):
        change(
            """insert into firm(id, code, area_id, name, industry_code, size_band, growth_stage, created_at)
               values (?, ?, ?, '예시 기업', ?, 'small', ?, '2026-11-01T00:00:00.000000+00:00')""",
            *(made[n], f"X{n}", near, industry, stage),
        )
    industries, stages, sizes = ground_store.firms(db, EVERYTHING)
    assert (industries[near], stages[near], sizes[near]) == ({kind: 2}, {"growth": 2}, {"small": 3})
    change("update firm set area_id = ? where id = ?", far, made[0])
    change("update firm set growth_stage = null, size_band = 'large' where id = ?", made[0])
    change("update firm set industry_code = null where id = ?", made[0])
    change("update firm set industry_code = ?, name = '다른 이름' where id = ?", code, made[1])
    change("update industry set kind = ? where code = ?", other, code)
    industries, stages, sizes = ground_store.firms(db, EVERYTHING)
    assert (industries[near], stages[near], sizes[near]) == ({other: 2}, {"growth": 1}, {"small": 2})
    assert (industries[far], stages[far], sizes[far]) == ({}, {}, {"large": 1})


def test_a_lost_count_is_told_and_made_anew(db: Database, areas: dict[str, str]) -> None:
    kept = KEPT["firm_count"]
    with writing(db):
        db.conn.execute("insert into firm_count values (?, 'size', 'small', 1)", [areas["B001"]])
    assert kept.wrong(db) == [f"+ {areas['B001']}, size, small, 1"]
    kept.mend(db)
    assert (kept.wrong(db), scalar(db, "select count(*) from firm_count")) == ([], 0)
