"""The draws in blocks and single precision are those of the method written out, source by source."""

from dataclasses import replace

import numpy as np
import pytest

from app.evaluation.method.chance.items import items_of
from app.evaluation.method.chance.mood import mood_of
from app.evaluation.method.chance.posterior import posterior_of, register_points
from app.evaluation.method.known import known_of
from app.evaluation.method.merging import goalposts_of
from app.evaluation.method.order import in_order
from app.evaluation.method.result import evaluate
from tests.evaluation.method.rounds import MIXED, random_round, scheme

POSTS = {"monitoring": (95.0, 10.0), "survey": (115.0, 35.0)}  # none of them 0, and a fall of the numbers is bad


def tilted(plain):
    """The same scheme with other goalposts."""
    domains = tuple(
        replace(
            d, indicators=tuple(replace(i, upper=POSTS[i.source][0], lower=POSTS[i.source][1]) for i in d.indicators)
        )
        for d in plain.domains
    )
    return replace(plain, domains=domains)


SCHEME = tilted(scheme(MIXED, draws=20_000))


def written_out(known, a, rng, draws):
    """Data and policy draws of an area as METHOD.md says them, in loops and double precision; moved and clipped."""
    items = items_of(known, SCHEME)
    post = posterior_of(items, register_points(known, SCHEME), known.evidence.areas.kind, SCHEME)
    rho = mood_of(items, known, SCHEME)[a]
    upper, lower = goalposts_of(SCHEME)
    W, lam = rng.dirichlet(60 * known.weights.domain[:2], draws), rng.uniform(0.5, 0.7, draws)
    w = rng.gamma(15, 1 / 15, (4, draws)) * known.weights.indicator[:, None]
    lo, hi, mood = rng.uniform(-10, 10, draws), rng.uniform(90, 110, draws), rng.standard_normal(draws)
    theta = []
    for k, sign in enumerate((-1, -1, 1)):
        e = np.sqrt(1 - rho) * rng.standard_normal(draws) + sign * np.sqrt(rho) * mood
        a2 = post.variance[a, k] * post.nu[a, k] / rng.chisquare(post.nu[a, k], draws)
        b0 = post.b0[a, k] + post.b0_sd[a, k] * rng.standard_normal(draws)
        Z = post.Z[a, k]
        theta.append(Z * items.sums.mean[a, k] + (1 - Z) * b0 + np.sqrt(a2) * e)
    data, policy = 40 * np.clip(theta[2], 0, 1), (1 - lam) * 100 * np.clip((100 * theta[2] - lo) / (hi - lo), 0, 1)
    others = np.delete(known.y, a, axis=0)
    for i in range(4):
        y = np.full(draws, known.y[a, i]) if i % 2 == 0 else 100 * (1 + theta[i // 2])
        if i % 2 == 0 and np.isnan(known.y[a, i]):
            y = np.nanmean(others[:, i]) + np.nanstd(others[:, i], ddof=1) * rng.standard_normal(draws)
        d, wide = i // 2, 0.1 * abs(upper[i] - lower[i])
        u, l = (side[i] + rng.uniform(-wide, wide, draws) for side in (upper, lower))  # noqa: E741
        share = known.weights.domain[d] * known.weights.indicator[i] / known.weights.indicator[2 * d : 2 * d + 2].sum()
        data += 60 * share * np.clip((upper[i] - y) / (upper[i] - lower[i]), 0, 1)
        policy += lam * W[:, d] * w[i] / w[2 * d : 2 * d + 2].sum(axis=0) * 100 * np.clip((u - y) / (u - l), 0, 1)
    shift = known.merged.R[a] - data.mean()
    for each in (data, policy):
        each[::2] += shift
    return np.clip(data, 0, 100), np.clip(policy, 0, 100)


@pytest.mark.parametrize("seed", [11, 12])
def test_bands_and_shares_are_those_of_the_method_written_out(seed):
    evidence = random_round(seed, areas=6)
    evidence.codings.coder[:] = 0  # nobody differs: coders' draws have tests of their own
    found = evaluate(evidence, SCHEME)
    known = known_of(in_order(evidence, indicators=4, domains=3).evidence, SCHEME)
    for a in np.flatnonzero(~np.isnan(known.merged.R)):
        data, policy = written_out(known, a, np.random.default_rng([seed, a]), SCHEME.uncertain.draws)
        u = found.uncertainty
        assert (u.data_low[a], u.data_high[a]) == pytest.approx(np.quantile(data, [0.05, 0.95]), abs=1.0)
        assert (u.policy_low[a], u.policy_high[a]) == pytest.approx(np.quantile(policy, [0.05, 0.95]), abs=1.0)
        assert u.shares[a, 0] == pytest.approx((policy < 40).mean(), abs=0.015)
