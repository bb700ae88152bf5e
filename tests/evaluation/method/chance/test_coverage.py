"""The calibration study, small: the bands hold the truth of simulated rounds, and what ships is a whole run."""

import numpy as np
import pytest

from app.evaluation.method.chance.coverage import read_study
from bench.levels.calibration import AREAS, SIMULATORS, Case, asked_areas, cases, run, true_scores
from tests.evaluation.method.rounds import scheme

SMALL = {"rounds": 3, "draws": 300}


@pytest.mark.parametrize("respondents", [2, 5, 15])
def test_nine_tenths_bands_hold_the_truth_in_at_least_85_of_100_areas(respondents):
    both = run("normal", Case("both", respondents, follow=0.7, mood=0.5), **SMALL)
    assert both.asked >= 0.85 and both.silent >= 0.85


def test_bands_hold_where_ten_areas_are_asked_whichever():
    for asked in ("ten", "worst"):
        row = run("normal", Case(asked, 5, asked, follow=0.7, mood=0.5), **SMALL)
        assert row.silent >= 0.85 and row.asked >= 0.75  # thirty asked areas: 85 less two errors


def test_under_other_assumptions_the_bands_hold_less_and_are_no_decoration():
    row = run("skewed", Case("both", 5, follow=0.7, mood=0.5), **SMALL)
    assert 0.6 < row.asked < 0.97 and row.silent >= 0.8


def test_the_study_that_ships_has_every_case_of_both_simulators():
    study = read_study()
    told = [(row.simulator, row.case, row.respondents) for row in study.rows]
    assert told == [(simulator, case.name, case.respondents) for simulator in SIMULATORS for case in cases()]
    assert study.rounds >= 20 and study.areas == AREAS
    base = [row for row in study.rows if row.simulator == "normal" and row.case != "areas very different"]
    assert min(row.asked for row in base) >= 0.85 and min(row.silent for row in base) >= 0.85


def test_the_simulated_truth_is_the_score_had_everybody_been_asked():
    found = scheme()
    rng = np.random.default_rng(1)
    case = Case("worst", 5, "worst", follow=0.7)
    world = SIMULATORS["normal"](case, found, rng)
    truth = true_scores(world, found)
    assert truth.shape == (AREAS,) and 0 <= truth.min() < truth.max() <= 100
    worst = asked_areas(case, world, found, rng)
    assert truth[worst].mean() > truth.mean() + 5
