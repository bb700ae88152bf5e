"""A firm, an unlisted firm and an expert are one respondent a round each, however often they speak."""

from __future__ import annotations

import pytest
from sqlite_utils import Database

from app.areas.respondents import respondent_for_expert, respondent_for_firm, respondent_for_name
from app.clock import now
from app.db import rows, writing
from app.errors import Conflict
from app.ids import new_id
from tests.conftest import all_rows


@pytest.fixture
def firm_id(db: Database, areas: dict[str, str]) -> str:
    found = new_id()
    with writing(db):
        db.conn.execute(
            """insert into firm(id, code, area_id, name, size_band, created_at)
               values (?, 'F1', ?, '예시정밀', 'small', ?)""",
            [found, areas["B001"], now()],
        )
    return found


def areas_of(db: Database, respondent_id: str) -> set[str]:
    found = rows(db, "select area_id from respondent_area where respondent_id = ?", [respondent_id])
    return {r["area_id"] for r in found}


def test_a_firm_that_speaks_twice_is_one_respondent(
    db: Database, round_id: str, areas: dict[str, str], firm_id: str
) -> None:
    first = respondent_for_firm(db, round_id, firm_id)
    assert respondent_for_firm(db, round_id, firm_id) == first
    assert [(r["label"], r["kind"]) for r in all_rows(db, "respondent")] == [("예시정밀", "firm")]
    assert areas_of(db, first) == {areas["B001"]}


def test_a_firm_that_does_not_exist_is_told_in_words(db: Database, round_id: str) -> None:
    with pytest.raises(Conflict, match="없는 기업"):
        respondent_for_firm(db, round_id, new_id())


def test_the_same_name_in_two_areas_is_two_firms_and_no_name_is_always_a_new_one(
    db: Database, round_id: str, areas: dict[str, str]
) -> None:
    here = respondent_for_name(db, round_id, areas["B001"], "예시 상사")
    assert respondent_for_name(db, round_id, areas["B001"], " 예시  상사 ") == here
    assert respondent_for_name(db, round_id, areas["B002"], "예시 상사") != here
    nameless = [respondent_for_name(db, round_id, areas["B001"], "") for _ in range(2)]
    assert nameless[0] != nameless[1]


def test_an_expert_gains_areas_and_is_never_taken_for_a_firm_of_that_name(
    db: Database, round_id: str, areas: dict[str, str]
) -> None:
    firm = respondent_for_name(db, round_id, areas["B001"], "예시 연구위원")
    expert = respondent_for_expert(db, round_id, "예시 연구위원", [areas["B001"]])
    assert expert != firm
    assert respondent_for_expert(db, round_id, "예시 연구위원", [areas["B002"]]) == expert
    assert areas_of(db, expert) == set(areas.values())
