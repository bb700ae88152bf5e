"""Robust z and CUSUM, worked by hand."""

import numpy as np
import pytest

from app.monitoring.method.robust import cusum, robust_z
from app.monitoring.method.rules import Restart

HISTORY = [-2.0, -1.0, 0.0, 1.0, 2.0] * 7 + [0.0]  # 36 months: median 0, MAD 1


def last(values, **kwargs):
    result = robust_z(values, **({"direction": 1, "floor": 0.5} | kwargs))
    return result.z[-1]


def test_a_fall_of_four_spreads_is_minus_2_698():
    assert last([*HISTORY, -4.0]) == pytest.approx(-4 * 0.6745)


def test_for_a_rate_that_is_bad_when_rising_the_sign_turns():
    assert last([*HISTORY, 4.0], direction=-1) == pytest.approx(-4 * 0.6745)


def test_the_current_month_is_no_part_of_its_own_history():
    result = robust_z([*HISTORY, 1000.0], direction=1, floor=0.5)
    assert (result.median[-1], result.mad[-1], result.n[-1]) == (0.0, 1.0, 36)


def test_only_the_previous_36_months_count():
    assert last([500.0] * 20 + [*HISTORY, -4.0]) == pytest.approx(-4 * 0.6745)


def test_a_calm_series_is_held_by_the_floor():
    assert last([1.0] * 36 + [0.0], floor=2.0) == pytest.approx(-0.6745 / 2)


def test_z_is_clipped_to_eight():
    assert last([*HISTORY, -400.0]) == -8.0


def test_twenty_three_months_are_too_short_and_twenty_four_are_not():
    assert np.isnan(last([*HISTORY[:23], -4.0]))
    assert not np.isnan(last([*HISTORY[:24], -4.0]))


def test_missing_months_leave_the_history_and_a_missing_month_has_no_z():
    holes = np.array([*HISTORY, -4.0])
    holes[[0, 4]] = np.nan  # one -2 and one +2: median 0, MAD 1 as before
    assert robust_z(holes, direction=1, floor=0.5).n[-1] == 34
    assert last(holes) == pytest.approx(-4 * 0.6745)
    assert np.isnan(last([*HISTORY, np.nan]))


def test_areas_and_indicators_are_treated_one_by_one():
    block = np.array([[[*HISTORY, -4.0], [*HISTORY, 4.0]]] * 3)
    z = robust_z(block, direction=[1, -1], floor=[0.5, 0.5]).z[..., -1]
    assert z == pytest.approx(np.full((3, 2), -4 * 0.6745))


def test_medians_agree_with_numpy_on_series_with_holes():
    rng = np.random.default_rng(1)
    r = rng.normal(size=(20, 70))
    r[rng.random(r.shape) < 0.2] = np.nan
    result = robust_z(r, direction=1, floor=0.1)
    for t in range(36, 70):
        history = r[:, t - 36 : t]
        median = np.nanmedian(history, axis=1)
        long = result.n[:, t] >= 24
        assert result.median[long, t] == pytest.approx(median[long])
        assert result.mad[long, t] == pytest.approx(np.nanmedian(abs(history - median[:, None]), axis=1)[long])


def test_a_floor_of_zero_is_refused():
    with pytest.raises(ValueError, match="above 0"):
        robust_z(HISTORY, direction=1, floor=0.0)


def test_cusum_adds_what_goes_beyond_the_allowance():
    # -(-1) - .5 = .5; then +1.5 -> 2.0; then z 1 takes 1.5 -> .5; then z 2 -> below 0 is 0; then 2.5
    assert cusum([-1.0, -2.0, 1.0, 2.0, -3.0], allowance=0.5) == pytest.approx([0.5, 2.0, 0.5, 0.0, 2.5])


def test_cusum_waits_over_a_missing_month():
    assert cusum([-2.0, np.nan, -1.0], allowance=0.5) == pytest.approx([1.5, np.nan, 2.0], nan_ok=True)


RESTART = Restart(above=-0.5, months=3)


def restarted(z, opens=0):
    return cusum(z, allowance=0.5, alarm=12, restart=RESTART, opens=opens).tolist()


def test_cusum_begins_again_in_the_quarter_after_an_alarm_also_while_z_is_low():
    # 4.5, 9, 13.5 alarms in the quarter's last month; the next month begins at 0
    assert restarted([-5.0] * 5) == [4.5, 9.0, 13.5, 4.5, 9.0]
    # the alarm falls into the quarter's first month: the quarter ends as it began
    assert restarted([-5.0] * 6, opens=2) == [4.5, 9.0, 13.5, 18.0, 22.5, 4.5]


def test_a_sum_of_exactly_twelve_is_no_alarm():
    assert restarted([-4.5] * 4) == [4.0, 8.0, 12.0, 16.0]


def test_three_months_running_above_minus_a_half_begin_the_sum_again():
    assert restarted([-3.0, -3.0, -0.4, -0.4, -0.4, -3.0]) == pytest.approx([2.5, 5.0, 4.9, 4.8, 0.0, 2.5])
    assert restarted([-3.0, -3.0, -0.4, -0.5, -0.4, -0.4])[-1] == pytest.approx(4.7)  # -.5 is not above -.5


def test_a_missing_month_neither_counts_nor_breaks_the_three():
    gap = restarted([-3.0, -3.0, -0.4, np.nan, -0.4, -0.4])
    assert gap == pytest.approx([2.5, 5.0, 4.9, np.nan, 4.8, 0.0], nan_ok=True)


def test_montgomerys_cusum_of_thirty_samples_signals_at_29():
    """Montgomery, Introduction to Statistical Quality Control: mean 10, sigma 1, k .5, h 5; upward."""
    x = np.fromstring(
        "9.45 7.99 9.29 11.66 12.16 10.18 8.04 11.46 9.20 10.34 9.03 11.47 10.51 9.40 10.08"
        " 9.37 10.62 10.31 8.52 10.84 10.90 9.33 12.29 11.50 10.60 11.08 10.38 11.62 11.31 10.52",
        sep=" ",
    )
    sums = cusum(10 - x, allowance=0.5)
    published = [0, 0, 0, 1.16, 2.82, 2.50, 0.04, 1.00, 0, 0, 0, 0.97, 0.98, 0, 0,
                 0, 0.12, 0, 0, 0.34, 0.74, 0, 1.79, 2.79, 2.89, 3.47, 3.35, 4.47, 5.28, 5.30]  # fmt: skip
    assert sums == pytest.approx(published, abs=0.0051)
    assert np.flatnonzero(sums > 5)[0] == 28
