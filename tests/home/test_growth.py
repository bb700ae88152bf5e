"""A page costs what it shows: the example three times over asks no page for many statements."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.national.growing import Asked, asked, small_nation

PEOPLE = ("official", "expert1", "analyst", "facilitator")
# 261 areas: a loop over all of them is far above, a page of 25 rows that each ask one thing is below. Chosen.
MOST = 120


@pytest.fixture(scope="module")
def pages(example_data: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Asked]:
    return list(
        asked(small_nation(example_data, tmp_path_factory.mktemp("nation") / "data", 3), people=PEOPLE, lists=True)
    )


def test_no_page_asks_a_statement_a_row_of_the_country(pages: list[Asked]) -> None:
    assert len({each.name for each in pages}) > 100
    assert {f"{each.name} {each.who}": each.statements for each in pages if each.statements > MOST} == {}
