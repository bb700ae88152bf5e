"""BSI over waves: each survey's own results side by side, an item a line."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.people import Scope
from app.charts.charts import Chart, Reference, Series, line
from app.surveys.asking import store
from app.surveys.asking.periods import quarter_asked
from app.surveys.results.bsi import BusinessSurveyIndex
from app.surveys.results.covering import Coverage, together
from app.surveys.results.intervals import of_value
from app.surveys.results.summarizing import results_of
from app.words.formats import quarter
from app.words.labels import label

# Waves told side by side: five years. Chosen, not measured.
MOST = 20


@dataclass(frozen=True)
class Wave:
    """One survey's BSI of an item: the quarter it is about, the index, its interval (None where withheld)."""

    survey: sqlite3.Row
    quarter: str
    index: BusinessSurveyIndex
    interval: tuple[float, float] | None


@dataclass(frozen=True)
class Trend:
    """An item over waves, of the past and of the next quarter as it was expected; oldest first."""

    item: str
    past: tuple[Wave, ...]
    expected: tuple[Wave, ...]


def trends_of(db: Database, scope: Scope, *, area_id: str | None = None, whole: bool = False) -> list[Trend]:
    """Every item any of the newest surveys asked, in the order of the newest."""
    surveys = store.list_surveys(db)[:MOST]
    found: dict[str, dict[str, list[Wave]]] = {}
    for survey in surveys:
        for pair in results_of(db, survey, scope, area_id=area_id, only_bsi=True, whole=whole).bsi:
            for period, index in (("past", pair.past), ("next", pair.next)):
                if index is not None:
                    found.setdefault(pair.item, {}).setdefault(period, []).append(_wave(survey, period, index))
    return [
        Trend(item, tuple(reversed(periods.get("past", []))), tuple(reversed(periods.get("next", []))))
        for item, periods in found.items()
    ]


def covered_of(trends: Sequence[Trend]) -> Coverage:
    """What the figures of all waves leave out."""
    return together(w.index.covered for trend in trends for w in (*trend.past, *trend.expected))


def _wave(survey: sqlite3.Row, period: str, index: BusinessSurveyIndex) -> Wave:
    interval = None if index.value is None else of_value(index.value, index.n)
    return Wave(survey, quarter_asked(survey["wave"], period), index, interval)


def trend_chart(trend: Trend) -> Chart | None:
    """What was and what had been expected, by quarter; None where neither is told of two quarters."""
    told = [w for w in (*trend.past, *trend.expected) if w.index.value is not None]
    quarters = sorted({w.quarter for w in told})
    if all(len({w.quarter for w in waves if w in told}) < 2 for waves in (trend.past, trend.expected)):
        return None
    series = [
        Series(word, _points(waves, quarters))
        for word, waves in ((_("실적"), trend.past), (_("앞서 한 전망"), trend.expected))
        if any(w.index.value is not None for w in waves)
    ]
    item = label(trend.item, "bsi_item")
    described = "; ".join(f"{quarter(w.quarter)} {w.index.value:.1f}" for w in told)
    return line(
        series,
        title=_("%(item)s BSI 추이", item=item),
        description=described,
        references=[Reference(100, _("중립 100"))],
        domain=(0, 200),
    )


def _points(waves: Sequence[Wave], quarters: Sequence[str]) -> tuple[tuple[str, float | None], ...]:
    """The last survey of a quarter tells it."""
    values = {w.quarter: w.index.value for w in waves}
    return tuple((quarter(each), values.get(each)) for each in quarters)
