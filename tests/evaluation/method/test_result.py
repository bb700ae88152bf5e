"""The whole method on a small invented round, and what its draws say."""

from dataclasses import replace

import numpy as np
import pytest

from app.evaluation.method.burden import codings_of, speakers_of
from app.evaluation.method.levels import Past, first_time
from app.evaluation.method.merging import goalposts_of
from app.evaluation.method.result import evaluate, evidence_of
from app.evaluation.method.scheme_file import load_scheme

SCHEME = load_scheme()
SMALL = replace(SCHEME, uncertain=replace(SCHEME.uncertain, draws=2000))
STILL = replace(
    SMALL,
    domains=tuple(replace(d, indicators=tuple(replace(i, noise_sd=0.0) for i in d.indicators)) for d in SCHEME.domains),
    uncertain=replace(
        SMALL.uncertain, domain_concentration=1e9, indicator_shape=1e9, lambda_halfwidth=0, goalpost_shift=0
    ),
)
PER_AREA = 5


def numbers(*shares):
    """Indicator values whose points are 100 x share, one row an area."""
    upper, lower = goalposts_of(SCHEME)
    return np.array([upper + share * (lower - upper) for share in shares])


def round_of(y, severities, order=None):
    """Evidence: in area a each of five firms names that severity in every domain (0: nobody does)."""
    areas, order = len(y), list(range(len(y))) if order is None else order
    rows, pairs = [], []
    for place, a in enumerate(order):
        for k in range(PER_AREA):
            respondent = a * PER_AREA + k
            pairs.append((place, respondent, 1.0))
            for d in range(len(SCHEME.domains)):
                if severities[a]:
                    rows.append((respondent, d, respondent * 10 + d, 0, severities[a], False))
    return evidence_of(
        np.asarray(y)[order],
        codings_of(rows),
        speakers_of(pairs),
        respondents=areas * PER_AREA,
        kinds=["complex"] * areas,
        keys=[100 + a for a in order],
        scheme=SCHEME,
    )


LADDER = round_of(numbers(0, 0.2, 0.42, 0.6, 0.8, 1), [0, 1, 2, 3, 4, 5])


def test_a_quiet_area_is_good_and_one_in_trouble_serious():
    result = evaluate(LADDER, SMALL, first_time(6))
    assert result.levels.proposed.tolist()[0] == 0 and result.levels.proposed.tolist()[-1] == 2
    assert (np.diff(result.merged.R) > 0).all()


def test_the_same_seed_gives_the_same_bytes():
    one, two = (evaluate(LADDER, SMALL, first_time(6)).uncertainty for _ in range(2))
    assert one.shares.tobytes() == two.shares.tobytes() and one.low.tobytes() == two.low.tobytes()


def test_reordering_areas_changes_no_share_and_no_band():
    order = [3, 0, 5, 1, 4, 2]
    moved = round_of(numbers(0, 0.2, 0.42, 0.6, 0.8, 1), [0, 1, 2, 3, 4, 5], order)
    straight, turned = (evaluate(e, SMALL, first_time(6)) for e in (LADDER, moved))
    assert pytest.approx(straight.merged.R[order]) == turned.merged.R
    assert turned.uncertainty.shares.tolist() == straight.uncertainty.shares[order].tolist()
    assert turned.uncertainty.rank_low.tolist() == straight.uncertainty.rank_low[order].tolist()


def test_shares_sum_to_one_and_the_robustness_is_the_proposed_levels():
    result = evaluate(LADDER, SMALL, first_time(6))
    shares = result.uncertainty.shares
    assert shares.sum(1) == pytest.approx(np.ones(6))
    assert result.uncertainty.robustness.tolist() == [shares[a, k] for a, k in enumerate(result.levels.proposed)]
    assert (result.uncertainty.firm == (result.uncertainty.robustness >= 0.8)).all()


def test_the_score_lies_in_its_band_and_the_worst_area_ranks_first():
    result = evaluate(LADDER, SMALL, first_time(6))
    assert (result.uncertainty.low <= result.merged.R + 1).all()
    assert (result.uncertainty.high >= result.merged.R - 1).all()
    assert (result.uncertainty.rank_low[-1], result.uncertainty.rank_high[-1]) == (1, 1)


def test_without_any_uncertainty_in_weights_numbers_or_voices_only_peers_move_the_score():
    """Five firms alike: every bootstrap gives the same burden, so b0 and K of resampled areas are left."""
    still, moving = (evaluate(LADDER, scheme, first_time(6)).uncertainty for scheme in (STILL, SMALL))
    assert ((still.high - still.low) < (moving.high - moving.low)).all()


def test_noisier_indicators_widen_the_band():
    louder = tuple(
        replace(domain, indicators=tuple(replace(i, noise_sd=4 * i.noise_sd) for i in domain.indicators))
        for domain in SMALL.domains
    )
    loud = replace(SMALL, domains=louder)
    calm, wide = (evaluate(LADDER, scheme, first_time(6)).uncertainty for scheme in (SMALL, loud))
    assert (wide.high - wide.low)[2] > (calm.high - calm.low)[2]


def test_an_area_of_which_nothing_is_known_has_no_level_and_no_shares():
    y = numbers(0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
    y[0] = np.nan
    evidence = evidence_of(
        y,
        codings_of([]),
        speakers_of([]),
        respondents=0,
        kinds=["complex"] * 6,
        keys=range(6),
        scheme=SMALL,
    )
    result = evaluate(evidence, SMALL, first_time(6))
    assert result.levels.proposed[0] == -1 and np.isnan(result.uncertainty.shares[0]).all()
    assert np.isnan(result.merged.R[0]) and not result.uncertainty.firm[0]
    assert result.merged.lam[1, 0] == 1 and np.isnan(result.Z * result.burdens.mean).all()


def test_draws_are_held_by_the_same_past_as_the_level():
    past = Past(np.full(6, 2), np.full((1, 6), 70.0))
    result = evaluate(LADDER, SMALL, past)
    assert result.levels.proposed.tolist() == [2] * 6 and (result.uncertainty.robustness == 1).all()


def test_two_voices_are_not_scored_and_the_area_rests_on_its_numbers():
    rows = [(0, 0, 1, 0, 5, False), (1, 0, 2, 0, 5, False)]
    evidence = evidence_of(
        numbers(0.5),
        codings_of(rows),
        speakers_of([(0, 0, 1), (0, 1, 1)]),
        respondents=2,
        kinds=["complex"],
        keys=[1],
        scheme=SMALL,
    )
    result = evaluate(evidence, SMALL, first_time(1))
    assert np.isnan(result.merged.L).all() and result.merged.R[0] == pytest.approx(50)
    assert result.burdens.mean[0, 0] == 1.0  # shown, not scored


def test_shapes_that_do_not_fit_and_keys_used_twice_are_refused():
    nothing = {"respondents": 0, "kinds": ["complex"], "scheme": SMALL}
    with pytest.raises(ValueError, match="y must be"):
        evidence_of([[1.0]], codings_of([]), speakers_of([]), keys=[1], **nothing)
    with pytest.raises(ValueError, match="key of its own"):
        evidence_of(
            numbers(0, 0),
            codings_of([]),
            speakers_of([]),
            keys=[1, 1],
            **nothing | {"kinds": ["complex"] * 2},
        )
