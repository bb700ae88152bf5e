"""How far an area's voices speak for themselves: credibility K, Z and the qualitative score L."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from app.evaluation.method.burden import Floats, Ints, Speakers

KIND, ALL, POLICY = "kind", "all", "scheme"


@dataclass(frozen=True)
class AreaSums:
    """What the estimator needs of each area.

    Attributes
    ----------
    n : ndarray, shape (A,)
        Observations.
    m : ndarray, shape (A,)
        Weight of the area: its exposure, or n_eff where weights come from a sampling design.
    mean : ndarray, shape (A, D)
        Weighted means, 0 where an area has no observations.
    squares : ndarray, shape (A, D)
        sum w (x - mean)^2 within the area.
    """

    n: Floats
    m: Floats
    mean: Floats
    squares: Floats

    def of(self, areas: NDArray[np.bool_] | Ints) -> AreaSums:
        """The sums of some areas, picked by a mask or by indices."""
        return AreaSums(self.n[areas], self.m[areas], self.mean[areas], self.squares[areas])


@dataclass(frozen=True)
class Structure:
    """Variance components of the Bühlmann-Straub model, arrays of shape (..., D).

    Attributes
    ----------
    within, between : ndarray
        Variance within and between areas; `between` may be negative (none found), `within` NaN (no area with
        two voices).
    overall : ndarray
        Mean of the areas' means.
    """

    within: Floats
    between: Floats
    overall: Floats


@dataclass(frozen=True)
class Credibility:
    """K and b0 per area and domain, shape (A, D), and where they came from.

    Attributes
    ----------
    K : ndarray
        Credibility constant [respondents], within the policy's bounds.
    b0 : ndarray
        Mean burden the area leans on [0, 1].
    source : tuple of A str
        KIND (areas of the same kind), ALL (all kinds pooled) or POLICY (the scheme's K and b0).
    """

    K: Floats
    b0: Floats
    source: tuple[str, ...]


def area_sums(x: ArrayLike, area: Ints, w: ArrayLike, *, areas: int) -> AreaSums:
    """Sums per area of observations x, shape (M, D), with weights w, shape (M,), taken as exposures."""
    values, weight = np.asarray(x, float), np.asarray(w, float)
    m: Floats = np.bincount(area, weight, areas).astype(float)
    total = np.stack([np.bincount(area, weight * column, areas) for column in values.T], axis=1)
    mean = total / np.where(m > 0, m, 1.0)[:, None]
    gap = (values - mean[area]) ** 2
    squares = np.stack([np.bincount(area, weight * column, areas) for column in gap.T], axis=1)
    return AreaSums(np.bincount(area, minlength=areas).astype(float), m, mean, squares.astype(float))


def respondent_sums(b: ArrayLike, speakers: Speakers, *, areas: int) -> AreaSums:
    """Sums per area of burdens, shape (J, D); weights add up to n_eff, so that K counts respondents."""
    total = np.bincount(speakers.area, speakers.omega, areas)
    squares = np.bincount(speakers.area, speakers.omega**2, areas)
    scale = total / np.where(squares > 0, squares, 1.0)
    burdens = np.asarray(b, float)[speakers.respondent]
    return area_sums(burdens, speakers.area, speakers.omega * scale[speakers.area], areas=areas)


def structure(sums: AreaSums, counts: ArrayLike | None = None) -> Structure:
    """Variance components by the unbiased empirical estimators.

    Parameters
    ----------
    sums : AreaSums
        Areas with at least one observation.
    counts : array_like, shape (S, A), optional
        How often each area is drawn in each of S resamples; without it, every area once.

    Returns
    -------
    Structure
        Arrays of shape (S, D), or (D,) without counts.

    References
    ----------
    Bühlmann, H. and Straub, E. (1970): Glaubwürdigkeit für Schadensätze. Mitteilungen der Vereinigung
    schweizerischer Versicherungsmathematiker 70, 111-133.
    """
    c = np.ones((1, len(sums.n))) if counts is None else np.asarray(counts, float)
    m = sums.m[:, None]
    free, areas, weight = _sum(c, sums.n - 1), c.sum(1), _sum(c, sums.m)
    with np.errstate(divide="ignore", invalid="ignore"):
        within = _sum(c, sums.squares) / np.where(free > 0, free, np.nan)[:, None]
        mean = _sum(c, m * sums.mean) / weight[:, None]
        spread = _sum(c, m * sums.mean**2) - weight[:, None] * mean**2
        scale = weight - _sum(c, sums.m**2) / weight
        between = (spread - (areas - 1)[:, None] * within) / np.where(scale > 0, scale, np.nan)[:, None]
    result = Structure(within, between, _sum(c, sums.mean) / areas[:, None])
    return result if counts is not None else Structure(within[0], between[0], result.overall[0])


def bounded_K(components: Structure, bounds: tuple[float, float]) -> Floats:
    """K = within / between, kept within `bounds`; no variance between areas: the upper one. NaN stays NaN."""
    with np.errstate(divide="ignore", invalid="ignore"):
        K = np.where(components.between > 0, components.within / components.between, np.inf)
    return np.where(np.isnan(components.within + components.between), np.nan, np.clip(K, *bounds))


def estimate_credibility(
    sums: AreaSums,
    kinds: Sequence[Hashable],
    *,
    bounds: tuple[float, float],
    least_areas: int,
    policy: tuple[float, ArrayLike],
) -> Credibility:
    """K and b0 of every area.

    Parameters
    ----------
    sums : AreaSums
        All A areas, also those without voices.
    kinds : sequence of A hashable
        Kind of each area.
    bounds : tuple of 2 float
        Smallest and largest K.
    least_areas : int
        Fewer areas with voices in a kind: all kinds pooled; fewer in all: the policy's values.
    policy : tuple (K, b0)
        Fallback constant and mean burdens, shape (D,).
    """
    groups = credibility_groups(sums, kinds, least_areas=least_areas)
    K, b0 = np.empty(sums.mean.shape), np.empty(sums.mean.shape)
    for source, members, basis in groups:
        parts = None if source == POLICY else structure(sums.of(basis))
        K[members] = policy[0] if parts is None else bounded_K(parts, bounds)
        b0[members] = policy[1] if parts is None else parts.overall
    names = np.empty(len(sums.n), object)
    for source, members, _ in groups:
        names[members] = source
    return Credibility(K, b0, tuple(names))


def credibility_groups(
    sums: AreaSums, kinds: Sequence[Hashable], *, least_areas: int
) -> list[tuple[str, NDArray[np.bool_], NDArray[np.bool_]]]:
    """Groups of areas that share one K and b0: (source, members, voiced areas estimated from)."""
    voiced = sums.n > 0
    everywhere = _usable(voiced, sums, least_areas)
    groups, rest = [], np.ones(len(voiced), bool)
    for kind in dict.fromkeys(kinds):
        members = np.array([each == kind for each in kinds])
        if _usable(members & voiced, sums, least_areas):
            groups.append((KIND, members, members & voiced))
            rest &= ~members
    if rest.any():
        groups.append((ALL if everywhere else POLICY, rest, voiced))
    return groups


def credibility_factor(n_eff: ArrayLike, K: ArrayLike) -> Floats:
    """Z = n_eff / (n_eff + K) in [0, 1); n_eff : shape (A,), K : shape (..., A, D)."""
    n = np.asarray(n_eff, float)[:, None]
    return n / (n + np.asarray(K, float))


def voices_points(mean: ArrayLike, n_eff: ArrayLike, known: Credibility, *, least: float) -> Floats:
    """L = 100 [Z b + (1 - Z) b0].

    Parameters
    ----------
    mean : array_like, shape (A, D)
        Mean burdens [0, 1], NaN without voices.
    n_eff : array_like, shape (A,)
        Effective respondents; below `least`, L counts as missing.
    known : Credibility

    Returns
    -------
    ndarray, shape (A, D)
        L [0-100, 100 worst]; NaN where missing.
    """
    Z = credibility_factor(n_eff, known.K)
    L = 100.0 * (Z * np.asarray(mean, float) + (1 - Z) * known.b0)
    return np.where((np.asarray(n_eff, float) >= least - 1e-9)[:, None], L, np.nan)


def _usable(areas: NDArray[np.bool_], sums: AreaSums, least: int) -> bool:
    """Enough areas, and somewhere two voices of one area: without them the variance within is not known."""
    return bool(areas.sum() >= least and (sums.n[areas] > 1).any())


def _sum(counts: Floats, x: Floats) -> Floats:
    """Sums over areas for each resample, (S, A) and (A, ...) -> (S, ...), whatever the number of threads."""
    return np.einsum("sa,a...->s...", counts, x)
