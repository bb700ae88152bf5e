"""The study of the rules: it is kept for the rules that ship, and a small run of it says what the large one says."""

import math

import pytest

from app.evaluation.method.scheme_file import PRESETS
from app.monitoring.method.rules import load_rules
from app.monitoring.method.study import Study, load_study, rules_hash, write_study
from bench.monitoring_study import study

AREAS = 120


def test_the_kept_study_is_of_the_rules_that_ship_and_meets_every_target():
    kept = load_study()
    for path in PRESETS.values():
        assert kept.rules == rules_hash(load_rules(path)), "run the command that the study names"
    usual = [line for line in kept.lines if line.noise == 1]
    assert len(usual) == 16 and all(line.met for line in usual)


def test_a_small_run_says_what_the_kept_one_says():
    kept = {(line.question, line.world): line for line in load_study().lines if line.noise == 1}
    for line in study(AREAS, load_rules(PRESETS["national3"])):
        share = kept[line.question, line.world].share
        spread = math.sqrt(share * (1 - share) / AREAS)  # quarters of one area are not independent
        assert line.share == pytest.approx(share, abs=4 * spread), line


def test_a_study_is_read_as_it_was_written(tmp_path):
    kept = load_study()
    write_study(kept, tmp_path / "study.json")
    assert load_study(tmp_path / "study.json") == kept and isinstance(kept, Study)
