"""The BSI as what it is: a sample, whose weight in R is how well it is known."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from app.evaluation.method.credibility import AreaSums, respondent_sums, steadied_credibility
from app.evaluation.method.evidence import FIRM, NONE, Bools, Evidence, Floats, Ints
from app.evaluation.method.outcome import Credibility, SurveyItems
from app.evaluation.method.scheme import Scheme


def area_of_firms(evidence: Evidence) -> Ints:
    """Area of each respondent who is a firm, NONE for experts and for firms that stand for no area; shape (J,)."""
    people, rows = evidence.respondents, evidence.memberships
    area = np.full(len(people.code), NONE, np.int64)
    area[rows.respondent] = rows.area
    return np.where(np.array([kind == FIRM for kind in people.kind], bool), area, NONE)


def item_sums(evidence: Evidence, *, indicators: int) -> AreaSums:
    """Sums of x = +1, 0, -1 of the areas and indicators, arrays of shape (A, I); 0 where nobody answered."""
    areas, answers = len(evidence.areas.code), evidence.answers
    area = area_of_firms(evidence)[answers.respondent]
    known = area != NONE
    sums = respondent_sums(
        answers.x[known],
        area[known] * indicators + answers.item[known],
        evidence.respondents.omega[answers.respondent[known]],
        cells=areas * indicators,
    )
    return AreaSums(*(getattr(sums, each.name).reshape(areas, indicators) for each in fields(AreaSums)))


def survey_items(evidence: Evidence, sums: AreaSums, scheme: Scheme) -> SurveyItems:
    """BSI of the areas with their credibility; columns of register indicators have nobody."""
    policy = scheme.survey
    known = steadied_credibility(
        sums,
        evidence.areas.kind,
        policy,
        least_areas=scheme.voices.least_areas,
        # METHOD: between areas the prior is that of the scheme itself, not of what was found within.
        prior_between=policy.within / policy.prior_K,
    )
    answered = sums.n > 0
    x = np.where(answered, sums.mean, np.nan)
    return SurveyItems(x=x, bsi=100.0 * (1.0 + x), n=_counts(evidence, sums), n_eff=sums.n, credibility=known)


def _counts(evidence: Evidence, sums: AreaSums) -> Ints:
    areas, indicators = sums.n.shape
    area = area_of_firms(evidence)[evidence.answers.respondent]
    cell = (area * indicators + evidence.answers.item)[area != NONE]
    return np.bincount(cell, minlength=areas * indicators).reshape(areas, indicators)


def values_of(evidence: Evidence, items: SurveyItems, register: Bools) -> Floats:
    """y of all indicators, register and BSI side by side, shape (A, I)."""
    return np.where(register, evidence.register.y, items.bsi)


def column(known: Credibility, k: int) -> Credibility:
    """One quantity of a credibility of shape (A, k), as arrays of shape (A,)."""
    return Credibility(**{each.name: getattr(known, each.name)[:, k] for each in fields(Credibility)})
