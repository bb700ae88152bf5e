"""Steps 1 to 3 in one go: from the monthly values of all areas to a quarter's signals and states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from app.monitoring.method.change import relative_change, yearly_change
from app.monitoring.method.classification import Classified, Standings, classify
from app.monitoring.method.indicators import Indicator
from app.monitoring.method.robust import RobustZ, cusum, robust_z
from app.monitoring.method.rules import MonitoringRules
from app.monitoring.method.signals import Signals, fired_triggers, quarter_change, quarter_signals

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Analysis:
    """Monthly figures, arrays of shape (A, I, T); I follows `rules.indicators`.

    Attributes
    ----------
    change : ndarray
        y/y change g [% or %p]; NaN where `why` is not KNOWN.
    why : ndarray of int
        Values of `Why`.
    relative, against_nation : ndarray
        g less that of the rules' reference, and of the nation [%p].
    z, cusum : ndarray
        Robust z (negative is bad) and C; NaN where missing or too short.
    median, mad : ndarray
        Of z's history [%p].
    n : ndarray of int
        Months in z's history.
    """

    change: Floats
    why: NDArray[np.int8]
    relative: Floats
    against_nation: Floats
    z: Floats
    cusum: Floats
    median: Floats
    mad: Floats
    n: NDArray[np.int64]


@dataclass(frozen=True)
class Quarter:
    """The outcome of a quarter: signals of all cells, and the areas' states."""

    signals: Signals
    areas: Classified


def in_order(indicators: Sequence[Indicator], rules: MonitoringRules) -> tuple[Indicator, ...]:
    """The indicators the rules name, in the rules' order. Raises KeyError for one that does not exist."""
    known = {indicator.code: indicator for indicator in indicators}
    return tuple(known[rule.code] for rule in rules.indicators)


def analyze(
    x: ArrayLike,
    nation: ArrayLike,
    city: ArrayLike,
    *,
    indicators: Sequence[Indicator],
    rules: MonitoringRules,
    firms: ArrayLike | None = None,
    opens: int = 0,
) -> Analysis:
    """Figures of all months.

    Parameters
    ----------
    x : array_like, shape (A, I, T)
        Consecutive months of values as of one day, NaN where missing; I in the order of `rules.indicators`.
    nation, city : array_like, shape (I, T)
        Reference series.
    indicators : sequence of Indicator
        In the same order (see `in_order`).
    rules : MonitoringRules
    firms : array_like, shape (A, T), optional
        Firms of each area and month; NaN not known.
    opens : int
        Index of a month that opens a quarter: the CUSUM begins again by quarters.

    Raises
    ------
    ValueError
        If the shapes do not fit.
    """
    values = np.asarray(x, float)
    if values.ndim != 3 or values.shape[1] != len(rules.indicators) or len(indicators) != values.shape[1]:
        raise ValueError(f"x must be (areas, {len(rules.indicators)}, months), found {values.shape}")
    changes = [
        yearly_change(values[:, i], kind=k.kind, firms=firms, n_min=rules.n_min) for i, k in enumerate(indicators)
    ]
    change = np.stack([each.value for each in changes], axis=1)
    over_nation, over_city = (_reference(each, indicators) for each in (nation, city))
    against_nation = relative_change(change, over_nation)
    relative = against_nation if rules.reference == "nation" else relative_change(change, over_city)
    robust = _robust(relative, indicators, rules)
    return Analysis(
        change=change,
        why=np.stack([each.why for each in changes], axis=1),
        relative=relative,
        against_nation=against_nation,
        z=robust.z,
        cusum=cusum(robust.z, allowance=rules.allowance, alarm=rules.alarm, restart=rules.restart, opens=opens),
        median=robust.median,
        mad=robust.mad,
        n=robust.n,
    )


def classify_quarter(
    analysis: Analysis,
    last: int,
    before: Standings,
    *,
    indicators: Sequence[Indicator],
    rules: MonitoringRules,
) -> Quarter:
    """States of all areas for the three months that end with index `last`.

    Parameters
    ----------
    analysis : Analysis
    last : int
        Index of the quarter's last month on the axis T, 2 or more.
    before : Standings
        Where the A areas stood after the quarter before.
    indicators, rules
        As in `analyze`.

    Raises
    ------
    ValueError
        If `last` is no month with two before it.
    """
    if not 2 <= last < analysis.z.shape[-1]:
        raise ValueError(f"last must be 2..{analysis.z.shape[-1] - 1}, not {last}")
    z, c, g, relative, n = (
        each[..., last - 2 : last + 1]
        for each in (analysis.z, analysis.cusum, analysis.change, analysis.against_nation, analysis.n)
    )
    direction = [indicator.direction for indicator in indicators]
    signals = quarter_signals(z, c, g, n, direction=direction, rules=rules)
    means = (quarter_change(each, at_least=rules.months_known) for each in (g, relative))
    triggers = fired_triggers(*means, direction=direction, rules=rules)
    return Quarter(signals, classify(signals.signal, before, rules=rules, triggers=triggers))


def _robust(relative: Floats, indicators: Sequence[Indicator], rules: MonitoringRules) -> RobustZ:
    """Robust z with the rules' floor for each indicator."""
    return robust_z(
        relative,
        direction=[indicator.direction for indicator in indicators],
        floor=[rule.mad_floor for rule in rules.indicators],
        window=rules.window,
        shortest=rules.shortest,
        clip=rules.clip,
    )


def _reference(x: ArrayLike, indicators: Sequence[Indicator]) -> Floats:
    """y/y changes of a reference region, shape (I, T)."""
    rows = np.asarray(x, float)
    # Without a count of firms: the least number (n_min) is a rule for areas, not for the city or the nation.
    return np.stack(
        [yearly_change(row, kind=indicator.kind).value for row, indicator in zip(rows, indicators, strict=True)]
    )
