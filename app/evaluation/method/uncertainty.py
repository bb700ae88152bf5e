"""How far a level depends on choices and chance: the whole merge, drawn 10,000 times with a seed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.evaluation.method.burden import AreaBurdens, Speakers
from app.evaluation.method.coders import Readings
from app.evaluation.method.credibility import POLICY, AreaSums, bounded_K, credibility_groups, structure
from app.evaluation.method.levels import Past, propose_levels
from app.evaluation.method.merging import Weights, domain_points, indicator_points, indicator_shares, strand_weights
from app.evaluation.method.scheme import Scheme

Floats = NDArray[np.float64]
BLOCK = 1000  # draws ranked at once


@dataclass(frozen=True)
class Evidence:
    """What an evaluation knows, before any weighing.

    Attributes
    ----------
    y : ndarray, shape (A, I)
        Mean relative changes [%p] and BSI [0-200]; NaN missing.
    b : ndarray, shape (J, D)
        Burdens of the respondents [0, 1].
    speakers : Speakers
    burdens : AreaBurdens
        Of the same b and speakers.
    sums : AreaSums
        Of the same b and speakers.
    readings : Readings
        Burdens of the respondents whose coders differ.
    kinds : tuple of A str
    keys : ndarray of int, shape (A,)
        A lasting number of each area, 0 or more: its draws hang on it, not on the order of the areas.
    """

    y: Floats
    b: Floats
    speakers: Speakers
    burdens: AreaBurdens
    sums: AreaSums
    readings: Readings
    kinds: tuple[str, ...]
    keys: NDArray[np.int64]


@dataclass(frozen=True)
class Uncertainty:
    """What the draws say.

    Attributes
    ----------
    shares : ndarray, shape (A, levels)
        Share of draws that propose each level [0, 1]; rows sum to 1, NaN without a score.
    robustness : ndarray, shape (A,)
        Share of the proposed level: the robustness share. It is no probability of a crisis.
    firm : ndarray of bool, shape (A,)
        Robustness at or above the scheme's share; else the level is borderline and the team must visit.
    low, high : ndarray, shape (A,)
        5 and 95 % points of R [points].
    rank_low, rank_high : ndarray, shape (A,)
        5 and 95 % points of the area's rank by R, 1 the worst; NaN without a score.
    """

    shares: Floats
    robustness: Floats
    firm: NDArray[np.bool_]
    low: Floats
    high: Floats
    rank_low: Floats
    rank_high: Floats


@dataclass(frozen=True)
class SharedDraws:
    """What all areas share in S draws: W (S, D), w (S, I), lam (S, 1), upper and lower (S, I)."""

    W: Floats
    w: Floats
    lam: Floats
    upper: Floats
    lower: Floats


def draw_shared(scheme: Scheme, weights: Weights, rng: np.random.Generator) -> SharedDraws:
    """Draw weights, lambda and goalposts around the scheme's values."""
    policy, count = scheme.uncertain, len(scheme.indicators)
    draws, half = policy.draws, policy.lambda_halfwidth
    upper, lower = (np.array([getattr(i, side) for i in scheme.indicators]) for side in ("upper", "lower"))
    width = policy.goalpost_shift * np.abs(upper - lower)
    shape = policy.indicator_shape
    W = np.zeros((draws, len(weights.domain)))
    positive = weights.domain > 0
    W[:, positive] = rng.dirichlet(policy.domain_concentration * weights.domain[positive], draws)
    return SharedDraws(
        W=W,
        w=weights.indicator * rng.gamma(shape, 1 / shape, (draws, count)),
        lam=np.clip(rng.uniform(scheme.lam - half, scheme.lam + half, (draws, 1)), 0.0, 1.0),
        upper=upper + width * rng.uniform(-1, 1, (draws, count)),
        lower=lower + width * rng.uniform(-1, 1, (draws, count)),
    )


def draw_scores(scheme: Scheme, weights: Weights, evidence: Evidence) -> NDArray[np.float32]:
    """Scores of all draws.

    Parameters
    ----------
    scheme : Scheme
    weights : Weights
        Of the same scheme.
    evidence : Evidence

    Returns
    -------
    ndarray of float32, shape (S, A)
        R [0-100]; NaN where nothing is known. The same seed and evidence give the same bytes, whatever the
        order of the areas.

    Notes
    -----
    Sources: W ~ Dirichlet(c W); w_i Gamma; lambda uniform; goalposts shifted; indicator noise N(0, noise_sd);
    burdens by Bayesian bootstrap over respondents (Rubin 1981; n_eff stays as it is), with one coder
    drawn per respondent whose coders differ; b0 and K from resampled areas.
    """
    policy = scheme.uncertain
    shared = draw_shared(scheme, weights, np.random.default_rng(policy.seed))
    peers = _draw_peers(scheme, evidence)
    members = _rows_by_area(evidence.speakers, len(evidence.keys))
    noise = np.array([indicator.noise_sd for indicator in scheme.indicators])
    scores = np.empty((policy.draws, len(evidence.keys)), np.float32)
    for a, key in enumerate(evidence.keys):
        rng = np.random.default_rng([policy.seed, int(key)])
        Q = _draw_numbers(evidence.y[a], noise, shared, weights, rng)
        L = _draw_voices(a, members[a], peers[a], evidence, scheme, rng)
        of_q, of_l = strand_weights(Q, L, shared.W, shared.lam)
        R = (of_q * np.nan_to_num(Q)).sum(1) + (of_l * np.nan_to_num(L)).sum(1)
        scores[:, a] = np.where((of_q + of_l).sum(1) > 0, R, np.nan)
    return scores


def summarize(scores: NDArray[np.float32], proposed: NDArray[np.int64], past: Past, scheme: Scheme) -> Uncertainty:
    """Shares, bands and ranks of draws (S, A) for the proposed levels (A,); the same past holds each draw."""
    known: NDArray[np.bool_] = np.asarray(~np.isnan(scores).any(0))
    shares = np.full((scores.shape[1], len(scheme.levels)), np.nan)
    drawn = propose_levels(
        scores, scheme.cutoffs, past, points=scheme.step_down_points, evaluations=scheme.step_down_evaluations
    ).proposed
    for k in range(len(scheme.levels)):
        shares[known, k] = (drawn[:, known] == k).mean(0)
    robustness = np.where(known, shares[np.arange(len(known)), np.maximum(proposed, 0)], np.nan)
    low, high = _quantiles(scores, known)
    rank_low, rank_high = _quantiles(_ranks(scores, known), known)
    firm = np.nan_to_num(robustness) >= scheme.uncertain.firm_share
    return Uncertainty(shares, robustness, firm, low, high, rank_low, rank_high)


def _draw_numbers(y: Floats, noise: Floats, shared: SharedDraws, weights: Weights, rng: np.random.Generator) -> Floats:
    """Q of one area, shape (S, D); only its known indicators are drawn."""
    known = np.flatnonzero(~np.isnan(y))
    domains = len(weights.domain)
    of = weights.domain_of[known]
    drawn = y[known] + noise[known] * rng.standard_normal((len(shared.lam), len(known)))
    n = indicator_points(drawn, shared.upper[:, known], shared.lower[:, known])
    shares = indicator_shares(np.ones(len(known)), shared.w[:, known], of, domains=domains)
    return domain_points(n, shares, of, domains=domains)


def _draw_voices(
    a: int,
    rows: NDArray[np.int64],
    peers: tuple[Floats, Floats],
    evidence: Evidence,
    scheme: Scheme,
    rng: np.random.Generator,
) -> Floats:
    """L of one area, shape (S, D), or (1, D) of NaN where too few spoke."""
    n_eff = evidence.burdens.n_eff[a]
    if n_eff < scheme.voices.least_respondents - 1e-9:
        return np.full((1, len(scheme.domains)), np.nan)
    weight = rng.standard_exponential((scheme.uncertain.draws, len(rows))) * evidence.speakers.omega[rows]
    respondents = evidence.speakers.respondent[rows]
    total = np.einsum("sj,jd->sd", weight, evidence.b[respondents])
    for column, j in enumerate(respondents.tolist()):
        if j in evidence.readings:
            change = evidence.readings[j] - evidence.b[j]
            total += weight[:, column, None] * change[rng.integers(len(change), size=len(weight))]
    b = total / weight.sum(1, keepdims=True)
    K, b0 = peers
    Z = n_eff / (n_eff + K)
    return 100.0 * (Z * b + (1 - Z) * b0)


def _draw_peers(scheme: Scheme, evidence: Evidence) -> list[tuple[Floats, Floats]]:
    """K and b0 of every area, each of shape (S, D) or, from the scheme, broadcastable to it."""
    voices, sums = scheme.voices, evidence.sums
    peers: list[tuple[Floats, Floats]] = [(np.array([[voices.K]]), scheme.b0[None, :])] * len(evidence.keys)
    for source, members, basis in credibility_groups(sums, evidence.kinds, least_areas=voices.least_areas):
        if source == POLICY:
            continue
        order = np.flatnonzero(basis)[np.argsort(evidence.keys[basis], kind="stable")]
        rng = np.random.default_rng([scheme.uncertain.seed, 1, *evidence.keys[order].tolist()])
        pair = _resampled(sums.of(order), scheme, rng)
        for a in np.flatnonzero(members):
            peers[a] = pair
    return peers


def _resampled(sums: AreaSums, scheme: Scheme, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """K and b0 from areas drawn with replacement; a draw that cannot tell K takes that of all areas."""
    areas = len(sums.n)
    counts = rng.multinomial(areas, np.full(areas, 1 / areas), scheme.uncertain.draws)
    drawn, bounds = structure(sums, counts), scheme.voices.K_bounds
    K = bounded_K(drawn, bounds)
    return np.where(np.isnan(K), bounded_K(structure(sums), bounds), K), drawn.overall


def _rows_by_area(speakers: Speakers, areas: int) -> list[NDArray[np.int64]]:
    """The rows of each area's speakers, in the order of the respondents."""
    order = np.lexsort((speakers.respondent, speakers.area))
    ends = np.cumsum(np.bincount(speakers.area, minlength=areas))
    return np.split(order, ends[:-1])


def _ranks(scores: NDArray[np.float32], known: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Rank of each area in each draw, 1 the worst; NaN for areas without a score."""
    ranks = np.full(scores.shape, np.nan, np.float32)
    columns = np.flatnonzero(known)
    for start in range(0, len(scores), BLOCK):
        order = np.argsort(-scores[start : start + BLOCK, columns], axis=1, kind="stable")
        places = np.empty(order.shape, np.float32)
        np.put_along_axis(places, order, np.arange(1, len(columns) + 1, dtype=np.float32)[None, :], axis=1)
        ranks[start : start + BLOCK, columns] = places
    return ranks


def _quantiles(draws: NDArray[np.float32], known: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """5 and 95 % points per area, NaN where it has no score."""
    ends = np.full((2, draws.shape[1]), np.nan)
    # The method's 90 % band; pages name its width.
    ends[:, known] = np.quantile(draws[:, known], [0.05, 0.95], axis=0)
    return ends[0], ends[1]
