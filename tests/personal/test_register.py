"""The prepared register finds what a plain list of firms finds, and is made anew when the register changes."""

from __future__ import annotations

import pytest
from sqlite_utils import Database

from app.clock import now
from app.db import rows, writing
from app.ids import new_id
from app.personal.register import register_of
from transcripts.personal.finding import find
from transcripts.personal.findings import Known, KnownFirm
from transcripts.personal.firms import Register

NAMES = ("예시가람정밀", "(주)예시가람정밀공업", "예시누리", "가람 테크(예시)")
TEXT = (
    "예시가람정밀공업과 가람테크가 ㈜새벽기계에 납품합니다. 예시가람정밀은 쉬고 예시누리는 닫았습니다. 가람 테크도요."
)


def test_a_prepared_register_finds_what_a_list_finds() -> None:
    listed = tuple(KnownFirm(name, present=False) for name in NAMES)
    for own in ((), (KnownFirm("예시누리"),)):
        plain = find(TEXT, Known(firms=(*own, *(each for each in listed if not own or each.name != "예시누리"))))
        assert find(TEXT, Known(firms=own, register=Register(listed))) == plain and len(plain) >= 4


def test_the_register_is_kept_until_a_firm_comes(db: Database, areas: dict[str, str]) -> None:
    assert register_of(db) is register_of(db)
    with writing(db):
        db.conn.execute(
            "insert into firm(id, code, area_id, name, size_band, created_at) values (?, 'F9', ?, ?, 'small', ?)",
            [new_id(), areas["B001"], "예시새벽기계", now()],
        )
    assert "예시새벽기계" in register_of(db).cores


def test_a_firm_renamed_or_gone_is_known_at_once_and_what_was_rolled_back_never(
    db: Database, areas: dict[str, str]
) -> None:
    with writing(db):
        db.conn.execute(
            "insert into firm(id, code, area_id, name, size_band, created_at) values (?, 'F9', ?, ?, 'small', ?)",
            [new_id(), areas["B001"], "예시새벽기계", now()],
        )
    before = register_of(db)
    with pytest.raises(RuntimeError), writing(db):
        db.conn.execute("update firm set name = '예시저녁기계'")
        assert "예시저녁기계" in register_of(db).cores
        raise RuntimeError("broken off")
    assert register_of(db).cores == before.cores
    kept = register_of(db)
    db.conn.execute("update firm set employees = 12")
    assert register_of(db) is kept
    db.conn.execute("update firm set name = '예시저녁기계'")
    assert "예시저녁기계" in register_of(db).cores and "예시새벽기계" not in register_of(db).cores


def test_the_state_of_the_register_is_read_without_counting_firms(db: Database) -> None:
    plan = rows(db, "explain query plan select state from firm_state")
    assert [r["detail"] for r in plan] == ["SCAN firm_state"]  # one row
