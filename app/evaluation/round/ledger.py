"""The ledger: an evaluation as the rows that are stored, each contribution down to its smallest part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.evaluation.method.fit import Fit
from app.evaluation.method.levels import UNKNOWN
from app.evaluation.method.merging import indicator_shares
from app.evaluation.method.result import Result
from app.evaluation.method.scheme import Scheme
from app.evaluation.round.inputs import Inputs

Floats = NDArray[np.float64]
FIT = {
    Fit.AGREEMENT: "agreement",
    Fit.PARTIAL: "partial",
    Fit.DISSONANCE: "dissonance",
    Fit.SILENCE: "silence",
}


@dataclass(frozen=True)
class AreaRow:
    """One area: fields are the columns of `area_result`; `shares` by level, `losses` what is missing."""

    area_id: str
    score: float | None
    level: str | None
    robustness: float | None
    band_low: float | None
    band_high: float | None
    shares: dict[str, float]
    losses: tuple[dict[str, str | None], ...]
    respondents: int
    previous_level: str | None
    raw_level: str | None
    rank_low: float | None
    rank_high: float | None


@dataclass(frozen=True)
class DomainRow:
    """One domain of an area: after `area_id`, fields are the columns of `domain_result`."""

    area_id: str
    domain: str
    weight: float
    q: float | None
    l: float | None  # noqa: E741 - METHOD's letter
    contribution_q: float
    contribution_l: float
    burden: float | None
    n_eff: float | None
    credibility: float | None
    b0: float | None
    prevalence_k: int
    prevalence_n: int
    mean_severity: float | None
    wilson_low: float | None
    wilson_high: float | None
    fit: str


@dataclass(frozen=True)
class ItemRow:
    """One part of a cell: after `area_id`, fields are the columns of `cell_item`.

    `weight` is the item's weight in the score: weight x points = contribution, and the contributions of an
    area's items add up to its score.
    """

    area_id: str
    domain: str
    kind: str
    ref: str
    weight: float
    raw: float | None
    points: float | None
    contribution: float
    evidence: dict[str, Any]


def area_rows(inputs: Inputs, scheme: Scheme, result: Result) -> list[AreaRow]:
    """The areas' results in the order of the inputs."""
    return [_area_row(inputs, scheme, result, a) for a in range(len(inputs.areas))]


def _area_row(inputs: Inputs, scheme: Scheme, result: Result, a: int) -> AreaRow:
    drawn, levels = result.uncertainty, result.levels
    known = not np.isnan(drawn.shares[a, 0])
    return AreaRow(
        area_id=inputs.areas[a].id,
        score=number(result.merged.R[a]),
        level=_level(scheme, levels.proposed[a]),
        robustness=number(drawn.robustness[a]),
        band_low=number(drawn.low[a]),
        band_high=number(drawn.high[a]),
        shares={level.id: float(drawn.shares[a, k]) for k, level in enumerate(scheme.levels)} if known else {},
        losses=tuple(_loss(scheme, loss) for loss in result.merged.losses(a, result.weights)),
        respondents=int(result.burdens.n[a]),
        previous_level=inputs.past[0][a].level if inputs.past else None,
        raw_level=_level(scheme, levels.raw[a]),
        rank_low=number(drawn.rank_low[a]),
        rank_high=number(drawn.rank_high[a]),
    )


def domain_rows(inputs: Inputs, scheme: Scheme, result: Result) -> list[DomainRow]:
    """The domains of all areas."""
    return [
        _domain_row(inputs, scheme, result, a, d) for a in range(len(inputs.areas)) for d in range(len(scheme.domains))
    ]


def _domain_row(inputs: Inputs, scheme: Scheme, result: Result, a: int, d: int) -> DomainRow:
    merged, burdens = result.merged, result.burdens
    mine = result.weights.domain_of == d
    severity = number(burdens.severity[a, d])
    return DomainRow(
        area_id=inputs.areas[a].id,
        domain=scheme.domains[d].id,
        weight=float(merged.W[a, d]),
        q=number(merged.Q[a, d]),
        l=number(merged.L[a, d]),
        contribution_q=float(merged.by_indicator[a, mine].sum()),
        contribution_l=float(merged.by_voices[a, d]),
        burden=number(burdens.mean[a, d]),
        n_eff=float(burdens.n_eff[a]),
        credibility=number(result.Z[a, d]),
        b0=number(result.credibility.b0[a, d]),
        prevalence_k=int(burdens.named[a, d]),
        prevalence_n=int(burdens.n[a]),
        mean_severity=None if severity is None else 5 * severity,
        wilson_low=number(burdens.low[a, d]),
        wilson_high=number(burdens.high[a, d]),
        fit=FIT[Fit(int(result.fit[a, d]))],
    )


def item_rows(inputs: Inputs, scheme: Scheme, result: Result) -> Iterator[ItemRow]:
    """Everything the cells were made of: indicators and survey items, then respondents, then the peers."""
    weights = _item_weights(scheme, result)
    codings = inputs.codings_by_cell()
    for a in range(len(inputs.areas)):
        yield from _measured_rows(inputs, scheme, result, weights, a)
        yield from _voice_rows(inputs, scheme, result, codings, a)


def _item_weights(scheme: Scheme, result: Result) -> Floats:
    """Weight of each indicator in the score, shape (A, I); 0 where it is missing."""
    merged, weights = result.merged, result.weights
    shares = indicator_shares(~np.isnan(merged.n), weights.indicator, weights.domain_of, domains=len(scheme.domains))
    return np.nan_to_num((merged.W * merged.lam)[:, weights.domain_of]) * shares


def _measured_rows(inputs: Inputs, scheme: Scheme, result: Result, weights: Floats, a: int) -> Iterator[ItemRow]:
    for i, indicator in enumerate(scheme.indicators):
        measured = inputs.measured[a][i]
        yield ItemRow(
            area_id=inputs.areas[a].id,
            domain=scheme.domains[int(result.weights.domain_of[i])].id,
            kind="survey" if indicator.source == "survey" else "indicator",
            ref=indicator.code,
            weight=float(weights[a, i]),
            raw=measured.y,
            points=number(result.merged.n[a, i]),
            contribution=float(result.merged.by_indicator[a, i]),
            evidence={**measured.evidence, "upper": indicator.upper, "lower": indicator.lower},
        )


def _voice_rows(
    inputs: Inputs,
    scheme: Scheme,
    result: Result,
    codings: dict[tuple[int, int], list[dict[str, Any]]],
    a: int,
) -> Iterator[ItemRow]:
    """Respondents with their share of Z, and the peers with the rest; weight 0 where too few spoke."""
    speaking = [(j, omega) for area, j, omega in inputs.speakers if area == a]
    total = sum(omega for _j, omega in speaking)
    for d, domain in enumerate(scheme.domains):
        strand = float(np.nan_to_num(result.merged.W[a, d] * (1 - result.merged.lam[a, d])))
        if np.isnan(result.merged.L[a, d]):
            strand = 0.0
        Z = float(result.Z[a, d])
        for j, omega in speaking:
            weight, points = strand * Z * omega / total, 100 * float(result.evidence.b[j, d])
            evidence = {"codings": codings.get((j, d), []), "omega": omega}
            yield ItemRow(
                area_id=inputs.areas[a].id,
                domain=domain.id,
                kind="respondent",
                ref=inputs.respondents[j],
                weight=weight,
                raw=points / 100,
                points=points,
                contribution=weight * points,
                evidence=evidence,
            )
        if strand:
            yield _peers_row(inputs, result, a, d, domain.id, strand * (1 - Z))


def _peers_row(inputs: Inputs, result: Result, a: int, d: int, domain: str, weight: float) -> ItemRow:
    known = result.credibility
    b0 = float(known.b0[a, d])
    return ItemRow(
        area_id=inputs.areas[a].id,
        domain=domain,
        kind="peers",
        ref=known.source[a],
        weight=weight,
        raw=b0,
        points=100 * b0,
        contribution=weight * 100 * b0,
        evidence={"K": float(known.K[a, d]), "source": known.source[a], "area_kind": inputs.areas[a].kind},
    )


def _level(scheme: Scheme, place: int) -> str | None:
    return None if place == UNKNOWN else scheme.levels[int(place)].id


def _loss(scheme: Scheme, loss: Any) -> dict[str, str | None]:
    return {
        "kind": loss.kind,
        "domain": scheme.domains[loss.domain].id if loss.domain >= 0 else None,
        "indicator": scheme.indicators[loss.indicator].code if loss.indicator >= 0 else None,
    }


def number(value: float) -> float | None:
    """A float to store, None for NaN."""
    return None if np.isnan(value) else float(value)
