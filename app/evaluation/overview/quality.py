"""How good a round's evidence is: grades, coverage, coders' agreement, areas asked by chance and for cause. Pure."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.evaluation.display.lines import Line

GRADES = ("A", "B", "C", "D")


@dataclass(frozen=True)
class Asked:
    """Areas that were asked by chance or for cause, and their mean score; None where nobody was."""

    n: int
    mean: float | None


@dataclass(frozen=True)
class Quality:
    """How good the evidence of a round is.

    Attributes
    ----------
    grades : tuple of (str, int)
        Areas by evidence grade, best first.
    coverage : float or None
        Mean share of the register's weight that is known.
    undetermined : int
    voiced : int
        Areas in which somebody spoke.
    places, agreeing : int, float or None
        Places judged by several coders, and the share on which all gave one value.
    numbers, voices : float or None
        Effective weights: shares of the variance of the score over areas.
    domains : tuple of (str, float)
    chance, cause : Asked or None
    prior : float or None
        How much of K is prior.
    uncalibrated : bool
    """

    grades: tuple[tuple[str, int], ...]
    coverage: float | None
    undetermined: int
    voiced: int
    places: int
    agreeing: float | None
    numbers: float | None
    voices: float | None
    domains: tuple[tuple[str, float], ...]
    chance: Asked | None
    cause: Asked | None
    drawn: int
    prior: float | None
    uncalibrated: bool


def quality_of(lines: Sequence[Line], summary: str, *, means: bool = True) -> Quality | None:
    """The quality of a round's lines; None for evaluations of the first method, which did not store it.

    Without `means` what is summed over all areas' scores is None.
    """
    graded = [line.row for line in lines if line.row["grade"]]
    if not graded:
        return None
    found: dict[str, Any] = json.loads(summary)
    effective, grades = found.get("effective", {}), Counter(r["grade"] for r in graded)
    twice = sum(r["coded_twice"] or 0 for r in graded)
    agreed = sum((r["coded_twice"] or 0) * (r["agreeing"] or 0.0) for r in graded)
    known = [r["coverage"] for r in graded if r["coverage"] is not None]
    return Quality(
        grades=tuple((each, grades[each]) for each in GRADES),
        coverage=sum(known) / len(known) if known else None,
        undetermined=sum(r["undetermined"] for r in graded),
        voiced=sum(r["respondents"] > 0 for r in graded),
        places=twice,
        agreeing=agreed / twice if twice else None,
        numbers=effective.get("numbers") if means else None,
        voices=effective.get("voices") if means else None,
        domains=tuple(
            sorted(((d, v) for d, v in effective.get("domains", {}).items() if v and means), key=lambda p: -p[1])
        ),
        chance=_asked(found.get("chance"), means),
        cause=_asked(found.get("cause"), means),
        drawn=(found.get("chance") or {}).get("drawn", found.get("drawn", 0)) or 0,
        prior=found.get("prior") if means else None,
        uncalibrated=bool(found.get("uncalibrated")),
    )


def _asked(found: dict[str, Any] | None, means: bool) -> Asked | None:
    return Asked(found["asked"], found["mean"] if means else None) if found else None
