"""Areas drawn by chance: the same again for everybody, once a round, and told beside those asked for cause."""

from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient

from app.areas import store as areas_store
from app.clock import now
from app.db import writing
from app.errors import Conflict
from app.evaluation.round import store
from app.evaluation.round.drawing import by_chance, draw_areas
from app.evaluation.round.evaluating import evaluate_round
from app.ids import new_id
from tests.conftest import sign_in
from tests.evaluation.conftest import Round


def classify(small: Round, state: str, *areas: str, quarter: str = "2026Q3") -> None:
    with writing(small.db):
        for area in areas:
            small.db.conn.execute(
                """insert into classification(id, area_id, quarter, state, undetermined, breadth, coverage, reasons,
                     scheme_sha256, as_of, computed_at) values (?, ?, ?, ?, 0, 0, 1, '{}', 'x', '2026-11-01', ?)""",
                [new_id(), small.areas[area], quarter, state, now()],
            )


def test_a_tenth_rounded_up_is_drawn_by_a_hash_anybody_can_repeat() -> None:
    codes = [f"B{n:03}" for n in range(1, 88)]
    drawn = by_chance(codes, 0.1, "20261122:2026H2")
    assert len(drawn) == 9 and drawn == sorted(drawn) and drawn == by_chance(codes[::-1], 0.1, "20261122:2026H2")
    assert drawn != by_chance(codes, 0.1, "20261122:2027H1")
    times = [sum(code in by_chance(codes, 0.1, f"s:{n}") for n in range(400)) for code in codes[:5]]
    assert all(20 < each < 65 for each in times)  # 9 of 87 of 400 draws: 41 each, give or take four times its error


def test_only_areas_that_are_stable_in_the_newest_quarter_are_drawn_and_only_once(told: Round) -> None:
    with pytest.raises(Conflict, match="안정"):
        draw_areas(told.db, told.id, person_id=None)
    classify(told, "stable", "B001", "B002", quarter="2026Q2")
    classify(told, "watch", "B001")
    classify(told, "stable", "B002")
    assert draw_areas(told.db, told.id, person_id=None) == ["B002"]
    classify(told, "stable", "B001")
    assert draw_areas(told.db, told.id, person_id=None) == ["B002"]
    (kept,) = areas_store.drawn_areas(told.db, told.id)
    assert (kept["quarter"], kept["among"]) == ("2026Q3", 1) and kept["seed"].endswith(":2026H2")


def test_means_of_areas_asked_by_chance_stand_beside_those_asked_for_cause(told: Round) -> None:
    classify(told, "stable", "B002")
    draw_areas(told.db, told.id, person_id=None)
    told.voices("B002", (1, 0))
    own = evaluate_round(told.db, told.id, person_id=None)
    found = store.find_evaluation(told.db, own)
    assert found is not None
    summary = json.loads(found["summary"])
    scores = {r["code"]: r["score"] for r in store.results_of(told.db, own)}
    assert summary["chance"] == {"asked": 1, "mean": scores["B002"]} and summary["drawn"] == 1
    assert summary["cause"] == {"asked": 1, "mean": scores["B001"]}


def test_the_survey_marks_the_areas_drawn_by_chance(client: FlaskClient, told: Round) -> None:
    classify(told, "stable", "B002")
    draw_areas(told.db, told.id, person_id=None)
    survey = told.db.conn.execute("select id from survey").fetchone()["id"]
    page = sign_in(client, "analyst").get(f"/surveys/{survey}").text
    assert page.count("무작위로 고른 지역") == 1
