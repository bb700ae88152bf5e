"""The quarterly classification of an area, stable or watch, with hysteresis and the reasons for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from app.monitoring.method.rules import MonitoringRules, Trigger

STABLE, WATCH = "stable", "watch"


@dataclass(frozen=True)
class Reason:
    """Why an area is classified as it is; pages put it into words.

    Attributes
    ----------
    code : str
        breadth_reached, breadth_below, breadth_between, hard_trigger, known_signals_suffice, coverage_low,
        signal, not_known.
    subject : str
        Indicator or trigger it is about, "" where it is about the whole area.
    value, limit : float
        The number and the limit it was held against; NaN where there is none.
    """

    code: str
    subject: str = ""
    value: float = float("nan")
    limit: float = float("nan")


@dataclass(frozen=True)
class Standing:
    """Where an area stood after the quarter before, and for how many quarters running B has been low."""

    state: str = STABLE
    quarters_below: int = 0


@dataclass(frozen=True)
class Classified:
    """The outcome of a quarter.

    Attributes
    ----------
    state : str
        "stable" or "watch"; when not `determined`, the old state.
    determined : bool
        False: "undetermined", too little of the weight was available.
    breadth, coverage : float
        B in [0, 1] (NaN when nothing is available) and the available share of all weight.
    quarters_below : int
        Quarters running with B below the limit, this one included; an undetermined quarter breaks the run.
    reasons : tuple of Reason
        What decided first, then each signal and each indicator that is not known.
    """

    state: str
    determined: bool
    breadth: float
    coverage: float
    quarters_below: int
    reasons: tuple[Reason, ...]

    @property
    def standing(self) -> Standing:
        """What the next quarter starts from."""
        return Standing(self.state, self.quarters_below)


def classify(
    signal: ArrayLike, before: Standing, *, rules: MonitoringRules, triggers: Sequence[Trigger] = ()
) -> Classified:
    """Classify one area for one quarter.

    Parameters
    ----------
    signal : array_like, shape (I,)
        1, 0 or NaN (not known) per indicator, in the order of `rules.indicators`.
    before : Standing
        `Standing()` for an area's first quarter.
    triggers : sequence of Trigger
        Hard triggers that fired.

    Notes
    -----
    B = sum w S / sum w over what is known. stable -> watch at B >= `watch_at` or a hard trigger; watch ->
    stable only after `quarters_below` quarters running with B < `stable_below`. Too little coverage keeps
    the old state, unless a hard trigger fired or the known signals alone reach `watch_at` of all weight.
    """
    s = np.asarray(signal, float)
    weight = np.array([rule.weight for rule in rules.indicators])
    known = ~np.isnan(s)
    fired, available = float(weight[known] @ s[known]), float(weight[known].sum())
    share, coverage = fired / float(weight.sum()), available / float(weight.sum())
    breadth = fired / available if available > 0 else float("nan")
    cause = _cause(breadth, coverage, share, rules, triggers)
    determined = cause[0].code != "coverage_low"
    opened = cause[0].code in ("hard_trigger", "breadth_reached", "known_signals_suffice")
    below = before.quarters_below + 1 if cause[0].code == "breadth_below" else 0
    closed = determined and below >= rules.quarters_below
    state = WATCH if opened else STABLE if closed else before.state
    return Classified(state, determined, breadth, coverage, below, cause + _details(s, rules))


def _cause(
    breadth: float, coverage: float, share: float, rules: MonitoringRules, triggers: Sequence[Trigger]
) -> tuple[Reason, ...]:
    """What decides the quarter, most decisive first."""
    hard = tuple(Reason("hard_trigger", trigger.code) for trigger in triggers)
    if hard:
        return hard
    if coverage < rules.least_coverage:
        low = Reason("coverage_low", "", coverage, rules.least_coverage)
        enough = share >= rules.watch_at
        return (Reason("known_signals_suffice", "", share, rules.watch_at), low) if enough else (low,)
    if breadth >= rules.watch_at:
        return (Reason("breadth_reached", "", breadth, rules.watch_at),)
    if breadth < rules.stable_below:
        return (Reason("breadth_below", "", breadth, rules.stable_below),)
    return (Reason("breadth_between", "", breadth, rules.watch_at),)


def _details(s: np.ndarray, rules: MonitoringRules) -> tuple[Reason, ...]:
    signals = [Reason("signal", r.code) for r, value in zip(rules.indicators, s, strict=True) if value == 1]
    gaps = [Reason("not_known", r.code) for r, value in zip(rules.indicators, s, strict=True) if np.isnan(value)]
    return tuple(signals + gaps)
