"""METHOD's worked example, to the last digit: R = 42.24."""

import numpy as np
import pytest

from app.evaluation.method.burden import area_burdens, codings_of, respondent_burdens, speakers_of
from app.evaluation.method.credibility import POLICY, estimate_credibility, respondent_sums, voices_points
from app.evaluation.method.levels import first_time, propose_levels
from app.evaluation.method.merging import Weights, merge

FINANCE, MARKET, HR = range(3)
SEVERITIES = {FINANCE: [3, 4, 0, 5, 0], MARKET: [0, 2, 0, 0, 3]}
WEIGHTS = Weights(np.array([0.4, 0.4, 0.2]), np.ones(6), np.array([0, 0, 1, 1, 2, 2]), 0.6)
POINTS = [[70.0, 50.0, 40.0, 20.0, 90.0, np.nan]]


@pytest.fixture(scope="module")
def strand():
    rows = [
        (j, d, 10 * d + j, 0, severity, False)
        for d, severities in SEVERITIES.items()
        for j, severity in enumerate(severities)
        if severity
    ]
    speakers = speakers_of([(0, j, 1.0) for j in range(5)])
    b = respondent_burdens(codings_of(rows), respondents=5, domains=3, severity_points=[0.2, 0.4, 0.6, 0.8, 1])
    burdens, sums = area_burdens(b, speakers, areas=1), respondent_sums(b, speakers, areas=1)
    known = estimate_credibility(sums, ["complex"], bounds=(1, 50), least_areas=5, policy=(5.0, [0.3, 0.2, 0.1]))
    return burdens, known, voices_points(burdens.mean, burdens.n_eff, known, least=3)


def test_mean_burdens_are_48_20_and_0_hundredths(strand):
    assert strand[0].mean[0] == pytest.approx([0.48, 0.20, 0.0], abs=1e-12)


def test_a_mean_burden_is_prevalence_times_severity(strand):
    burdens = strand[0]
    assert burdens.prevalence[0] == pytest.approx([0.6, 0.4, 0.0]) and burdens.named[0].tolist() == [3, 2, 0]
    assert burdens.severity[0] == pytest.approx([0.8, 0.5, np.nan], nan_ok=True)


def test_one_area_alone_leans_on_the_schemes_values_half_and_half(strand):
    _, known, L = strand
    assert known.source == (POLICY,) and L[0] == pytest.approx([39, 20, 5], abs=1e-9)


def test_contributions_are_20_64_and_10_40_and_11_20_and_the_score_is_42_24(strand):
    merged = merge(POINTS, strand[2], WEIGHTS)
    assert merged.Q[0] == pytest.approx([60, 30, 90], abs=1e-9)
    assert merged.by_domain[0] == pytest.approx([20.64, 10.40, 11.20], abs=1e-9)
    assert merged.R[0] == pytest.approx(42.24, abs=1e-9)
    parts = merged.contributions(0, WEIGHTS)
    assert sum(part.points for part in parts) == pytest.approx(42.24, abs=1e-9) and len(parts) == 8


def test_the_level_is_caution_and_the_missing_indicator_is_recorded(strand):
    merged = merge(POINTS, strand[2], WEIGHTS)
    assert propose_levels(merged.R, [40, 60], first_time(1)).proposed.tolist() == [1]
    assert [(loss.kind, loss.domain, loss.indicator) for loss in merged.losses(0, WEIGHTS)] == [("indicator", HR, 5)]
