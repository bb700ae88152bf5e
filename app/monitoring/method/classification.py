"""The quarterly classification of areas, stable or watch, with hysteresis and what decided it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from app.monitoring.method.rules import TOLERANCE, MonitoringRules

STABLE, WATCH = "stable", "watch"
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
# What may decide a quarter, the most decisive first.
CAUSES = (
    "hard_trigger",
    "known_signals_suffice",
    "coverage_low",
    "breadth_reached",
    "breadth_below",
    "breadth_between",
)
HARD, SUFFICE, LOW, REACHED, BELOW, BETWEEN = range(len(CAUSES))


@dataclass(frozen=True)
class Standings:
    """Where areas stood after the quarter before.

    Attributes
    ----------
    watch : ndarray of bool, shape (A,)
    quarters_below : ndarray of int, shape (A,)
        Quarters running with B below the limit.
    """

    watch: Flags
    quarters_below: NDArray[np.int64]

    @classmethod
    def first(cls, areas: int) -> Standings:
        """Of areas that were never classified: stable."""
        return cls(np.zeros(areas, bool), np.zeros(areas, np.int64))


@dataclass(frozen=True)
class Classified:
    """The outcome of a quarter; all arrays have shape (A,) but for `triggers`.

    Attributes
    ----------
    watch : ndarray of bool
        Where not `determined`, the old state.
    determined : ndarray of bool
        False: "undetermined", too little of the weight was available.
    breadth, coverage, share : ndarray
        B in [0, 1] (NaN when nothing is available), the available share of all weight, and the share of all weight
        that signals.
    quarters_below : ndarray of int
        Quarters running with B below the limit, this one included; an undetermined quarter breaks the run.
    cause : ndarray of int
        Index into CAUSES.
    triggers : ndarray of bool, shape (A, K)
        Hard triggers that fired.
    """

    watch: Flags
    determined: Flags
    breadth: Floats
    coverage: Floats
    share: Floats
    quarters_below: NDArray[np.int64]
    cause: NDArray[np.int64]
    triggers: Flags

    @property
    def standings(self) -> Standings:
        """What the next quarter starts from."""
        return Standings(self.watch, self.quarters_below)


def classify(
    signal: ArrayLike, before: Standings, *, rules: MonitoringRules, triggers: ArrayLike | None = None
) -> Classified:
    """Classify all areas for one quarter.

    Parameters
    ----------
    signal : array_like, shape (A, I)
        1, 0 or NaN (not known), I in the order of `rules.indicators`.
    before : Standings
    triggers : array_like of bool, shape (A, K), optional
        Hard triggers that fired, K in the order of `rules.triggers`.

    Notes
    -----
    B = sum w S / sum w over what is known. stable -> watch at B >= `watch_at` or a hard trigger; watch ->
    stable only after `quarters_below` quarters running with B < `stable_below`. Too little coverage keeps
    the old state, unless a hard trigger fired or the known signals alone reach `watch_at` of all weight.
    Cut-offs are held against with a tolerance.
    """
    s = np.asarray(signal, float)
    weight = np.array([rule.weight for rule in rules.indicators])
    hard = np.zeros((len(s), len(rules.triggers)), bool) if triggers is None else np.asarray(triggers, bool)
    fired, available = np.nan_to_num(s) @ weight, (~np.isnan(s)) @ weight
    share, coverage = fired / weight.sum(), available / weight.sum()
    breadth = np.divide(fired, available, out=np.full(len(s), np.nan), where=available > 0)
    cause = _cause(breadth, coverage, share, hard, rules)
    determined, opened = cause != LOW, np.isin(cause, (HARD, REACHED, SUFFICE))
    below = np.where(cause == BELOW, before.quarters_below + 1, 0)
    closed = below >= rules.quarters_below
    watch = opened | (before.watch & ~closed)
    return Classified(watch, determined, breadth, coverage, share, below, cause, hard)


def _cause(breadth: Floats, coverage: Floats, share: Floats, hard: Flags, rules: MonitoringRules) -> NDArray[np.int64]:
    """What decides the quarter."""
    low = coverage < rules.least_coverage - TOLERANCE
    conditions = [
        hard.any(axis=1),
        low & (share >= rules.watch_at - TOLERANCE),
        low,
        breadth >= rules.watch_at - TOLERANCE,
        breadth < rules.stable_below - TOLERANCE,
    ]
    return np.select(conditions, range(len(conditions)), BETWEEN)
