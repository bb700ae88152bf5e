"""The merge: every source weighs policy weight times how well it is known, and nothing is imputed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from app.evaluation.method.evidence import Floats
from app.evaluation.method.outcome import Merged
from app.evaluation.method.scheme import Scheme


@dataclass(frozen=True)
class Weights:
    """The weights of a merge.

    Attributes
    ----------
    domain : ndarray, shape (D,)
        W, sums to 1 over the domains that have indicators and is 0 elsewhere.
    indicator : ndarray, shape (I,)
        w, above 0; only ratios within a domain matter.
    domain_of : ndarray of int, shape (I,)
        Domain of each indicator.
    lam : float
        lambda: weight of all numbers together at full evidence [0, 1].
    """

    domain: Floats
    indicator: Floats
    domain_of: NDArray[np.int64]
    lam: float

    @property
    def share(self) -> Floats:
        """W_d w_i / w_d, shape (I,); sums to 1."""
        of_domain = np.bincount(self.domain_of, self.indicator, len(self.domain))
        return self.domain[self.domain_of] * self.indicator / of_domain[self.domain_of]


def weights_of(scheme: Scheme) -> Weights:
    """The weights of a scheme; axis I follows `scheme.indicators`."""
    places = [d for d, domain in enumerate(scheme.domains) for _ in domain.indicators]
    W = np.array([domain.weight if domain.indicators else 0.0 for domain in scheme.domains])
    return Weights(
        domain=W / W.sum(),
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


def merge(
    n: ArrayLike, Z_indicators: ArrayLike, L: ArrayLike, Z_voices: ArrayLike, b: ArrayLike, weights: Weights
) -> Merged:
    """R = sum e p / sum e over the sources of each area, with every step kept.

    Parameters
    ----------
    n : array_like, shape (A, I)
        Points of the indicators [0-100], NaN missing.
    Z_indicators : array_like, shape (A, I)
        Credibility of the numbers: 1 for a register, Z of a BSI.
    L, Z_voices : array_like, shape (A,)
        Points and credibility of the voices; Z 0 where nobody spoke.
    b : array_like, shape (A, D)
        Mean burdens, in proportion to which the voices' contribution is laid to domains.
    weights : Weights
    """
    p, p_voices = np.asarray(n, float), np.asarray(L, float)
    e = np.where(np.isnan(p), 0.0, weights.lam * weights.share * np.asarray(Z_indicators, float))
    e_voices = (1 - weights.lam) * np.where(np.isnan(p_voices), 0.0, np.asarray(Z_voices, float))
    known, spoken = np.nan_to_num(p), np.nan_to_num(p_voices)
    of_numbers = e.sum(axis=1)
    E = of_numbers + e_voices
    safe = np.where(E > 0, E, np.nan)
    by_indicator, by_voices = _over(e * known, E), np.where(E > 0, e_voices * spoken / np.where(E > 0, E, 1.0), 0.0)
    laid = by_voices[:, None] * _proportions(np.asarray(b, float))
    Q_weight, Q_points = (_by_domain(each, weights) for each in (e, e * known))
    Q = Q_points / np.where(Q_weight > 0, Q_weight, np.nan)
    logs = (e * np.log(np.maximum(known, 1.0))).sum(axis=1) + e_voices * np.log(np.maximum(spoken, 1.0))
    return Merged(
        e=e,
        p=p,
        e_voices=e_voices,
        p_voices=p_voices,
        E=E,
        R=((e * known).sum(axis=1) + e_voices * spoken) / safe,
        R_numbers=(e * known).sum(axis=1) / np.where(of_numbers > 0, of_numbers, np.nan),
        by_indicator=by_indicator,
        by_voices=by_voices,
        voices_by_domain=laid,
        by_domain=_by_domain(by_indicator, weights) + laid,
        Q=Q,
        worst=np.where(np.isnan(Q).all(axis=1), -1, np.argmax(np.nan_to_num(Q, nan=-1.0), axis=1)),
        geometric=np.exp(logs / safe),
    )


def _over(x: Floats, E: Floats) -> Floats:
    """x / E per area, 0 where nothing is known."""
    return x / np.where(E > 0, E, np.inf)[:, None]


def _proportions(b: Floats) -> Floats:
    """Shares of the domains in the burdens, shape (A, D); 0 where nobody named a problem."""
    burden = np.nan_to_num(b)
    total = burden.sum(axis=1, keepdims=True)
    return burden / np.where(total > 0, total, 1.0)


def _by_domain(x: Floats, weights: Weights) -> Floats:
    """Sums of the indicators per domain, (A, I) to (A, D); no matrix product, whose threads could change a byte."""
    return np.stack([x[:, weights.domain_of == d].sum(axis=1) for d in range(len(weights.domain))], axis=1)
