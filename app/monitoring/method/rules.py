"""The rules of monitoring and classification: policy, read from the "monitoring" part of a scheme."""

from __future__ import annotations

import json
from dataclasses import dataclass

from app.tables.checked import N_, Checked, FaultyFile

NEWEST = 2  # the form of the rules that classifies
TOLERANCE = 1e-9  # with which numbers are held against cut-offs: a sum of weights is never exact


@dataclass(frozen=True)
class IndicatorRule:
    """How one indicator takes part in the classification.

    Attributes
    ----------
    code : str
        Indicator.
    weight : float
        w of the breadth B, 0 or more.
    mad_floor : float
        Smallest spread of the robust z [%p], above 0.
    worse_by : float or None
        Absolute rule: a y/y change this much in the bad direction [% or %p] fires. None: no such rule.
    """

    code: str
    weight: float
    mad_floor: float
    worse_by: float | None


@dataclass(frozen=True)
class Condition:
    """One comparison of a hard trigger: `of` is "change" (y/y) or "relative" (against the nation)."""

    indicator: str
    of: str
    worse_by: float


@dataclass(frozen=True)
class Trigger:
    """A rule that makes an area "watch" by itself; `needs` is "all" or "any" of its conditions."""

    code: str
    name_ko: str
    name_en: str
    needs: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True)
class Restart:
    """When the CUSUM begins again at 0 besides the quarter after an alarm: `months` running with z above `above`."""

    above: float
    months: int


@dataclass(frozen=True)
class FirmRules:
    """When a single firm's change is abnormal.

    Attributes
    ----------
    window, shortest : int
        Months of its own history, and the fewest it needs.
    floor : float
        Smallest spread of a firm's changes [%p], above 0.
    least_peers : int
        Fewest other firms of its like.
    tail : float
        Degrees of freedom of the t distribution a z is held against: medians of few months have long tails.
    false_share : float
        Benjamini-Hochberg: the share of chance hits among those listed.
    """

    window: int
    shortest: int
    floor: float
    least_peers: int
    tail: float
    false_share: float


@dataclass(frozen=True)
class BreakRules:
    """When a change of level is told: fewest months of a stretch, months that say the same, and what a cut costs."""

    least: int
    memory: float
    penalty: float


@dataclass(frozen=True)
class MonitoringRules:
    """All policy values of steps 1 to 3; METHOD's letters in brackets.

    Attributes
    ----------
    version : int
        Of the rules' form. A stored scheme without one is of version 1: it can be told, nothing is classified by it.
    reference : str
        "nation" or "city": the region g_reference is taken from.
    n_min : int
        Fewer firms in the base month: "base too small".
    window, shortest : int
        Months of the robust z's history, and the fewest it needs.
    clip : float
        Bound of z.
    z_low, months_low : float, int
        The signal's z threshold and how many of the quarter's three months must reach it.
    allowance, alarm : float
        CUSUM's k and h [z].
    restart : Restart or None
        None in version 1: its sum never began again.
    months_known : int
        Known months of the quarter a hard trigger's mean needs, and an absolute rule that decides alone.
    watch_at, stable_below : float
        Breadth B that opens "watch", and B that counts towards "stable" again.
    quarters_below : int
        Quarters running below `stable_below` that close "watch".
    least_coverage : float
        Share of the weight that must be available, else "undetermined".
    indicators : tuple of IndicatorRule
    triggers : tuple of Trigger
    firms, breaks : FirmRules, BreakRules or None
        None in version 1, which knew neither.
    """

    version: int
    reference: str
    n_min: int
    window: int
    shortest: int
    clip: float
    z_low: float
    months_low: int
    allowance: float
    alarm: float
    restart: Restart | None
    months_known: int
    watch_at: float
    stable_below: float
    quarters_below: int
    least_coverage: float
    indicators: tuple[IndicatorRule, ...]
    triggers: tuple[Trigger, ...]
    firms: FirmRules | None
    breaks: BreakRules | None


def read_rules(part: Checked) -> MonitoringRules:
    """Rules from the "monitoring" part; faults are added to `part.faults` for the caller to raise."""
    indicators = tuple(_indicator(each) for each in part.parts("indicators"))
    codes = tuple(each.code for each in indicators)
    triggers = tuple(_trigger(each, codes) for each in part.parts("triggers"))
    version = part.whole("version", NEWEST, NEWEST) if part.has("version") else 1
    rules = MonitoringRules(
        version=version,
        reference=part.word("reference", ("nation", "city")),
        n_min=part.whole("n_min", 0),
        window=part.whole("window", 2),
        shortest=part.whole("shortest", 2),
        clip=part.number("clip", 1),
        z_low=part.number("z_low", high=0),
        months_low=part.whole("months_low", 1, 3),
        allowance=part.number("allowance", 0),
        alarm=part.number("alarm", 0),
        restart=_restart(part.part("restart")) if version > 1 else None,
        months_known=part.whole("months_known", 1, 3) if version > 1 else 2,
        watch_at=part.number("watch_at", 0, 1),
        stable_below=part.number("stable_below", 0, 1),
        quarters_below=part.whole("quarters_below", 1),
        least_coverage=part.number("least_coverage", 0, 1),
        indicators=indicators,
        triggers=triggers,
        firms=_firms(part.part("firms")) if version > 1 else None,
        breaks=_breaks(part.part("breaks")) if version > 1 else None,
    )
    _check(rules, part)
    part.finish()
    return rules


def rules_in(definition: str) -> MonitoringRules:
    """The monitoring rules in a scheme's definition; the rest of it is evaluation's business.

    Raises
    ------
    FaultyFile
        With every fault of the part.
    """
    whole = Checked(json.loads(definition))
    rules = read_rules(whole.part("monitoring"))
    if whole.faults:
        raise FaultyFile(whole.faults)
    return rules


def _firms(part: Checked) -> FirmRules:
    rules = FirmRules(
        window=part.whole("window", 2),
        shortest=part.whole("shortest", 2),
        floor=part.number("floor", 1e-6),
        least_peers=part.whole("least_peers", 1),
        tail=part.number("tail", 1),
        false_share=part.number("false_share", 0, 1),
    )
    if rules.shortest > rules.window:
        part.say("shortest", N_("window보다 클 수 없습니다."), rules.shortest)
    part.finish()
    return rules


def _breaks(part: Checked) -> BreakRules:
    rules = BreakRules(part.whole("least", 2), part.number("memory", 1), part.number("penalty", 0))
    part.finish()
    return rules


def _restart(part: Checked) -> Restart:
    restart = Restart(part.number("above", high=0), part.whole("months", 1))
    part.finish()
    return restart


def _indicator(part: Checked) -> IndicatorRule:
    rule = IndicatorRule(
        code=part.word("code"),
        weight=part.number("weight", 0),
        mad_floor=part.number("mad_floor", 1e-6),
        worse_by=part.number("worse_by", 0) if part.has("worse_by") else None,
    )
    part.finish()
    return rule


def _trigger(part: Checked, codes: tuple[str, ...]) -> Trigger:
    trigger = Trigger(
        code=part.word("code"),
        name_ko=part.word("name_ko"),
        name_en=part.word("name_en"),
        needs=part.word("needs", ("all", "any")),
        conditions=tuple(_condition(each, codes) for each in part.parts("conditions")),
    )
    if not trigger.conditions:
        part.say("conditions", N_("조건이 하나 이상 있어야 합니다."))
    part.finish()
    return trigger


def _condition(part: Checked, codes: tuple[str, ...]) -> Condition:
    condition = Condition(
        indicator=part.word("indicator", codes),
        of=part.word("of", ("change", "relative")),
        worse_by=part.number("worse_by", 0),
    )
    part.finish()
    return condition


def _check(rules: MonitoringRules, part: Checked) -> None:
    """What one value alone cannot show."""
    codes = [each.code for each in rules.indicators]
    for code in sorted({c for c in codes if codes.count(c) > 1}):
        part.say("indicators", N_("같은 코드가 두 번 나옵니다."), code)
    if sum(each.weight for each in rules.indicators) <= 0:
        part.say("indicators", N_("가중치의 합이 0보다 커야 합니다."))
    if rules.shortest > rules.window:
        part.say("shortest", N_("window보다 클 수 없습니다."), rules.shortest)
    if rules.stable_below > rules.watch_at:
        part.say("stable_below", N_("watch_at보다 클 수 없습니다."), rules.stable_below)
