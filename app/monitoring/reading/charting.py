"""The charts of monitoring: an indicator's change against city and nation, and who gave signals."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import numpy as np
from flask_babel import gettext as _

from app.charts.charts import Band, Bar, Chart, Series, Spot, bars, line
from app.monitoring.method.grounds import Grounds
from app.monitoring.method.indicators import Indicator
from app.monitoring.method.rules import MonitoringRules
from app.monitoring.quarter.assessing import Known
from app.monitoring.reading.wording import change_unit, change_words, name_of
from app.words.formats import month as month_word

# Months. As many as the preset rules' window, so that one sees what a value is judged by.
SHOWN = 36
WIDTH, HEIGHT = 400, 200  # one drawing for office screens and phones: it is scaled
Z = 0.6745  # of the robust z, as in `robust_z`: the upper quartile of the normal distribution
Points = tuple[tuple[str, float | None], ...]


def indicator_chart(known: Known, i: int, rules: MonitoringRules) -> Chart | None:
    """Year-on-year change of one area (the panel's first) against city and nation, with its usual range.

    None where no month has a change.
    """
    indicator, months = known.indicators[i], known.panel.months[-SHOWN:]
    change, reference = (each[0, i, -SHOWN:] for each in (known.analysis.change, references(known)))
    if np.isnan(change).all():
        return None
    city, nation = (yearly(values[i], indicator)[-SHOWN:] for values in (known.panel.city, known.panel.nation))
    low = known.analysis.z[0, i, -SHOWN:] <= rules.z_low
    series = [
        Series(_("이 지역"), _points(months, change)),
        Series(_("부산"), _points(months, city)),
        Series(_("전국"), _points(months, nation)),
    ]
    return line(
        [each for each in series if any(y is not None for _x, y in each.points)],
        title=_("%(name)s, 전년 동월 대비", name=name_of(indicator)),
        description=_told(indicator, months, change, nation),
        unit=change_unit(indicator),
        band=_usual(known, i, reference, rules),
        spots=[Spot(months[t], float(change[t])) for t in np.flatnonzero(low)],
        zero=True,
        width=WIDTH,
        height=HEIGHT,
    )


def signals_chart(grounds: Sequence[Grounds], indicators: Iterable[Indicator]) -> Chart | None:
    """How many areas gave a signal, by indicator; None where nothing is classified."""
    if not grounds:
        return None
    entries = []
    for indicator in indicators:
        count = sum(any(each.code == indicator.code for each in g.signals) for g in grounds)
        entries.append(Bar(name_of(indicator), count, text=_("%(n)s곳", n=count)))
    return bars(
        entries,
        title=_("지표별 신호를 낸 지역"),
        description="; ".join(f"{each.name} {each.text}" for each in entries),
        unit=_("곳"),
        domain=(0, max(4, math.ceil(len(grounds) / 2), *(int(e.value or 0) for e in entries))),
        width=520,
    )


def yearly(values: np.ndarray, indicator: Indicator) -> np.ndarray:
    """Year-on-year change of a region's series [% or %p]; NaN where it is not known."""
    before = np.concatenate([np.full(min(12, len(values)), np.nan), values[:-12]])
    if indicator.kind == "rate":
        return values - before
    return np.where(before > 0, 100 * (values / np.where(before > 0, before, np.nan) - 1), np.nan)


def references(known: Known) -> np.ndarray:
    """The reference's change in each month: what is left when the relative change is taken away."""
    return known.analysis.change - known.analysis.relative


def _usual(known: Known, i: int, reference: np.ndarray, rules: MonitoringRules) -> Band | None:
    """Where the change would have to lie for z to stay within the threshold on both sides."""
    median, mad = (each[0, i, -SHOWN:] for each in (known.analysis.median, known.analysis.mad))
    reach = -rules.z_low * np.maximum(mad, rules.indicators[i].mad_floor) / Z
    middle = reference + median
    places = [
        (month, float(middle[t] - reach[t]), float(middle[t] + reach[t]))
        for t, month in enumerate(known.panel.months[-SHOWN:])
        if not math.isnan(middle[t])
    ]
    return Band(_("평소 범위"), tuple(places)) if len(places) > 1 else None


def _points(months: Sequence[str], values: np.ndarray) -> Points:
    return tuple(
        (month, None if math.isnan(value) else round(float(value), 3))
        for month, value in zip(months, values, strict=True)
    )


def _told(indicator: Indicator, months: Sequence[str], change: np.ndarray, nation: np.ndarray) -> str:
    last = int(np.flatnonzero(~np.isnan(change))[-1])
    own = change_words(indicator, float(change[last]))
    other = None if math.isnan(nation[last]) else float(nation[last])
    return _(
        "%(month)s 전년 동월 대비 %(own)s, 전국 %(nation)s입니다.",
        month=month_word(months[last]),
        own=own,
        nation=change_words(indicator, other),
    )
