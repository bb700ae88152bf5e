"""An evaluation's results as tables of codes, in the letters of the method."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from app.evaluation.method.outcome import Outcome
from app.evaluation.method.scheme import Scheme
from app.evaluation.reading.inputs import Inputs
from app.evaluation.reading.tables import known, written
from app.evaluation.round.ledger_rows import AreaRow, Ledger

AREAS = (
    *("area", "R", "R_numbers", "level", "raw_level", "previous_level", "undetermined", "coverage", "E", "grade"),
    *("n", "n_eff", "asked", "spoke", "L", "Z", "K", "K_source", "worst_domain", "geometric", "geometric_level"),
    *("data_low", "data_high", "low", "high", "robustness", "robustness_error", "firm", "rank_low", "rank_high"),
)
SOURCES = ("area", "domain", "kind", "code", "e", "p", "contribution", "share")
DOMAINS = (
    *("area", "domain", "Q", "L_d", "burden", "named", "n", "severity", "wilson_low", "wilson_high", "fit"),
    "contribution",
)
RESPONDENTS = ("area", "respondent", "omega", "B", "points")
KINDS = {"indicator": "register", "survey": "survey"}


def result_columns(levels: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """File to columns; a share of the draws for each of the scheme's levels."""
    return {
        "areas": (*AREAS, *(f"share_{level}" for level in levels)),
        "domains": DOMAINS,
        "respondents": RESPONDENTS,
        "sources": SOURCES,
    }


def result_tables(inputs: Inputs, scheme: Scheme, outcome: Outcome, ledger: Ledger) -> dict[str, bytes]:
    """File name to content, for each table of the results."""
    levels = [level.id for level in scheme.levels]
    codes = inputs.evidence.areas.code
    rows = {
        "areas": (_area(codes[a.area], a, scheme, outcome, levels) for a in ledger.areas),
        "domains": sorted(_domains(codes, ledger), key=lambda r: r[:2]),
        "respondents": sorted((codes[v.area], v.code, v.omega, v.burden, v.points) for v in ledger.voices),
        "sources": sorted(_sources(codes, outcome, ledger), key=lambda r: r[:4]),
    }
    return {f"results/{name}.csv": written(of, rows[name]) for name, of in result_columns(levels).items()}


def _area(code: str, row: AreaRow, scheme: Scheme, outcome: Outcome, levels: Sequence[str]) -> tuple[Any, ...]:
    K = row.details["K"]
    return (
        *(code, row.score, row.score_numbers, row.level, row.raw_level, row.previous_level, row.undetermined),
        *(row.coverage, row.evidence, row.grade, row.respondents, row.n_eff, row.asked, row.details["spoke"]),
        *(row.voices_points, row.credibility, min(K["K"], scheme.voices.most_K), "all" if K["pooled"] else "kind"),
        *(row.worst_domain, row.geometric, row.geometric_level, row.data_low, row.data_high),
        *(row.band_low, row.band_high, row.robustness, row.robustness_error, row.firm, row.rank_low, row.rank_high),
        *(row.shares.get(level) for level in levels),
    )


def _domains(codes: Sequence[str], ledger: Ledger) -> Iterator[tuple[Any, ...]]:
    for d in ledger.domains:
        yield (
            *(codes[d.area], d.domain, d.q, d.l, d.burden, d.prevalence_k, d.prevalence_n, d.mean_severity),
            *(d.wilson_low, d.wilson_high, d.fit, d.contribution_q + d.contribution_l),
        )


def _sources(codes: Sequence[str], outcome: Outcome, ledger: Ledger) -> Iterator[tuple[Any, ...]]:
    """Each number, the voices, and the voices' contribution as it is laid to domains; `share` is of all of R."""
    scores = {a.area: a.score for a in ledger.areas}
    for s in ledger.sources:
        yield (
            *(codes[s.area], s.domain, KINDS[s.kind], s.ref, s.weight, s.points, s.contribution),
            _share(s.contribution, scores[s.area]),
        )
    for a in ledger.areas:
        e = float(outcome.merged.e_voices[a.area])
        yield (
            *(codes[a.area], "", "voices", "", e, known(outcome.merged.p_voices[a.area]), a.voices_contribution),
            _share(a.voices_contribution, a.score),
        )
    for d in ledger.domains:
        yield (
            *(codes[d.area], d.domain, "voices_domain", "", None, None, d.contribution_l),
            _share(d.contribution_l, scores[d.area]),
        )


def _share(contribution: float, score: float | None) -> float | None:
    return contribution / score if score else None
