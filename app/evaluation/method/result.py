"""The whole method for one round: evidence in, every step of the evaluation out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from app.evaluation.method.burden import AreaBurdens, Codings, Speakers, area_burdens, respondent_burdens
from app.evaluation.method.coders import coder_readings
from app.evaluation.method.credibility import (
    Credibility,
    credibility_factor,
    estimate_credibility,
    respondent_sums,
    voices_points,
)
from app.evaluation.method.fit import fit, needs_statement
from app.evaluation.method.levels import Levels, Past, propose_levels
from app.evaluation.method.merging import Merged, Weights, goalposts_of, indicator_points, merge, weights_of
from app.evaluation.method.scheme import Scheme
from app.evaluation.method.uncertainty import Evidence, Uncertainty, draw_scores, summarize


@dataclass(frozen=True)
class Result:
    """Every step of an evaluation; axes A (areas), D (domains), I (`scheme.indicators`).

    Attributes
    ----------
    evidence : Evidence
    weights : Weights
    credibility : Credibility
    Z : ndarray, shape (A, D)
        How far the area's voices speak for themselves [0, 1).
    merged : Merged
    fit : ndarray of int, shape (A, D)
        Values of `Fit`.
    needs_statement : ndarray of bool, shape (A, D)
    levels : Levels
    uncertainty : Uncertainty
    """

    evidence: Evidence
    weights: Weights
    credibility: Credibility
    Z: NDArray[np.float64]
    merged: Merged
    fit: NDArray[np.int8]
    needs_statement: NDArray[np.bool_]
    levels: Levels
    uncertainty: Uncertainty

    @property
    def burdens(self) -> AreaBurdens:
        return self.evidence.burdens


def evidence_of(
    y: ArrayLike,
    codings: Codings,
    speakers: Speakers,
    *,
    respondents: int,
    kinds: Sequence[str],
    keys: ArrayLike,
    scheme: Scheme,
) -> Evidence:
    """Evidence from what the stores hold.

    Parameters
    ----------
    y : array_like, shape (A, I)
        See `Evidence.y`.
    codings, speakers : Codings, Speakers
    respondents : int
        J.
    kinds : sequence of A str
        Kind of each area: its peers.
    keys : array_like of int, shape (A,)
        A lasting number of each area, 0 or more, each once.
    scheme : Scheme

    Raises
    ------
    ValueError
        If shapes do not fit, or a key occurs twice.
    """
    values, numbers = np.asarray(y, float), np.asarray(keys, np.int64)
    areas = len(numbers)
    if values.shape != (areas, len(scheme.indicators)) or len(kinds) != areas:
        raise ValueError(
            f"y must be {(areas, len(scheme.indicators))}, kinds {areas}; found {values.shape}, {len(kinds)}"
        )
    if len(np.unique(numbers)) < areas:
        raise ValueError("each area needs a key of its own")
    points = scheme.voices.severity_points
    b = respondent_burdens(codings, respondents=respondents, domains=len(scheme.domains), severity_points=points)
    burdens, sums = area_burdens(b, speakers, areas=areas), respondent_sums(b, speakers, areas=areas)
    readings = coder_readings(codings, b, severity_points=points)
    return Evidence(values, b, speakers, burdens, sums, readings, tuple(kinds), numbers)


def evaluate(evidence: Evidence, scheme: Scheme, past: Past) -> Result:
    """Apply a scheme to the evidence of a round; the same input gives the same bytes."""
    weights, burdens = weights_of(scheme), evidence.burdens
    known = _credibility(evidence, scheme)
    L = voices_points(burdens.mean, burdens.n_eff, known, least=scheme.voices.least_respondents)
    merged = merge(indicator_points(evidence.y, *goalposts_of(scheme)), L, weights)
    fits = fit(merged.Q, merged.L, low=scheme.band_low, high=scheme.band_high)
    levels = propose_levels(
        merged.R,
        scheme.cutoffs,
        past,
        points=scheme.step_down_points,
        evaluations=scheme.step_down_evaluations,
    )
    asked = needs_statement(fits, merged.by_domain, merged.R, at_risk=levels.proposed > 0, share=scheme.statement_share)
    return Result(
        evidence=evidence,
        weights=weights,
        credibility=known,
        Z=credibility_factor(burdens.n_eff, known.K),
        merged=merged,
        fit=fits,
        needs_statement=asked,
        levels=levels,
        uncertainty=summarize(draw_scores(scheme, weights, evidence), levels.proposed, past, scheme),
    )


def _credibility(evidence: Evidence, scheme: Scheme) -> Credibility:
    voices = scheme.voices
    return estimate_credibility(
        evidence.sums,
        evidence.kinds,
        bounds=voices.K_bounds,
        least_areas=voices.least_areas,
        policy=(voices.K, scheme.b0),
    )
