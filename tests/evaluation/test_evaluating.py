"""Evaluating a round from the database: what is stored, that it repeats, and that every point is accounted for."""

from __future__ import annotations

import pytest

from app.db import rows, scalar
from app.evaluation import store
from app.evaluation.evaluating import evaluate_round, ledger_of
from app.evaluation.gathering import gather
from app.evaluation.presets import scheme_in_use
from tests.conftest import all_rows

DRAWS = 200


def run(small, **more):
    return evaluate_round(small.db, small.id, person_id=None, draws=DRAWS, as_of="2026-11-22", **more)


def test_contributions_of_the_stored_items_add_up_to_each_score(told):
    run(told)
    sums = rows(
        told.db,
        """select r.score, (select sum(contribution) from cell_item where area_result_id = r.id) as items,
             (select sum(contribution_q + contribution_l) from domain_result where area_result_id = r.id) as domains
           from area_result r""",
    )
    assert len(sums) == 2
    for each in sums:
        assert each["items"] == pytest.approx(each["score"], abs=1e-9)
        assert each["domains"] == pytest.approx(each["score"], abs=1e-9)
