"""Monitoring in one go on invented series of two areas: one like the nation, one that falls at the end."""

import numpy as np
import pytest

from app.evaluation.method.scheme_file import PRESETS
from app.monitoring.method.analysis import analyze, classify_quarter, in_order
from app.monitoring.method.classification import Standings
from app.monitoring.method.indicators import load_indicators
from app.monitoring.method.rules import rules_in
from app.monitoring.method.signals import RULES as RULES_FIRED

RULES = rules_in(PRESETS["national3"].read_text("utf-8"))
INDICATORS = in_order(load_indicators(), RULES)
T = 60
LAST = T - 1


def country():
    """A nation that wobbles a little: six series of about 1,000."""
    rng = np.random.default_rng(3)
    return 1000 * (1 + 0.01 * rng.standard_normal((len(INDICATORS), T)))


def areas():
    rng = np.random.default_rng(4)
    x = country()[None] * (1 + 0.01 * rng.standard_normal((2, len(INDICATORS), T)))
    x[1, :3, -3:] *= 0.8  # establishments, employees and wages
    return x


def quarter(x, **kwargs):
    analysis = analyze(x, country(), country(), indicators=INDICATORS, rules=RULES, **kwargs)
    before = Standings.first(len(x))
    return analysis, classify_quarter(analysis, LAST, before, indicators=INDICATORS, rules=RULES)


def test_an_area_that_falls_by_a_fifth_is_watched_and_its_neighbor_is_stable():
    _, result = quarter(areas())
    assert result.areas.watch.tolist() == [False, True]
    assert result.signals.signal[1].tolist() == [1, 1, 1, 0, 0, 0]  # establishments, employees and wages


def test_the_rules_that_fired_come_with_their_numbers():
    _, result = quarter(areas())
    value = dict(zip(RULES_FIRED, result.signals.value[1, 1], strict=True))
    assert result.signals.fired[1, 1].all() and value["months_low"] == 3 and value["absolute"] < -15


def test_sixty_months_give_a_full_history_and_forty_eight_the_last_month_its_first_z():
    analysis, _ = quarter(areas())
    assert analysis.n[0, 0, LAST] == 36 and np.isnan(analysis.z[0, 0, 35]) and not np.isnan(analysis.z[0, 0, 36])


def test_an_area_of_four_firms_is_undetermined():
    analysis, result = quarter(areas(), firms=np.full((2, T), 4.0))
    assert np.isnan(analysis.change).all()
    assert not result.areas.watch.any() and not result.areas.determined.any()


def test_indicators_that_are_not_there_are_refused():
    with pytest.raises(ValueError, match="x must be"):
        quarter(areas()[:, :3])


def test_a_quarter_needs_three_months():
    analysis, _ = quarter(areas())
    with pytest.raises(ValueError, match="last"):
        classify_quarter(analysis, 1, Standings.first(2), indicators=INDICATORS, rules=RULES)
