"""The indicators of an area over the last years, as charts for its report."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.charts.charts import Chart
from app.evaluation.display.display import Display
from app.evaluation.round.evidence_store import window_of
from app.monitoring.quarter.assessing import known_on
from app.monitoring.reading.charting import indicator_chart

ALWAYS = "employees"  # what everybody asks about first
# What the report's page has room for beside its text. Chosen, not measured.
MOST = 2


def trends(db: Database, area_id: str, evaluation: sqlite3.Row, display: Display) -> tuple[Chart, ...]:
    """Employees, and the indicator that adds most to the score, up to the last month it took."""
    measures = [m for line in display.domains for m in line.measures if m.kind == "indicator" and m.y is not None]
    heaviest = [m.code for m in sorted(measures, key=lambda m: -m.contribution)]
    if not heaviest:
        return ()
    rules = display.scheme.monitoring
    window = window_of(db, evaluation["id"])
    known = known_on(db, evaluation["as_of"], rules, [area_id], last=window[1] if window else None)
    places = {each.code: i for i, each in enumerate(known.indicators)}
    wanted = [code for code in dict.fromkeys((ALWAYS, *heaviest)) if code in places][:MOST]
    charts = (indicator_chart(known, places[code], rules) for code in wanted)
    return tuple(chart for chart in charts if chart is not None)
