"""Coefficients of agreement against the worked examples of those who proposed them."""

from __future__ import annotations

import numpy as np
import pytest

from nlp.base.agreeing import ac1, alpha, counts, interval

# K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), sections A to C.
YES_OR_NO = list(zip("0100000010", "1110010000", strict=True))
LETTERS = list(zip("aabbdcccedda", "babbbccceddd", strict=True))
FOUR = [
    tuple(None if value == "." else int(value) for value in unit)
    for unit in zip("123321412...", "1233224125.3", ".3332342251.", "12332441251.", strict=True)
]


def test_alpha_is_that_of_the_published_examples() -> None:
    assert alpha(counts(YES_OR_NO)[1]) == pytest.approx(0.095, abs=0.0005)
    assert alpha(counts(LETTERS)[1]) == pytest.approx(0.692, abs=0.0005)
    assert alpha(counts(FOUR)[1]) == pytest.approx(0.743, abs=0.0005)
    assert alpha(counts(FOUR)[1], ordinal=True) == pytest.approx(0.815, abs=0.0005)


def test_ac1_is_that_of_the_published_examples() -> None:
    # K. L. Gwet (2002): 118 and 0 alike, 5 and 2 not; kappa is below 0 there.
    alike = [("+", "+")] * 118 + [("+", "-")] * 5 + [("-", "+")] * 2
    assert ac1(counts(alike)[1]) == pytest.approx(0.941, abs=0.0005)
    # The same four raters as above, in K. L. Gwet's handbook and its package.
    assert ac1(counts(FOUR)[1]) == pytest.approx(0.775, abs=0.0005)


def test_a_weight_counts_a_unit_as_often_as_it_says() -> None:
    weight = np.array([2.0] * 4 + [0.0] + [1.0] * 7)
    units = [unit for unit, times in zip(LETTERS, weight, strict=True) for _ in range(int(times))]
    values, table = counts(LETTERS)
    again = counts(units)[1]
    assert len(values) == again.shape[1]
    assert alpha(table, weight) == pytest.approx(alpha(again))
    assert ac1(table, weight) == pytest.approx(ac1(again))


def test_an_interval_holds_its_value_and_is_the_same_every_time() -> None:
    table = counts(LETTERS * 10)[1]
    groups = [n // 4 for n in range(len(table))]
    found = interval(lambda weight: alpha(table, weight), groups, draws=200)
    assert found.low < found.value < found.high <= 1
    assert found == interval(lambda weight: alpha(table, weight), groups, draws=200)


def test_what_never_varies_has_no_alpha() -> None:
    assert np.isnan(alpha(counts([("a", "a")] * 3)[1]))
