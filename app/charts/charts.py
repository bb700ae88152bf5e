"""Charts every feature uses: lines over time, bars, waterfalls and heat maps, as SVG and PNG.

Series differ by dash and lightness as well as by color, so that a gray print reads; callers bring the words.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from app.charts import axes, marks
from app.charts.keeping import drawing
from app.charts.marks import Band, Bar, Cell, Layer, Reference, Series, Spot, Step
from app.charts.orders import Order

__all__ = [
    "Band",
    "Bar",
    "Cell",
    "Chart",
    "Reference",
    "Series",
    "Spot",
    "Step",
    "bars",
    "heat",
    "line",
    "waterfall",
]
WIDE, NARROW = 640, 340


@dataclass(frozen=True)
class Chart:
    """A chart ready to be drawn; equal charts are drawn once and kept (`keeping.py`).

    Attributes
    ----------
    spec : str
        Vega-Lite as JSON.
    title, description : str
        What it shows and what it says, in words: the text alternative.
    """

    spec: str
    title: str
    description: str

    def svg(self, *, width: int | None = None, name: str = "") -> Markup:
        """The SVG element, `width` pixels wide where the kind of chart can be narrowed."""
        order = Order("svg", self.at_width(width).spec, self.title, self.description, name=name)
        return Markup(drawing(order).decode())

    def png(self, scale: float = 2) -> bytes:
        """PNG bytes for a document."""
        return drawing(Order("png", self.spec, scale=scale))

    def responsive(self) -> Markup:
        """Two drawings, for an office screen and for a phone; the style sheet shows the one that fits."""
        pair = Markup('<div class="chart-wide">{}</div><div class="chart-narrow">{}</div>')
        return pair.format(self.svg(), self.svg(width=NARROW, name="narrow"))

    def at_width(self, width: int | None) -> Chart:
        """The same chart at another width; a heat map keeps its cells."""
        spec = json.loads(self.spec)
        if width is None or not isinstance(spec.get("width"), int):
            return self
        spec["width"] = width
        return replace(self, spec=json_of(spec))


def line(
    series: Sequence[Series],
    *,
    title: str,
    description: str,
    unit: str = "",
    references: Sequence[Reference] = (),
    band: Band | None = None,
    spots: Sequence[Spot] = (),
    zero: bool = False,
    domain: tuple[float, float] | None = None,
    width: int = WIDE,
    height: int = 240,
) -> Chart:
    """Lines over months (or over any ordered words). A missing value is a gap, never bridged."""
    xs = list(dict.fromkeys(x for each in series for x, _y in each.points))
    x = axes.x_axis(xs)
    y = {
        "field": "y",
        "type": "quantitative",
        "axis": axes.value_axis(unit),
        "scale": axes.scale(zero, domain),
    }
    layers = [marks.shaded(band, x, y)] if band else []
    layers += [marks.rule(reference, horizontal=True) for reference in references]
    layers.append(marks.lines(series, x, y))
    lonely = marks.lonely(series, everything=len(xs) <= 24)
    if lonely:
        layers.append(marks.points(lonely, [s.name for s in series], x, y))
    if spots:
        layers.append(marks.spots(spots, x, y))
    return _chart(layers, title, description, width, height)


def bars(
    entries: Sequence[Bar],
    *,
    title: str,
    description: str,
    unit: str = "",
    references: Sequence[Reference] = (),
    domain: tuple[float, float] | None = None,
    width: int = WIDE,
    digits: int = 1,
) -> Chart:
    """Horizontal bars in the order given; several groups stand under one another within a name."""
    names = list(dict.fromkeys(each.name for each in entries))
    groups = list(dict.fromkeys(each.group for each in entries))
    values = [marks.bar_row(each, groups, digits) for each in entries if each.value is not None]
    y = {
        "field": "name",
        "type": "nominal",
        "sort": names,
        "axis": axes.name_axis(),
        "scale": {"domain": names},
    }
    x = _across("value", unit, domain or marks.room(values, references, width))
    offset = {"yOffset": {"field": "group", "sort": groups}} if len(groups) > 1 else {}
    color: Layer = {"field": "fill", "type": "nominal", "scale": None, "legend": None}
    if len(groups) > 1:
        color = axes.legend("group", groups, axes.FILLS)
    mark = {"type": "bar", "stroke": axes.SOFT, "strokeWidth": 0.5}
    layers = [
        marks.data(values, mark, {"x": x, "y": y, "color": color, **offset}),
        *(marks.rule(reference, horizontal=False) for reference in references),
        *marks.words(values, {"x": {**x, "field": "right"}, "y": y, **offset}),
    ]
    return _chart(layers, title, description, width, 40 + len(names) * (12 + 20 * len(groups)))


def waterfall(
    steps: Sequence[Step],
    *,
    total: str,
    title: str,
    description: str,
    unit: str = "",
    references: Sequence[Reference] = (),
    domain: tuple[float, float] | None = None,
    width: int = WIDE,
) -> Chart:
    """What each step adds until the sum, named `total`; read from top to bottom."""
    kinds = list(dict.fromkeys(each.kind for each in steps))
    values = marks.blocks(steps, total)
    names = [value["name"] for value in values]
    y = {"field": "name", "type": "nominal", "sort": names, "axis": axes.name_axis()}
    colors = [*(axes.FILLS[1:])[: len(kinds)], axes.FILLS[0]]
    mark = {"type": "bar", "stroke": axes.SOFT, "strokeWidth": 0.5, "height": {"band": 0.66}}
    color = axes.legend("kind", [*kinds, total], colors)
    low = _across("low", unit, domain)
    layers = [
        marks.data(values, mark, {"x": low, "x2": {"field": "high"}, "y": y, "color": color}),
        *(marks.rule(reference, horizontal=False) for reference in references),
        *marks.words(values, {"x": {**low, "field": "right"}, "y": y}),
    ]
    return _chart(layers, title, description, width, 50 + len(names) * 30)


def heat(
    cells: Sequence[Cell],
    *,
    title: str,
    description: str,
    legend: str = "",
    most: float | None = None,
    cell: tuple[int, int] = (58, 26),
) -> Chart:
    """Rows by columns in the order given; darker is more, the number stands in the cell.

    Cells with a weight are marks as large as it, their words beside them.
    """
    rows = list(dict.fromkeys(each.row for each in cells))
    columns = list(dict.fromkeys(each.column for each in cells))
    top = most if most is not None else max((c.value for c in cells if c.value is not None), default=1.0)
    top = top or 1.0
    values = [{"row": c.row, "column": c.column, "value": c.value, "text": c.text} for c in cells]
    across = axes.name_axis(orient="top", angle=-40)
    x = {"field": "column", "type": "nominal", "sort": columns, "axis": across}
    y = {"field": "row", "type": "nominal", "sort": rows, "axis": axes.name_axis()}
    if any(each.weight is not None for each in cells):
        layers = marks.weighed(cells, x, y, _shades(top, legend))
        return _grid([], layers, (96, 34), title, description)
    dark = {"test": f"datum.value !== null && datum.value > {top * 0.45}", "value": "#fff"}
    rect = {"type": "rect", "stroke": "#fff", "strokeWidth": 1, "invalid": "filter"}
    ink = {"condition": dark, "value": axes.INK}
    layers = [
        {"mark": rect, "encoding": {"x": x, "y": y, "color": _shades(top, legend)}},
        {
            "mark": {"type": "text", "fontSize": 12},
            "encoding": {"x": x, "y": y, "text": {"field": "text"}, "color": ink},
        },
    ]
    return _grid(values, layers, cell, title, description)


def _grid(
    values: list[dict[str, Any]], layers: list[Layer], cell: tuple[int, int], title: str, description: str
) -> Chart:
    """A chart whose rows and columns are as wide as their cells."""
    spec = {
        "data": {"values": values},
        "layer": layers,
        "width": {"step": cell[0]},
        "height": {"step": cell[1]},
        "config": axes.config(),
    }
    return Chart(json_of(spec), title, description)


def _across(field: str, unit: str, domain: tuple[float, float] | None) -> Layer:
    axis = axes.value_axis(unit, horizontal=True)
    return {"field": field, "type": "quantitative", "axis": axis, "scale": axes.scale(True, domain)}


def _shades(top: float, legend: str) -> Layer:
    domain = [0, top / 3, top * 2 / 3, top]
    scale = {"type": "linear", "domain": domain, "range": list(axes.HEAT), "clamp": True}
    bar = {"title": legend, "gradientLength": 120, "orient": "bottom", "direction": "horizontal"}
    bar["titleLimit"] = 300
    return {"field": "value", "type": "quantitative", "scale": scale, "legend": bar if legend else None}


def _chart(layers: list[Layer], title: str, description: str, width: int, height: int) -> Chart:
    spec = {
        "width": width,
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "layer": layers,
        "config": axes.config(),
    }
    return Chart(json_of(spec), title, description)


def json_of(spec: dict[str, Any]) -> str:
    return json.dumps(spec, ensure_ascii=False, allow_nan=False, sort_keys=True)
