"""What people of the office write themselves is stored without what is surely personal in it."""

from __future__ import annotations

import pytest
from sqlite_utils import Database

from app.clock import now
from app.db import writing
from app.ids import new_id
from app.personal.written import written


@pytest.fixture
def listed(db: Database, areas: dict[str, str]) -> Database:
    with writing(db):
        db.conn.execute(
            """insert into firm(id, code, area_id, name, size_band, created_at)
               values (?, 'F1', ?, '예시누리기계', 'small', ?)""",
            [new_id(), areas["B001"], now()],
        )
    return db


def test_names_numbers_and_firms_of_the_register_are_replaced(listed: Database) -> None:
    said = written(listed, "홍길동 부장(010-1234-5678)이 예시누리기계 이야기를 했습니다.")
    assert not any(told in said for told in ("홍길동", "010-1234-5678", "누리기계"))


def test_a_note_without_anything_personal_stays_as_it_is(listed: Database) -> None:
    for text in ("", "  ", "관세가 원인이라 관세로 봅니다.\n둘째 줄"):
        assert written(listed, text) == text
