"""Where an area's true mean lies once it is known what its firms, its peers and its numbers say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.evaluation.method.chance.items import Items
from app.evaluation.method.credibility import by_group, peer_groups
from app.evaluation.method.evidence import Floats, Ints
from app.evaluation.method.known import Known
from app.evaluation.method.scheme import Scheme, Uncertain


@dataclass(frozen=True)
class Posterior:
    """Normal posterior of the true means of K items, arrays of shape (A, K).

    Attributes
    ----------
    Z : ndarray
        Weight of the area's own word.
    b0 : ndarray
        Mean it leans on: that of its peers, moved by what its register numbers say.
    b0_sd : ndarray
        Standard deviation of b0's error, which areas of a kind share.
    variance : ndarray
        a2 (1 - Z), b0 taken as known.
    nu : ndarray
        Degrees of freedom of a2.
    kind : ndarray of int, shape (A,)
    """

    Z: Floats
    b0: Floats
    b0_sd: Floats
    variance: Floats
    nu: Floats
    kind: Ints


def register_points(known: Known, scheme: Scheme) -> Floats:
    """q: weighted mean of the known register indicators' points [0-100], shape (A,); NaN without any."""
    p = known.merged.p[:, scheme.is_register]
    weight = np.where(np.isnan(p), 0.0, known.weights.share[scheme.is_register])
    total = weight.sum(axis=1)
    return (weight * np.nan_to_num(p)).sum(axis=1) / np.where(total > 0, total, np.nan)


def posterior_of(items: Items, q: Floats, kinds: Sequence[str], scheme: Scheme) -> Posterior:
    """Posterior of every area and item.

    References
    ----------
    Fay, R. E. and Herriot, R. A. (1979): Estimates of income for small places. JASA 74, 269-277.
    """
    voiced, Z = items.sums.n > 0, items.Z
    kind, pooled = peer_groups(voiced, kinds, least_areas=scheme.voices.least_areas)
    beta, mean_q = regression(items, q, scheme.uncertain)
    has = ~np.isnan(q)[:, None]
    level = np.where(has, q[:, None], 0.0)
    own = np.where(voiced, Z, 0.0)
    # sums over peers of Z, Z x, and of Z and Z q where q is known
    terms = np.stack([own, own * items.sums.mean, own * has, own * level])
    total = np.where(pooled, terms.sum(axis=1, keepdims=True), by_group(terms, kind)) - terms
    weight = total[0] + items.b0_weight
    moved = total[1] - beta * (total[3] - mean_q * total[2])
    b0 = (moved + items.b0_weight * items.b0) / weight + beta * np.where(has, level - mean_q, 0.0)
    return Posterior(
        Z=Z,
        b0=b0,
        b0_sd=np.sqrt(items.a2 / weight),
        variance=items.a2 * (1 - Z),
        nu=_freedom(items, kind, scheme),
        kind=kind,
    )


def regression(items: Items, q: Floats, policy: Uncertain) -> tuple[Floats, Floats]:
    """Slope of x on q over all voiced areas but one's own, and the mean of q there; each of shape (A, K)."""
    n, x = items.sums.n, items.sums.mean
    v = n / (n + policy.ridge_voices) if policy.ridge_voices > 0 else (n > 0).astype(float)
    has = np.where(np.isnan(q), 0.0, 1.0)[:, None]
    # From the middle of all areas, so that the sums lose no digits.
    middle = float(np.nanmean(q)) if has.any() else 0.0
    g = np.where(np.isnan(q), 0.0, q - middle)[:, None]
    terms = np.stack([v, v * has, v * has * g, v * has * g * g, v * x, v * has * x, v * has * g * x])
    V, Vh, Vg, Vgg, Vx, Vhx, Vgx = terms.sum(axis=1, keepdims=True) - terms
    mean_g, mean_x = Vg / np.where(Vh > 0, Vh, 1.0), Vx / np.where(V > 0, V, 1.0)
    squares = np.maximum(Vgg - Vh * mean_g**2, 0.0)
    products = Vgx - mean_g * Vhx - mean_x * (Vg - mean_g * Vh)
    scale = squares + policy.ridge * squares / np.where(V > 0, V, 1.0)
    usable = scale > 1e-9  # areas whose numbers do not differ tell no slope
    return np.where(usable, products / np.where(usable, scale, 1.0), 0.0), mean_g + middle


def _freedom(items: Items, kind: Ints, scheme: Scheme) -> Floats:
    """nu0 + max(m - 1, 0), m the voiced areas of the kind, or of all where these are pooled; nobody left out."""
    voiced = (items.sums.n > 0).astype(float)[None]
    m = np.where(items.pooled, voiced.sum(axis=1), by_group(voiced, kind)[0])
    nu0 = np.append(
        np.full(voiced.shape[2] - 1, scheme.survey.prior_weight),
        scheme.voices.steady.prior_weight,
    )
    return nu0 + np.maximum(m - 1, 0.0)
