"""Coders who differ: one is drawn at each place, and only where it could matter."""

import numpy as np
import pytest

from app.evaluation.method.chance.coders import disputes_of, drawn_mean, severity_table
from app.evaluation.method.chance.pool import make_pool
from app.evaluation.method.known import known_of
from app.evaluation.method.order import in_order
from app.evaluation.method.result import evaluate
from tests.evaluation.method.rounds import EXPERT, MIXED, round_of, scheme

SCHEME = scheme(MIXED, draws=2000)
NUMBERS = [50, np.nan, 50, np.nan]
BOTH = [("F", 0, 0, 0, 2), ("F", 0, 1, 0, 5)]


def disputes(codings, **more):
    firms = [("F", ("A", "B"), True, False, 1.0, EXPERT)]
    evidence = round_of(["A", "B"], [NUMBERS] * 2, firms=firms, codings=codings, **more)
    return disputes_of(known_of(in_order(evidence, indicators=4, domains=3).evidence, SCHEME), 2)


def test_an_experts_dispute_is_one_in_each_area_he_or_she_speaks_for():
    found = disputes(BOTH)
    assert [len(each) for each in found] == [1, 1] and found[0][0].places[0].tolist() == [2, 5]


def test_nothing_is_drawn_where_it_is_settled_agreed_or_overshadowed():
    assert disputes(BOTH, adjudicated=[("F", 0, 0, 3)]) == [[], []]
    assert disputes(BOTH, adjudicated=[("F", 0, -1, 0)]) == [[], []]
    assert disputes([("F", 0, 0, 0, 4), ("F", 0, 1, 1, 4)]) == [[], []]
    assert disputes([*BOTH, ("F", 1, 0, 0, 5)]) == [[], []]


def test_each_coder_is_drawn_as_often_and_the_worst_place_counts():
    table, pool = severity_table(SCHEME), make_pool(1, rows=1, draws=20_000, coders=True)
    found = disputes([*BOTH, ("F", 1, 0, 0, 3), ("F", 1, 1, 0, 0), ("F", 1, 2, 0, 0)])[0]
    x = drawn_mean(found, 0.0, 1.0, table, pool, "A", 20_000)
    share = {round(float(v), 3): float((x == v).mean()) for v in np.unique(x)}
    # Severity 5 in half; else 3 where the first of three coders is drawn at the second place, else 2.
    assert share == pytest.approx({1.0: 0.5, 0.5: 1 / 6, 0.167: 1 / 3}, abs=0.015)


def test_differing_coders_widen_the_band_and_move_no_score():
    def found(first, second):
        firms = [(f"F{j}", "A", True) for j in range(3)]
        codings = [(f"F{j}", 0, c, 0, s) for j in range(3) for c, s in enumerate((first, second))]
        out = evaluate(round_of(["A"], [NUMBERS], firms=firms, codings=codings), SCHEME)
        return out.merged.R[0], float(out.uncertainty.data_high[0] - out.uncertainty.data_low[0])

    agreed, differed = found(3, 3), found(1, 5)
    assert agreed[0] == pytest.approx(differed[0]) and differed[1] > agreed[1] + 1
