"""The study of the rules: it is kept for the rules that ship, and a small run of it says what the large one says."""

import math

import numpy as np
import pytest

from app.evaluation.method.scheme_file import PRESETS
from app.monitoring.method.rules import rules_in
from app.monitoring.method.study import Study, load_study, rules_hash, write_study
from bench.levels.monitoring_study import ewma, study

AREAS = 120


def test_the_kept_study_is_of_the_rules_that_ship_and_meets_every_target():
    kept = load_study()
    for path in PRESETS.values():
        assert kept.rules == rules_hash(rules_in(path.read_text("utf-8"))), "run the command that the study names"
    usual = [line for line in kept.lines if line.noise == 1]
    assert len(usual) == 16 and all(line.met for line in usual)


def test_a_small_run_says_what_the_kept_one_says():
    kept = {(line.question, line.world): line for line in load_study().lines if line.noise == 1}
    for line in study(AREAS, rules_in(PRESETS["national3"].read_text("utf-8"))):
        share = kept[line.question, line.world].share
        spread = math.sqrt(share * (1 - share) / AREAS)  # quarters of one area are not independent
        assert line.share == pytest.approx(share, abs=4 * spread), line


def test_a_study_is_read_as_it_was_written(tmp_path):
    kept = load_study()
    write_study(kept, tmp_path / "study.json")
    assert load_study(tmp_path / "study.json") == kept and isinstance(kept, Study)


def test_montgomerys_ewma_of_thirty_samples():
    """Montgomery, Introduction to Statistical Quality Control: mean 10, sigma 1, weight .1, L 2.7."""
    x = np.fromstring(
        "9.45 7.99 9.29 11.66 12.16 10.18 8.04 11.46 9.20 10.34 9.03 11.47 10.51 9.40 10.08"
        " 9.37 10.62 10.31 8.52 10.84 10.90 9.33 12.29 11.50 10.60 11.08 10.38 11.62 11.31 10.52",
        sep=" ",
    )
    published = [9.945, 9.7495, 9.70355, 9.8992, 10.1253, 10.1307, 9.92167, 10.0755, 9.98796, 10.0232]
    found = ewma(x, 0.1, start=10.0)
    assert found[:10] == pytest.approx(published, abs=6e-5)
    assert found[-2:] == pytest.approx([10.6468, 10.6341], abs=6e-5)
    assert np.flatnonzero(found > 10 + 2.7 * math.sqrt(0.1 / 1.9)).tolist() == [28, 29]
