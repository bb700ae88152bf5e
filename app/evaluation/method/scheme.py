"""The scheme: every weight, goalpost and cut-off of an evaluation as one versioned, immutable thing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.evaluation.method.frame import Frame

REGISTER, SURVEY = "monitoring", "survey"


@dataclass(frozen=True)
class Calibration:
    """How far the scheme was held against areas whose outcome is known (designated or not).

    Attributes
    ----------
    outcomes : int
        Areas with a known outcome that were used.
    published : bool
    rounds_kept : int
        Rounds the scheme was kept since.
    least_outcomes, least_rounds : int
        From how many of each on the scheme no longer counts as uncalibrated.
    """

    outcomes: int
    published: bool
    rounds_kept: int
    least_outcomes: int
    least_rounds: int

    @property
    def done(self) -> bool:
        return self.published and self.outcomes >= self.least_outcomes and self.rounds_kept >= self.least_rounds


@dataclass(frozen=True)
class Asking:
    """Which questions of the questionnaires tell whether a firm spoke.

    Attributes
    ----------
    problems : tuple of str
        Open questions about problems: whoever answered one counts among the voices. Empty: every open question.
    no_crisis : tuple of (question, answer)
        Closed answers that declare to feel no crisis.
    """

    problems: tuple[str, ...]
    no_crisis: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Steadying:
    """Prior of a pair of variances, within and between areas.

    Attributes
    ----------
    within : float
        Prior variance within areas [x^2].
    prior_K : float
        Prior credibility constant K0 = within / between [respondents].
    prior_weight : float
        nu0: counts as degrees of freedom in the variance within, as areas in that between.
    b0 : float
        Mean the areas lean on where no area tells one [x].
    b0_weight : float
        Voiced areas that b0 counts as.
    """

    within: float
    prior_K: float
    prior_weight: float
    b0: float
    b0_weight: float


@dataclass(frozen=True)
class Voices:
    """Policy of the qualitative strand.

    Attributes
    ----------
    severity_points : tuple of 5 float
        Burden of severity 1 to 5 [0, 1].
    calm, crisis : float
        u_b and l_b: burden of a respondent that counts 0 and 100 points.
    most_K : float
        Largest K in R [respondents].
    least_areas : int
        Fewer voiced areas of a kind than this besides the area itself: all kinds are pooled.
    display_from, display_to : float
        Mean burden of a domain shown as 0 and 100 points in the joint display; never in R.
    steady : Steadying
        Of x = l / 100.
    """

    severity_points: tuple[float, ...]
    calm: float
    crisis: float
    most_K: float
    least_areas: int
    display_from: float
    display_to: float
    steady: Steadying


@dataclass(frozen=True)
class Uncertain:
    """Policy of the draws.

    Attributes
    ----------
    draws, seed : int
    domain_concentration, indicator_shape, lambda_halfwidth, goalpost_shift : float
        W ~ Dirichlet(concentration W); w times Gamma(shape, 1 / shape); lambda +- halfwidth; goalposts
        +- shift |u - l|.
    clip_shift : float
        Ends of the voices' points shifted by up to this [points].
    firm_share, firm_errors : float
        A level is firm where its share less so many Monte-Carlo errors reaches this.
    ridge, ridge_voices : float
        Of the regression of voices on numbers: ridge in units of var q, and n / (n + ridge_voices) as weight.
    mood_common : float
        Part of the items' variances taken as common in the prior of the respondents' composite [0, 1].
    least_revisions : int
        Fewer revised months than this: the indicator's noise_sd of the scheme is used.
    """

    draws: int
    seed: int
    domain_concentration: float
    indicator_shape: float
    lambda_halfwidth: float
    goalpost_shift: float
    clip_shift: float
    firm_share: float
    firm_errors: float
    ridge: float
    ridge_voices: float
    mood_common: float
    least_revisions: int


@dataclass(frozen=True)
class Scheme(Frame):
    """One version of the method's policy: the frame every version has, and what version 2 computes with.

    Attributes
    ----------
    calibration : Calibration
    least_evidence : float
        Weight of known register indicators without which no level is proposed [share].
    grades : tuple of 3 float
        Evidence E from which the grade is C, B, A.
    silent_below : float
        Z below which the voices count as silent in the joint display.
    random_share : float
        Part of the stable areas proposed for the survey at random.
    asking : Asking
    survey : Steadying
        Of the BSI's x = +1, 0, -1.
    voices : Voices
    uncertain : Uncertain
    """

    calibration: Calibration
    least_evidence: float
    grades: tuple[float, ...]
    silent_below: float
    random_share: float
    asking: Asking
    survey: Steadying
    voices: Voices
    uncertain: Uncertain

    @property
    def is_register(self) -> NDArray[np.bool_]:
        """Which indicators come from registers, shape (I,); the others are BSI of survey items."""
        return np.array([each.source == REGISTER for each in self.indicators], bool)
