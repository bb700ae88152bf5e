"""What an area's page of indicators shows: a chart and a table for each, and its quarters with their reasons."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from app.charts.charts import Chart
from app.monitoring.method.breaks import breaks
from app.monitoring.method.grounds import from_json
from app.monitoring.method.indicators import Indicator
from app.monitoring.observations import row_store, store
from app.monitoring.quarter import classification_store
from app.monitoring.quarter.assessing import Known, Policy, assess, known_on, policy_in_use, standings_before
from app.monitoring.reading.charting import indicator_chart
from app.monitoring.reading.reading import rules_by_hash
from app.monitoring.reading.wording import break_words, not_known_words, signal_words, signals_of, state_words

TABLED = 12  # months in the tables


@dataclass(frozen=True)
class MonthLine:
    """One month of one indicator; `row` is the observation (None: missing), figures are None where unknown.

    `absent` is the newest day's word that no figure was published, where no newer figure was.
    """

    month: str
    row: sqlite3.Row | None
    absent: sqlite3.Row | None
    change: float | None
    relative: float | None
    z: float | None
    cusum: float | None
    low: bool


@dataclass(frozen=True)
class IndicatorView:
    """An indicator with its chart, all its months, oldest first, and where its level changed, in words."""

    indicator: Indicator
    chart: Chart | None
    months: tuple[MonthLine, ...]
    breaks: tuple[str, ...]

    @property
    def latest(self) -> tuple[MonthLine, ...]:
        """The months of the table, newest first."""
        return self.months[: -TABLED - 1 : -1]

    @property
    def newest(self) -> MonthLine | None:
        return next((line for line in reversed(self.months) if line.row is not None), None)

    @property
    def missing(self) -> int:
        return sum(line.row is None for line in self.latest)


@dataclass(frozen=True)
class QuarterLine:
    """One classification: the stored row, its words, and the state on the page's data where it differs.

    `ruled` is the version of the rules that classified it, where those in use are others.
    """

    row: sqlite3.Row
    told: tuple[str, ...]
    signals: tuple[str, ...]
    later: str | None
    ruled: int | None


@dataclass(frozen=True)
class AreaView:
    """Everything of one area as of a day."""

    day: str
    newest: str
    indicators: tuple[IndicatorView, ...]
    quarters: tuple[QuarterLine, ...]


def read_area(db: Database, area_id: str, *, as_of: str | None, until: str) -> AreaView | None:
    """An area on the data of a day, without it on the newest. None where nothing was published by then."""
    newest = store.newest_publication(db, until)
    day = as_of or newest
    if newest is None or day is None or store.month_range(db, day) is None:
        return None
    policy = policy_in_use(db)
    known = known_on(db, day, policy.rules, [area_id])
    rows = {
        (r["indicator_code"], r["month"]): r
        for r in store.values_as_of(db, day, area_ids=[area_id])
        if r["place"] == area_id
    }
    absences = row_store.absences_of(db, area_id, until=as_of or until)  # one may be newer than every figure
    views = tuple(
        IndicatorView(
            indicator,
            indicator_chart(known, i, policy.rules),
            tuple(_months(known, i, rows, absences, policy)),
            tuple(_breaks(known, i, policy)),
        )
        for i, indicator in enumerate(known.indicators)
    )
    return AreaView(day, newest, views, tuple(_quarters(db, area_id, known, policy)))


def read_months(db: Database, area_id: str, *, day: str) -> list[tuple[Indicator, Sequence[MonthLine]]]:
    """All months of all indicators of an area on the data of a day."""
    policy = policy_in_use(db)
    known = known_on(db, day, policy.rules, [area_id])
    found = store.values_as_of(db, day, area_ids=[area_id])
    rows = {(r["indicator_code"], r["month"]): r for r in found if r["place"] == area_id}
    absences = row_store.absences_of(db, area_id, until=day)
    return [(each, tuple(_months(known, i, rows, absences, policy))) for i, each in enumerate(known.indicators)]


def _months(
    known: Known,
    i: int,
    rows: dict[tuple[str, str], sqlite3.Row],
    absences: dict[tuple[str, str], list[sqlite3.Row]],
    policy: Policy,
) -> Iterator[MonthLine]:
    code, figures = known.indicators[i].code, known.analysis
    for t, month in enumerate(known.panel.months):
        z, row = _number(figures.z[0, i, t]), rows.get((code, month))
        absent = absences.get((code, month), [None])[-1]
        yield MonthLine(
            month=month,
            row=row,
            absent=absent if absent and (row is None or absent["published_on"] > row["published_on"]) else None,
            change=_number(figures.change[0, i, t]),
            relative=_number(figures.relative[0, i, t]),
            z=z,
            cusum=_number(figures.cusum[0, i, t]),
            low=z is not None and z <= policy.rules.z_low,
        )


def _breaks(known: Known, i: int, policy: Policy) -> Iterator[str]:
    """Since when the area runs on another level against the reference."""
    if policy.rules.breaks is None:
        return
    for each in breaks(known.analysis.relative[0, i], policy.rules.breaks):
        yield break_words(each, known.panel.months[each.at], policy.rules)


def _quarters(db: Database, area_id: str, known: Known, policy: Policy) -> Iterator[QuarterLine]:
    """Each classification of the day or before, newest first, held against what the page's data say."""
    words = {each.code: each for each in store.list_indicators(db)}
    seen: set[str] = set()
    for row in classification_store.history(db, area_id, as_of=known.day):
        grounds, rules = from_json(row["reasons"]), rules_by_hash(db, row["scheme_sha256"])
        told = state_words(grounds, row["state"], bool(row["undetermined"]), rules)
        gaps, region = not_known_words(grounds, words, rules, row["quarter"]), rules.reference if rules else "nation"
        first = row["quarter"] not in seen
        seen.add(row["quarter"])
        yield QuarterLine(
            row,
            (*told, gaps) if gaps else tuple(told),
            tuple(signal_words(each, words, reference=region) for each in signals_of(grounds)),
            _later(db, area_id, row, known, policy) if first else None,
            rules.version if rules and rules != policy.rules else None,
        )


def _later(db: Database, area_id: str, row: sqlite3.Row, known: Known, policy: Policy) -> str | None:
    """The state on the page's data, where it is another than the one stored."""
    if known.day == row["as_of"] and row["scheme_sha256"] == policy.sha256:
        return None
    found = assess(known, row["quarter"], standings_before(db, row["quarter"], row["as_of"]), policy.rules)
    if area_id not in found or found[area_id].coverage == 0:
        return None
    state = found[area_id].state
    return state if state != row["state_now"] else None


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
