"""The calibration study on a page: the figures that were measured, the lowest of their cases, each beside its target."""

from __future__ import annotations

import re

import pytest

from app.db import scalar
from app.evaluation.display.calibrating import CASES, HALF, calibrated
from app.evaluation.method.chance.coverage import read_study
from app.evaluation.method.scheme_file import load_scheme
from tests.conftest import sign_in
from tests.evaluation.team import Team


@pytest.fixture
def told_study(app):
    with app.test_request_context("/"):
        return calibrated(load_scheme().version)


def test_each_figure_is_the_lowest_of_its_cases_and_says_whether_it_reaches_its_target(told_study):
    rows = [r for r in read_study().rows if r.simulator == "normal" and r.case in HALF]
    bands = dict(told_study.questions[0].worlds)["고르게 퍼진 지역"]
    assert [f.share for f in bands] == [min(r.asked for r in rows if r.respondents == n) for n in (2, 5, 15)]
    figures = [(q.target, f) for q in told_study.questions for _world, each in q.worlds for f in each]
    assert all(f.met == (f.share >= target) for target, f in figures)
    assert not all(f.met for _target, f in figures), "what falls short is shown as that"


def test_every_case_of_the_study_has_words_and_the_study_was_run_with_the_scheme_that_ships(told_study):
    assert {r.case for r in read_study().rows} <= set(CASES)
    assert sum(len(world.rows) for world in told_study.worlds) == len(read_study().rows)
    assert told_study.current, "run `python bench/levels/calibration.py --write` after a change of the default scheme"


def test_the_schemes_page_shows_the_study_and_the_areas_page_leads_to_it(client, told):
    team = Team(told)
    scheme = scalar(team.db, "select scheme_id from evaluation")
    area = sign_in(client, "official").get(f"/areas/{told.areas['B001']}/evaluation").text
    assert f"/evaluation/schemes/{scheme}#calibration" in area
    page = client.get(f"/evaluation/schemes/{scheme}").text
    assert 'id="calibration"' in page and "bench/levels/calibration.py" in page and "2026. 11. 30." in page
    short = sum(not f.met for q in calibrated("").questions for _world, figures in q.worlds for f in figures)
    assert len(re.findall(">못 미침<", page)) == short
    assert "이 판이 아니라" in page, "the tests' scheme draws less often than the one that ships"
