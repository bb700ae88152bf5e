"""Coders who differ are drawn one at a time."""

from dataclasses import replace

import pytest

from app.evaluation.method.burden import codings_of, respondent_burdens, speakers_of
from app.evaluation.method.coders import coder_readings
from app.evaluation.method.levels import first_time
from app.evaluation.method.merging import goalposts_of
from app.evaluation.method.result import evaluate, evidence_of
from app.evaluation.method.scheme_file import load_scheme

POINTS = (0.2, 0.4, 0.6, 0.8, 1.0)
SCHEME = load_scheme()


def readings(*rows):
    codings = codings_of(rows)
    b = respondent_burdens(codings, respondents=2, domains=1, severity_points=POINTS)
    return {j: each[:, 0].tolist() for j, each in coder_readings(codings, b, severity_points=POINTS).items()}


def test_each_coder_alone_gives_his_own_severity():
    assert readings((0, 0, 1, 0, 2, False), (0, 0, 1, 1, 5, False)) == {0: pytest.approx([0.4, 1.0])}


def test_where_a_coder_did_not_look_the_others_coding_stands():
    rows = [(0, 0, 1, 0, 2, False), (0, 0, 1, 1, 5, False), (0, 0, 2, 0, 3, False)]
    assert readings(*rows) == {0: pytest.approx([0.6, 1.0])}


def test_what_is_adjudicated_is_settled():
    assert readings((0, 0, 1, 0, 2, False), (0, 0, 1, 1, 5, False), (0, 0, 1, 2, 3, True)) == {}


def test_coders_who_agree_and_respondents_of_one_coder_leave_nothing_to_draw():
    assert readings((0, 0, 1, 0, 4, False), (0, 0, 1, 1, 4, False), (1, 0, 2, 0, 5, False)) == {}


def test_no_codings_leave_nothing_to_draw():
    assert readings() == {}


def test_coders_who_differ_widen_the_band():
    upper, _ = goalposts_of(SCHEME)
    small = replace(SCHEME, uncertain=replace(SCHEME.uncertain, draws=2000))
    bands = []
    for severities in [(3, 3), (1, 5)]:
        rows = [(j, d, 10 * j + d, c, severities[c], False) for j in range(3) for d in range(6) for c in range(2)]
        evidence = evidence_of(
            upper[None, :],
            codings_of(rows),
            speakers_of([(0, j, 1.0) for j in range(3)]),
            respondents=3,
            kinds=["complex"],
            keys=[7],
            scheme=small,
        )
        result = evaluate(evidence, small, first_time(1))
        bands.append((result.merged.R[0], result.uncertainty.high[0] - result.uncertainty.low[0]))
    (same, narrow), (mixed, wide) = bands
    assert same == pytest.approx(mixed) and wide > narrow
