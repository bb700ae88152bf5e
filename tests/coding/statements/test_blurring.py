"""A firm is told by industry and size only where three firms of its area fit."""

from __future__ import annotations

import pytest
from sqlite_utils import Database

from app.areas.respondents import respondent_for_firm
from app.coding.statements.blurring import NOBODY, blurred
from app.db import rows, writing
from app.ids import new_id


def _firms(db: Database, area: str, *kinds: tuple[str | None, str]) -> list[str]:
    made = [new_id() for _each in kinds]
    db.conn.execute("insert or ignore into industry values ('metal', '금속', 'Metal', 'other', 1)")
    for firm_id, (industry, size) in zip(made, kinds, strict=True):
        db.conn.execute(
            """insert into firm(id, code, area_id, name, industry_code, size_band, created_at)
               values (?, ?, ?, '예시', ?, ?, '')""",
            [firm_id, firm_id, area, industry, size],
        )
    return made


@pytest.mark.parametrize(
    ("others", "told"),
    [
        ([("metal", "small")] * 2, ("금속", "small")),
        ([("metal", "micro"), ("metal", "large")], ("금속", None)),
        ([(None, "small")] * 2, (None, "small")),
        ([(None, "micro")] * 2, (NOBODY["industry_ko"], None)),
    ],
)
def test_a_firm_is_told_by_what_three_firms_of_its_area_share(
    db: Database,
    round_id: str,
    areas: dict[str, str],
    others: list[tuple[str | None, str]],
    told: tuple[str | None, str | None],
) -> None:
    with writing(db):
        firm_id = _firms(db, areas["B001"], ("metal", "small"), *others)[0]
        _firms(db, areas["B002"], *[("metal", "small")] * 5)
        respondent = respondent_for_firm(db, round_id, firm_id)
    sql = "select ? as respondent_id, '금속' as industry_ko, 'Metal' as industry_en, 'small' as size_band"
    (found,) = blurred(db, rows(db, sql, [respondent]))
    assert (found["industry_ko"], found["size_band"]) == told


def test_who_is_in_no_register_is_told_as_before(db: Database) -> None:
    sql = "select null as respondent_id, '금속' as industry_ko, 'Metal' as industry_en, 'small' as size_band"
    (found,) = blurred(db, rows(db, sql))
    assert found["industry_ko"] == "금속"
