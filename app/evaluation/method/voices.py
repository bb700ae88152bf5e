"""What the voices of each area say together: points, prevalence and severity, counted by respondents."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike

from app.evaluation.method.burden import Burdens, burden_points
from app.evaluation.method.evidence import Floats, Ints, Memberships, Respondents
from app.evaluation.method.outcome import VoicesOfAreas
from app.evaluation.method.scheme import Voices


@dataclass(frozen=True)
class Rows:
    """Who counts where: (M,) rows of area, respondent and weight, by area and respondent."""

    area: Ints
    respondent: Ints
    omega: Floats


def speakers_of(memberships: Memberships, respondents: Respondents) -> Rows:
    """Rows that count in L: who spoke, or declared to feel no crisis. A blank is no answer."""
    counts = (respondents.spoke | respondents.no_crisis)[memberships.respondent]
    people = memberships.respondent[counts]
    return Rows(memberships.area[counts], people, respondents.omega[people])


def effective(area: Ints, omega: Floats, areas: int) -> tuple[Floats, Floats]:
    """sum omega, and n_eff = (sum omega)^2 / sum omega^2, 0 without anybody; each of shape (A,)."""
    total: Floats = np.bincount(area, omega, areas).astype(float)
    squares = np.bincount(area, omega**2, areas)
    return total, np.where(squares > 0, total**2 / np.where(squares > 0, squares, 1.0), 0.0)


def voices_of(
    burdens: Burdens, points: Floats, speakers: Rows, memberships: Memberships, *, areas: int, policy: Voices
) -> VoicesOfAreas:
    """The voices of the areas.

    Parameters
    ----------
    burdens : Burdens
    points : ndarray, shape (J,)
        l of the respondents.
    speakers : Rows
    memberships : Memberships
        Of everybody asked.
    areas : int
        A.
    policy : Voices
    """
    total, n_eff = effective(speakers.area, speakers.omega, areas)
    b = burdens.b[speakers.respondent]
    problem = b > 0
    safe = np.where(total > 0, total, np.nan)
    weight, burden = (_sums(each, speakers, areas) for each in (problem.astype(float), b))
    prevalence, mean = weight / safe[:, None], burden / safe[:, None]
    low, high = wilson(prevalence * n_eff[:, None], n_eff[:, None])
    return VoicesOfAreas(
        asked=np.bincount(memberships.area, minlength=areas),
        n=np.bincount(speakers.area, minlength=areas),
        n_eff=n_eff,
        L=np.bincount(speakers.area, speakers.omega * points[speakers.respondent], areas) / safe,
        burden=mean,
        named=np.stack([np.bincount(speakers.area[p], minlength=areas) for p in problem.T], axis=1),
        prevalence=prevalence,
        severity=burden / np.where(weight > 0, weight, np.nan),
        low=low,
        high=high,
        shown=burden_points(mean, calm=policy.display_from, crisis=policy.display_to),
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
    p = np.clip(np.asarray(k, float) / n, 0.0, 1.0)
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = np.sqrt(z2 * (p * (1 - p) / n + z2 / (4 * n**2))) / (1 + z2 / n)
    return np.clip(middle - half, 0, 1), np.clip(middle + half, 0, 1)


def _sums(x: Floats, rows: Rows, areas: int) -> Floats:
    """Weighted sums of the rows per area, shape (A, D)."""
    return np.stack([np.bincount(rows.area, rows.omega * column, areas) for column in x.T], axis=1)
