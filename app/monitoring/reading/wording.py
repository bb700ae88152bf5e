"""Signals and states in words: which indicator gave a signal, by which rule, with which numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _

from app.monitoring.method.breaks import Break
from app.monitoring.method.classification import WATCH
from app.monitoring.method.grounds import Decided, FiredRule, Grounds, IndicatorGround
from app.monitoring.method.indicators import Indicator
from app.monitoring.method.rules import MonitoringRules
from app.monitoring.observations.quarters import month_moved, months_of
from app.words.formats import month as month_word
from app.words.formats import number, percent
from app.words.i18n import language

Indicators = Mapping[str, Indicator]


def name_of(indicator: Indicator) -> str:
    """The indicator's name in the page's language."""
    return indicator.name_en if language() == "en" else indicator.name_ko


def unit_of(indicator: Indicator) -> str:
    return indicator.unit_en if language() == "en" else indicator.unit


def change_unit(indicator: Indicator) -> str:
    """A level changes by percent, a rate by percentage points."""
    return "%p" if indicator.kind == "rate" else "%"


def change_words(indicator: Indicator, value: float | None) -> str:
    """A change with its sign and unit: −7.2 %."""
    digits = 2 if indicator.kind == "rate" else 1
    return number(value, digits, sign=True) + (f" {change_unit(indicator)}" if value is not None else "")


def signal_words(ground: IndicatorGround, indicators: Indicators, *, reference: str = "nation") -> str:
    """Why an indicator gave a signal: its mean change in the quarter, then each rule that fired."""
    indicator = indicators[ground.code]
    name, rules = name_of(indicator), sorted(ground.fired, key=lambda fired: fired.rule)
    told = " · ".join(_fired(fired, indicator) for fired in rules)  # absolute, cusum, months_low
    if ground.change is None:
        return f"{name}: {told}"
    change = change_words(indicator, ground.change)
    if ground.relative is None:
        return _("%(name)s 전년 대비 %(change)s: %(told)s", name=name, change=change, told=told)
    words: dict[str, str] = {"name": name, "change": change, "told": told}
    words["difference"] = number(ground.relative, 1, sign=True)
    if reference == "city":
        return _("%(name)s 전년 대비 %(change)s, 부산보다 %(difference)s %%p: %(told)s", **words)
    return _("%(name)s 전년 대비 %(change)s, 전국보다 %(difference)s %%p: %(told)s", **words)


def break_words(found: Break, month: str, rules: MonitoringRules) -> str:
    """Since when an indicator has run on another level: the means before and after of its distance."""
    words = {
        "month": month_word(month),
        "before": number(found.before, 1, sign=True),
        "after": number(found.after, 1, sign=True),
    }
    if rules.reference == "city":
        return _("%(month)s부터 수준이 바뀜: 부산과의 차이 %(before)s → %(after)s %%p", **words)
    return _("%(month)s부터 수준이 바뀜: 전국과의 차이 %(before)s → %(after)s %%p", **words)


def signals_of(grounds: Grounds) -> list[IndicatorGround]:
    """The signals, the most unusual first."""
    return sorted(grounds.signals, key=lambda each: 0.0 if each.lowest_z is None else each.lowest_z)


def _fired(fired: FiredRule, indicator: Indicator) -> str:
    if fired.rule == "absolute":
        return _(
            "가장 나쁜 달 %(value)s(기준 %(limit)s)",
            value=change_words(indicator, fired.value),
            limit=change_words(indicator, fired.limit),
        )
    if fired.rule == "cusum":
        return _(
            "여러 달 누적 %(value)s(기준 %(limit)s)",
            value=number(fired.value, 1),
            limit=number(fired.limit),
        )
    return _("3개월 중 %(value)s개월이 평소 범위 밖", value=number(fired.value))


def decided_words(decided: Decided, rules: MonitoringRules | None) -> str:
    """What decided the quarter, as a sentence part."""
    share, limit = percent(decided.value), percent(decided.limit)
    if decided.code == "hard_trigger":
        return _("즉시 관찰 기준에 해당: %(name)s", name=_trigger(decided.subject, rules))
    if decided.code == "breadth_reached":
        return _("신호를 낸 지표의 비중 %(share)s(관찰 기준 %(limit)s 이상)", share=share, limit=limit)
    if decided.code == "breadth_below":
        return _("신호를 낸 지표의 비중 %(share)s(안정 기준 %(limit)s 미만)", share=share, limit=limit)
    if decided.code == "breadth_between":
        return _(
            "신호를 낸 지표의 비중 %(share)s(관찰 기준 %(limit)s에 못 미쳐 지난 상태 유지)",
            share=share,
            limit=limit,
        )
    if decided.code == "known_signals_suffice":
        return _("자료가 모자라지만 확인된 신호만으로 %(share)s(기준 %(limit)s)", share=share, limit=limit)
    return _("확인된 지표가 %(share)s뿐(기준 %(limit)s)", share=share, limit=limit)


def _trigger(code: str, rules: MonitoringRules | None) -> str:
    found = next((t for t in rules.triggers if t.code == code), None) if rules else None
    return code if found is None else found.name_en if language() == "en" else found.name_ko


def state_words(grounds: Grounds, state: str, undetermined: bool, rules: MonitoringRules | None) -> list[str]:
    """The sentences of a state: what decided, and why it stays where the numbers alone say otherwise."""
    told = [decided_words(each, rules) for each in grounds.decided]
    if undetermined:
        told.append(_("판단을 미루고 지난 상태를 유지합니다"))
    elif state == WATCH and grounds.quarters_below and rules:
        told.append(
            _(
                "안정으로 돌아가려면 %(needed)s분기 연속 낮아야 합니다(지금 %(now)s분기째)",
                needed=number(rules.quarters_below),
                now=number(grounds.quarters_below),
            )
        )
    return told


def not_known_words(grounds: Grounds, indicators: Indicators, rules: MonitoringRules | None, quarter: str) -> str:
    """Which indicators could not be judged, and whose history is too short until when; empty: all could be."""
    short = [each for each in grounds.indicators if each.history is not None and rules]
    names = ", ".join(name_of(indicators[each.code]) for each in grounds.not_known if each not in short)
    told = [_("판단하지 못한 지표: %(names)s", names=names)] if names else []
    return ". ".join([*told, *([_short_history(short, indicators, rules, quarter)] if short and rules else [])])


def _short_history(
    short: Sequence[IndicatorGround], indicators: Indicators, rules: MonitoringRules, quarter: str
) -> str:
    """A month is compared with the year before, and what is usual comes from `shortest` such months."""
    last = months_of(quarter)[2]
    names = ", ".join(
        _(
            "%(name)s %(n)s개월(%(month)s부터 판단%(alone)s)",
            name=name_of(indicators[each.code]),
            n=number(each.history),
            month=month_word(month_moved(last, rules.shortest - (each.history or 0))),
            alone="" if each.signal is None else _(", 이번에는 절대 기준으로만"),
        )
        for each in short
    )
    return _(
        "이력이 짧은 지표(한 해 전과 견준 앞선 달): %(names)s. 이런 달이 %(shortest)s개월, 곧 값이 모두 %(months)s개월 "
        "있어야 판단합니다",
        names=names,
        shortest=number(rules.shortest),
        months=number(rules.shortest + 12),
    )
