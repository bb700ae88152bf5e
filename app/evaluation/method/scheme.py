"""The scheme: every weight, goalpost and cut-off of an evaluation as one versioned, immutable thing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.monitoring.method.rules import MonitoringRules


@dataclass(frozen=True)
class SchemeIndicator:
    """An indicator (monitoring) or a survey item (BSI) as evaluation uses it.

    Attributes
    ----------
    code : str
        Indicator code, or for a BSI the question's id.
    source : str
        "monitoring": y is the mean relative change of the last months [%p]; "survey": y is the item's BSI
        [0-200].
    upper, lower : float
        Goalposts u (nothing wrong, 0 points) and l (crisis, 100 points), in the unit of y; u and l differ.
    weight : float
        w within the domain, above 0.
    noise_sd : float
        Standard deviation of y from revisions and sampling [unit of y], 0 or more.
    """

    code: str
    source: str
    upper: float
    lower: float
    weight: float
    noise_sd: float


@dataclass(frozen=True)
class Domain:
    """A domain: weight W, fallback mean burden b0 [0, 1], its indicators and its themes."""

    id: str
    name_ko: str
    name_en: str
    weight: float
    b0: float
    indicators: tuple[SchemeIndicator, ...]
    themes: tuple[str, ...]


@dataclass(frozen=True)
class Level:
    """A crisis-sign level; it begins at `start` points. The scheme's levels stand from best to worst."""

    id: str
    name_ko: str
    name_en: str
    start: float


@dataclass(frozen=True)
class Voices:
    """Policy of the qualitative strand.

    Attributes
    ----------
    severity_points : tuple of 5 float
        Burden of severity 1 to 5 [0, 1].
    K : float
        Fallback credibility constant [respondents].
    K_bounds : tuple of 2 float
        Smallest and largest K [respondents].
    least_areas : int
        Fewer areas with voices than this: the next wider group is used.
    least_respondents : float
        n_eff below this: L counts as missing.
    """

    severity_points: tuple[float, ...]
    K: float
    K_bounds: tuple[float, float]
    least_areas: int
    least_respondents: float


@dataclass(frozen=True)
class Uncertain:
    """Policy of the draws: Dirichlet(concentration W), Gamma(shape, 1/shape), lambda +- halfwidth, goalposts
    +- shift |u - l|; `firm_share` is the robustness share from which a level is firm.
    """

    draws: int
    seed: int
    domain_concentration: float
    indicator_shape: float
    lambda_halfwidth: float
    goalpost_shift: float
    firm_share: float


@dataclass(frozen=True)
class Scheme:
    """One version of the method's policy.

    Attributes
    ----------
    id, name_ko, name_en, author, date, reason_ko, reason_en, legal_basis_ko, legal_basis_en : str
        Who set which values when, why, and on what ground.
    lam : float
        lambda, the weight of the quantitative strand in [0, 1].
    domains : tuple of Domain
        Weights sum to 1.
    unscored_themes : tuple of str
        Themes that are shown and not scored.
    levels : tuple of Level
    step_down_points, step_down_evaluations : float, int
        A lower level needs R this far under the cut-off at so many evaluations running.
    months, months_at_least : int
        Window of y for monitoring indicators, and the fewest known months in it.
    complete_share : float
        The window ends at the last month of which this part of the areas has values.
    survey_at_least : int
        Fewest answers behind a BSI.
    band_low, band_high : float
        Bounds of the fit's bands low, mid, high [points].
    statement_share : float
        A dissonant or silent domain with this share of R or more needs a human statement.
    quorum : int
        Votes the team's level needs.
    seats : tuple of str
    voices : Voices
    uncertain : Uncertain
    monitoring : MonitoringRules
    version : str
        SHA-256 of the canonical JSON, 64 hex digits.
    """

    id: str
    name_ko: str
    name_en: str
    author: str
    date: str
    reason_ko: str
    reason_en: str
    legal_basis_ko: str
    legal_basis_en: str
    lam: float
    domains: tuple[Domain, ...]
    unscored_themes: tuple[str, ...]
    levels: tuple[Level, ...]
    step_down_points: float
    step_down_evaluations: int
    months: int
    months_at_least: int
    complete_share: float
    survey_at_least: int
    band_low: float
    band_high: float
    statement_share: float
    quorum: int
    seats: tuple[str, ...]
    voices: Voices
    uncertain: Uncertain
    monitoring: MonitoringRules
    version: str

    @property
    def indicators(self) -> tuple[SchemeIndicator, ...]:
        """All indicators, domain by domain: the order of every array with an axis I."""
        return tuple(each for domain in self.domains for each in domain.indicators)

    @property
    def cutoffs(self) -> NDArray[np.float64]:
        """Where the second and every worse level begins [points], shape (levels - 1,)."""
        return np.array([level.start for level in self.levels[1:]])

    @property
    def b0(self) -> NDArray[np.float64]:
        """Fallback mean burdens, shape (D,)."""
        return np.array([domain.b0 for domain in self.domains])

    def domain_of_theme(self, theme: str) -> int | None:
        """Index of the theme's domain; None for a theme that is shown and not scored, or not known."""
        return next((d for d, domain in enumerate(self.domains) if theme in domain.themes), None)

    def level_index(self, level: str) -> int:
        """Place of a level, 0 the best. Raises KeyError for a level this scheme does not have."""
        places = {each.id: k for k, each in enumerate(self.levels)}
        return places[level]
