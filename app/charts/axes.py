"""What charts share: colors that also read in gray, axes with Korean months, scales, legends, the font."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from app.words.i18n import language

MONTH = re.compile(r"\d{4}-\d{2}")
INK, SOFT, LINE, GROUND = "#1e2124", "#58616a", "#cdd1d5", "#e6e8ea"
# KRDS colors, dark to light: the first is what the chart is about, the others what it is held against.
COLORS = ("#0b50d0", "#8a240f", "#58616a", "#267337", "#c78500", "#6b96c7")
DASHES = ([1, 0], [7, 3], [2, 2], [9, 3, 2, 3], [4, 4], [1, 3])
FILLS = ("#083891", "#86aff9", "#bacbde", "#58616a", "#c78500", "#d8e5fd")
HEAT = ("#f4f5f6", "#b1cefb", "#4c87f6", "#083891")
TONES = {
    "good": "#1a6b3c",
    "caution": "#c78500",
    "warning": "#a84300",
    "serious": "#b3141d",
    "danger": "#7a0f4a",
    "soft": "#8a949e",
}


def config() -> dict[str, Any]:
    """Vega-Lite's config: the page's font and colors, and nothing louder than the data."""
    words = {
        "labelFontSize": 12,
        "titleFontSize": 12,
        "labelColor": SOFT,
        "titleColor": SOFT,
        "titleFontWeight": "normal",
    }
    return {
        "font": "Pretendard GOV",
        "view": {"stroke": None},
        "axis": {**words, "gridColor": GROUND, "domainColor": LINE, "tickColor": LINE, "labelLimit": 170},
        "legend": {**words, "labelColor": INK, "labelLimit": 260, "symbolSize": 160},
        "padding": 6,
    }


def x_axis(xs: list[str]) -> dict[str, Any]:
    """Time where every x is a month, otherwise the words in the order given."""
    if not xs or not all(MONTH.fullmatch(x) for x in xs):
        axis: dict[str, Any] = {"title": None, "labelAngle": 0, "grid": False, "labelOverlap": True}
        axis["labelSeparation"] = 12  # dates that touch cannot be told apart
        scale: dict[str, Any] = {"type": "point", "padding": 0.3}
        return {"field": "x", "type": "ordinal", "sort": xs, "axis": axis, "scale": scale}
    xs = sorted(xs)
    axis = {
        "title": None,
        "grid": False,
        "labelExpr": _month_words(),
        "values": _ticks(xs),
        "labelOverlap": True,
    }
    scale = {"type": "utc", "domain": [f"{xs[0]}-01", f"{xs[-1]}-01"]}
    return {"field": "x", "type": "temporal", "axis": axis, "scale": scale}


def value_axis(unit: str, *, horizontal: bool = False) -> dict[str, Any]:
    """The unit stands level above a vertical axis, and beneath a horizontal one."""
    axis: dict[str, Any] = {"title": unit or None, "tickCount": 5, "format": ",~f", "grid": True}
    if not horizontal:
        axis |= {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleX": -30, "titleY": -8}
    return axis


def name_axis(**more: Any) -> dict[str, Any]:
    """An axis of names: no ticks, no grid."""
    axis: dict[str, Any] = {
        "title": None,
        "ticks": False,
        "domain": False,
        "labelColor": INK,
        "labelPadding": 6,
        "grid": False,
    }
    if "angle" in more:
        axis["labelAngle"] = more.pop("angle")
    return {**axis, **more}


def scale(zero: bool, domain: tuple[float, float] | None) -> dict[str, Any]:
    """A fixed domain, or one that fits the data and holds 0 where `zero`."""
    return {"domain": list(domain), "clamp": True, "zero": False} if domain else {"zero": zero, "nice": True}


def legend(field: str, names: list[str], colors: Sequence[str]) -> dict[str, Any]:
    """The color encoding of a field of names, with a legend of those that are not empty."""
    shown = [name for name in names if name]
    box = {
        "title": None,
        "orient": "top",
        "values": shown,
        "symbolStrokeColor": SOFT,
        "symbolStrokeWidth": 0.5,
    }
    colored = {"domain": names, "range": [colors[i % len(colors)] for i in range(len(names))]}
    return {"field": field, "type": "nominal", "scale": colored, "legend": box if shown else None}


def line_words(names: list[str]) -> dict[str, Any]:
    """Color and dash together, in one legend; the first line is the boldest."""
    box: dict[str, Any] = {
        "title": None,
        "orient": "top",
        "symbolType": "stroke",
        "symbolStrokeWidth": 2,
        "symbolSize": 400,
    }
    # More names than stand beside each other in the width of a page go on in a second line.
    if len(names) > 4:
        box["columns"] = 3
    shown = box if len(names) > 1 else None
    colors, dashes = ([each[i % len(each)] for i in range(len(names))] for each in (COLORS, DASHES))
    first = {"test": f"datum.series == {json.dumps(names[0] if names else '')}", "value": 2.5}

    def by_series(values: list[Any]) -> dict[str, Any]:
        ranged = {"domain": names, "range": values}
        return {"field": "series", "type": "nominal", "scale": ranged, "legend": shown}

    return {
        "color": by_series(colors),
        "strokeDash": by_series(dashes),
        "strokeWidth": {"condition": first, "value": 1.6},
    }


def _month_words() -> str:
    """Januaries (and the first tick of a short axis) name the year."""
    if language() == "en":
        return "utcmonth(datum.value) == 0 ? utcFormat(datum.value, '%Y') : utcFormat(datum.value, '%b')"
    return "utcmonth(datum.value) == 0 ? utcFormat(datum.value, '%Y년') : (utcmonth(datum.value) + 1) + '월'"


def _ticks(months: list[str]) -> list[str]:
    """Months to label: each second one in a year, quarters in three years, Januaries beyond."""
    first, last = (int(m[:4]) * 12 + int(m[5:]) - 1 for m in (months[0], months[-1]))
    step = next((step for most, step in ((8, 1), (14, 2), (26, 3), (40, 6)) if last - first < most), 12)
    return [f"{n // 12:04}-{n % 12 + 1:02}-01" for n in range(first, last + 1) if n % step == 0]
