"""Stable and watch over the quarters, with six indicators of weight 1, 1, 1, 1, 1 and 0.5."""

from dataclasses import replace

import numpy as np
import pytest

from app.evaluation.method.scheme_file import PRESETS
from app.monitoring.method.classification import CAUSES, Standings, classify
from app.monitoring.method.rules import rules_in

RULES = rules_in(PRESETS["national3"].read_text("utf-8"))
NA = np.nan


def quarter(signal, before=(False, 0), triggers=None):
    """One area: on watch?, determined?, quarters below, what decided."""
    start = Standings(np.array([before[0]]), np.array([before[1]]))
    return classify([signal], start, rules=RULES, triggers=triggers)


def told(outcome):
    return bool(outcome.watch[0]), CAUSES[outcome.cause[0]], int(outcome.quarters_below[0])


def after(outcome):
    return bool(outcome.watch[0]), int(outcome.quarters_below[0])


def test_breadth_is_the_share_of_weight_that_signals():
    outcome = quarter([1, 0, 0, 0, 0, 1])
    assert outcome.breadth[0] == pytest.approx(1.5 / 5.5) and outcome.coverage[0] == 1.0
    assert told(outcome) == (False, "breadth_between", 0)


def test_two_full_indicators_open_watch():
    outcome = quarter([1, 1, 0, 0, 0, 0])
    assert told(outcome) == (True, "breadth_reached", 0) and outcome.breadth[0] == pytest.approx(2 / 5.5)


def test_a_breadth_that_is_the_limit_but_for_the_last_digit_reaches_it():
    """.1 + .2 is a hair above .3 and .7 - .4 a hair below: both are three tenths."""
    weights = (0.1, 0.2, 0.3, 0.2, 0.1, 0.1)
    rules = replace(
        RULES, indicators=tuple(replace(r, weight=w) for r, w in zip(RULES.indicators, weights, strict=True))
    )
    start = Standings.first(1)
    for signal in ([1, 1, 0, 0, 0, 0], [0, 0, 1, 0, 0, 0], [0, 0, 0, 1, 1, 0]):
        assert classify([signal], start, rules=rules).watch[0]
    fifth = Standings(np.array([True]), np.array([1]))
    for signal in ([0, 1, 0, 0, 0, 0], [1, 0, 0, 0, 0, 1]):  # one fifth is not below one fifth
        assert classify([signal], fifth, rules=rules).quarters_below[0] == 0


def test_a_hard_trigger_opens_watch_by_itself():
    outcome = quarter([0] * 6, triggers=[[True, False]])
    assert told(outcome) == (True, "hard_trigger", 0) and outcome.triggers.tolist() == [[True, False]]


def test_a_hard_trigger_decides_whatever_is_missing():
    outcome = quarter([NA] * 6, triggers=[[False, True]])
    assert told(outcome) == (True, "hard_trigger", 0) and outcome.determined[0]


def test_watch_closes_only_after_two_quarters_below_a_fifth():
    first = quarter([0] * 6, (True, 0))
    assert after(first) == (True, 1)
    assert after(quarter([1, 0, 0, 0, 0, 0], after(first))) == (False, 2)  # 1 / 5.5 = .18


def test_a_quarter_between_the_limits_starts_the_count_again():
    first = quarter([0] * 6, (True, 0))
    between = quarter([1, 0, 0, 0, 0, 1], after(first))
    assert after(between) == (True, 0)
    assert after(quarter([0] * 6, after(between))) == (True, 1)


def test_an_undetermined_quarter_keeps_the_state_and_breaks_the_run():
    outcome = quarter([0, 0, 0, NA, NA, NA], (True, 1))
    assert told(outcome) == (True, "coverage_low", 0) and not outcome.determined[0]
    assert outcome.coverage[0] == pytest.approx(3 / 5.5)


def test_known_signals_of_thirty_percent_of_all_weight_suffice_whatever_is_missing():
    outcome = quarter([1, 1, NA, NA, NA, NA])
    assert told(outcome) == (True, "known_signals_suffice", 0) and outcome.determined[0]
    assert not quarter([1, 0, NA, NA, NA, NA]).determined[0]


def test_nothing_known_is_undetermined_without_a_breadth():
    outcome = quarter([NA] * 6)
    assert not outcome.determined[0] and np.isnan(outcome.breadth[0]) and outcome.coverage[0] == 0


def test_missing_indicators_leave_the_breadth_to_the_others():
    assert quarter([1, 0, 0, 0, NA, NA]).breadth[0] == pytest.approx(1 / 4)


def test_many_areas_are_classified_as_each_would_be_alone():
    rng = np.random.default_rng(11)
    signal = rng.choice([0.0, 1.0, NA], size=(200, 6), p=(0.6, 0.25, 0.15))
    start = Standings(rng.random(200) < 0.5, rng.integers(0, 2, 200))
    together = classify(signal, start, rules=RULES)
    alone = [quarter(s, (w, n)) for s, w, n in zip(signal, start.watch, start.quarters_below, strict=True)]
    assert together.watch.tolist() == [bool(each.watch[0]) for each in alone]
    assert together.cause.tolist() == [int(each.cause[0]) for each in alone]
