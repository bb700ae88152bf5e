"""Groups are counted from what is kept of areas as they would be person by person, whoever speaks of several."""

from __future__ import annotations

import random

import pytest

from app.accounts.people import EVERYTHING, Scope
from app.coding.statements.voices import Voice, problem_codings, respondents
from app.coding.themes import group_store
from app.coding.themes.themes import prevalences, voices_by_area
from app.db import rows, writing
from app.ids import new_id
from app.kept import KEPT
from tests.evaluation.conftest import Round, small

__all__ = ["small"]


@pytest.fixture
def spread(small: Round) -> Round:
    """Firms of three areas, some of which speak of a second one."""
    small.areas["B003"] = new_id()
    with writing(small.db):
        third = {**dict(rows(small.db, "select * from area")[0]), "id": small.areas["B003"], "code": "B003"}
        names, marks = ", ".join(third), ", ".join("?" * len(third))
        small.db.conn.execute(f"insert into area({names}) values ({marks})", list(third.values()))
    for code, worst in (("B001", (4, 3, 5, 0, 2)), ("B002", (4, 0, 1)), ("B003", (2, 2))):
        small.voices(code, worst, "workforce")
        small.voices(code, worst[:2], "finance")
    chance, areas = random.Random(1), sorted(small.areas.values())
    with writing(small.db):
        for each in rows(small.db, "select id from respondent order by id"):
            for area in chance.sample(areas, chance.choice((0, 1, 2))):
                small.db.conn.execute("insert or ignore into respondent_area values (?, ?)", [each["id"], area])
        small.db.conn.execute("insert into industry values ('X1', '예시 산업', 'Example', 'main', 1)")
        small.db.conn.execute("update firm set industry_code = 'X1'")
    assert rows(small.db, "select 1 from spread_now") and KEPT["spread_now"].wrong(small.db) == []
    return small


def test_groups_of_areas_have_everybody_once(spread: Round) -> None:
    one, two, three = (spread.areas[code] for code in ("B001", "B002", "B003"))
    groups = {"east": {one, two}, "west": {two, three}, "all": {one, two, three}, "nobody": set[str]()}
    people = [
        Voice(v.respondent_id, v.kind, tuple(g for g, areas in groups.items() if areas & set(v.area_ids)))
        for v in respondents(spread.db, spread.id)
    ]
    spoke = group_store.spoke_of_areas(spread.db, spread.id, groups)
    assert {group: there.respondents for group, there in spoke.items()} == {
        group: len(there) for group, there in voices_by_area(people).items()
    }
    found = group_store.named_of_areas(spread.db, spread.id, groups, spoke)
    right = prevalences(people, problem_codings(spread.db, spread.id))
    assert {key: (cell.k, cell.n, cell.firms) for key, cell in found.items()} == {
        key: (cell.k, cell.n, cell.firms) for key, cell in right.items()
    }
    assert all(cell.severity == pytest.approx(right[key].severity) for key, cell in found.items())


def test_an_industry_has_the_firms_that_speak_of_an_area_of_ones_own(spread: Round) -> None:
    (code,) = {r["industry_code"] for r in rows(spread.db, "select industry_code from firm")}
    for scope in (EVERYTHING, Scope(frozenset({spread.areas["B002"]}))):
        people = [
            Voice(v.respondent_id, v.kind, (code,))
            for v in respondents(spread.db, spread.id)
            if v.kind == "firm" and any(scope.allows(area) for area in v.area_ids)
        ]
        there = group_store.spoke_of_industry(spread.db, spread.id, code, scope)
        assert there is not None and there.respondents == there.firms == len(people)
        found = group_store.named_of_industries(spread.db, spread.id, scope, {code: there})
        right = prevalences(people, problem_codings(spread.db, spread.id))
        assert {key: (cell.k, cell.n) for key, cell in found.items()} == {
            key: (cell.k, cell.n) for key, cell in right.items()
        }


def test_who_speaks_of_one_area_again_is_no_longer_taken_back(spread: Round) -> None:
    with writing(spread.db):
        spread.db.conn.execute("delete from respondent_area where area_id = ?", [spread.areas["B002"]])
    assert KEPT["spread_now"].wrong(spread.db) == []
