"""Other policies that could have been chosen: weights, lambda, goalposts and the voices' ends, drawn for all areas."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.evaluation.method.chance.items import Items
from app.evaluation.method.chance.pool import Singles, seed_of
from app.evaluation.method.evidence import Floats, Ints
from app.evaluation.method.merging import Weights, goalposts_of
from app.evaluation.method.scheme import Scheme


@dataclass(frozen=True)
class Rows:
    """The order of the drawn sources: N rows, register indicators, then survey items, then the voices.

    Attributes
    ----------
    register, survey : ndarray of int
        Places among the scheme's indicators.
    upper, lower : ndarray, shape (N,)
        Goalposts in the unit of the draws: y of registers, x of survey items, x of the voices (0 and 1).
    weight : ndarray, shape (N,)
        Points of R per part of the way between the goalposts, at full evidence; sums to 100.
    """

    register: Ints
    survey: Ints
    upper: Floats
    lower: Floats
    weight: Floats


@dataclass(frozen=True)
class Policies:
    """S drawn policies in single precision.

    Attributes
    ----------
    upper, inverse, weight : ndarray, shape (N, S)
        Goalpost u, 1 / (u - l), and points per part of the way between them, weights and lambda folded in.
    drivers : ndarray, shape (D + 3, S)
        Domain weights, lambda, lower and upper end of the voices' points.
    """

    upper: Singles
    inverse: Singles
    weight: Singles
    drivers: Singles


def rows_of(scheme: Scheme, weights: Weights, items: Items) -> Rows:
    """The sources at full evidence, each with its fixed policy."""
    register, survey = np.flatnonzero(scheme.is_register), items.indicator
    upper, lower = goalposts_of(scheme)
    share = weights.lam * weights.share
    return Rows(
        register=register,
        survey=survey,
        upper=np.concatenate([upper[register], upper[survey] / 100 - 1, [0.0]]),
        lower=np.concatenate([lower[register], lower[survey] / 100 - 1, [1.0]]),
        weight=100 * np.concatenate([share[register], share[survey], [1 - weights.lam]]),
    )


def draw_policies(scheme: Scheme, weights: Weights, rows: Rows) -> Policies:
    """Policies around the scheme's; the same for all areas, seeded by the scheme alone."""
    policy = scheme.uncertain
    draws, rng = policy.draws, np.random.default_rng(seed_of(policy.seed, "policy"))
    W = np.zeros((len(weights.domain), draws))
    positive = weights.domain > 0
    W[positive] = rng.dirichlet(policy.domain_concentration * weights.domain[positive], draws).T
    w = weights.indicator[:, None] * rng.gamma(
        policy.indicator_shape, 1 / policy.indicator_shape, (len(weights.indicator), draws)
    )
    half = policy.lambda_halfwidth
    lam = np.clip(rng.uniform(scheme.lam - half, scheme.lam + half, draws), 0.0, 1.0)
    ends = rng.uniform(-policy.clip_shift, policy.clip_shift, (2, draws)) / 100
    total = np.zeros_like(W)
    np.add.at(total, weights.domain_of, w)
    share = lam * W[weights.domain_of] * w / total[weights.domain_of]
    order = np.concatenate([rows.register, rows.survey])
    width = (policy.goalpost_shift * np.abs(rows.upper - rows.lower))[:-1, None]
    upper, lower = (
        np.vstack([side[:-1, None] + width * rng.uniform(-1, 1, (len(order), draws)), end])
        for side, end in ((rows.upper, ends[:1]), (rows.lower, 1 + ends[1:]))
    )
    return Policies(
        upper=upper.astype(np.float32),
        inverse=(1 / (upper - lower)).astype(np.float32),
        weight=(100 * np.vstack([share[order], 1 - lam])).astype(np.float32),
        drivers=np.vstack([W, lam, ends]).astype(np.float32),
    )
