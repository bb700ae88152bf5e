"""How a source of method 2 came to its weight: lambda, the domain, the indicator and how well it is known."""

from __future__ import annotations

import json
from dataclasses import dataclass

from app.evaluation.display.told import Told
from app.evaluation.method.merging import weights_of
from app.evaluation.method.scheme import Scheme
from app.evaluation.round.item_store import Item
from app.evaluation.round.presets import AnyScheme


@dataclass(frozen=True)
class Weighed:
    """A number's weight e = lambda W w Z, and E, the sum of all weights of the area.

    Attributes
    ----------
    lam, domain, share : float
        lambda; W of the domain over those with indicators; the indicator's part of its domain.
    Z : float
        1 of a register's.
    e, E : float
    """

    lam: float
    domain: float
    share: float
    Z: float
    e: float
    E: float


@dataclass(frozen=True)
class Voiced:
    """The voices of an area as one source: L points, n effective respondents, weight e = (1 - lambda) Z.

    `K` is what R takes, the bound of the scheme kept; `K_found` what the areas' voices gave.
    """

    points: float
    n: float
    K: float
    K_found: float
    prior: float
    Z: float
    rest: float
    e: float
    E: float
    contribution: float


def weighed(result: Item, scheme: AnyScheme, ref: str, *, Z: float | None) -> Weighed | None:
    """The weight of one of a result's numbers; None of method 1 or for what is no number of the scheme."""
    codes = [each.code for each in scheme.indicators]
    if not isinstance(scheme, Scheme) or ref not in codes:
        return None
    weights, i = weights_of(scheme), codes.index(ref)
    domain = float(weights.domain[weights.domain_of[i]])
    share, known = float(weights.share[i]), 1.0 if Z is None else Z
    part = share / domain if domain else 0.0
    return Weighed(scheme.lam, domain, part, known, scheme.lam * share * known, result["evidence"])


def voiced(result: Item, scheme: AnyScheme, told: Told) -> Voiced | None:
    """The voices of a result; None of method 1, where nobody spoke, and where they may not be told."""
    if not isinstance(scheme, Scheme) or not result["respondents"] or not (told.voices and told.parts):
        return None
    found = json.loads(result["details"])["K"]
    return Voiced(
        points=result["voices_points"],
        n=result["n_eff"],
        K=min(found["K"], scheme.voices.most_K),
        K_found=found["K"],
        prior=found["prior_a2"],
        Z=result["credibility"],
        rest=1 - scheme.lam,
        e=(1 - scheme.lam) * result["credibility"],
        E=result["evidence"],
        contribution=result["voices_contribution"],
    )
