"""Stored sources of areas as arrays, and the merge of them under a scheme: the arithmetic of the method itself."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from app.evaluation.method.burden import burden_points
from app.evaluation.method.evidence import Bools, Floats, Ints
from app.evaluation.method.grades import register_coverage
from app.evaluation.method.levels import EXACT, propose_levels
from app.evaluation.method.merging import goalposts_of, indicator_points, merge, weights_of
from app.evaluation.method.outcome import Merged
from app.evaluation.method.scheme import Scheme
from app.evaluation.method.voices import effective


@dataclass(frozen=True)
class Sources:
    """What the scores of areas were made of, axes A and I; M respondents who count.

    Attributes
    ----------
    y : ndarray, shape (A, I)
        Mean relative change [%p] or BSI [0-200], NaN missing.
    Z : ndarray, shape (A, I)
        Credibility of the numbers, 1 of a register's.
    area : ndarray of int, shape (M,)
        Area of each respondent.
    omega, burden : ndarray, shape (M,)
        Weight, and overall burden B [0, 1].
    K : ndarray, shape (A,)
        Of the voices, not bounded; from the other areas' voices, so that an area's own do not move it.
    starts : ndarray, shape (A, levels - 1)
        What R must reach for each worse level, the past considered.
    """

    y: Floats
    Z: Floats
    area: Ints
    omega: Floats
    burden: Floats
    K: Floats
    starts: Floats


@dataclass(frozen=True)
class Scored:
    """Sources merged: every step, and the levels as places in the scheme, -1 without one; arrays of shape (A,).

    Attributes
    ----------
    merged : Merged
    n, Z : ndarray
        Effective respondents and credibility of the voices.
    level : ndarray of int
    enough : ndarray of bool
        Whether least evidence is reached.
    """

    merged: Merged
    n: Floats
    Z: Floats
    level: Ints
    enough: Bools


def scored(sources: Sources, scheme: Scheme) -> Scored:
    """The scores and levels of the sources under a scheme whose indicators are the sources' columns."""
    areas, weights = len(sources.y), weights_of(scheme)
    points = indicator_points(sources.y, *goalposts_of(scheme))
    L, n = voices_points(sources, scheme)
    Z = np.where(n > 0, n / (n + np.minimum(sources.K, scheme.voices.most_K)), 0.0)
    merged = merge(points, sources.Z, L, Z, np.zeros((areas, len(weights.domain))), weights)
    register = np.where(scheme.is_register, sources.y, np.nan)
    enough = register_coverage(register, scheme.is_register, weights) >= scheme.least_evidence - EXACT
    levels = propose_levels(merged.R, scheme.cutoffs, sources.starts, enough)
    return Scored(merged, n, Z, levels.proposed, enough)


def voices_points(sources: Sources, scheme: Scheme) -> tuple[Floats, Floats]:
    """L of the areas, NaN where nobody spoke, and n_eff."""
    areas = len(sources.y)
    points = burden_points(sources.burden, calm=scheme.voices.calm, crisis=scheme.voices.crisis)
    total, n = effective(sources.area, sources.omega, areas)
    said = np.bincount(sources.area, sources.omega * points, areas)
    return said / np.where(total > 0, total, np.nan), n


def joined(sources: Sources, *, respondents: int, burden: float) -> Sources:
    """The same with so many more respondents in the first area, all with that burden and weight 1."""
    return replace(
        sources,
        area=np.concatenate([sources.area, np.zeros(respondents, np.int64)]),
        omega=np.concatenate([sources.omega, np.ones(respondents)]),
        burden=np.concatenate([sources.burden, np.full(respondents, burden)]),
    )
