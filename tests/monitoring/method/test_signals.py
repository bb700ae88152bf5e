"""Signals of a quarter: which rule fires, and when nothing can be said."""

import numpy as np
import pytest

from app.evaluation.method.scheme_file import PRESETS
from app.monitoring.method.rules import rules_in
from app.monitoring.method.signals import RULES as FIRED
from app.monitoring.method.signals import fired_triggers, quarter_change, quarter_signals

RULES = rules_in(PRESETS["national3"].read_text("utf-8"))
CODES = [rule.code for rule in RULES.indicators]
DIRECTION = np.array([-1 if code == "delinquency" else 1 for code in CODES])
EMPLOYEES, DELINQUENCY, POWER = (CODES.index(c) for c in ("employees", "delinquency", "power"))
NO = [np.nan] * 3


FULL = (36, 36, 36)


def signals(indicator, *, z=(0.0, 0.0, 0.0), c=(0.0, 0.0, 0.0), g=(0.0, 0.0, 0.0), n=FULL):
    shape = (1, len(CODES), 3)
    cells = [np.zeros(shape), np.zeros(shape), np.zeros(shape), np.full(shape, 36)]
    for cell, values in zip(cells, (z, c, g, n), strict=True):
        cell[0, indicator] = values
    return quarter_signals(*cells, direction=DIRECTION, rules=RULES)


def fired(found, indicator):
    """Rule to its number and limit, of those that fired."""
    at = found.fired[0, indicator]
    pairs = zip(found.value[0, indicator], found.limit[indicator], strict=True)
    return {rule: tuple(pair) for rule, yes, pair in zip(FIRED, at, pairs, strict=True) if yes}


def test_two_of_three_low_months_are_a_signal_and_one_is_not():
    two, one = signals(POWER, z=(-2, 0, -3)), signals(POWER, z=(-2, 0, -1.9))
    assert two.signal[0, POWER] == 1 and one.signal[0, POWER] == 0
    assert fired(two, POWER) == {"months_low": (2, 2)}


def test_a_cusum_above_twelve_is_a_signal_with_its_largest_value():
    assert fired(signals(POWER, c=(4, 12.5, 5.2)), POWER) == {"cusum": (12.5, 12)}
    assert signals(POWER, c=(4, 12.0, 12.0)).signal[0, POWER] == 0


def test_five_percent_fewer_employees_fire_the_absolute_rule_alone():
    assert fired(signals(EMPLOYEES, g=(-4.9, -5.0, -3)), EMPLOYEES) == {"absolute": (-5.0, -5.0)}


def test_cut_offs_are_met_but_for_the_last_digit():
    assert signals(EMPLOYEES, g=(100 * (0.95 - 1), 0, 0)).signal[0, EMPLOYEES] == 1  # -5.000000000000004 or so
    assert signals(EMPLOYEES, g=(-5 + 1e-12, 0, 0)).signal[0, EMPLOYEES] == 1
    assert signals(POWER, z=(-2 + 1e-12, -2, 0)).signal[0, POWER] == 1


def test_an_indicator_without_an_absolute_rule_may_fall_without_one():
    assert signals(POWER, g=(-40, -40, -40)).signal[0, POWER] == 0


def test_too_short_a_history_leaves_the_absolute_rule_alone():
    short = {"z": NO, "c": NO, "n": (20, 21, 22)}
    calm = signals(EMPLOYEES, **short, g=(-1, -1, np.nan))
    assert fired(signals(EMPLOYEES, **short, g=(-6, -6, -6)), EMPLOYEES) == {"absolute": (-6, -5)}
    assert calm.signal[0, EMPLOYEES] == 0
    assert np.isnan(signals(EMPLOYEES, **short, g=(-1, np.nan, np.nan)).signal[0, EMPLOYEES])
    assert np.isnan(signals(POWER, **short, g=(-6, -6, -6)).signal[0, POWER])


def test_a_history_that_suffices_only_for_the_last_month_is_too_short_to_see_two_low_ones():
    late = {"z": (np.nan, np.nan, 0.0), "n": (22, 23, 24)}
    assert signals(EMPLOYEES, **late).signal[0, EMPLOYEES] == 0
    assert np.isnan(signals(POWER, **late).signal[0, POWER])


def test_where_the_reference_is_missing_and_not_the_history_nothing_is_said():
    assert np.isnan(signals(EMPLOYEES, z=NO, c=NO, g=(-1, -1, -1)).signal[0, EMPLOYEES])


@pytest.mark.parametrize(
    ("z", "expected"),
    [((0, 0, np.nan), 0), ((-2, 0, np.nan), np.nan), ((-2, -2, np.nan), 1), ((0, np.nan, np.nan), np.nan)],
)
def test_no_signal_is_said_only_where_missing_months_could_not_change_it(z, expected):
    got = signals(POWER, z=z).signal[0, POWER]
    assert got == expected or (np.isnan(got) and np.isnan(expected))


def test_a_quarter_change_needs_two_months():
    assert quarter_change([[[-4.0, np.nan, -6.0], [1.0, np.nan, np.nan]]], at_least=2)[0] == pytest.approx(
        [-5.0, np.nan], nan_ok=True
    )


def changes(**values):
    row = np.zeros((1, len(CODES)))
    for code, value in values.items():
        row[0, CODES.index(code)] = value
    return row


def test_the_employment_crisis_needs_all_its_conditions():
    fall = changes(insured=-6, establishments=-5)
    met = fired_triggers(fall, changes(insured=-5), direction=DIRECTION, rules=RULES)
    short = fired_triggers(fall, changes(insured=-4.9), direction=DIRECTION, rules=RULES)
    assert met.tolist() == [[True, False]] and not short.any()


def test_thirty_points_below_the_nation_in_one_indicator_are_enough():
    met = fired_triggers(changes(power=-28), changes(power=-30), direction=DIRECTION, rules=RULES)
    assert met.tolist() == [[False, True]]


def test_what_is_not_known_meets_no_condition():
    assert not fired_triggers(changes(), changes(power=np.nan), direction=DIRECTION, rules=RULES).any()
