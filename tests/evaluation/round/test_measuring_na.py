"""A survey item that does not apply to a firm counts neither for nor against anything."""

from __future__ import annotations

from app.db import scalar
from app.evaluation.round import item_store
from app.evaluation.round.evaluating import evaluate_round
from tests.evaluation.conftest import Round


def test_not_applicable_leaves_the_index_to_those_who_answered(told: Round) -> None:
    for value in (1, 1, 3, "n/a"):
        told.answer("B002", {"exports_past": value})  # type: ignore[dict-item]
    evaluation = evaluate_round(told.db, told.id, person_id=None)
    result = scalar(
        told.db, "select id from area_result where evaluation_id = ? and area_id = ?", [evaluation, told.areas["B002"]]
    )
    (item,) = (each for each in item_store.items_of(told.db, result) if each["ref"] == "exports_past")
    # One neutral and two negative of three: (0 - 2) / 3 x 100 + 100.
    assert round(item["raw"], 4) == 33.3333
