"""Agreement of one table of ratings: every coefficient, overall and of each two coders."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

import numpy as np

from nlp.agreeing.choices import DRAWS, Level, Weights
from nlp.agreeing.distances import usual_weights
from nlp.agreeing.estimating import (
    NO_UNITS,
    NO_VARIATION,
    ONE_CODER,
    TOO_FEW,
    TOO_MANY_VALUES,
    Estimate,
    Report,
    clusters_of,
    drawn,
    estimate,
    estimate_of,
    quotient,
    without,
)
from nlp.agreeing.ratings import Ratings, ratings
from nlp.agreeing.sums import Parts, pair_name, sums_of

# Over all coders; "kappa" is the mean over pairs of coders (Light 1971). Of two coders "fleiss" is Scott's pi.
COEFFICIENTS = ("alpha", "kappa", "fleiss", "ac", "equal", "percent")
# A single unit tells nothing of chance.
FEWEST_UNITS = 2


@dataclass(frozen=True)
class Agreement:
    """What coders agree in.

    Attributes
    ----------
    units, pairable, coders, clusters : int
        Units with any judgment, those two or more have judged, who judged, and respondents drawn for intervals.
    estimates : dict
        Of each of `COEFFICIENTS`.
    pairs : dict
        Two coders' places to Cohen's kappa.

    References
    ----------
    Krippendorff, K. (2011): Computing Krippendorff's Alpha-Reliability. University of Pennsylvania.
    Cohen, J. (1960): A coefficient of agreement for nominal scales. Educational and Psychological Measurement 20, 37-46.
    Fleiss, J. L. (1971): Measuring nominal scale agreement among many raters. Psychological Bulletin 76, 378-382.
    Light, R. J. (1971): Measures of response agreement for qualitative data. Psychological Bulletin 76, 365-377.
    Gwet, K. L. (2008): Computing inter-rater reliability and its variance in the presence of high agreement. British
    Journal of Mathematical and Statistical Psychology 61, 29-48; with missing ratings and weights (AC2) as in his
    Handbook of Inter-Rater Reliability, 4th edition (2014).
    Scott, W. A. (1955): Reliability of content analysis. Public Opinion Quarterly 19, 321-325.
    Brennan, R. L., Prediger, D. J. (1981): Coefficient kappa: some uses, misuses, and alternatives. Educational and
    Psychological Measurement 41, 687-699.
    """

    units: int
    pairable: int
    coders: int
    clusters: int
    estimates: dict[str, Estimate]
    pairs: dict[tuple[int, int], Estimate] = field(default_factory=dict)

    @property
    def alpha(self) -> Estimate:
        return self.estimates["alpha"]


def agreement(
    table: Ratings,
    groups: Sequence[Hashable] | np.ndarray | None = None,
    *,
    weights: Weights | None = None,
    draws: int = DRAWS,
    report: Report | None = None,
) -> Agreement:
    """How far the coders of a table agree.

    Parameters
    ----------
    groups : sequence, optional
        The respondent of each unit, drawn as a whole; each unit by itself where it is not told.
    weights : str, optional
        Of kappa and AC2; "identity" of a nominal table (AC1), "quadratic" of any other where it is not told.
    """
    clusters, count = clusters_of(range(len(table.given)) if groups is None else groups)
    sums = sums_of(table, clusters, count, weights=weights or usual_weights(table.level))
    [parts] = drawn([sums], count, draws=draws, report=report)
    return told(table, parts, count)


def kappa(
    first: Iterable[Hashable], second: Iterable[Hashable], *, level: Level = "nominal", weights: Weights | None = None
) -> float | None:
    """Cohen's kappa of two series of values without blanks; None where it is not estimable.

    >>> kappa([True, True, False, False], [True, False, False, False])
    0.5
    """
    rows = list(zip(first, second, strict=True))
    return agreement(ratings(rows, level), weights=weights, draws=0).pairs[0, 1].value if rows else None


def told(table: Ratings, parts: Parts, clusters: int) -> Agreement:
    """Estimates of a table's parts, each with the reason where it has none."""
    coders = int((table.given >= 0).any(axis=0).sum())
    lacking = _lacking(table, coders)
    pairs = {(a, b): _pair(table, parts, a, b, lacking) for a, b in combinations(range(table.coders), 2)}
    too_many = Estimate(None, reason=TOO_MANY_VALUES)
    found = {name: estimate(*parts[name]) if name in parts else too_many for name in COEFFICIENTS}
    found["kappa"] = _mean_kappa(table, parts) if "percent" in parts else too_many
    return Agreement(
        table.count(1),
        table.pairable,
        coders,
        clusters,
        without(found, lacking) if lacking else found,
        pairs,
    )


def _lacking(table: Ratings, coders: int) -> str:
    """Why nothing at all can be told of the table; empty where something can."""
    if coders < 2:
        return ONE_CODER if coders else NO_UNITS
    return NO_UNITS if not table.pairable else TOO_FEW if table.pairable < FEWEST_UNITS else ""


def _pair(table: Ratings, parts: Parts, a: int, b: int, lacking: str) -> Estimate:
    both = replace(table, given=table.given[:, [a, b]])
    lacking = _lacking(both, int((both.given >= 0).any(axis=0).sum())) or lacking
    if not lacking and pair_name(a, b) not in parts:
        lacking = TOO_MANY_VALUES
    return Estimate(None, reason=lacking) if lacking else estimate(*parts[pair_name(a, b)])


def _mean_kappa(table: Ratings, parts: Parts) -> Estimate:
    """Over the pairs of coders that have one, in the data and in each draw."""
    every = [parts[pair_name(a, b)] for a, b in combinations(range(table.coders), 2) if pair_name(a, b) in parts]
    values = np.array([quotient(*each) for each in every])
    if not len(values):
        return Estimate(None, reason=NO_VARIATION)
    there = ~np.isnan(values)
    sums = np.where(there, values, 0.0).sum(axis=0)
    return estimate_of(np.where(there.any(axis=0), sums / np.maximum(there.sum(axis=0), 1), np.nan))
