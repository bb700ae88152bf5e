"""Signals: whether an indicator of an area gave one in a quarter, by which rule, with which numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from app.monitoring.method.rules import TOLERANCE, MonitoringRules

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
RULES = ("months_low", "cusum", "absolute")


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


def quarter_signals(
    z: ArrayLike, c: ArrayLike, g: ArrayLike, n: ArrayLike, *, direction: ArrayLike, rules: MonitoringRules
) -> Signals:
    """Signals of a quarter from its three months.

    Parameters
    ----------
    z, c, g : array_like, shape (A, I, 3)
        Robust z, CUSUM and y/y change [% or %p] of the quarter's months, NaN where not known. I follows
        `rules.indicators`.
    n : array_like of int, shape (A, I, 3)
        Months of history behind each month's z.
    direction : array_like, shape (I,)
        +1 where a fall is bad, -1 where a rise is bad.
    rules : MonitoringRules

    Returns
    -------
    Signals
        A signal is 1 as soon as one rule fires. It is 0 only where the missing months could not have made
        `months_low` of them low. Where the history is too short for so many months to be judged, an absolute rule
        decides alone with `months_known` known months; an indicator without such a rule is not known.
    """
    z, c, g = (np.asarray(each, float) for each in (z, c, g))
    sign = np.asarray(direction, float)[:, None]
    worse_by = np.array([np.nan if r.worse_by is None else r.worse_by for r in rules.indicators])
    low, worst, peak = (z <= rules.z_low + TOLERANCE).sum(-1), _least(sign * g), -_least(-c)
    fired = np.stack([low >= rules.months_low, peak > rules.alarm + TOLERANCE, worst <= TOLERANCE - worse_by], axis=-1)
    by_z = low + np.isnan(z).sum(-1) < rules.months_low
    short = (np.asarray(n) >= rules.shortest).sum(-1) < rules.months_low
    alone = short & ~np.isnan(worse_by) & ((~np.isnan(g)).sum(-1) >= rules.months_known)
    silent = np.where(by_z | alone, 0.0, np.nan)
    value = np.stack([np.where(np.isnan(z).all(-1), np.nan, low), peak, sign[:, 0] * worst], axis=-1)
    limits = [
        np.full(len(worse_by), rules.months_low),
        np.full(len(worse_by), rules.alarm),
        -sign[:, 0] * worse_by,
    ]
    return Signals(np.where(fired.any(-1), 1.0, silent), fired, value, np.stack(limits, axis=-1))


def quarter_change(g: ArrayLike, *, at_least: int) -> Floats:
    """Mean of the quarter's known months, (A, I, 3) -> (A, I); NaN with fewer than `at_least`."""
    months = np.asarray(g, float)
    known = ~np.isnan(months)
    n = known.sum(-1)
    return np.where(n >= at_least, np.where(known, months, 0.0).sum(-1) / np.maximum(n, 1), np.nan)


def fired_triggers(change: ArrayLike, relative: ArrayLike, *, direction: ArrayLike, rules: MonitoringRules) -> Flags:
    """Which hard triggers fire in each area.

    Parameters
    ----------
    change, relative : array_like, shape (A, I)
        The quarter's y/y change and its difference from the nation [% or %p]. NaN never meets a condition.
    direction : array_like, shape (I,)
        As in `quarter_signals`.

    Returns
    -------
    ndarray of bool, shape (A, K)
        K in the order of `rules.triggers`.
    """
    sign = np.asarray(direction, float)
    signed = {"change": sign * np.asarray(change, float), "relative": sign * np.asarray(relative, float)}
    column = {rule.code: i for i, rule in enumerate(rules.indicators)}
    fired = np.zeros((len(signed["change"]), len(rules.triggers)), bool)
    for k, trigger in enumerate(rules.triggers):
        met = [signed[c.of][:, column[c.indicator]] <= TOLERANCE - c.worse_by for c in trigger.conditions]
        fired[:, k] = np.all(met, axis=0) if trigger.needs == "all" else np.any(met, axis=0)
    return fired


def _least(x: Floats) -> Floats:
    """Smallest value of the last axis that is not NaN; NaN where there is none."""
    return np.fmin.reduce(x, axis=-1)
