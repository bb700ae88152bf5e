"""The grade of an area's evidence and its parts: how much is known, how new it is, how far coders agree."""

from __future__ import annotations

import warnings

import numpy as np

from app.evaluation.method.burden import Judged
from app.evaluation.method.credibility import respondent_sums, structure
from app.evaluation.method.evidence import NONE, Bools, Evidence, Floats, Ints, Stance, distinct
from app.evaluation.method.levels import EXACT
from app.evaluation.method.merging import Weights
from app.evaluation.method.outcome import Grades
from app.evaluation.method.scheme import Scheme
from app.evaluation.method.voices import Rows

LETTERS = "DCBA"


def grade_of(E: Floats, n: Ints, grades: tuple[float, ...]) -> tuple[str, ...]:
    """ "A" to "D" by the evidence E; D where nobody spoke. E and n of shape (A,)."""
    reached = (E[:, None] >= np.array(grades) - EXACT).sum(axis=1)
    return tuple(LETTERS[k] for k in np.where(n > 0, reached, 0))


def register_coverage(y: Floats, register: Bools, weights: Weights) -> Floats:
    """Weight of the known register indicators of that of all, shape (A,); 1 where the scheme has none."""
    share = np.where(register, weights.share, 0.0)
    total = share.sum()
    known = np.where(np.isnan(y), 0.0, share).sum(axis=1)
    return known / total if total > 0 else np.ones(len(y))


def grades_of(
    evidence: Evidence, judged: Judged, speakers: Rows, E: Floats, n: Ints, weights: Weights, scheme: Scheme
) -> Grades:
    """Grades of the areas with every part."""
    areas = len(evidence.areas.code)
    coverage = register_coverage(evidence.register.y, scheme.is_register, weights)
    twice, agreeing = agreement(evidence, judged, speakers, areas=areas)
    return Grades(
        grade=grade_of(E, n, scheme.grades),
        coverage=coverage,
        enough=coverage >= scheme.least_evidence - EXACT,
        age=_newest(np.where(scheme.is_register, evidence.register.age, np.nan)),
        coded_twice=twice,
        agreeing=agreeing,
        saturation=saturation(evidence, speakers, areas=areas),
    )


def agreement(evidence: Evidence, judged: Judged, speakers: Rows, *, areas: int) -> tuple[Ints, Floats]:
    """Places of each area that several coders judged, and the share on which all gave one value."""
    several, differ = judged.coders > 1, judged.differ
    people = len(evidence.respondents.code)
    each, split = (np.bincount(evidence.places.respondent[p], minlength=people) for p in (several, several & differ))
    twice, apart = (np.bincount(speakers.area, x[speakers.respondent], areas) for x in (each, split))
    count = twice.astype(np.int64)
    return count, 1 - apart / np.where(twice > 0, twice, np.nan)


def saturation(evidence: Evidence, speakers: Rows, *, areas: int) -> Floats:
    """1 - (themes only one respondent of the area named) / (mentions, one a respondent and theme); shape (A,).

    References
    ----------
    Good, I. J. (1953): The population frequencies of species and the estimation of population parameters.
    Biometrika 40, 237-264.
    """
    codings = evidence.codings
    named = (codings.stance == Stance.NEED) & (codings.theme != NONE)
    themes = int(codings.theme.max(initial=0)) + 1
    mentions = distinct(evidence.places.respondent[codings.place[named]] * themes + codings.theme[named])
    theme_of, counts = mentions % themes, np.bincount(mentions // themes, minlength=len(evidence.respondents.code))
    begin = np.cumsum(counts) - counts
    rows = np.repeat(np.arange(len(speakers.area)), counts[speakers.respondent])
    offset = np.arange(len(rows)) - np.repeat(
        np.cumsum(counts[speakers.respondent]) - counts[speakers.respondent], counts[speakers.respondent]
    )
    theme = theme_of[begin[speakers.respondent[rows]] + offset]
    cell, times = np.unique(speakers.area[rows] * themes + theme, return_counts=True)
    single, all_of = (np.bincount(cell // themes, x, areas) for x in ((times == 1).astype(float), times))
    return 1 - single / np.where(all_of > 0, all_of, np.nan)


def coders_icc(judged: Judged, severity_points: tuple[float, ...]) -> float:
    """ICC(1) of the coders' values of places that several judged; NaN where it cannot be told.

    a2 / (a2 + s2) by the estimators of `structure`, places standing for areas: the same number as from mean squares
    when every place has as many coders.

    References
    ----------
    Shrout, P. E. and Fleiss, J. L. (1979): Intraclass correlations: uses in assessing rater reliability.
    Psychological Bulletin 86, 420-428.
    """
    several = judged.coders[judged.place] > 1
    places, place = np.unique(judged.place[several], return_inverse=True)
    points = np.concatenate([[0.0], np.asarray(severity_points, float)])
    return intraclass(points[judged.value[several]], place.reshape(-1), cells=len(places))


def intraclass(x: Floats, cell: Ints, *, cells: int) -> float:
    """One-way ICC of single ratings x of the targets `cell`; NaN with fewer than two targets or no variance."""
    if cells < 2:
        return float("nan")
    parts = structure(respondent_sums(x, cell, np.ones(len(cell)), cells=cells))
    within, between = float(parts.squares[0] / max(parts.free[0], 1.0)), float(parts.between[0])
    return between / (between + within) if between + within > 0 else float("nan")


def _newest(age: Floats) -> Floats:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # an area without any month
        return np.nanmin(age, axis=1) if age.shape[1] else np.full(len(age), np.nan)
