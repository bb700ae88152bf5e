"""The grounds of a classification as they are stored with it: what decided, and each indicator's numbers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.monitoring.method.analysis import Analysis, Quarter
from app.monitoring.method.classification import BELOW, BETWEEN, CAUSES, HARD, LOW, REACHED, SUFFICE, Classified
from app.monitoring.method.rules import MonitoringRules
from app.monitoring.method.signals import RULES, Signals, quarter_change

DIGITS = 6  # more would differ between machines


@dataclass(frozen=True)
class Decided:
    """What decided a quarter: the reason's code, what it is about, its number and limit (None: none)."""

    code: str
    subject: str
    value: float | None
    limit: float | None


@dataclass(frozen=True)
class FiredRule:
    """One rule that fired: months_low, cusum or absolute, with its number and limit."""

    rule: str
    value: float | None
    limit: float | None


@dataclass(frozen=True)
class IndicatorGround:
    """One indicator in a quarter.

    Attributes
    ----------
    signal : int or None
        1, 0, or None where it is not known.
    change, relative : float or None
        Mean of the quarter's y/y change and of its difference from the reference [% or %p].
    lowest_z : float or None
    known : int
        Months of the quarter with a change.
    fired : tuple of FiredRule
    history : int or None
        Earlier months with a change where they are too few to tell what is usual; None where they suffice.
    """

    code: str
    signal: int | None = None
    change: float | None = None
    relative: float | None = None
    lowest_z: float | None = None
    known: int = 0
    fired: tuple[FiredRule, ...] = ()
    history: int | None = None


@dataclass(frozen=True)
class Grounds:
    """Everything a page needs to say why an area is classified as it is."""

    decided: tuple[Decided, ...]
    quarters_below: int
    indicators: tuple[IndicatorGround, ...]

    @property
    def signals(self) -> tuple[IndicatorGround, ...]:
        return tuple(each for each in self.indicators if each.signal == 1)

    @property
    def not_known(self) -> tuple[IndicatorGround, ...]:
        return tuple(each for each in self.indicators if each.signal is None)


def grounds_of(analysis: Analysis, quarter: Quarter, *, last: int, rules: MonitoringRules) -> tuple[Grounds, ...]:
    """The grounds of all areas in their order; `last` is the index of the quarter's last month."""
    months = slice(last - 2, last + 1)
    change, relative, z = (each[..., months] for each in (analysis.change, analysis.relative, analysis.z))
    means = (quarter_change(each, at_least=rules.months_known) for each in (change, relative))
    figures = [_numbers(each) for each in (*means, np.fmin.reduce(z, axis=-1))]
    n, signal = analysis.n[..., last], quarter.signals.signal
    columns = [
        _without(np.isnan(signal), (signal == 1).astype(int)),
        *figures,
        (~np.isnan(change)).sum(-1).tolist(),
        _fired(quarter.signals),
        _without(n >= rules.shortest, n),
    ]
    codes, decided = [rule.code for rule in rules.indicators], _decided(quarter.areas, rules)
    below = quarter.areas.quarters_below.tolist()
    return tuple(
        Grounds(decided[a], below[a], tuple(map(IndicatorGround, codes, *(column[a] for column in columns))))
        for a in range(len(below))
    )


def as_json(grounds: Grounds) -> str:
    """The grounds as they are stored; the same grounds give the same text."""
    data = {
        "decided": [vars(each) for each in grounds.decided],
        "quarters_below": grounds.quarters_below,
        "indicators": [_as_dict(each) for each in grounds.indicators],
    }
    return json.dumps(data, ensure_ascii=False, allow_nan=False)


def _as_dict(ground: IndicatorGround) -> dict[str, Any]:
    """A ground as stored: what there is none of is left out, for there are many indicators in many areas."""
    found = {key: value for key, value in vars(ground).items() if value is not None}
    if ground.fired:
        return {**found, "fired": [vars(fired) for fired in ground.fired]}
    del found["fired"]
    return found


def from_json(text: str) -> Grounds:
    """The grounds of a stored classification."""
    data: dict[str, Any] = json.loads(text)
    return Grounds(
        tuple(Decided(**each) for each in data["decided"]),
        data["quarters_below"],
        tuple(
            IndicatorGround(**{**each, "fired": tuple(FiredRule(**fired) for fired in each.get("fired", ()))})
            for each in data["indicators"]
        ),
    )


def _decided(areas: Classified, rules: MonitoringRules) -> list[tuple[Decided, ...]]:
    """What decided each area, the most decisive first."""
    number = {
        SUFFICE: (_numbers(areas.share), rules.watch_at),
        LOW: (_numbers(areas.coverage), rules.least_coverage),
        REACHED: (_numbers(areas.breadth), rules.watch_at),
        BELOW: (_numbers(areas.breadth), rules.stable_below),
        BETWEEN: (_numbers(areas.breadth), rules.watch_at),
    }

    def told(cause: int, a: int) -> tuple[Decided, ...]:
        if cause == HARD:
            codes = (trigger.code for k, trigger in enumerate(rules.triggers) if areas.triggers[a, k])
            return tuple(Decided("hard_trigger", code, None, None) for code in codes)
        values, limit = number[cause]
        reason = Decided(CAUSES[cause], "", values[a], limit)
        return (reason, *told(LOW, a)) if cause == SUFFICE else (reason,)

    return [told(cause, a) for a, cause in enumerate(areas.cause.tolist())]


def _fired(signals: Signals) -> list[list[tuple[FiredRule, ...]]]:
    """The rules that fired, by area and indicator."""
    found: list[list[tuple[FiredRule, ...]]] = [[()] * signals.signal.shape[1] for _ in signals.signal]
    value, limit = _numbers(signals.value), _numbers(signals.limit)
    for a, i, k in np.argwhere(signals.fired).tolist():
        found[a][i] += (FiredRule(RULES[k], value[a][i][k], limit[i][k]),)
    return found


def _numbers(values: NDArray[np.float64], digits: int = DIGITS) -> list[Any]:
    """Nested lists as they are stored: rounded, None for NaN."""
    return _without(np.isnan(values), np.round(values, digits))


def _without(gone: NDArray[np.bool_], values: NDArray[Any]) -> list[Any]:
    found = values.astype(object)
    found[gone] = None
    return list(found.tolist())
