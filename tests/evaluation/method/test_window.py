"""The window of the monthly indicators ends at a month nearly everybody has."""

from __future__ import annotations

import pytest

from app.evaluation.method.window import Filled, last_complete_month
from app.evaluation.round.evaluating import evaluate_round
from app.evaluation.round.evidence_store import window_of
from tests.evaluation.conftest import Round

AS_OF = "2026-11-22"
HAVE = {"employees": 87, "wages": 87, "power": 80}


def filled(month: str, *areas: int, reference: bool = True) -> list[Filled]:
    return [Filled(code, month, n, reference) for code, n in zip(HAVE, areas, strict=True)]


@pytest.mark.parametrize(
    ("november", "ends"),
    [
        (filled("2026-11", 1, 0, 0), "2026-10"),  # one stray row
        (filled("2026-11", 79, 79, 0), "2026-11"),  # 79 of 87 are 90.8 %, and two of three indicators are most
        (filled("2026-11", 78, 78, 0), "2026-10"),  # 78 of 87 are 89.7 %
        (filled("2026-11", 87, 0, 0), "2026-10"),  # one indicator alone does not move the others
        (filled("2026-11", 87, 87, 80, reference=False), "2026-10"),  # nothing to compare with
    ],
)
def test_a_month_counts_once_nearly_all_areas_and_the_reference_have_it(november: list[Filled], ends: str) -> None:
    months = [*filled("2026-09", 87, 87, 80), *filled("2026-10", 87, 87, 80), *november]
    assert last_complete_month(months, HAVE, share=0.9) == ends


def test_an_indicator_that_has_ended_does_not_hold_the_others_back() -> None:
    months = [*filled("2026-09", 87, 87, 80), *filled("2026-10", 87, 87, 0)]
    assert last_complete_month(months, HAVE, share=0.9) == "2026-10"


def test_without_any_complete_month_the_fullest_one_ends_the_window_and_without_values_none() -> None:
    assert last_complete_month([*filled("2026-09", 40, 0, 0), *filled("2026-10", 2, 0, 0)], HAVE, share=0.9) == (
        "2026-09"
    )
    assert last_complete_month([], {}, share=0.9) is None


def test_one_areas_early_value_moves_nobodys_score(told: Round) -> None:
    before = evaluate_round(told.db, told.id, person_id=None, draws=50, as_of=AS_OF)
    told.observe_month("B001", "employees", "2026-11", 70.0)
    after = evaluate_round(told.db, told.id, person_id=None, draws=50, as_of=AS_OF)
    assert after == before, "the same inputs"
    assert window_of(told.db, after) == ("2026-05", "2026-10")
