"""Where an indicator's six months end, and from which month on a missing mean could be told."""

from __future__ import annotations

import numpy as np
import pytest

from app.evaluation.reading.windows import last_complete, month_after, months_until, since_determined


def known(*rows: str) -> np.ndarray:
    return np.array([[mark == "x" for mark in row] for row in rows])


def test_the_window_ends_at_the_newest_month_nearly_all_areas_have() -> None:
    whole = known(*["xxx"] * 9, "xx.")
    assert last_complete(whole, share=0.9) == 2
    assert last_complete(known(*["xxx"] * 8, "xx.", "xx."), share=0.9) == 1


def test_areas_that_never_have_the_indicator_are_not_waited_for() -> None:
    assert last_complete(known("xx", "xx", "..", ".."), share=0.9) == 1


def test_without_a_complete_month_it_is_the_newest_of_those_most_areas_have() -> None:
    assert last_complete(known("x.x", "xx.", ".xx"), share=0.9) == 2
    assert last_complete(known("..", ".."), share=0.9) is None


def test_months_run_over_the_turn_of_the_year() -> None:
    assert months_until("2026-02", 3) == ("2025-12", "2026-01", "2026-02")
    assert month_after("2025-11", 3) == "2026-02"


@pytest.mark.parametrize(
    ("months", "values", "since"),
    [
        # Two months are known and their year before goes on: two more.
        ("....xx", "xxxxxxxxxxxx", "2026-12"),
        # Values began in October: from next October on they can be compared, and four months are needed.
        ("......", "...........x", "2028-01"),
        # Nothing yet: whatever comes next month is compared a year after that.
        ("......", "............", "2028-02"),
    ],
)
def test_a_missing_mean_says_from_which_month_it_could_be_told(months: str, values: str, since: str) -> None:
    (flags,), (there,) = known("." * 6 + months), known(values)
    assert since_determined(flags, there, "2026-10", months=6, at_least=4) == since
