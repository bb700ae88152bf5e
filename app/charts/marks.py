"""What charts are made of: lines, bands, references, bars, steps, cells; and the layers they become."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.charts.axes import COLORS, FILLS, INK, MONTH, SOFT, TONES, line_words

Layer = dict[str, Any]


@dataclass(frozen=True)
class Series:
    """One line: its name and its points (x, y); x is a month "2026-10" or any word, y None where a gap is."""

    name: str
    points: tuple[tuple[str, float | None], ...]


@dataclass(frozen=True)
class Band:
    """A shaded band behind the lines: its name and points (x, low, high)."""

    name: str
    points: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True)
class Reference:
    """A straight dashed line at a value, with its word: a cut-off, the neutral 100 of a BSI."""

    value: float
    name: str


@dataclass(frozen=True)
class Spot:
    """A point that is pointed at (a month that gave a signal): drawn as a filled triangle."""

    x: str
    y: float


@dataclass(frozen=True)
class Bar:
    """One bar: its name, its value, the group it belongs to (groups stand under one another), a tone.

    `text` is written at its end (the value with one decimal when empty); `tone` is a level or "soft".
    """

    name: str
    value: float | None
    group: str = ""
    text: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Step:
    """One step of a waterfall: what it adds (or, below 0, takes), and its kind (numbers, voices)."""

    name: str
    value: float
    kind: str = ""


@dataclass(frozen=True)
class Cell:
    """One cell of a heat map; `value` None is drawn as an empty cell. `text` is written in it.

    With a `weight` it is drawn as a mark whose area is the weight: 2 of 2 must not look like 12 of 20. `open` leaves the
    mark unfilled: its value says too little to be compared.
    """

    row: str
    column: str
    value: float | None
    text: str = ""
    weight: float | None = None
    open: bool = False


def data(values: list[dict[str, Any]], mark: dict[str, Any], encoding: dict[str, Any]) -> Layer:
    """A layer with its own rows."""
    return {"data": {"values": values}, "mark": mark, "encoding": encoding}


def lines(series: Sequence[Series], x: Layer, y: Layer) -> Layer:
    """The lines; a missing value breaks its line."""
    values = [{"series": each.name, **_place(at, value)} for each in series for at, value in each.points]
    mark = {"type": "line", "invalid": "break-paths-show-domains", "strokeCap": "butt"}
    return data(values, mark, {"x": x, "y": y, **line_words([s.name for s in series])})


def lonely(series: Sequence[Series], *, everything: bool) -> list[dict[str, Any]]:
    """Points a line alone would not show: those between two gaps (or all, where there are few)."""
    found = []
    for each in series:
        ys = [None, *(y for _x, y in each.points), None]
        for i, (at, value) in enumerate(each.points, start=1):
            if value is not None and (everything or (ys[i - 1] is None and ys[i + 1] is None)):
                found.append({"series": each.name, **_place(at, value)})
    return found


def points(values: list[dict[str, Any]], names: list[str], x: Layer, y: Layer) -> Layer:
    """The points of `lonely` in the colors of their lines."""
    colors = [COLORS[i % len(COLORS)] for i in range(len(names))]
    scale = {"domain": names, "range": colors}
    color = {"field": "series", "type": "nominal", "scale": scale, "legend": None}
    mark = {"type": "point", "filled": True, "size": 28, "opacity": 1}
    return data(values, mark, {"x": x, "y": y, "color": color})


def spots(places: Sequence[Spot], x: Layer, y: Layer) -> Layer:
    """Triangles just above the points they point at."""
    mark = {"type": "point", "shape": "triangle-down", "filled": True, "size": 55, "opacity": 1}
    mark |= {"color": TONES["serious"], "yOffset": -6}
    return data([_place(s.x, s.y) for s in places], mark, {"x": x, "y": y})


def shaded(band: Band, x: Layer, y: Layer) -> Layer:
    """The band, with a square in the legend."""
    values = [{**_place(at, low), "high": high, "band": band.name} for at, low, high in band.points]
    legend = {"title": None, "orient": "top", "symbolType": "square"}
    scale = {"domain": [band.name], "range": ["#d6e0eb"]}
    fill = {"field": "band", "type": "nominal", "scale": scale, "legend": legend}
    encoding = {"x": x, "y": y, "y2": {"field": "high"}, "fill": fill}
    return data(values, {"type": "area", "opacity": 0.75}, encoding)


def rule(reference: Reference, *, horizontal: bool) -> Layer:
    """A dashed line with its word; the word stands at the far end of the line."""
    axis = "y" if horizontal else "x"
    word: dict[str, Any] = {"type": "text", "text": reference.name, "color": SOFT, "fontSize": 12}
    if horizontal:
        word |= {"align": "right", "x": "width", "dy": -7}
    else:
        word |= {"align": "left", "y": -6, "dx": 2}
    datum = {axis: {"datum": reference.value}}
    stroke = {"type": "rule", "strokeDash": [4, 3], "color": SOFT, "strokeWidth": 1.2}
    both = [{"mark": stroke, "encoding": datum}, {"mark": word, "encoding": datum}]
    return {"data": {"values": [{}]}, "layer": both}


def words(values: list[dict[str, Any]], encoding: dict[str, Any]) -> list[Layer]:
    """The rows' texts, just right of their places, on a pale ground so that no line strikes them through."""
    mark = {"type": "text", "align": "left", "dx": 4, "fontSize": 12, "color": INK}
    ground = {**mark, "stroke": "#fff", "strokeWidth": 4, "strokeJoin": "round"}
    layer = {"text": {"field": "text"}, **encoding}
    return [data(values, ground, layer), data(values, mark, layer)]


def bar_row(bar: Bar, groups: list[str], digits: int) -> dict[str, Any]:
    """A bar's row, with its fill, its text, and where the text stands: right of the bar, also below 0."""
    fill = TONES.get(bar.tone) or FILLS[groups.index(bar.group) % len(FILLS)]
    text = bar.text or f"{bar.value:,.{digits}f}".replace("-", "−")
    right = max(bar.value or 0.0, 0.0)
    row = {"name": bar.name, "value": bar.value, "group": bar.group, "fill": fill, "text": text}
    return {**row, "right": right}


# Pixels of a chart's width that its names take, and those of a letter of its words: Korean ones are square.
_NAMES, _SQUARE, _SLENDER = 190, 12, 7


def room(rows: Sequence[Layer], references: Sequence[Reference], width: int) -> tuple[float, float] | None:
    """From nothing to where the words at the end of every bar still stand within the chart; None with a bar below 0."""
    if not rows or any(row["value"] < 0 for row in rows):
        return None
    ends = [row["right"] / (1 - min(_wide(row["text"]) / (width - _NAMES), 0.6)) for row in rows]
    top = max([*ends, *(each.value for each in references)])
    return (0, top) if top > 0 else None


def _wide(text: str) -> int:
    return sum(_SQUARE if letter >= "\u1100" else _SLENDER for letter in text) + _SLENDER


def blocks(steps: Sequence[Step], total: str) -> list[dict[str, Any]]:
    """The rows of a waterfall, each beginning where the one before ends; the sum last."""
    rows, at = [], 0.0
    for each in steps:
        rows.append(_block(each.name, at, at + each.value, each.kind, f"{each.value:+.1f}"))
        at += each.value
    return [*rows, _block(total, 0.0, at, total, f"{at:.1f}")]


def _block(name: str, low: float, high: float, kind: str, text: str) -> dict[str, Any]:
    row: dict[str, Any] = {"name": name, "low": low, "high": high, "kind": kind, "right": max(low, high)}
    return {**row, "text": text.replace("-", "−")}


def _place(x: str, y: float | None) -> dict[str, Any]:
    return {"x": f"{x}-01" if MONTH.fullmatch(x) else x, "y": y}


def weighed(cells: Sequence[Cell], x: Layer, y: Layer, color: Layer) -> list[Layer]:
    """Marks as large as their weight and, beside each, its words: the two layers of a heat map with weights."""
    size = {
        "field": "weight",
        "type": "quantitative",
        "scale": {"domain": [0, max((c.weight or 0 for c in cells), default=1) or 1], "range": [12, 420]},
        "legend": None,
    }
    fill = {**color, "condition": {"test": "datum.open", "value": "#fff"}}
    mark = {"type": "point", "shape": "circle", "filled": True, "opacity": 1, "stroke": SOFT, "strokeWidth": 0.8}
    rows = [
        {"row": c.row, "column": c.column, "value": c.value, "text": c.text, "weight": c.weight or 0, "open": c.open}
        for c in cells
    ]
    drawn = [row for row in rows if row["value"] is not None]
    return [
        data(drawn, {**mark, "xOffset": -22}, {"x": x, "y": y, "size": size, "color": fill}),
        data(
            rows,
            {"type": "text", "align": "left", "dx": -6, "fontSize": 11},
            {"x": x, "y": y, "text": {"field": "text"}},
        ),
    ]
