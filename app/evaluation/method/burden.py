"""The voices as numbers: burdens of respondents; mean, prevalence and severity per area and domain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Codings:
    """Judged places of text, one row per coding; six arrays of shape (N,).

    Attributes
    ----------
    respondent, domain : ndarray of int
        Indices 0..J-1 and 0..D-1. A theme without a domain has no row.
    place : ndarray of int
        The segment that was judged. Codings of one place by several coders are averaged.
    coder : ndarray of int
    severity : ndarray of int
        1..5 for a problem coding (stance "need"); 0 where a coder judged the place of this domain and saw no
        problem.
    adjudicated : ndarray of bool
        The coding that settled a difference; at its place and domain it wins over all others.
    """

    respondent: Ints
    domain: Ints
    place: Ints
    coder: Ints
    severity: Ints
    adjudicated: NDArray[np.bool_]


@dataclass(frozen=True)
class Speakers:
    """Who speaks for which area, one row per pair; an expert stands once in each area asked about.

    Attributes
    ----------
    area, respondent : ndarray of int, shape (M,)
        Indices 0..A-1 and 0..J-1. Those who named no problem are in; moderators and officials are not.
    omega : ndarray, shape (M,)
        Survey weight, above 0; 1 without a sampling design.
    """

    area: Ints
    respondent: Ints
    omega: Floats


@dataclass(frozen=True)
class AreaBurdens:
    """Burdens per area and domain. An area without voices has n 0, n_eff 0 and NaN elsewhere.

    Attributes
    ----------
    n : ndarray of int, shape (A,)
        Respondents, those without a problem included.
    n_eff : ndarray, shape (A,)
        (sum omega)^2 / sum omega^2 [respondents].
    mean : ndarray, shape (A, D)
        sum(omega b) / sum(omega) in [0, 1] = prevalence x severity.
    named : ndarray of int, shape (A, D)
        Respondents who named a problem.
    prevalence : ndarray, shape (A, D)
        Weighted share who named a problem [0, 1].
    severity : ndarray, shape (A, D)
        Weighted mean burden of those who named one (0, 1]; NaN where nobody did. x 5 reads "3.8 of 5".
    low, high : ndarray, shape (A, D)
        95 % Wilson interval of the prevalence, on n_eff.
    """

    n: Ints
    n_eff: Floats
    mean: Floats
    named: Ints
    prevalence: Floats
    severity: Floats
    low: Floats
    high: Floats


def codings_of(rows: Sequence[tuple[int, int, int, int, int, bool]]) -> Codings:
    """Codings from rows (respondent, domain, place, coder, severity, adjudicated), as a store reads them."""
    table = np.array(rows, np.int64).reshape(-1, 6).T
    return Codings(table[0], table[1], table[2], table[3], table[4], table[5].astype(bool))


def speakers_of(rows: Sequence[tuple[int, int, float]]) -> Speakers:
    """Speakers from rows (area, respondent, omega)."""
    table = np.array(rows, float).reshape(-1, 3)
    return Speakers(table[:, 0].astype(np.int64), table[:, 1].astype(np.int64), table[:, 2])


def respondent_burdens(codings: Codings, *, respondents: int, domains: int, severity_points: Sequence[float]) -> Floats:
    """Burden b_jd: the largest severity over respondent j's problem codings in domain d.

    Parameters
    ----------
    codings : Codings
    respondents, domains : int
        J and D.
    severity_points : sequence of 5 float
        Burden of severity 1 to 5.

    Returns
    -------
    ndarray, shape (J, D)
        [0, 1]; 0 where no problem was named. Where several coders judged a place, the adjudicated coding
        wins, otherwise their mean counts, each coder with his or her largest severity in the domain. So
        repeating codings, or splitting and merging the codes within a domain, changes nothing.

    Raises
    ------
    ValueError
        If a severity is not 0..5 or an index is out of range.
    """
    _check(codings, respondents, domains)
    points = np.concatenate([[0.0], np.asarray(severity_points, float)])[codings.severity]
    keys = np.stack([codings.respondent, codings.domain, codings.place, codings.coder], axis=1)
    settled = _keep_settled(keys, codings.adjudicated)
    each, largest = _largest(keys[settled], points[settled])
    places, inverse = np.unique(each[:, :3], axis=0, return_inverse=True)
    inverse = inverse.reshape(-1)
    mean = np.bincount(inverse, largest, len(places)) / np.maximum(np.bincount(inverse, minlength=len(places)), 1)
    burdens = np.zeros((respondents, domains))
    np.maximum.at(burdens, (places[:, 0], places[:, 1]), mean)
    return burdens


def area_burdens(b: ArrayLike, speakers: Speakers, *, areas: int) -> AreaBurdens:
    """Mean burden, prevalence and severity of the areas.

    Parameters
    ----------
    b : array_like, shape (J, D)
        Burdens of the respondents [0, 1].
    speakers : Speakers
    areas : int
        A.

    Raises
    ------
    ValueError
        If a weight is not above 0.
    """
    burdens = np.asarray(b, float)[speakers.respondent]
    omega = speakers.omega
    if not np.all(omega > 0):
        raise ValueError("survey weights must be above 0")
    total, squares = (np.bincount(speakers.area, each, areas) for each in (omega, omega**2))
    voiced = total > 0
    n_eff = np.where(voiced, total**2 / np.where(voiced, squares, 1.0), 0.0)
    problem = burdens > 0
    weight, burden = _per_area(problem.astype(float), speakers, areas), _per_area(burdens, speakers, areas)
    safe = np.where(voiced, total, np.nan)[:, None]
    prevalence = weight / safe
    low, high = wilson(prevalence * n_eff[:, None], n_eff[:, None])
    return AreaBurdens(
        n=np.bincount(speakers.area, minlength=areas),
        n_eff=n_eff,
        mean=burden / safe,
        named=np.stack([np.bincount(speakers.area[p], minlength=areas) for p in problem.T], axis=1),
        prevalence=prevalence,
        severity=burden / np.where(weight > 0, weight, np.nan),
        low=low,
        high=high,
    )


def wilson(k: ArrayLike, n: ArrayLike, *, confidence: float = 0.95) -> tuple[Floats, Floats]:
    """Wilson score interval of a share k / n.

    Parameters
    ----------
    k, n : array_like
        Successes and trials (effective numbers are allowed); n = 0 gives NaN.
    confidence : float
        Two-sided, in (0, 1).

    Returns
    -------
    low, high : ndarray
        Within [0, 1].

    References
    ----------
    Wilson, E. B. (1927): Probable inference, the law of succession, and statistical inference. JASA 22,
    209-212.
    """
    z2 = NormalDist().inv_cdf(0.5 + confidence / 2) ** 2
    n = np.asarray(n, float)
    n = np.where(n > 0, n, np.nan)
    p = np.asarray(k, float) / n
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = np.sqrt(z2 * (p * (1 - p) / n + z2 / (4 * n**2))) / (1 + z2 / n)
    return np.clip(middle - half, 0, 1), np.clip(middle + half, 0, 1)


def _check(codings: Codings, respondents: int, domains: int) -> None:
    for name, values, size in (
        ("severity", codings.severity, 6),
        ("respondent", codings.respondent, respondents),
        ("domain", codings.domain, domains),
    ):
        if values.size and not (np.min(values) >= 0 and np.max(values) < size):
            raise ValueError(f"{name} must be 0..{size - 1}, found {np.min(values)}..{np.max(values)}")


def _keep_settled(keys: Ints, adjudicated: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Rows that count: all of a place without adjudication, else the adjudicated only."""
    _, place = np.unique(keys[:, :3], axis=0, return_inverse=True)
    place = place.reshape(-1)
    has = np.bincount(place, adjudicated, minlength=1) > 0
    return adjudicated | ~has[place]


def _largest(keys: Ints, values: Floats) -> tuple[Ints, Floats]:
    """Unique rows of `keys` with the largest value of each."""
    unique, inverse = np.unique(keys, axis=0, return_inverse=True)
    largest = np.zeros(len(unique))
    np.maximum.at(largest, inverse.reshape(-1), values)
    return unique, largest


def _per_area(x: Floats, speakers: Speakers, areas: int) -> Floats:
    """Weighted sums of the speakers' rows per area, shape (A, D)."""
    return np.stack([np.bincount(speakers.area, speakers.omega * column, areas) for column in x.T], axis=1)
