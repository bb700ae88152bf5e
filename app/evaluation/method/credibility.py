"""How far an area's word speaks for itself: variances within and between areas, steadied, without the area itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from app.evaluation.method.evidence import Bools, Floats, Ints
from app.evaluation.method.outcome import Credibility
from app.evaluation.method.scheme import Steadying

EXACT = 1e-9  # what is left of a sum whose terms were all taken out


@dataclass(frozen=True)
class AreaSums:
    """What the estimator needs of each area; arrays of shape (A, k), k quantities side by side.

    Attributes
    ----------
    n : ndarray
        Weight of the area's mean: its exposure, or n_eff where weights come from a sampling design; 0 without
        observations.
    mean : ndarray
        Weighted mean, 0 without observations.
    squares : ndarray
        Sum of squares within, on the scale of n.
    free : ndarray
        Degrees of freedom within, 0 or more.
    """

    n: Floats
    mean: Floats
    squares: Floats
    free: Floats

    def one(self, k: int) -> AreaSums:
        return AreaSums(*(each[:, k : k + 1] for each in (self.n, self.mean, self.squares, self.free)))


@dataclass(frozen=True)
class Structure:
    """Unbiased variance components (Bühlmann and Straub 1970) of groups of areas; arrays of one shape.

    Attributes
    ----------
    squares, free : ndarray
        Sums within: the variance within is squares / free.
    between : ndarray
        a2_hat; may be negative (none found), 0 with fewer than two areas.
    areas : ndarray
        Areas with observations.
    spread, scale : ndarray
        sum n (x - x-bar)^2 of the areas' means, and N - sum n^2 / N: what a2_hat is made of; scale 0 where it cannot be.
    """

    squares: Floats
    free: Floats
    between: Floats
    areas: Floats
    spread: Floats
    scale: Floats


def respondent_sums(x: ArrayLike, cell: Ints, omega: ArrayLike, *, cells: int) -> AreaSums:
    """Sums of observations x with survey weights omega, each in its cell; shape (cells, 1).

    Weights are scaled to add up to n_eff in each cell, so that variances count respondents.
    """
    value, weight = np.asarray(x, float), np.asarray(omega, float)
    total, squares = np.bincount(cell, weight, cells), np.bincount(cell, weight**2, cells)
    n = np.where(squares > 0, total**2 / np.where(squares > 0, squares, 1.0), 0.0)
    safe = np.where(total > 0, total, 1.0)
    mean = np.bincount(cell, weight * value, cells) / safe
    within = np.bincount(cell, weight * (value - mean[cell]) ** 2, cells) * n / safe
    return AreaSums(*(each[:, None] for each in (n, mean, within, np.maximum(n - 1, 0.0))))


def structure(sums: AreaSums) -> Structure:
    """Components of all areas together, arrays of shape (k,).

    References
    ----------
    Bühlmann, H. and Straub, E. (1970): Glaubwürdigkeit für Schadensätze. Mitteilungen der Vereinigung
    schweizerischer Versicherungsmathematiker 70, 111-133.
    """
    return _components(_terms(sums).sum(axis=1))


def structure_of_peers(sums: AreaSums, kinds: Sequence[str], *, least_areas: int) -> tuple[Structure, Bools]:
    """Components for each area from areas of its kind but itself, shape (A, k), and where all kinds are pooled.

    Fewer than `least_areas` areas with observations besides the area: all kinds, still without the area.
    """
    terms = _terms(sums)
    kind, pooled = peer_groups(sums.n > 0, kinds, least_areas=least_areas)
    everywhere = terms.sum(axis=1, keepdims=True)
    others = np.where(pooled, everywhere, by_group(terms, kind)) - terms
    return _components(others), pooled


def peer_groups(voiced: Bools, kinds: Sequence[str], *, least_areas: int) -> tuple[Ints, Bools]:
    """Number of each area's kind, shape (A,), and whether it has too few voiced areas besides itself, (A, k)."""
    _, kind = np.unique(np.array(kinds, object).astype(str), return_inverse=True)
    kind = kind.reshape(-1)
    count = by_group(voiced[None].astype(float), kind)[0]
    return kind, np.asarray(count - voiced < least_areas)


def steadied(
    parts: Structure, prior_within: ArrayLike, prior_between: ArrayLike | None, policy: Steadying
) -> Structure:
    """Variances drawn towards a prior: within in `squares`, between in `between`; see `steadied_credibility`.

    a2_hat takes the steadied s2: where every area has one respondent no other one exists, and where few have two the
    raw one would lay nearly all spread to differences of areas.
    """
    nu0 = policy.prior_weight
    s2 = (nu0 * np.asarray(prior_within, float) + parts.squares) / (nu0 + parts.free)
    prior = s2 / policy.prior_K if prior_between is None else np.asarray(prior_between, float)
    gaps = np.maximum(parts.areas - 1, 0.0)
    a2 = (nu0 * prior + gaps * np.maximum(_between(parts.spread, parts.scale, parts.areas, s2), 0.0)) / (nu0 + gaps)
    return replace(parts, squares=s2, between=a2)


def steadied_credibility(
    sums: AreaSums,
    kinds: Sequence[str],
    policy: Steadying,
    *,
    least_areas: int,
    prior_between: float | None = None,
    most_K: float = np.inf,
) -> Credibility:
    """K and Z of every area and quantity, arrays of shape (A, k).

    s2 = (nu0 s2_0 + SS) / (nu0 + df), a2 = (nu0 a2_0 + (m - 1) max(a2_hat, 0)) / (nu0 + m - 1), with
    a2_0 = s2 / K0 or `prior_between`, a2_hat with the steadied s2; K = s2 / a2, Z = n / (n + min(K, most_K)).
    """
    parts, pooled = structure_of_peers(sums, kinds, least_areas=least_areas)
    found = steadied(parts, policy.within, prior_between, policy)
    nu0, gaps = policy.prior_weight, np.maximum(parts.areas - 1, 0.0)
    K = found.squares / found.between
    return Credibility(
        s2=found.squares,
        a2=found.between,
        K=K,
        Z=sums.n / (sums.n + np.minimum(K, most_K)),
        prior_s2=nu0 / (nu0 + parts.free),
        prior_a2=nu0 / (nu0 + gaps),
        areas=np.rint(parts.areas).astype(np.int64),
        pooled=pooled,
    )


def _terms(sums: AreaSums) -> Floats:
    """What is added up over areas, shape (7, A, k): voiced, n, n^2, n x, n x^2, squares, free."""
    n, x = sums.n, sums.mean
    return np.stack([(n > 0).astype(float), n, n * n, n * x, n * x * x, sums.squares, sums.free])


def _components(total: Floats) -> Structure:
    m, N, N2, Nx, Nxx, squares, free = total
    m, free = np.rint(m), np.where(free > EXACT, free, 0.0)
    squares = np.where(free > 0, np.maximum(squares, 0.0), 0.0)
    within = squares / np.where(free > 0, free, 1.0)
    safe = np.where(N > 0, N, 1.0)
    spread = Nxx - Nx * Nx / safe
    scale = N - N2 / safe
    scale = np.where((m > 1.5) & (scale > 0), scale, 0.0)
    return Structure(squares, free, _between(spread, scale, m, within), m, spread, scale)


def _between(spread: Floats, scale: Floats, m: Floats, within: Floats) -> Floats:
    """a2_hat: what of the spread of area means the variance within does not account for."""
    return np.where(scale > 0, (spread - (m - 1) * within) / np.where(scale > 0, scale, 1.0), 0.0)


def by_group(terms: Floats, group: Ints) -> Floats:
    """Sums over each area's group, laid back to the areas; (t, A, k) to the same shape."""
    total = np.zeros((len(terms), int(group.max(initial=-1)) + 1, terms.shape[2]))
    np.add.at(total.swapaxes(0, 1), group, terms.swapaxes(0, 1))
    return total[:, group]
