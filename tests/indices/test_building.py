"""From file to index: scores by hand, what is set aside, and what a method cannot be used on."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from app.errors import BadInput
from app.indices.aggregating import aggregate
from app.indices.building import Built, build
from app.indices.scheme_file import read_scheme
from app.indices.unfit import Unfit
from app.indices.weighing import critic


def built(rows: list[str], scheme: dict[str, Any]) -> Built:
    return build("\n".join(rows).encode(), "t.csv", read_scheme(scheme))


def told(rows: list[str], scheme: dict[str, Any]) -> list[tuple[str, str]]:
    with pytest.raises(BadInput) as caught:
        built(rows, scheme)
    return [(problem.where, problem.what) for problem in caught.value.problems]


def test_scores_of_a_small_tree_are_those_worked_by_hand(rows: list[str], scheme: dict[str, Any]) -> None:
    """Of 나: jobs 25, orders 25, loans 50; work 25, money 50; index (2 x 25 + 50) / 3."""
    model = built(rows, scheme).model
    assert model.groups["work"][1] == pytest.approx(25) and model.groups["money"][1] == pytest.approx(50)
    assert model.scores == pytest.approx([0, 100 / 3, 125 / 3, 250 / 3, 275 / 3])
    assert model.ranks.tolist() == [5, 4, 3, 2, 1]


def test_what_is_missing_has_no_weight_and_nothing_is_imputed(rows: list[str], scheme: dict[str, Any]) -> None:
    """Without 나's jobs its work is its orders' 25; without its loans its index is its work."""
    rows[2] = "나,,3,40"
    assert built(rows, scheme).model.scores[1] == pytest.approx((2 * 25 + 50) / 3)
    rows[2] = "나,90,,40"
    assert built(rows, scheme).model.scores[1] == pytest.approx(25)


def test_a_unit_known_too_little_gets_no_score_and_steers_no_scale(rows: list[str], scheme: dict[str, Any]) -> None:
    """Known weight of 바: loans, a third; its loan of 100 would be the maximum."""
    whole = built(rows, scheme).model.scores
    found = built([*rows, "바,,100,"], scheme)
    assert found.scored.tolist() == [0, 1, 2, 3, 4] and found.known[5] == pytest.approx(1 / 3)
    assert found.model.scores.tolist() == whole.tolist()


def test_a_constant_column_is_told_by_its_title(rows: list[str], scheme: dict[str, Any]) -> None:
    rows[1:] = [",".join([*row.split(",")[:2], "2", row.split(",")[3]]) for row in rows[1:]]
    assert told(rows, scheme) == [("‘연체율’ 열", "값이 모두 같거나 하나도 없어 단위를 견줄 수 없습니다")]


def test_a_geometric_mean_of_nothing_is_told_with_row_and_column(rows: list[str], scheme: dict[str, Any]) -> None:
    scheme["index"]["parts"][0]["aggregate"] = "geometric"
    assert told(rows, scheme) == [
        ("2행 ‘고용’ 칸", "기하·조화 평균에는 0보다 큰 값만 쓸 수 있는데 0 이하인 값이 있습니다")
    ]
    scheme["normalise"] = {"method": "minmax", "range": [1, 100]}
    assert built(rows, scheme).model.groups["work"][0] == pytest.approx(1)


@pytest.mark.parametrize("how", ["geometric", "harmonic"])
def test_only_units_at_nothing_or_below_are_at_fault(how: str) -> None:
    with pytest.raises(Unfit) as caught:
        aggregate(how, [np.array([3.0, 0.5, 0.0, -1.0])], np.ones((1, 1)))
    assert caught.value.at == (2, 3)


def test_an_alternative_that_fails_is_told_before_anything_is_drawn(rows: list[str], scheme: dict[str, Any]) -> None:
    scheme["uncertainty"] = [{"factor": "aggregate", "methods": ["arithmetic", "harmonic"]}]
    assert told(rows, scheme)[0][0] == "2행 ‘고용’ 칸"


def test_a_logarithm_of_nothing_is_told_with_its_rows(rows: list[str], scheme: dict[str, Any]) -> None:
    scheme["indicators"][1]["treat"] = "log"
    rows[3], rows[5] = "다,80,0,30", "마,60,-4,10"
    assert told(rows, scheme) == [("4, 6행 ‘연체율’ 칸", "0 이하인 값에는 로그를 취할 수 없습니다")]


def test_topsis_wants_whole_rows(rows: list[str], scheme: dict[str, Any]) -> None:
    scheme["index"] |= {"aggregate": "topsis"}
    rows[2] = "나,,3,40"
    assert told(rows, scheme) == [("3행 ‘고용’ 칸", "TOPSIS는 빈칸이 있으면 계산할 수 없습니다")]
    scheme["least_known"] = 1
    assert built(rows, scheme).scored.tolist() == [0, 2, 3, 4]


def test_too_few_units_are_told(rows: list[str], scheme: dict[str, Any]) -> None:
    assert told(rows[:3], scheme) == [("t.csv", "점수를 낼 수 있는 단위가 2개뿐입니다")]


def test_equal_units_share_a_rank(rows: list[str], scheme: dict[str, Any]) -> None:
    assert built([*rows, "바,70,5,20"], scheme).model.ranks.tolist() == [6, 5, 4, 2.5, 1, 2.5]


@pytest.mark.parametrize("method", ["minmax", "zscore", "robust", "rank", "vector"])
def test_the_order_of_rows_changes_nothing(rows: list[str], scheme: dict[str, Any], method: str) -> None:
    scheme["normalise"] = {"method": method}
    one, other = built(rows, scheme), built([rows[0], *rows[:0:-1]], scheme)
    assert one.model.scores == pytest.approx(other.model.scores[::-1], abs=1e-12)


@pytest.mark.parametrize("method", ["minmax", "zscore", "robust", "rank"])
def test_another_unit_of_a_column_changes_nothing(rows: list[str], scheme: dict[str, Any], method: str) -> None:
    """Celsius or Fahrenheit (handbook, 5.1): these four do not see the difference."""
    scheme["normalise"] = {"method": method}
    plain = built(rows, scheme).model.scores
    other = [rows[0]]
    for row in rows[1:]:
        unit, jobs, loans, orders = row.split(",")
        other.append(f"{unit},{float(jobs) * 1.8 + 32:g},{loans},{orders}")
    assert built(other, scheme).model.scores == pytest.approx(plain)


def test_directions_turn_a_column_round(rows: list[str], scheme: dict[str, Any]) -> None:
    for each in scheme["indicators"]:
        each["direction"] = {"up": "down", "down": "up"}[each["direction"]]
    assert built(rows, scheme).model.scores == pytest.approx([100, 200 / 3, 175 / 3, 50 / 3, 25 / 3])


def test_critic_gives_no_weight_twice_to_what_is_said_twice(rows: list[str], scheme: dict[str, Any]) -> None:
    """Two columns that say the same together weigh about what the one beside them weighs."""
    scheme["index"] = {
        "code": "index",
        "aggregate": "arithmetic",
        "weights": "critic",
        "parts": [{"indicator": code} for code in ("jobs", "orders", "loans")],
    }
    rows[1:] = ["가,100,3,50", "나,90,1,40", "다,80,5,30", "라,70,1,20", "마,60,3,10"]
    model = built(rows, scheme).model
    assert model.weights[0] == pytest.approx(model.weights[1]) and model.weights.sum() == pytest.approx(1)
    assert model.weights[2] == pytest.approx(model.weights[0] + model.weights[1], rel=0.2)
    assert np.all(model.weights > 0)


def test_critic_weighs_alike_where_a_column_says_nothing() -> None:
    assert critic(np.array([[1.0, 2.0], [1.0, 3.0], [1.0, 5.0]])).tolist() == [0.5, 0.5]
    assert critic(np.array([[1.0, 2.0], [2.0, 3.0]])).tolist() == [0.5, 0.5]
