"""What schemes of every version of the method have, and all that pages need to show an old evaluation."""

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
        Standard deviation of y from revisions [unit of y], 0 or more; used below the scheme's least number of
        revised months. A BSI's comes from its answers: 0 in method 2.
    """

    code: str
    source: str
    upper: float
    lower: float
    weight: float
    noise_sd: float


@dataclass(frozen=True)
class Domain:
    """A domain: weight W, its indicators and its themes. W counts in proportion over domains with indicators."""

    id: str
    name_ko: str
    name_en: str
    weight: float
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
class Frame:
    """What a scheme of any version of the method says.

    Attributes
    ----------
    method : int
        Version of METHOD it belongs to: 1 can be shown, 2 computed.
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
    band_low, band_high : float
        Bounds of the fit's bands low, mid, high [points].
    statement_share : float
        A dissonant or silent domain with this share of R or more needs a human statement.
    quorum : int
        Votes the team's level needs.
    seats : tuple of str
    monitoring : MonitoringRules
    version : str
        SHA-256 of the canonical JSON, 64 hex digits.
    """

    method: int
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
    band_low: float
    band_high: float
    statement_share: float
    quorum: int
    seats: tuple[str, ...]
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

    def domain_of_theme(self, theme: str) -> int | None:
        """Index of the theme's domain; None for a theme that is shown and not scored, or not known."""
        return next((d for d, domain in enumerate(self.domains) if theme in domain.themes), None)

    def level_index(self, level: str) -> int:
        """Place of a level, 0 the best. Raises KeyError for a level this scheme does not have."""
        places = {each.id: k for k, each in enumerate(self.levels)}
        return places[level]
