"""Agreement from round to round, or from month to month where there is one round, as a line."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any, NamedTuple

from flask_babel import gettext as _

from app.agreement.meaning import FIRM, TENTATIVE
from app.charts import charts
from app.charts.charts import Chart, Reference, Series
from app.coding.several.agreeing import FEWEST
from app.words.formats import named, number


class Point(NamedTuple):
    """What it is of, the alpha of themes and of severity, and of how many statements two coders judged."""

    name: str
    alpha: float | None
    severity: float | None
    twice: int


def of_rounds(history: Sequence[tuple[sqlite3.Row, dict[str, Any] | None]]) -> list[Point]:
    """A point a round; no alpha where it was not reckoned or is of too few."""
    found: list[Point] = []
    for each, figures in history:
        if figures is None:
            found.append(Point(str(named(each)), None, None, 0))
        else:
            severity = figures["severity"]
            found.append(
                Point(
                    str(named(each)),
                    _value(figures["overall"]["alpha"], figures["twice"]),
                    _value(severity["alpha"], severity["pairable"]),
                    figures["twice"],
                )
            )
    return found


def of_months(figures: dict[str, Any]) -> list[Point]:
    months = [part for part in figures["slices"] if part["kind"] == "month" and part["name"]]
    return [Point(part["name"], _value(part["alpha"], part["twice"]), None, part["twice"]) for part in months]


def line(points: Sequence[Point], *, title: str) -> Chart | None:
    """The line; None where fewer than two points have a value."""
    if sum(point.alpha is not None for point in points) < 2:
        return None
    series = [Series(_("주제"), tuple((point.name, point.alpha) for point in points))]
    if any(point.severity is not None for point in points):
        series.append(Series(_("심각도"), tuple((point.name, point.severity) for point in points)))
    told = "; ".join(
        f"{each.name}: " + ", ".join(f"{x} {number(y, 2)}" for x, y in each.points if y is not None) for each in series
    )
    marks = [Reference(FIRM, _("결론에 씀")), Reference(TENTATIVE, _("잠정"))]
    return charts.line(series, title=title, description=told, unit=_("알파"), references=marks)


def _value(estimate: dict[str, Any], n: int) -> float | None:
    value = estimate["value"]
    return round(value, 3) if value is not None and n >= FEWEST else None
