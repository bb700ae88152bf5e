"""What is known of a round before any draw: burdens, voices, BSI, their credibility, and the merge."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.evaluation.method.burden import Burdens, Judged, burden_points, judged_places, respondent_burdens
from app.evaluation.method.credibility import AreaSums, respondent_sums, steadied_credibility
from app.evaluation.method.evidence import Evidence, Floats
from app.evaluation.method.merging import Weights, goalposts_of, indicator_points, merge, weights_of
from app.evaluation.method.outcome import Credibility, Merged, SurveyItems, VoicesOfAreas
from app.evaluation.method.scheme import Scheme
from app.evaluation.method.survey import item_sums, survey_items, values_of
from app.evaluation.method.voices import Rows, speakers_of, voices_of


@dataclass(frozen=True)
class Known:
    """What is known before any draw, in the order of codes: the state that the draws start from.

    Attributes
    ----------
    evidence : Evidence
    weights : Weights
    judged : Judged
    burdens : Burdens
    points : ndarray, shape (J,)
        l of the respondents.
    speakers : Rows
    voices : VoicesOfAreas
    voice_sums, item_sums : AreaSums
        Of x = l / 100, shape (A, 1), and of the BSI's x, shape (A, I).
    credibility : Credibility
        Of the voices, shape (A, 1).
    survey : SurveyItems
    y : ndarray, shape (A, I)
    merged : Merged
    """

    evidence: Evidence
    weights: Weights
    judged: Judged
    burdens: Burdens
    points: Floats
    speakers: Rows
    voices: VoicesOfAreas
    voice_sums: AreaSums
    item_sums: AreaSums
    credibility: Credibility
    survey: SurveyItems
    y: Floats
    merged: Merged


def known_of(evidence: Evidence, scheme: Scheme) -> Known:
    """Burdens, voices, BSI, credibility and the merge of evidence that is in the order of codes."""
    areas, policy = len(evidence.areas.code), scheme.voices
    weights, speakers = weights_of(scheme), speakers_of(evidence.memberships, evidence.respondents)
    judged = judged_places(
        evidence.codings, evidence.adjudicated, places=len(evidence.places.respondent), domains=len(scheme.domains)
    )
    burdens = respondent_burdens(
        judged, evidence.places, respondents=len(evidence.respondents.code), severity_points=policy.severity_points
    )
    points = burden_points(burdens.B, calm=policy.calm, crisis=policy.crisis)
    voices = voices_of(burdens, points, speakers, evidence.memberships, areas=areas, policy=policy)
    voice_sums = respondent_sums(points[speakers.respondent] / 100, speakers.area, speakers.omega, cells=areas)
    credibility = steadied_credibility(
        voice_sums, evidence.areas.kind, policy.steady, least_areas=policy.least_areas, most_K=policy.most_K
    )
    items = item_sums(evidence, indicators=len(scheme.indicators))
    survey = survey_items(evidence, items, scheme)
    y = values_of(evidence, survey, scheme.is_register)
    Z = np.where(scheme.is_register, 1.0, survey.credibility.Z)
    n = indicator_points(y, *goalposts_of(scheme))
    merged = merge(n, Z, voices.L, credibility.Z[:, 0], voices.burden, weights)
    return Known(
        evidence, weights, judged, burdens, points, speakers, voices, voice_sums, items, credibility, survey, y, merged
    )
