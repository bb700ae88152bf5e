"""The rows an evaluation stores, as they are named in the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class AreaRow:
    """One area: after `area`, its place in the inputs, fields are the columns of `area_result`."""

    area: int
    score: float | None
    level: str | None
    robustness: float | None
    band_low: float | None
    band_high: float | None
    shares: dict[str, float]
    losses: tuple[dict[str, str], ...]
    respondents: int
    previous_level: str | None
    raw_level: str | None
    rank_low: float | None
    rank_high: float | None
    score_numbers: float | None
    evidence: float
    grade: str
    coverage: float
    undetermined: int
    voices_points: float | None
    voices_contribution: float
    credibility: float
    n_eff: float
    asked: int
    firms: int
    data_low: float | None
    data_high: float | None
    robustness_error: float | None
    firm: int | None
    worst_domain: str | None
    geometric: float | None
    geometric_level: str | None
    details: dict[str, Any]


@dataclass(frozen=True)
class DomainRow:
    """One domain of an area: after `area`, fields are the columns of `domain_result`."""

    area: int
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
class SourceRow:
    """One number of an area: after `area`, fields are the columns of `source_item`."""

    area: int
    kind: str
    ref: str
    domain: str
    weight: float
    raw: float | None
    points: float | None
    contribution: float
    sensitivity: float | None
    n: float | None
    credibility: float | None
    reason: str | None
    since: str | None


@dataclass(frozen=True)
class VoiceRow:
    """One respondent of an area who counts: `area` and `respondent` are places in the inputs."""

    area: int
    respondent: int
    code: str
    omega: float
    burden: float
    points: float
    domains: dict[str, float]


@dataclass(frozen=True)
class Ledger:
    """All rows of an evaluation, and what holds for the round as a whole."""

    areas: tuple[AreaRow, ...]
    domains: tuple[DomainRow, ...]
    sources: tuple[SourceRow, ...]
    voices: tuple[VoiceRow, ...]
    summary: dict[str, Any]
