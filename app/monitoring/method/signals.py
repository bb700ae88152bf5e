"""Signals: whether an indicator of an area gave one in a quarter, by which rule, with which numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from app.monitoring.method.rules import MonitoringRules, Trigger

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
RULES = ("months_low", "cusum", "absolute")


@dataclass(frozen=True)
class Fired:
    """One rule that fired: its name (of RULES), the number that made it fire, and the limit it met."""

    rule: str
    value: float
    limit: float


@dataclass(frozen=True)
class Signals:
    """Signals of one quarter.

    Attributes
    ----------
    signal : ndarray, shape (A, I)
        1 a signal, 0 none, NaN not known: the months that are missing could still change the answer.
    fired : ndarray of bool, shape (A, I, 3)
        Which of RULES fired.
    value : ndarray, shape (A, I, 3)
        The number of each rule: months at or below the z threshold; the largest C; the worst y/y change
        [% or %p, as measured]. NaN where there was none.
    limit : ndarray, shape (I, 3)
        The limit of each rule, NaN where the indicator has no such rule.
    """

    signal: Floats
    fired: Flags
    value: Floats
    limit: Floats

    def at(self, area: int, indicator: int) -> tuple[Fired, ...]:
        """The rules that fired for one cell, with their numbers."""
        return tuple(
            Fired(rule, float(self.value[area, indicator, k]), float(self.limit[indicator, k]))
            for k, rule in enumerate(RULES)
            if self.fired[area, indicator, k]
        )


def quarter_signals(
    z: ArrayLike, c: ArrayLike, g: ArrayLike, *, direction: ArrayLike, rules: MonitoringRules
) -> Signals:
    """Signals of a quarter from its three months.

    Parameters
    ----------
    z, c, g : array_like, shape (A, I, 3)
        Robust z, CUSUM and y/y change [% or %p] of the quarter's months, NaN where not known. I follows
        `rules.indicators`.
    direction : array_like, shape (I,)
        +1 where a fall is bad, -1 where a rise is bad.
    rules : MonitoringRules

    Returns
    -------
    Signals
        A signal is 1 as soon as one rule fires. It is 0 only where the missing months could not have made
        `months_low` of them low; where there is no z at all (history too short), the absolute rule decides
        alone, and an indicator without such a rule is not known.
    """
    z, c, g = (np.asarray(each, float) for each in (z, c, g))
    sign = np.asarray(direction, float)[:, None]
    worse_by = np.array([np.nan if r.worse_by is None else r.worse_by for r in rules.indicators])
    low, worst, peak = (z <= rules.z_low).sum(-1), _least(sign * g), -_least(-c)
    fired = np.stack([low >= rules.months_low, peak > rules.alarm, worst <= -worse_by], axis=-1)
    signal = np.where(_may_be_silent(z, g, low, worse_by, rules), 0.0, np.nan)
    none = np.isnan(z).all(-1)
    value = np.stack([np.where(none, np.nan, low), peak, sign[:, 0] * worst], axis=-1)
    limits = [
        np.full(len(worse_by), rules.months_low),
        np.full(len(worse_by), rules.alarm),
        -sign[:, 0] * worse_by,
    ]
    return Signals(np.where(fired.any(-1), 1.0, signal), fired, value, np.stack(limits, axis=-1))


def quarter_change(g: ArrayLike, *, at_least: int = 2) -> Floats:
    """Mean of the quarter's known months, (A, I, 3) -> (A, I); NaN with fewer than `at_least`."""
    months = np.asarray(g, float)
    known = ~np.isnan(months)
    n = known.sum(-1)
    return np.where(n >= at_least, np.where(known, months, 0.0).sum(-1) / np.maximum(n, 1), np.nan)


def fired_triggers(
    change: ArrayLike, relative: ArrayLike, *, direction: ArrayLike, rules: MonitoringRules
) -> list[tuple[Trigger, ...]]:
    """The hard triggers of each area.

    Parameters
    ----------
    change, relative : array_like, shape (A, I)
        The quarter's y/y change and its difference from the nation [% or %p]. NaN never meets a condition.
    direction : array_like, shape (I,)
        As in `quarter_signals`.

    Returns
    -------
    list of A tuples of Trigger
    """
    sign = np.asarray(direction, float)
    signed = {"change": sign * np.asarray(change, float), "relative": sign * np.asarray(relative, float)}
    column = {rule.code: i for i, rule in enumerate(rules.indicators)}
    met = [_met(trigger, signed, column) for trigger in rules.triggers]
    return [
        tuple(t for t, areas in zip(rules.triggers, met, strict=True) if areas[a]) for a in range(len(signed["change"]))
    ]


def _met(trigger: Trigger, signed: dict[str, Floats], column: dict[str, int]) -> Flags:
    each: Sequence[Flags] = [signed[c.of][:, column[c.indicator]] <= -c.worse_by for c in trigger.conditions]
    return np.all(each, axis=0) if trigger.needs == "all" else np.any(each, axis=0)


def _may_be_silent(z: Floats, g: Floats, low: NDArray[np.int64], worse_by: Floats, rules: MonitoringRules) -> Flags:
    """Where "no signal" can be said although months may be missing."""
    missing = np.isnan(z).sum(-1)
    by_z = (low + missing) < rules.months_low
    months = (~np.isnan(g)).sum(-1)
    by_rule = (missing == z.shape[-1]) & ~np.isnan(worse_by) & (months >= 2)
    return by_z | by_rule


def _least(x: Floats) -> Floats:
    """Smallest value of the last axis that is not NaN; NaN where there is none."""
    filled = np.where(np.isnan(x), np.inf, x).min(-1)
    return np.where(np.isinf(filled), np.nan, filled)
