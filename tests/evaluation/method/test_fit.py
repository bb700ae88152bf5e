"""Fit of numbers and voices, and who must speak before sign-off."""

import numpy as np

from app.evaluation.method.fit import Fit, bands, fit, needs_statement


def test_bands_begin_at_33_and_67():
    assert bands([0, 32.9, 33, 66.9, 67, 100, np.nan]).tolist() == [0, 0, 1, 1, 2, 2, -1]


def test_fit_counts_the_bands_between_the_strands():
    got = fit([[10, 10, 10, np.nan, 50]], [[20, 50, 90, 50, np.nan]], [True])
    assert got[0].tolist() == [Fit.AGREEMENT, Fit.PARTIAL, Fit.DISSONANCE, Fit.SILENCE, Fit.SILENCE]


def test_voices_too_few_to_compare_are_silent():
    assert fit([[10], [10]], [[90], [90]], [True, False]).tolist() == [[Fit.DISSONANCE], [Fit.SILENCE]]


def test_only_dissonance_or_silence_that_carries_a_fifth_of_the_score_needs_a_statement():
    fits = [[Fit.DISSONANCE, Fit.SILENCE, Fit.DISSONANCE, Fit.AGREEMENT]]
    found = needs_statement(fits, [[10, 12, 9.9, 18.1]], [50], at_risk=[True])
    assert found.tolist() == [[True, True, False, False]]


def test_silence_asks_nobody_in_an_area_at_the_best_level_while_dissonance_does():
    fits = [[Fit.DISSONANCE, Fit.SILENCE]] * 2
    found = needs_statement(fits, [[10, 10]] * 2, [50, 50], at_risk=[False, True])
    assert found.tolist() == [[True, False], [True, True]]


def test_without_a_score_nothing_is_carried():
    assert not needs_statement([[Fit.SILENCE]], [[0.0]], [np.nan], at_risk=[True]).any()
