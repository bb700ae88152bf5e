"""What is looked at before an index is trusted: correlations, outliers, what a place of the tree adds."""

from __future__ import annotations

from statistics import NormalDist
from typing import Any

import numpy as np
import pytest

from app.indices.adding import without_each
from app.indices.building import build
from app.indices.scheme_file import read_scheme
from app.indices.screening import correlation, flag, pairs
from app.indices.treating import kurtosis, skewness, treat


@pytest.mark.parametrize(
    ("r", "together", "said"),
    [
        (0.93, True, "twice"),
        (-0.93, False, "twice"),
        (0.92, True, ""),
        (-0.1, True, "opposed"),
        (0.29, True, "weak"),
        (0.3, True, ""),
        (-0.1, False, ""),
        (float("nan"), True, ""),
    ],
)
def test_correlations_are_flagged_at_the_bounds_of_the_audits(r: float, together: bool, said: str) -> None:
    assert flag(r, together=together) == said


def test_pairs_of_one_group_are_told_apart_from_others(rows: list[str], scheme: dict[str, Any]) -> None:
    model = build("\n".join(rows).encode(), "t.csv", read_scheme(scheme)).model
    found = {(each.one, each.other): each for each in pairs(scheme_index(scheme), model.leaves)}
    assert found["jobs", "orders"].flag == "twice" and found["jobs", "orders"].group == "work"
    assert found["jobs", "loans"].group == "" and found["jobs", "loans"].n == 5
    assert found["jobs", "loans"].r == pytest.approx(0.8)


def scheme_index(scheme: dict[str, Any]) -> Any:
    return read_scheme(scheme).index


def test_a_correlation_of_four_pairs_is_none() -> None:
    x = np.array([1, 2, 3, 4, np.nan])
    assert np.isnan(correlation(x, x)[0]) and correlation(x, x)[1] == 4


def test_without_a_place_the_others_keep_their_proportions(rows: list[str], scheme: dict[str, Any]) -> None:
    rows[1:] = ["가,100,9,50", "나,90,7,40", "다,80,1,30", "라,70,3,20", "마,60,5,10"]
    model = build("\n".join(rows).encode(), "t.csv", read_scheme(scheme)).model
    found = {each.code: each for each in without_each(model)}
    assert list(found) == ["work", "jobs", "orders", "money", "loans"]
    assert found["loans"].scores == pytest.approx(model.groups["work"])
    assert found["loans"].scores.tolist() == found["money"].scores.tolist()
    assert found["work"].scores == pytest.approx(model.leaves["loans"])
    assert (
        found["work"].shift == pytest.approx(np.abs(found["work"].ranks - model.ranks).mean())
        and found["work"].shift > 0
    )


def test_skewness_and_kurtosis_are_those_worked_by_hand() -> None:
    """Of 1, 2, 3, 4, 10: squares sum to 50, cubes to 180, fourth powers to 1,394; s = sqrt(12.5)."""
    x = np.array([1, 2, 3, 4, 10.0, np.nan])
    assert skewness(x) == pytest.approx(5 / 12 * 180 / 12.5**1.5)
    assert kurtosis(x) == pytest.approx(5 * 6 / 24 * 1394 / 12.5**2 - 3 * 16 / 6)


def test_one_outlier_is_pulled_in_and_a_skewed_column_is_logged() -> None:
    one = treat(np.array([1, 2, 3, 4, 5, 6, 7, 8, 9, 1000.0]), "auto")
    assert (one.how, one.points, one.values.max()) == ("winsorise", 1, 9)
    low = treat(-np.array([1, 2, 3, 4, 5, 6, 7, 8, 9, 1000.0]), "winsorise")
    assert (low.points, low.values.min()) == (1, -9)
    many = np.exp([2.6 * NormalDist().inv_cdf((i + 0.5) / 90) for i in range(90)])
    logged = treat(many, "auto")
    assert logged.how == "shifted log" and np.all(np.diff(logged.values) > 0)
    assert treat(many, "winsorise").still
    plain = np.arange(9.0)
    assert treat(plain, "auto").values is not None and treat(plain, "auto").how == ""
