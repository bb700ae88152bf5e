"""The ledger: an evaluation as the rows that are stored, each contribution down to the number or voice it came from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from app.evaluation.method.evidence import FIRM
from app.evaluation.method.fit import Fit
from app.evaluation.method.levels import UNKNOWN
from app.evaluation.method.outcome import Outcome
from app.evaluation.method.scheme import SURVEY, Scheme
from app.evaluation.reading.inputs import Inputs
from app.evaluation.reading.missing import losses_of, since_of
from app.evaluation.reading.tables import known
from app.evaluation.round.ledger_rows import AreaRow, DomainRow, Ledger, SourceRow, VoiceRow

FIT = {
    Fit.AGREEMENT: "agreement",
    Fit.PARTIAL: "partial",
    Fit.DISSONANCE: "dissonance",
    Fit.SILENCE: "silence",
}


def ledger_of(inputs: Inputs, scheme: Scheme, outcome: Outcome) -> Ledger:
    """Every row an evaluation stores; the same inputs give the same rows."""
    areas, firms = range(len(outcome.codes)), _firms(inputs)
    return Ledger(
        areas=tuple(_area(inputs, scheme, outcome, a, int(firms[a])) for a in areas),
        domains=tuple(_domain(scheme, outcome, a, d) for a in areas for d in range(len(scheme.domains))),
        sources=tuple(_sources(inputs, scheme, outcome)),
        voices=tuple(_voices(inputs, scheme, outcome)),
        summary=_summary(inputs, scheme, outcome),
    )


def _area(inputs: Inputs, scheme: Scheme, outcome: Outcome, a: int, firms: int) -> AreaRow:
    merged, drawn, voices = outcome.merged, outcome.uncertainty, outcome.voices
    level = int(outcome.levels.proposed[a])
    decided = level != UNKNOWN
    undetermined = not outcome.grades.enough[a]
    worst = int(merged.worst[a])
    return AreaRow(
        area=a,
        score=known(merged.R[a]),
        level=_level(scheme, level),
        robustness=known(drawn.shares[a, level]) if decided else None,
        band_low=known(drawn.policy_low[a]),
        band_high=known(drawn.policy_high[a]),
        shares=_by_level(scheme, drawn.shares[a]),
        losses=losses_of(inputs, scheme, outcome.survey.n, a),
        respondents=int(voices.n[a]),
        previous_level=_level(scheme, int(inputs.evidence.past.level[a])),
        raw_level=_level(scheme, int(outcome.levels.raw[a])),
        rank_low=known(drawn.rank_low[a]),
        rank_high=known(drawn.rank_high[a]),
        score_numbers=known(merged.R_numbers[a]),
        evidence=float(merged.E[a]),
        grade=outcome.grades.grade[a],
        coverage=float(outcome.grades.coverage[a]),
        undetermined=int(undetermined),
        voices_points=known(voices.L[a]),
        voices_contribution=float(np.nan_to_num(merged.by_voices[a])),
        credibility=float(outcome.credibility.Z[a]),
        n_eff=float(voices.n_eff[a]),
        asked=int(voices.asked[a]),
        firms=firms,
        data_low=known(drawn.data_low[a]),
        data_high=known(drawn.data_high[a]),
        robustness_error=known(drawn.errors[a, level]) if decided else None,
        firm=int(drawn.firm[a]) if decided else None,
        worst_domain=None if worst < 0 else scheme.domains[worst].id,
        geometric=known(merged.geometric[a]),
        geometric_level=_level(scheme, int(outcome.geometric_level[a])),
        details=_details(inputs, scheme, outcome, a) | ({"since": since_of(inputs, scheme, a)} if undetermined else {}),
    )


def _details(inputs: Inputs, scheme: Scheme, outcome: Outcome, a: int) -> dict[str, Any]:
    found, grades, drawn = outcome.credibility, outcome.grades, outcome.uncertainty
    numbers = {name: known(getattr(found, name)[a]) for name in ("K", "s2", "a2", "prior_s2", "prior_a2")}
    members = inputs.evidence.memberships.respondent[inputs.evidence.memberships.area == a]
    people = inputs.evidence.respondents
    return {
        "K": {**numbers, "areas": int(found.areas[a]), "pooled": bool(found.pooled[a])},
        "spoke": int(people.spoke[members].sum()),
        "no_crisis": int((people.no_crisis & ~people.spoke)[members].sum()),
        "grade": {
            "age": known(grades.age[a]),
            "coded_twice": int(grades.coded_twice[a]),
            "agreeing": known(grades.agreeing[a]),
            "saturation": known(grades.saturation[a]),
        },
        "errors": _by_level(scheme, drawn.errors[a]),
        "sensitivity": {
            "voices": known(drawn.of_voices[a]),
            "lambda": known(drawn.of_lambda[a]),
            "clip": known(drawn.of_clip[a]),
            "weights": {each.id: known(drawn.of_weights[a, d]) for d, each in enumerate(scheme.domains)},
        },
    }


def _domain(scheme: Scheme, outcome: Outcome, a: int, d: int) -> DomainRow:
    merged, voices = outcome.merged, outcome.voices
    severity, spoken = known(voices.severity[a, d]), bool(voices.n[a])
    of_voices = float(np.nan_to_num(merged.voices_by_domain[a, d]))
    return DomainRow(
        area=a,
        domain=scheme.domains[d].id,
        weight=_share_of_domain(scheme, d),
        q=known(merged.Q[a, d]),
        l=known(voices.shown[a, d]),
        contribution_q=float(np.nan_to_num(merged.by_domain[a, d])) - of_voices,
        contribution_l=of_voices,
        burden=known(voices.burden[a, d]),
        n_eff=float(voices.n_eff[a]),
        credibility=float(outcome.credibility.Z[a]) if spoken else None,
        b0=None,
        prevalence_k=int(voices.named[a, d]),
        prevalence_n=int(voices.n[a]),
        mean_severity=None if severity is None else 5 * severity,
        wilson_low=known(voices.low[a, d]),
        wilson_high=known(voices.high[a, d]),
        fit=FIT[Fit(int(outcome.fit[a, d]))],
    )


def _share_of_domain(scheme: Scheme, d: int) -> float:
    """W of a domain, which sums to 1 over those that have indicators; the others have a say by voices alone."""
    total = sum(each.weight for each in scheme.domains if each.indicators)
    return scheme.domains[d].weight / total if scheme.domains[d].indicators else 0.0


def _sources(inputs: Inputs, scheme: Scheme, outcome: Outcome) -> Iterator[SourceRow]:
    domains = [domain.id for domain in scheme.domains for _ in domain.indicators]
    for a in range(len(outcome.codes)):
        for i, indicator in enumerate(scheme.indicators):
            yield (_survey if indicator.source == SURVEY else _register)(
                inputs, outcome, a, i, indicator.code, domains[i]
            )


def _register(inputs: Inputs, outcome: Outcome, a: int, i: int, code: str, domain: str) -> SourceRow:
    measured = inputs.measured
    return SourceRow(
        *(a, "indicator", code, domain, float(outcome.merged.e[a, i])),
        *(
            known(measured.y[a, i]),
            known(outcome.merged.p[a, i]),
            float(np.nan_to_num(outcome.merged.by_indicator[a, i])),
        ),
        *(known(outcome.uncertainty.of_indicators[a, i]), float(measured.months[a, i]), None),
        *(measured.reason[a, i] or None, measured.since[a, i] or None),
    )


def _survey(_inputs: Inputs, outcome: Outcome, a: int, i: int, code: str, domain: str) -> SourceRow:
    survey = outcome.survey
    return SourceRow(
        *(a, "survey", code, domain, float(outcome.merged.e[a, i])),
        *(
            known(survey.bsi[a, i]),
            known(outcome.merged.p[a, i]),
            float(np.nan_to_num(outcome.merged.by_indicator[a, i])),
        ),
        *(known(outcome.uncertainty.of_indicators[a, i]), float(survey.n_eff[a, i]), known(survey.credibility.Z[a, i])),
        *(None if survey.n[a, i] else "no_answers", None),
    )


def _voices(inputs: Inputs, scheme: Scheme, outcome: Outcome) -> Iterator[VoiceRow]:
    people, members = inputs.evidence.respondents, inputs.evidence.memberships
    counts = people.spoke | people.no_crisis
    for j, a in zip(members.respondent.tolist(), members.area.tolist(), strict=True):
        if counts[j]:
            named = {each.id: float(outcome.b[j, d]) for d, each in enumerate(scheme.domains) if outcome.b[j, d] > 0}
            yield VoiceRow(
                *(a, j, people.code[j], float(people.omega[j]), float(outcome.B[j]), float(outcome.l[j])), named
            )


def _firms(inputs: Inputs) -> np.ndarray:
    """Firms among those who count, of each area."""
    people, members = inputs.evidence.respondents, inputs.evidence.memberships
    counts = (people.spoke | people.no_crisis) & (np.array(people.kind, object) == FIRM)
    return np.bincount(members.area[counts[members.respondent]], minlength=len(inputs.evidence.areas.code))


def _summary(inputs: Inputs, scheme: Scheme, outcome: Outcome) -> dict[str, Any]:
    found, codes = outcome.round, [each.code for each in scheme.indicators]
    return {
        "effective": {
            "numbers": known(found.by_numbers),
            "voices": known(found.by_voices),
            "domains": {each.id: known(found.by_domain[d]) for d, each in enumerate(scheme.domains)},
        },
        "voiced": int(found.voiced),
        **{name: known(getattr(found, name)) for name in ("s2", "a2", "K", "prior", "icc")},
        "uncalibrated": bool(found.uncalibrated),
        "windows": {code: [w.first, w.last] for code, w in zip(codes, inputs.measured.window, strict=True) if w},
        "revised": {code: n for code, n in zip(codes, inputs.measured.revised, strict=True) if n},
    }


def _by_level(scheme: Scheme, values: np.ndarray) -> dict[str, float]:
    """Values by level; none where there are none."""
    if np.isnan(values).any():
        return {}
    return {level.id: float(values[k]) for k, level in enumerate(scheme.levels)}


def _level(scheme: Scheme, place: int) -> str | None:
    return None if place == UNKNOWN else scheme.levels[place].id
