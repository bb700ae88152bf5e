"""The grounds of a classification as they are stored with it: what decided, and each indicator's numbers."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from app.monitoring.method.analysis import Analysis, Quarter
from app.monitoring.method.classification import Classified, Standing
from app.monitoring.method.rules import MonitoringRules
from app.monitoring.method.signals import quarter_change

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
    signal: int | None
    change: float | None
    relative: float | None
    lowest_z: float | None
    known: int
    fired: tuple[FiredRule, ...]
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


def grounds_of(analysis: Analysis, quarter: Quarter, area: int, *, last: int, rules: MonitoringRules) -> Grounds:
    """The grounds of one area; `last` is the index of the quarter's last month."""
    months = slice(last - 2, last + 1)
    change, relative, z = (each[area, :, months] for each in (analysis.change, analysis.relative, analysis.z))
    means = quarter_change(change), quarter_change(relative)
    lowest = np.where(np.isnan(z), np.inf, z).min(-1)
    found = tuple(
        IndicatorGround(
            code=rule.code,
            signal=_whole(quarter.signals.signal[area, i]),
            change=_number(means[0][i]),
            relative=_number(means[1][i]),
            lowest_z=_number(lowest[i]),
            known=int((~np.isnan(change[i])).sum()),
            fired=tuple(FiredRule(f.rule, _number(f.value), _number(f.limit)) for f in quarter.signals.at(area, i)),
            history=_short(int(analysis.n[area, i, last]), rules),
        )
        for i, rule in enumerate(rules.indicators)
    )
    classified = quarter.areas[area]
    return Grounds(_decided(classified), classified.quarters_below, found)


def as_json(grounds: Grounds) -> str:
    """The grounds as they are stored; the same grounds give the same text."""
    data = {
        "decided": [vars(each) for each in grounds.decided],
        "quarters_below": grounds.quarters_below,
        "indicators": [_as_dict(each) for each in grounds.indicators],
    }
    return json.dumps(data, ensure_ascii=False, allow_nan=False)


def _as_dict(ground: IndicatorGround) -> dict[str, Any]:
    """A ground as stored. Without a short history it reads as it did before histories were kept."""
    found = {**vars(ground), "fired": [vars(fired) for fired in ground.fired]}
    return found if ground.history is not None else {k: v for k, v in found.items() if k != "history"}


def from_json(text: str) -> Grounds:
    """The grounds of a stored classification."""
    data: dict[str, Any] = json.loads(text)
    return Grounds(
        tuple(Decided(**each) for each in data["decided"]),
        data["quarters_below"],
        tuple(
            IndicatorGround(**{**each, "fired": tuple(FiredRule(**fired) for fired in each["fired"])})
            for each in data["indicators"]
        ),
    )


def standing_of(state: str, grounds: Grounds) -> Standing:
    """What the next quarter starts from."""
    return Standing(state, grounds.quarters_below)


def _decided(classified: Classified) -> tuple[Decided, ...]:
    """The deciding reasons; signals and gaps are told by each indicator's own ground."""
    return tuple(
        Decided(r.code, r.subject, _number(r.value), _number(r.limit))
        for r in classified.reasons
        if r.code not in ("signal", "not_known")
    )


def _number(value: float) -> float | None:
    return round(float(value), DIGITS) if math.isfinite(value) else None


def _short(months: int, rules: MonitoringRules) -> int | None:
    return months if months < rules.shortest else None


def _whole(value: float) -> int | None:
    return None if math.isnan(value) else int(value)
