"""The voices as burdens: how badly off each respondent is, and in which domains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from app.evaluation.method.evidence import Adjudicated, Bools, Codings, Floats, Ints, Places, Stance


@dataclass(frozen=True)
class Judged:
    """Who judged which place how, a row a pair of place and coder, in that order; Q rows.

    Attributes
    ----------
    place : ndarray of int, shape (Q,)
    value : ndarray of int8, shape (Q,)
        Largest severity the coder gave there over all scored domains, 0 for none.
    by_domain : ndarray of int8, shape (Q, D)
        The same within each domain.
    settled : ndarray of int8, shape (P,)
        Adjudicated severity of the place; -1 where it is not adjudicated.
    settled_by_domain : ndarray of int8, shape (P, D)
    """

    place: Ints
    value: NDArray[np.int8]
    by_domain: NDArray[np.int8]
    settled: NDArray[np.int8]
    settled_by_domain: NDArray[np.int8]

    @property
    def coders(self) -> Ints:
        """Coders who judged each place, shape (P,)."""
        return np.bincount(self.place, minlength=len(self.settled))

    @property
    def differ(self) -> Bools:
        """Places whose coders gave different values, shape (P,)."""
        low = np.full(len(self.settled), 9, np.int8)
        high = np.zeros(len(self.settled), np.int8)
        np.minimum.at(low, self.place, self.value)
        np.maximum.at(high, self.place, self.value)
        return np.asarray(high > low) & (self.coders > 0)


@dataclass(frozen=True)
class Burdens:
    """Burdens of J respondents.

    Attributes
    ----------
    B : ndarray, shape (J,)
        Overall [0, 1]: the largest over the places of the mean over the coders of the largest severity each
        gave there. Two who agree on the severity and not on the domain agree.
    b : ndarray, shape (J, D)
        The same within each domain; it only lays B to domains.
    """

    B: Floats
    b: Floats


def judged_places(codings: Codings, adjudicated: Adjudicated, *, places: int, domains: int) -> Judged:
    """The coders' values of the places; whoever left a place undecided did not judge it."""
    decided = codings.stance != Stance.UNDECIDED
    coders = int(codings.coder.max(initial=0)) + 1
    keys, row = np.unique(codings.place[decided] * coders + codings.coder[decided], return_inverse=True)
    by_domain = _largest(row, codings.domain[decided], codings.severity[decided], len(keys), domains)
    settled_by_domain = _largest(adjudicated.place, adjudicated.domain, adjudicated.severity, places, domains)
    settled = np.full(places, -1, np.int8)
    settled[adjudicated.place] = settled_by_domain.max(axis=1, initial=0)[adjudicated.place]
    return Judged(keys // coders, by_domain.max(axis=1, initial=0), by_domain, settled, settled_by_domain)


def respondent_burdens(
    judged: Judged, places: Places, *, respondents: int, severity_points: Sequence[float]
) -> Burdens:
    """Burdens of the respondents; 0 where nobody saw a problem.

    Parameters
    ----------
    judged : Judged
    places : Places
        By respondent.
    respondents : int
        J.
    severity_points : sequence of 5 float
        Burden of severity 1 to 5.
    """
    points = np.concatenate([[0.0], np.asarray(severity_points, float)])
    overall = place_means(judged, judged.value, judged.settled, points)
    columns = [
        place_means(judged, judged.by_domain[:, d], judged.settled_by_domain[:, d], points)
        for d in range(judged.by_domain.shape[1])
    ]
    return Burdens(
        _largest_of(overall, places.respondent, respondents),
        np.stack([_largest_of(each, places.respondent, respondents) for each in columns], axis=1),
    )


def place_means(judged: Judged, value: NDArray[np.int8], settled: NDArray[np.int8], points: Floats) -> Floats:
    """Mean of the coders' values at each place, shape (P,); the adjudicated value where there is one."""
    total = np.bincount(judged.place, points[value], len(settled))
    mean = total / np.maximum(judged.coders, 1)
    return np.where(judged.settled >= 0, points[np.maximum(settled, 0)], mean)


def burden_points(burden: ArrayLike, *, calm: float, crisis: float) -> Floats:
    """100 clip((b - calm) / (crisis - calm), 0, 1): l of a respondent's B, or a domain's mean for display."""
    return 100.0 * np.clip((np.asarray(burden, float) - calm) / (crisis - calm), 0.0, 1.0)


def _largest(row: Ints, domain: Ints, severity: Ints, rows: int, domains: int) -> NDArray[np.int8]:
    """Largest severity of each row and domain, shape (rows, domains); a theme without a domain counts as none."""
    top = np.zeros(rows * domains, np.int8)
    key = row * domains + domain
    for s in range(1, 6):  # in this order, so that the largest stands
        top[key[(severity == s) & (domain >= 0)]] = s
    return top.reshape(rows, domains)


def _largest_of(values: Floats, owner: Ints, count: int) -> Floats:
    largest = np.zeros(count)
    np.maximum.at(largest, owner, values)
    return largest
