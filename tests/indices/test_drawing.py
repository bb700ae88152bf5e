"""Uncertain choices: what a point of the cube means, intervals of ranks, and which choice moves them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from app.indices.building import build
from app.indices.drawing import Space, intervals, rank_draws, space_of
from app.indices.ranking import ranks
from app.indices.scheme_file import read_scheme
from app.indices.sensitivity import rank_sensitivities

EVERYTHING = [
    {"factor": "weights", "level": "indicators", "spread": 0.5},
    {"factor": "weights", "level": "groups", "spread": 0.5},
    {"factor": "goalposts", "spread": 0.1},
    {"factor": "normalise", "methods": [{"method": "given"}, {"method": "zscore"}]},
    {"factor": "aggregate", "methods": ["arithmetic", "topsis"]},
    {"factor": "leave_out"},
]


def space(rows: list[str], scheme: dict[str, Any], *uncertain: dict[str, Any]) -> Space:
    return space_of(
        build("\n".join(rows).encode(), "t.csv", read_scheme({**scheme, "uncertainty": list(uncertain)})).model
    )


def test_the_middle_of_the_cube_is_the_scheme_itself(rows: list[str], scheme: dict[str, Any]) -> None:
    scheme["indicators"][1]["normalise"] = {"method": "goalposts", "low": 0, "high": 6}
    found = space(rows, scheme, EVERYTHING[0], EVERYTHING[1], EVERYTHING[2])
    assert [found.factors[at].name for at in range(3)] == ["weights:indicators", "weights:groups", "goalposts"]
    assert found.size == 2 + 2 + 6
    scores = found.model.drawn(found.choice(np.full((1, found.size), 0.5)))
    assert scores[0] == pytest.approx(found.model.scores)


def test_corners_of_the_cube_mean_what_the_scheme_states(rows: list[str], scheme: dict[str, Any]) -> None:
    """At 0 the weights of work and money are halved, so nothing moves; jobs halved and orders raised to 4.5 moves work."""
    found = space(rows, scheme, EVERYTHING[0])
    rows_of = found.model.drawn(found.choice(np.array([[0.0, 0.0], [0.0, 1.0]])))
    assert rows_of[0] == pytest.approx(found.model.scores)
    jobs, orders = found.model.leaves["jobs"], found.model.leaves["orders"]
    work = (0.5 * jobs + 4.5 * orders) / 5
    assert rows_of[1] == pytest.approx((2 * work + found.model.leaves["loans"]) / 3)


def test_goalposts_move_each_by_a_share_of_their_distance(rows: list[str], scheme: dict[str, Any]) -> None:
    scheme["indicators"] = [{"code": "loans", "column": "연체율", "direction": "up"}]
    scheme["indicators"][0]["normalise"] = {"method": "goalposts", "low": 0, "high": 10}
    scheme["index"] = {"code": "index", "aggregate": "arithmetic", "parts": [{"indicator": "loans"}]}
    found = space(rows, scheme, EVERYTHING[2])
    scores = found.model.drawn(found.choice(np.array([[0.0, 0.0], [1.0, 1.0], [1.0, 0.0]])))
    assert scores[:, 3] == pytest.approx([100 * 6 / 10, 100 * 4 / 10, 100 * 4 / 8])


def test_one_indicator_or_none_is_left_out(rows: list[str], scheme: dict[str, Any]) -> None:
    found = space(rows, scheme, EVERYTHING[5])
    scores = found.model.drawn(found.choice(np.array([[0.1], [0.3], [0.6], [0.9]])))
    assert scores[0] == pytest.approx(found.model.scores)
    assert scores[3] == pytest.approx(found.model.groups["work"])


def test_everything_at_once_gives_whole_ranks_that_sum_up(rows: list[str], scheme: dict[str, Any]) -> None:
    scheme["indicators"][1]["normalise"] = {"method": "goalposts", "low": 0, "high": 6}
    found = space(rows, scheme, *EVERYTHING)
    u = np.random.default_rng(1).random((500, found.size))
    for _rows, drawn in rank_draws(found, u):
        assert drawn.sum(axis=1) == pytest.approx(15)
    told = rank_sensitivities(found, 64, 1)
    assert told.first.shape == told.total.shape == (6, 6)


def test_intervals_are_the_same_again_and_hold_the_middle(rows: list[str], scheme: dict[str, Any]) -> None:
    found = space(rows, scheme, EVERYTHING[0], EVERYTHING[5])
    one, again = intervals(found, 999, 7), intervals(found, 999, 7)
    assert all(np.array_equal(a, b) for a, b in zip(vars(one).values(), vars(again).values(), strict=True))
    assert (one.low <= one.middle).all() and (one.middle <= one.high).all()


def test_a_choice_that_cannot_matter_has_no_sensitivity(rows: list[str], scheme: dict[str, Any]) -> None:
    """All columns alike: weights move no rank, leaving one out moves none."""
    rows[1:] = [f"{unit},{6 - at},{at},{6 - at}" for at, unit in enumerate("가나다라마")]
    found = rank_sensitivities(space(rows, scheme, EVERYTHING[0], EVERYTHING[5]), 64, 1)
    assert not found.total.any() and not found.first.any()


def test_ties_of_many_draws_at_once_are_averages() -> None:
    scores = np.array([[3.0, 1, 3, 2], [1, 2, 3, 4], [5, 5, 5, 5], [0.1 + 0.2, 0.3, 0, 1]])
    assert ranks(scores).tolist() == [[1.5, 4, 1.5, 3], [4, 3, 2, 1], [2.5] * 4, [2.5, 2.5, 4, 1]]
    assert ranks(np.array([np.nan, 2.0, 1.0])).tolist() == [3, 1, 2]
