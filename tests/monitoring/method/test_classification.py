"""Stable and watch over the quarters, with six indicators of weight 1, 1, 1, 1, 1 and 0.5."""

import numpy as np
import pytest

from app.evaluation.method.scheme_file import PRESETS
from app.monitoring.method.classification import STABLE, WATCH, Standing, classify
from app.monitoring.method.rules import load_rules

RULES = load_rules(PRESETS["national3"])
NA = np.nan


def quarter(signal, before=None, triggers=()):
    return classify(signal, before or Standing(), rules=RULES, triggers=triggers)


def codes(outcome):
    return [reason.code for reason in outcome.reasons]


def test_breadth_is_the_share_of_weight_that_signals():
    outcome = quarter([1, 0, 0, 0, 0, 1])
    assert outcome.breadth == pytest.approx(1.5 / 5.5) and outcome.coverage == 1.0
    assert outcome.state == STABLE and codes(outcome)[0] == "breadth_between"


def test_two_full_indicators_open_watch_and_are_named():
    outcome = quarter([1, 1, 0, 0, 0, 0])
    assert outcome.state == WATCH
    assert [(r.code, r.subject) for r in outcome.reasons] == [
        ("breadth_reached", ""),
        ("signal", "establishments"),
        ("signal", "employees"),
    ]
    assert outcome.reasons[0].value == pytest.approx(2 / 5.5) and outcome.reasons[0].limit == 0.30


def test_a_hard_trigger_opens_watch_by_itself():
    outcome = quarter([0] * 6, triggers=RULES.triggers[:1])
    assert outcome.state == WATCH and outcome.reasons[0].subject == "employment_crisis"
    assert outcome.quarters_below == 0


def test_watch_closes_only_after_two_quarters_below_a_fifth():
    first = quarter([0] * 6, Standing(WATCH))
    assert (first.state, first.quarters_below) == (WATCH, 1)
    assert quarter([1, 0, 0, 0, 0, 0], first.standing).state == STABLE  # 1 / 5.5 = .18


def test_a_quarter_between_the_limits_starts_the_count_again():
    first = quarter([0] * 6, Standing(WATCH))
    between = quarter([1, 0, 0, 0, 0, 1], first.standing)
    assert (between.state, between.quarters_below) == (WATCH, 0)
    assert quarter([0] * 6, between.standing).state == WATCH


def test_too_little_coverage_keeps_the_old_state_and_says_what_is_missing():
    outcome = quarter([0, 0, 0, NA, NA, NA], Standing(WATCH, 1))
    assert (outcome.state, outcome.determined, outcome.quarters_below) == (WATCH, False, 0)
    assert codes(outcome) == ["coverage_low", "not_known", "not_known", "not_known"]
    assert outcome.reasons[0].value == pytest.approx(3 / 5.5)


def test_known_signals_of_thirty_percent_of_all_weight_suffice_whatever_is_missing():
    outcome = quarter([1, 1, NA, NA, NA, NA])
    assert (
        outcome.state == WATCH
        and outcome.determined
        and codes(outcome)[:2] == ["known_signals_suffice", "coverage_low"]
    )
    assert quarter([1, 0, NA, NA, NA, NA]).determined is False


def test_nothing_known_is_undetermined_without_a_breadth():
    outcome = quarter([NA] * 6)
    assert not outcome.determined and np.isnan(outcome.breadth) and outcome.coverage == 0


def test_missing_indicators_leave_the_breadth_to_the_others():
    assert quarter([1, 0, 0, 0, NA, NA]).breadth == pytest.approx(1 / 4)
