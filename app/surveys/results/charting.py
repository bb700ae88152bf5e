"""The charts of a survey's results: BSI of both quarters, shares of choices, returns by day."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta

from flask_babel import gettext as _

from app.charts.charts import Bar, Chart, Reference, Series, bars, line
from app.surveys.asking.periods import period_word
from app.surveys.results.bsi import BusinessSurveyIndex
from app.surveys.results.results import Distribution, Results
from app.words.formats import MISSING, number
from app.words.i18n import language
from app.words.labels import label


def bsi_chart(results: Results, wave: str) -> Chart | None:
    """BSI per item, past and next quarter, against the neutral 100; None where all are suppressed."""
    entries, past, upcoming = [], period_word([wave], "past"), period_word([wave], "next")
    for pair in results.bsi:
        word = label(pair.item, "bsi_item")
        entries.append(Bar(word, _value(pair.past), past))
        entries.append(Bar(word, _value(pair.next), upcoming))
    if all(entry.value is None for entry in entries):
        return None
    told = "; ".join(
        _(
            "%(item)s 실적 %(past)s, 전망 %(next)s",
            item=label(p.item, "bsi_item"),
            past=_told(p.past),
            next=_told(p.next),
        )
        for p in results.bsi
    )
    return bars(
        entries,
        title=_("항목별 기업경기실사지수(BSI)"),
        description=told,
        references=[Reference(100, _("중립 100"))],
        domain=(0, 200),
    )


def shares_chart(distribution: Distribution) -> Chart | None:
    """How often each choice was chosen, most first where several may be; None where suppressed."""
    if distribution.suppressed:
        return None
    shares = [share for share in distribution.shares if share.count is not None]
    if distribution.question.type == "multiple":
        shares.sort(key=lambda share: -(share.count or 0))
    entries = []
    for share in shares:
        percent = (share.count or 0) / distribution.n * 100
        text = _("%(count)s건 (%(percent)s %%)", count=share.count, percent=number(percent))
        entries.append(Bar(share.choice.label.of(language()), percent, text=text))
    title = distribution.question.label.of(language())
    description = "; ".join(f"{entry.name} {entry.text}" for entry in entries)
    return bars(entries, title=title, description=description, unit="%", domain=(0, 100))


def by_day(days: Sequence[sqlite3.Row]) -> Chart | None:
    """Returns so far, day by day; None with fewer than two days."""
    if len(days) < 2:
        return None
    counts = {r["day"]: r["responses"] for r in days}
    day, last, total = date.fromisoformat(days[0]["day"]), date.fromisoformat(days[-1]["day"]), 0
    points: list[tuple[str, float | None]] = []
    while day <= last:
        total += counts.get(day.isoformat(), 0)
        points.append((f"{day.month}. {day.day}.", total))
        day += timedelta(days=1)
    described = _("%(first)s부터 %(last)s까지 %(total)s건", first=points[0][0], last=points[-1][0], total=total)
    series = [Series(_("누적 응답"), tuple(points))]
    return line(series, title=_("날짜별 누적 응답"), description=described, unit=_("건"), zero=True, height=180)


def _value(index: BusinessSurveyIndex | None) -> float | None:
    return index.value if index else None


def _told(index: BusinessSurveyIndex | None) -> str:
    return MISSING if index is None or index.value is None else f"{index.value:.1f}"
