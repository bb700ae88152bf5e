"""What an evaluation says: every step per area, per source and per domain, and what holds for the round."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.evaluation.method.evidence import Bools, Floats, Ints
from app.evaluation.method.levels import Levels


@dataclass(frozen=True)
class VoicesOfAreas:
    """The voices, axes A and D; 0 respondents: n and n_eff 0, NaN elsewhere.

    Attributes
    ----------
    asked, n : ndarray of int, shape (A,)
        Respondents asked, and those who count in L: who spoke or declared to feel no crisis.
    n_eff : ndarray, shape (A,)
        (sum omega)^2 / sum omega^2 [respondents].
    L : ndarray, shape (A,)
        Points, 0 nothing unusual, 100 crisis.
    burden : ndarray, shape (A, D)
        b_ad = sum(omega b) / sum(omega) [0, 1] = prevalence x severity.
    named : ndarray of int, shape (A, D)
        Respondents who named a problem.
    prevalence, severity, low, high : ndarray, shape (A, D)
        Weighted share who named one [0, 1], mean burden of these (x 5 reads "3.8 of 5"), 95 % Wilson interval.
    shown : ndarray, shape (A, D)
        L_ad, for the joint display only [points].
    """

    asked: Ints
    n: Ints
    n_eff: Floats
    L: Floats
    burden: Floats
    named: Ints
    prevalence: Floats
    severity: Floats
    low: Floats
    high: Floats
    shown: Floats


@dataclass(frozen=True)
class Credibility:
    """How far each area's own word counts; arrays of shape (...,), NaN-free.

    Attributes
    ----------
    s2, a2 : ndarray
        Steadied variance within and between areas, without the area itself [x^2].
    K : ndarray
        s2 / a2 [respondents], not bounded.
    Z : ndarray
        In R: n / (n + min(K, most)), 0 where nobody spoke.
    prior_s2, prior_a2 : ndarray
        Share of s2 and of a2 that is prior [0, 1]; "how much of K is prior" is prior_a2.
    areas : ndarray of int
        Voiced areas it was estimated from.
    pooled : ndarray of bool
        All kinds pooled, for want of voiced areas of the kind.
    """

    s2: Floats
    a2: Floats
    K: Floats
    Z: Floats
    prior_s2: Floats
    prior_a2: Floats
    areas: Ints
    pooled: Bools


@dataclass(frozen=True)
class SurveyItems:
    """BSI as credibility estimates, axes A and I; columns of register indicators NaN (n 0).

    `x` is the weighted mean of +1, 0, -1, `bsi` = 100 (1 + x) [0-200], `n` answers, `n_eff` effective ones.
    """

    x: Floats
    bsi: Floats
    n: Ints
    n_eff: Floats
    credibility: Credibility


@dataclass(frozen=True)
class Merged:
    """The merge, every step kept. Points are 0-100, 100 worst.

    Attributes
    ----------
    e, p : ndarray, shape (A, I)
        Weight and points of the indicators; e 0 and p NaN where missing.
    e_voices, p_voices : ndarray, shape (A,)
        (1 - lambda) Z and L.
    E : ndarray, shape (A,)
        Evidence: sum of e [0, 1].
    R, R_numbers : ndarray, shape (A,)
        Score with and without the voices; NaN where nothing is known.
    by_indicator : ndarray, shape (A, I)
        Contributions e p / E [points of R], 0 where missing.
    by_voices : ndarray, shape (A,)
    voices_by_domain, by_domain : ndarray, shape (A, D)
        The voices' contribution laid to domains, and indicators and voices together; by_domain sums to R.
    Q : ndarray, shape (A, D)
        Mean points of the domain's known numbers, NaN without.
    worst : ndarray of int, shape (A,)
        Domain with the highest Q, -1 without any.
    geometric : ndarray, shape (A,)
        exp(sum e ln max(p, 1) / E).
    """

    e: Floats
    p: Floats
    e_voices: Floats
    p_voices: Floats
    E: Floats
    R: Floats
    R_numbers: Floats
    by_indicator: Floats
    by_voices: Floats
    voices_by_domain: Floats
    by_domain: Floats
    Q: Floats
    worst: Ints
    geometric: Floats


@dataclass(frozen=True)
class Grades:
    """The grade of the evidence with its parts, all of shape (A,).

    Attributes
    ----------
    grade : tuple of A str
        "A" to "D".
    coverage : ndarray
        Weight of known register indicators of that of all [0, 1].
    enough : ndarray of bool
        Coverage reaches the scheme's least evidence: a level may be proposed.
    age : ndarray
        Months since the newest month of any indicator; NaN without.
    coded_twice : ndarray of int
        Places that more than one coder judged.
    agreeing : ndarray
        Share of these on which all coders gave the same value; NaN without.
    saturation : ndarray
        Share of mentions of themes that a second respondent named too (Good 1953); NaN without mentions.
    """

    grade: tuple[str, ...]
    coverage: Floats
    enough: Bools
    age: Floats
    coded_twice: Ints
    agreeing: Floats
    saturation: Floats


@dataclass(frozen=True)
class Uncertainty:
    """What the draws say; NaN without a score.

    Attributes
    ----------
    data_low, data_high, policy_low, policy_high : ndarray, shape (A,)
        5 and 95 % points of R: data alone; data and policy [points].
    shares, errors : ndarray, shape (A, levels)
        Share of all draws of data and policy per level, and its Monte-Carlo error [0, 1].
    firm : ndarray of bool, shape (A,)
        Share of the proposed level less the scheme's errors reaches its firm share; else borderline.
    rank_low, rank_high : ndarray, shape (A,)
        5 and 95 % points of the area's rank by R, 1 the worst, average ranks on ties.
    of_indicators : ndarray, shape (A, I)
        First-order share of the variance of the draws that each indicator explains [0, 1].
    of_voices, of_lambda, of_clip : ndarray, shape (A,)
        The same for the voices, for lambda and for the ends of the voices' points.
    of_weights : ndarray, shape (A, D)
        The same for the domain weights.
    """

    data_low: Floats
    data_high: Floats
    policy_low: Floats
    policy_high: Floats
    shares: Floats
    errors: Floats
    firm: Bools
    rank_low: Floats
    rank_high: Floats
    of_indicators: Floats
    of_voices: Floats
    of_lambda: Floats
    of_clip: Floats
    of_weights: Floats


@dataclass(frozen=True)
class OfTheRound:
    """What holds for the round as a whole.

    Attributes
    ----------
    by_numbers, by_voices : float
        Effective weights: share of the variance of R over areas; they sum to 1, NaN where R does not vary.
    by_domain : ndarray, shape (D,)
        The same by domain; sums to 1.
    voiced : int
        Areas where somebody counts in L.
    s2, a2, K, prior : float
        Of the voices over all areas, nobody left out; `prior` as Credibility.prior_a2.
    icc : float
        ICC(1) of the coders' values of places coded twice (Shrout and Fleiss 1979); NaN where it cannot be told.
    uncalibrated : bool
    """

    by_numbers: float
    by_voices: float
    by_domain: Floats
    voiced: int
    s2: float
    a2: float
    K: float
    prior: float
    icc: float
    uncalibrated: bool


@dataclass(frozen=True)
class Outcome:
    """Every step of an evaluation; axis A in the order of `codes`, which is that of the evidence.

    Attributes
    ----------
    codes : tuple of A str
    b, B, l : ndarray, shape (J, D), (J,), (J,)
        Burdens per domain and overall [0, 1], points [0-100] of the respondents, in the order of the evidence.
    voices : VoicesOfAreas
    credibility : Credibility
        Of the voices, shape (A,).
    survey : SurveyItems
    merged : Merged
    grades : Grades
    levels : Levels
        proposed is -1 (undetermined) where grades.enough is False.
    geometric_level : ndarray of int, shape (A,)
        Level of the geometric mean by the cut-offs alone, to compare with levels.raw.
    fit : ndarray of int, shape (A, D)
        Values of `Fit`.
    needs_statement : ndarray of bool, shape (A, D)
    uncertainty : Uncertainty
    round : OfTheRound
    """

    codes: tuple[str, ...]
    b: Floats
    B: Floats
    l: Floats  # noqa: E741  (METHOD's letter)
    voices: VoicesOfAreas
    credibility: Credibility
    survey: SurveyItems
    merged: Merged
    grades: Grades
    levels: Levels
    geometric_level: Ints
    fit: NDArray[np.int8]
    needs_statement: Bools
    uncertainty: Uncertainty
    round: OfTheRound
