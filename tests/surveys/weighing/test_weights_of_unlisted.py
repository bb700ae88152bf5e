"""Firms on no list weigh by what they say of themselves; whose size nobody knows is left out and told."""

from __future__ import annotations

import sqlite3

import pytest
from sqlite_utils import Database

from app.db import writing
from app.ids import new_id
from app.surveys.answering.responding import Return, accept
from app.surveys.weighing import weighing
from tests.surveys.conftest import ANSWERS


def test_a_firm_on_no_list_weighs_as_its_size_and_industry_do(
    db: Database, survey: sqlite3.Row, firms: dict[str, str], areas: dict[str, str]
) -> None:
    """Of 12 firms on the register 10 are small, 2 medium. Five of either size answer: 10/5 to 2/5, mean 1 -> 5/3, 1/3."""
    with writing(db):
        for number in range(9):
            db.conn.execute(
                """insert into firm(id, code, area_id, name, size_band, created_at)
                   values (?, ?, ?, ?, ?, '2026-01-01T00:00:00.000000+00:00')""",
                [new_id(), f"G{number}", areas["B001"], f"예시 {number}", "small" if number < 7 else "medium"],
            )
    for number in range(10):
        size = "small" if number < 5 else "medium"
        accept(db, survey, Return(new_id(), areas["B001"], ANSWERS, "online", name=f"예시 {number}번", size=size))
    accept(db, survey, Return(new_id(), areas["B002"], ANSWERS, "online", name="아무 말 없는 예시"))
    found = weighing.weights_of(db, survey["id"], "poststratified", low=0.1, high=9)
    assert (found.unlisted, found.outside) == (10, 1)
    assert sorted({round(w, 6) for w in found.omega.values()}) == [
        pytest.approx(1 / 3, abs=1e-6),
        1,
        pytest.approx(5 / 3, abs=1e-6),
    ]
    assert [(c.size, c.firms, c.answered) for c in found.cells] == [("medium", 2, 5), ("small", 10, 5)]
