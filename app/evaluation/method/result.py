"""The whole method for one round: evidence in, every step of the evaluation out."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np

from app.evaluation.method.chance.uncertainty import uncertainty_of
from app.evaluation.method.credibility import steadied, structure
from app.evaluation.method.evidence import Bools, Evidence, Floats, Ints
from app.evaluation.method.fit import fit, needs_statement
from app.evaluation.method.grades import coders_icc, grades_of
from app.evaluation.method.known import Known, known_of
from app.evaluation.method.levels import EXACT, level_of, level_starts, propose_levels
from app.evaluation.method.order import in_order
from app.evaluation.method.outcome import OfTheRound, Outcome
from app.evaluation.method.scheme import Scheme
from app.evaluation.method.survey import column


def evaluate(evidence: Evidence, scheme: Scheme) -> Outcome:
    """Apply a scheme to the evidence of a round; the same evidence in any order gives the same bytes.

    Raises
    ------
    ValueError
        If the evidence contradicts itself; see `in_order`.
    """
    ordered = in_order(evidence, indicators=len(scheme.indicators), domains=len(scheme.domains))
    known = known_of(ordered.evidence, scheme)
    areas, people = np.argsort(ordered.areas), np.argsort(ordered.respondents)
    found = _picked(_outcome(known, scheme), areas)
    burdens = known.burdens
    return replace(found, b=burdens.b[people], B=burdens.B[people], l=known.points[people])


def _outcome(known: Known, scheme: Scheme) -> Outcome:
    """Everything in the order of codes."""
    merged, voices, evidence = known.merged, known.voices, known.evidence
    grades = grades_of(evidence, known.judged, known.speakers, merged.E, voices.n, known.weights, scheme)
    starts = level_starts(
        scheme.cutoffs, evidence.past, points=scheme.step_down_points, evaluations=scheme.step_down_evaluations
    )
    levels = propose_levels(merged.R, scheme.cutoffs, starts, grades.enough)
    credibility = column(known.credibility, 0)
    Z = credibility.Z
    heard = scheme.silent_below - EXACT <= Z
    fits = fit(merged.Q, voices.shown, heard, low=scheme.band_low, high=scheme.band_high)
    return Outcome(
        codes=evidence.areas.code,
        b=known.burdens.b,
        B=known.burdens.B,
        l=known.points,
        voices=voices,
        credibility=credibility,
        survey=known.survey,
        merged=merged,
        grades=grades,
        levels=levels,
        geometric_level=level_of(merged.geometric, scheme.cutoffs),
        fit=fits,
        needs_statement=needs_statement(
            fits, merged.by_domain, merged.R, at_risk=levels.proposed > 0, share=scheme.statement_share
        ),
        uncertainty=uncertainty_of(known, scheme, starts, levels.proposed),
        round=_of_the_round(known, scheme),
    )


def _of_the_round(known: Known, scheme: Scheme) -> OfTheRound:
    """What holds for the round: effective weights, and the variances nobody left out."""
    merged, policy = known.merged, scheme.voices.steady
    parts = structure(known.voice_sums)
    found = steadied(parts, policy.within, None, policy)
    scored = ~np.isnan(merged.R)
    numbers, voices = (_explained(x, merged.R, scored) for x in (merged.by_indicator.sum(axis=1), merged.by_voices))
    return OfTheRound(
        by_numbers=numbers,
        by_voices=voices,
        by_domain=np.array([_explained(x, merged.R, scored) for x in merged.by_domain.T]),
        voiced=int((known.voices.n > 0).sum()),
        s2=float(found.squares[0]),
        a2=float(found.between[0]),
        K=float(found.squares[0] / found.between[0]),
        prior=float(policy.prior_weight / (policy.prior_weight + max(parts.areas[0] - 1, 0))),
        icc=coders_icc(known.judged, scheme.voices.severity_points),
        uncalibrated=not scheme.calibration.done,
    )


def _explained(part: Floats, R: Floats, scored: Bools) -> float:
    """Share of the variance of R over areas that goes with a part of it; the parts' shares sum to 1."""
    gap = R[scored] - R[scored].mean() if scored.any() else np.zeros(0)
    total = float((gap**2).sum())
    return float((part[scored] * gap).sum()) / total if total > EXACT else float("nan")


def _picked(value: Any, areas: Ints) -> Any:
    """The same with the first axis of every array of areas in another order; respondents and domains stay."""
    if isinstance(value, OfTheRound):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        skip = ("b", "B", "l") if isinstance(value, Outcome) else ()
        changed = {f.name: _picked(getattr(value, f.name), areas) for f in fields(value) if f.name not in skip}
        return replace(value, **changed)
    return tuple(value[a] for a in areas) if isinstance(value, tuple) else value[areas]
