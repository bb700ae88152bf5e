"""The merge: indicator points, domain scores and voices into one score R whose contributions add up to it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from app.evaluation.method.scheme import Scheme

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Weights:
    """The weights of a merge.

    Attributes
    ----------
    domain : ndarray, shape (D,)
        W, sums to 1.
    indicator : ndarray, shape (I,)
        w, above 0; only ratios within a domain matter.
    domain_of : ndarray of int, shape (I,)
        Domain of each indicator.
    lam : float
        lambda: share of the quantitative strand [0, 1].
    """

    domain: Floats
    indicator: Floats
    domain_of: NDArray[np.int64]
    lam: float


@dataclass(frozen=True)
class Loss:
    """What could not be counted for an area.

    Attributes
    ----------
    kind : str
        "indicator" (the others of the domain stand for it), "quantitative" or "qualitative" (the other
        strand takes the domain's whole weight), "domain" (its weight goes to the other domains), "all"
        (there is no score).
    domain, indicator : int
        Indices, -1 where it is not about one.
    """

    kind: str
    domain: int = -1
    indicator: int = -1


@dataclass(frozen=True)
class Contribution:
    """A part of the score: `indicator` is its index, or -1 for the voices of the domain; points of R."""

    domain: int
    indicator: int
    points: float


@dataclass(frozen=True)
class Merged:
    """A merge with every step kept. Points are 0-100, 100 worst.

    Attributes
    ----------
    n : ndarray, shape (A, I)
        Indicator points; NaN missing.
    Q, L : ndarray, shape (A, D)
        Quantitative and qualitative score of the domains; NaN missing.
    W : ndarray, shape (A, D)
        Weight each domain had in the end: 0 where both strands are missing; sums to 1, or to 0 without any
        score.
    lam : ndarray, shape (A, D)
        Share the quantitative strand had in the end: lambda, 1 (no voices), 0 (no numbers), NaN (neither).
    by_indicator : ndarray, shape (A, I)
        Contributions of the indicators to R [points], 0 where missing.
    by_voices, by_domain : ndarray, shape (A, D)
        Contributions of the voices, and of the whole domain [points]; by_domain sums to R.
    R : ndarray, shape (A,)
        The score; NaN where nothing is known.
    """

    n: Floats
    Q: Floats
    L: Floats
    W: Floats
    lam: Floats
    by_indicator: Floats
    by_voices: Floats
    by_domain: Floats
    R: Floats

    def losses(self, area: int, weights: Weights) -> tuple[Loss, ...]:
        """Everything that is missing from the score of an area."""
        if np.isnan(self.R[area]):
            return (Loss("all"),)
        no_q, no_l = np.isnan(self.Q[area]), np.isnan(self.L[area])
        found = [Loss("domain", d) for d in np.flatnonzero(no_q & no_l).tolist()]
        found += [Loss("quantitative", d) for d in np.flatnonzero(no_q & ~no_l).tolist()]
        found += [Loss("qualitative", d) for d in np.flatnonzero(no_l & ~no_q).tolist()]
        gaps = np.flatnonzero(np.isnan(self.n[area])).tolist()
        return tuple(found + [Loss("indicator", int(weights.domain_of[i]), i) for i in gaps])

    def contributions(self, area: int, weights: Weights) -> tuple[Contribution, ...]:
        """The parts of the area's score, in each domain indicators before voices; they add up to R."""
        parts: list[Contribution] = []
        for d in range(len(weights.domain)):
            for i in np.flatnonzero((weights.domain_of == d) & ~np.isnan(self.n[area])).tolist():
                parts.append(Contribution(d, i, float(self.by_indicator[area, i])))
            if not np.isnan(self.L[area, d]):
                parts.append(Contribution(d, -1, float(self.by_voices[area, d])))
        return tuple(parts)


def weights_of(scheme: Scheme) -> Weights:
    """The weights of a scheme; axis I follows `scheme.indicators`."""
    places = [d for d, domain in enumerate(scheme.domains) for _ in domain.indicators]
    return Weights(
        domain=np.array([domain.weight for domain in scheme.domains]),
        indicator=np.array([indicator.weight for indicator in scheme.indicators]),
        domain_of=np.array(places, np.int64),
        lam=scheme.lam,
    )


def goalposts_of(scheme: Scheme) -> tuple[Floats, Floats]:
    """u and l of the scheme's indicators, each of shape (I,)."""
    upper = np.array([indicator.upper for indicator in scheme.indicators])
    return upper, np.array([indicator.lower for indicator in scheme.indicators])


def indicator_points(y: ArrayLike, upper: ArrayLike, lower: ArrayLike) -> Floats:
    """n = 100 clip((u - y) / (u - l), 0, 1).

    Parameters
    ----------
    y : array_like, shape (..., I)
        Mean relative change [%p] or BSI [0-200]; NaN missing.
    upper, lower : array_like, broadcastable to y
        Goalposts u (0 points) and l (100 points); l above u where a rise is bad.

    Returns
    -------
    ndarray, shape (..., I)
    """
    u = np.asarray(upper, float)
    return 100.0 * np.clip((u - np.asarray(y, float)) / (u - np.asarray(lower, float)), 0.0, 1.0)


def indicator_shares(known: ArrayLike, w: ArrayLike, domain_of: NDArray[np.int64], *, domains: int) -> Floats:
    """Share of each known indicator within its domain, shape (..., I) like known and w; 0 where not known."""
    weight = np.asarray(w, float) * np.asarray(known, float)
    total = _by_domain(weight, domain_of, domains)
    return weight / np.where(total > 0, total, 1.0)[..., domain_of]


def domain_points(n: ArrayLike, shares: ArrayLike, domain_of: NDArray[np.int64], *, domains: int) -> Floats:
    """Q = sum of shares x n per domain, shape (..., D); NaN where the domain has no known indicator."""
    points, share = np.asarray(n, float), np.asarray(shares, float)
    total = _by_domain(share * np.where(np.isnan(points), 0.0, points), domain_of, domains)
    return np.where(_by_domain(share, domain_of, domains) > 0, total, np.nan)


def strand_weights(Q: ArrayLike, L: ArrayLike, W: ArrayLike, lam: ArrayLike) -> tuple[Floats, Floats]:
    """Final weights of the strands, each of shape (..., D); they sum to 1 where anything is known.

    Parameters
    ----------
    Q, L : array_like, shape (..., D)
        NaN missing: the other strand takes the domain's weight; both missing: W is renormalized over the
        rest.
    W : array_like, broadcastable to Q
    lam : array_like, broadcastable to Q
    """
    has_q, has_l = ~np.isnan(np.asarray(Q, float)), ~np.isnan(np.asarray(L, float))
    weight = np.asarray(W, float) * (has_q | has_l)
    total = weight.sum(-1, keepdims=True)
    weight = weight / np.where(total > 0, total, 1.0)
    share = np.where(has_q, np.where(has_l, lam, 1.0), 0.0)
    return weight * share, weight * (1.0 - share)


def merge(n: ArrayLike, L: ArrayLike, weights: Weights) -> Merged:
    """R = sum_d W_d [lambda Q_d + (1 - lambda) L_d], with every step kept.

    Parameters
    ----------
    n : array_like, shape (A, I)
        Indicator points [0-100], NaN missing.
    L : array_like, shape (A, D)
        Qualitative scores [0-100], NaN missing.
    weights : Weights
    """
    n, L = np.asarray(n, float), np.asarray(L, float)
    domains = len(weights.domain)
    shares = indicator_shares(~np.isnan(n), weights.indicator, weights.domain_of, domains=domains)
    Q = domain_points(n, shares, weights.domain_of, domains=domains)
    of_q, of_l = strand_weights(Q, L, weights.domain, weights.lam)
    by_indicator = of_q[:, weights.domain_of] * shares * np.where(np.isnan(n), 0.0, n)
    by_voices = of_l * np.where(np.isnan(L), 0.0, L)
    by_domain = _by_domain(by_indicator, weights.domain_of, domains) + by_voices
    W = of_q + of_l
    R = np.where(W.sum(1) > 0, by_domain.sum(1), np.nan)
    lam = np.where(W > 0, of_q / np.where(W > 0, W, 1.0), np.nan)
    return Merged(n, Q, L, W, lam, by_indicator, by_voices, by_domain, R)


def _by_domain(x: Floats, domain_of: NDArray[np.int64], domains: int) -> Floats:
    """Sums of the indicators per domain, (..., I) -> (..., D).

    No matrix product: on such thin arrays the threads of a BLAS cost more than they give, and
    their number must not change a byte of a result.
    """
    return np.stack([x[..., domain_of == d].sum(-1) for d in range(domains)], axis=-1)
