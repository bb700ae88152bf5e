"""Weights against published figures: a raking example, Kish's losses; trimming and joining by hand."""

from __future__ import annotations

import numpy as np
import pytest

from app.surveys.weighing.raking import design_effect, effective, poststratified, raked, trimmed
from app.surveys.weighing.strata import REST, Firm, classes_of, joined_in_order, joined_to_rest


def spread(table: list[list[int]]) -> tuple[np.ndarray, np.ndarray]:
    """A table of counts as a row and a column of each respondent."""
    counts = np.array(table)
    rows, columns = np.indices(counts.shape)
    return np.repeat(rows.ravel(), counts.ravel()), np.repeat(columns.ravel(), counts.ravel())


def test_raking_gives_the_table_of_the_textbook() -> None:
    """Lohr, S. L. (1999). Sampling: Design and Analysis. Duxbury, section 8.5.2.2: sex by race, 3,000 people."""
    sex, race = spread([[300, 1200, 60, 30, 30], [150, 1080, 90, 30, 30]])
    weights = raked([sex, race], [np.array([1510.0, 1490]), np.array([600.0, 2120, 150, 100, 30])])
    told = np.bincount(sex * 5 + race, weights).reshape(2, 5)
    assert told[0] == pytest.approx([375.59, 1021.47, 53.72, 45.56, 13.67], abs=0.01)
    assert told[1] == pytest.approx([224.41, 1098.53, 96.28, 54.44, 16.33], abs=0.01)
    assert told.sum(1) == pytest.approx([1510, 1490]) and told.sum(0) == pytest.approx([600, 2120, 150, 100, 30])


def test_margins_that_contradict_empty_cells_are_told() -> None:
    with pytest.raises(ValueError, match="converge"):
        raked(list(spread([[5, 0], [0, 5]])), [np.array([7.0, 3.0]), np.array([3.0, 7.0])], most=50)


@pytest.mark.parametrize(("k", "loss"), [(1.5, 0.042), (2, 0.125), (3, 0.333), (4, 0.5625), (5, 0.8), (10, 2.025)])
def test_the_design_effect_is_that_of_kishs_table(k: float, loss: float) -> None:
    """Kish, L. (1965). Survey Sampling, table 11.7.I: two halves of a population, one sampled k times as densely."""
    thin = 1000
    weights = np.repeat([k, 1.0], [thin, int(k * thin)])
    assert design_effect(weights) - 1 == pytest.approx(loss, abs=0.0005)
    assert effective(weights) == pytest.approx(len(weights) / design_effect(weights))


def test_poststratification_gives_each_cell_its_share_of_the_register() -> None:
    weights = poststratified(np.array([0, 0, 0, 1]), np.array([50.0, 50.0]))
    assert weights == pytest.approx([2 / 3, 2 / 3, 2 / 3, 2]) and design_effect(np.ones(4)) == 1


def test_what_is_trimmed_is_shared_by_the_others_and_the_mean_stays_one() -> None:
    cut = trimmed(np.array([0.1, 1, 1, 1, 1, 9.0]), 0.5, 2.5)
    assert cut.min() >= 0.5 and cut.max() <= 2.5 and cut.mean() == pytest.approx(1)
    assert trimmed(np.ones(3), 0.5, 2).tolist() == [1, 1, 1]


def test_short_classes_join_the_smaller_neighbour_and_industries_the_rest() -> None:
    sizes = joined_in_order(
        {"micro": 40, "small": 4, "medium": 9}, {"micro": 400, "small": 90, "medium": 30, "large": 2}
    )
    assert sizes == {"micro": "micro", **dict.fromkeys(("small", "medium", "large"), "small+medium+large")}
    industries = joined_to_rest({"a": 30, "b": 6, "c": 2, "d": 1}, dict.fromkeys("abcd", 50))
    assert industries == {"a": "a", "b": REST, "c": REST, "d": REST}
    assert joined_to_rest({"a": 30, "b": 6}, dict.fromkeys("ab", 50)) == {"a": "a", "b": "b"}


def test_cells_are_joined_within_joined_industries() -> None:
    sample = [Firm("micro", "a")] * 9 + [Firm("small", "a")] * 2 + [Firm("small", "b")] * 7
    population = {Firm("micro", "a"): 90, Firm("small", "a"): 10, Firm("small", "b"): 70, Firm("large", "b"): 1}
    classes = classes_of(sample, population)
    assert classes.cell(Firm("small", "a")) == ("a", "micro+small") == classes.cell(Firm("micro", "a"))
    assert classes.cell(Firm("large", "b")) == ("b", "small+large")
