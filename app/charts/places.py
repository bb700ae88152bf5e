"""A map as a chart: outlines, and a mark for each place whose shape says what its color says, so that it prints in black."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.charts import axes
from app.charts.charts import WIDE, Chart, json_of
from app.charts.marks import TONES, Layer, data

# The tallest a map may be, so that its caption and source stand on the page with it [pixels].
TALLEST = 520
# What a kind of place looks like: a level's shape on paper and on pages; small and pale where there is nothing to do.
SHAPES = {"good": "circle", "caution": "triangle-up", "warning": "diamond", "serious": "square", "danger": "cross"}
_SIZES = {"good": 40}
# Above so many places marks are half as wide: they would hide each other. As on the page's map.
MANY = 300


@dataclass(frozen=True)
class Place:
    """A place on the picture [its pixels from left and top], of a kind that `Kind` words."""

    x: float
    y: float
    kind: str


@dataclass(frozen=True)
class Kind:
    """A kind of place: its code, its word for the legend."""

    code: str
    word: str


Point = tuple[float, float]


def places(
    marks: Sequence[Place],
    kinds: Sequence[Kind],
    *,
    outlines: Sequence[Sequence[Point]],
    names: Sequence[tuple[float, float, str]],
    size: tuple[float, float],
    title: str,
    description: str,
) -> Chart:
    """Marks in their order, the last on top; `size` is that of the picture whose pixels they are told in."""
    width = min(WIDE, round(TALLEST * size[0] / size[1]))
    height = round(width * size[1] / size[0])
    across = {"field": "x", "type": "quantitative", "axis": None, "scale": {"domain": [0, size[0]], "nice": False}}
    down = {"field": "y", "type": "quantitative", "axis": None, "scale": {"domain": [size[1], 0], "nice": False}}
    at = {"x": across, "y": down}
    spec = {
        "width": width,
        "height": height,
        "layer": [_lines(outlines, at), _marks(marks, kinds, at), *_words(names, at)],
        "config": axes.config(),
    }
    return Chart(json_of(spec), title, description)


def _lines(outlines: Sequence[Sequence[Point]], at: Layer) -> Layer:
    values = [
        {"x": x, "y": y, "ring": n, "order": m} for n, ring in enumerate(outlines) for m, (x, y) in enumerate(ring)
    ]
    mark = {"type": "line", "stroke": axes.LINE, "strokeWidth": 0.7}
    return data(values, mark, {**at, "detail": {"field": "ring"}, "order": {"field": "order"}})


def _marks(marks: Sequence[Place], kinds: Sequence[Kind], at: Layer) -> Layer:
    words = {kind.code: kind.word for kind in kinds}
    shrunk = 0.25 if len(marks) > MANY else 1.0
    values = [
        {"x": each.x, "y": each.y, "word": words[each.kind], "n": n, "size": _SIZES.get(each.kind, 130) * shrunk}
        for n, each in enumerate(marks)
    ]
    names = list(words.values())
    color = {"domain": names, "range": [TONES.get(code, axes.SOFT) for code in words]}
    shape = {"domain": names, "range": [SHAPES.get(code, "triangle-down") for code in words]}
    legend: dict[str, Any] = {"title": None, "orient": "top", "symbolSize": 110}
    encoding = {
        **at,
        "color": {"field": "word", "type": "nominal", "scale": color, "legend": legend},
        "shape": {"field": "word", "type": "nominal", "scale": shape, "legend": legend},
        "size": {"field": "size", "type": "quantitative", "scale": None, "legend": None},
        "order": {"field": "n"},
    }
    return data(values, {"type": "point", "filled": True, "opacity": 1, "stroke": "#fff", "strokeWidth": 0.6}, encoding)


def _words(names: Sequence[tuple[float, float, str]], at: Layer) -> list[Layer]:
    values = [{"x": x, "y": y, "text": word} for x, y, word in names]
    mark = {"type": "text", "fontSize": 12, "color": axes.SOFT}
    ground = {**mark, "stroke": "#fff", "strokeWidth": 3, "strokeJoin": "round"}
    layer = {**at, "text": {"field": "text"}}
    return [data(values, ground, layer), data(values, mark, layer)]
