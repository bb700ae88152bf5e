"""Changes of monthly series, worked by hand."""

import numpy as np
import pytest

from app.monitoring.method.change import Why, recent_mean, relative_change, yearly_change


def series(first, last):
    """Thirteen months, all 50 but the first and the last."""
    return [first, *[50.0] * 11, last]


def test_a_level_changes_in_percent_of_the_year_before():
    change = yearly_change(series(200.0, 190.0), kind="level")
    assert change.value[12] == pytest.approx(-5.0)
    assert change.why[12] == Why.KNOWN


def test_a_rate_changes_in_percentage_points():
    assert yearly_change(series(1.2, 2.0), kind="rate").value[12] == pytest.approx(0.8)


def test_a_rate_may_start_from_zero_and_a_level_may_not():
    assert yearly_change(series(0.0, 2.0), kind="rate").value[12] == 2.0
    level = yearly_change(series(0.0, 2.0), kind="level")
    assert np.isnan(level.value[12]) and level.why[12] == Why.BASE_TOO_SMALL


def test_four_firms_in_the_base_month_are_too_few_and_five_are_enough():
    few = yearly_change(series(200.0, 190.0), kind="level", firms=series(4, 9))
    enough = yearly_change(series(200.0, 190.0), kind="level", firms=series(5, 1))
    assert few.why[12] == Why.BASE_TOO_SMALL and np.isnan(few.value[12])
    assert enough.why[12] == Why.KNOWN


def test_a_missing_month_is_not_carried_forward():
    for values in (series(np.nan, 190.0), series(200.0, np.nan)):
        change = yearly_change(values, kind="level", firms=1)
        assert np.isnan(change.value[12]) and change.why[12] == Why.MISSING


def test_the_first_year_has_no_change():
    assert (yearly_change(np.ones((3, 14)), kind="level").why[:, :12] == Why.MISSING).all()


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="index"):
        yearly_change([1.0], kind="index")


def test_relative_change_is_the_difference_from_the_reference_of_the_same_month():
    assert relative_change([[-5.0, 1.0]], [-2.0, np.nan])[0] == pytest.approx([-3.0, np.nan], nan_ok=True)


def test_the_mean_of_six_months_needs_four_of_them():
    assert recent_mean([9, 1, np.nan, 2, 3, np.nan, 4]) == pytest.approx(2.5)
    assert np.isnan(recent_mean([9, 1, np.nan, 2, 3, np.nan, np.nan]))
