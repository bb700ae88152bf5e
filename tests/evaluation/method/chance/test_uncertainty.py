"""The bands: what they hold, what widens them, and what they never depend on."""

from dataclasses import replace

import numpy as np
import pytest

from app.evaluation.method.chance.policies import rows_of
from app.evaluation.method.chance.states import register_state
from app.evaluation.method.evidence import Revisions
from app.evaluation.method.result import evaluate
from tests.evaluation.method.rounds import MIXED, random_round, round_of, scheme

SCHEME = scheme(MIXED, draws=2000)
NUMBERS = [50, np.nan, 40, np.nan]
FULL = {"finance": (1.0, {"f": "monitoring", "g": "monitoring"})}


def one(codings=(), firms=(), y=NUMBERS, policy=SCHEME, **more):
    return evaluate(round_of(["A"], [y], firms=firms, codings=codings, **more), policy).uncertainty


def firms(n):
    return [(f"F{j:02}", "A", True) for j in range(n)]


def all_at(severity, n):
    return [(f"F{j:02}", 0, 0, 0, severity) for j in range(n)]


def width(found):
    return float(found.data_high[0] - found.data_low[0])


def test_the_band_of_policy_is_wider_than_that_of_data_and_both_hold_the_score():
    found = evaluate(random_round(4), SCHEME)
    u, R = found.uncertainty, found.merged.R
    known = ~np.isnan(R)
    assert ((u.data_low <= R) & (u.data_high >= R))[known].all()
    assert ((u.policy_high - u.policy_low) > (u.data_high - u.data_low) * 0.98)[known].all()
    assert np.nansum(u.shares, axis=1)[known] == pytest.approx(np.ones(known.sum()))
    assert np.isnan(u.data_low[~known]).all() and np.isnan(u.rank_high[~known]).all()


def test_the_more_firms_are_asked_the_narrower_the_band():
    widths = [width(one(all_at(3, n), firms(n))) for n in (0, 2, 5, 15, 60)]
    assert sorted(widths, reverse=True) == widths and widths[0] > 1.6 * widths[-1]


def test_three_equal_answers_still_leave_a_band():
    assert width(one(all_at(5, 3), firms(3), y=[50, 50], policy=scheme(FULL, draws=2000))) > 8


def test_nothing_but_revision_noise_moves_numbers_that_are_known():
    """lambda 1 and one indicator: the band is 2 x 1.645 SD of the revisions wide."""
    alone = scheme({"finance": (1.0, {"f": "monitoring"})}, draws=6000, lam=1.0)
    changes = [(0, 3.0), (0, -3.0)] * 40
    found = one(y=[50], policy=alone, revisions=changes)
    assert width(found) == pytest.approx(2 * 1.645 * 3.02, rel=0.05)
    assert width(one(y=[50], policy=alone)) == pytest.approx(0, abs=1e-4)
    assert width(one(y=[50], policy=alone, revisions=changes[:1])) == pytest.approx(0, abs=1e-4)


def test_a_missing_number_is_drawn_as_the_other_areas_have_it():
    policy = scheme(FULL, draws=2)
    y = np.array([[10, 20], [30, np.nan], [np.nan, np.nan]], float)
    known = round_of(["A", "B", "C"], y)
    rows = rows_of_full(policy, known)
    state = register_state(y, Revisions(np.zeros(0, int), np.zeros(0)), rows, policy)
    assert state.mean[2] == pytest.approx([20, 50]) and state.sd[2] == pytest.approx([np.sqrt(200), 100 / np.sqrt(12)])
    assert state.mean[0] == pytest.approx([10, 20]) and state.sd[0] == pytest.approx([0, 0])


def rows_of_full(policy, evidence):
    from app.evaluation.method.chance.items import items_of
    from app.evaluation.method.known import known_of

    known = known_of(evidence, policy)
    return rows_of(policy, known.weights, items_of(known, policy))


def test_a_level_is_firm_where_its_share_less_two_errors_is():
    far, near = one(y=[5, np.nan, 5, np.nan]), one(y=[55, np.nan, 60, np.nan])
    assert far.firm[0] and far.shares[0, 0] - 2 * far.errors[0, 0] >= 0.8 and not near.firm[0]


def test_an_area_draws_the_same_whatever_other_areas_bring_that_nobody_learns_from():
    """Another silent area changes ranks and what is drawn for missing numbers, and no band of known numbers."""
    alone = evaluate(round_of(["A"], [NUMBERS]), SCHEME).uncertainty
    beside = evaluate(round_of(["A", "B"], [NUMBERS, NUMBERS]), SCHEME).uncertainty
    assert beside.data_low[0] == alone.data_low[0] and beside.policy_high[0] == alone.policy_high[0]
    assert alone.rank_low[0] == alone.rank_high[0] == 1 and beside.rank_high[0] <= 2


def test_the_voices_explain_most_where_nobody_was_asked_and_the_numbers_are_known():
    full = scheme(FULL, draws=2000)
    found = one(y=[50, 50], policy=full)
    assert found.of_voices[0] > 0.5 > found.of_indicators[0].max() and found.of_weights[0].tolist() == [0]
    assert 0 <= found.of_clip[0] <= 1 and 0 <= found.of_lambda[0] <= 1


def test_another_seed_moves_a_band_by_little():
    other = replace(SCHEME, uncertain=replace(SCHEME.uncertain, seed=1))
    one_, two = (one(all_at(3, 5), firms(5), policy=each) for each in (SCHEME, other))
    assert 0 < abs(one_.policy_low[0] - two.policy_low[0]) < 2.5
