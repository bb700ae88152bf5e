"""The map of a round as a noun: areas and outlines as points of a picture, so that it needs no tiles and prints in black.

Each level has its shape and letter besides its pattern and color; the worst are drawn last and stand on top.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from app.evaluation.display.lines import LEVELS, Line
from app.evaluation.overview.naming import Name, names_of
from app.evaluation.overview.spreading import UNDETERMINED, standing_of

WIDTH, TALLEST, MARGIN = 900.0, 760.0, 22.0
# Above so many areas a mark has neither letter nor link: they would hide each other, and the table beneath has all.
MOST_NAMED = 300


@dataclass(frozen=True)
class Mark:
    """An area on the map: its line, where it stands [pixels], its level (or UNDETERMINED, or None)."""

    line: Line
    x: float
    y: float
    level: str | None


@dataclass(frozen=True)
class Outline:
    """The outline of a district (no line) or an area, as an SVG path."""

    path: str
    line: Line | None
    level: str | None


@dataclass(frozen=True)
class Map:
    """A picture of so many pixels; `unplaced` lines have neither coordinates nor a boundary."""

    width: float
    height: float
    outlines: tuple[Outline, ...]
    marks: tuple[Mark, ...]
    unplaced: tuple[Line, ...]
    names: tuple[Name, ...] = ()

    @property
    def named(self) -> bool:
        """Whether marks carry letters and links."""
        return len(self.marks) <= MOST_NAMED

    @property
    def by_level(self) -> list[tuple[str | None, list[Mark]]]:
        """Marks in the order of drawing, those of one level together."""
        return [(level, list(marks)) for level, marks in groupby(self.marks, key=lambda mark: mark.level)]


@dataclass(frozen=True)
class _Frame:
    """From degrees to pixels: equirectangular about the middle, which a city and a nation of this size bear."""

    west: float
    north: float
    across: float
    scale: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        right = (x - self.west) * self.across * self.scale + MARGIN
        return round(right, 1), round((self.north - y) * self.scale + MARGIN, 1)


def map_of(lines: Sequence[Line], boundaries: Iterable[sqlite3.Row]) -> Map | None:
    """The map of these lines; None where no area has a place."""
    rings = [(r["area_id"], json.loads(r["rings"])) for r in boundaries]
    bounds = {area: each for area, each in rings if area}
    places = {line.row["area_id"]: place for line in lines if (place := _place(line, bounds))}
    if not places:
        return None
    corners = [p for _area, each in rings for ring in each for p in ring]
    frame, width, height = _frame([*places.values(), *corners])
    by_area = {line.row["area_id"]: line for line in lines}
    marks = [Mark(by_area[area], *frame.at(*place), standing_of(by_area[area])) for area, place in places.items()]
    return Map(
        width,
        height,
        tuple(_outline(frame, each, by_area.get(area)) for area, each in rings if not area or area in by_area),
        tuple(sorted(marks, key=lambda mark: (_rank(mark.level), mark.line.row["code"]))),
        tuple(line for line in lines if line.row["area_id"] not in places),
        names_of([(m.line.row["district"], m.x, m.y) for m in marks], width=width, height=height),
    )


def _place(line: Line, bounds: dict[str, list[list[list[float]]]]) -> tuple[float, float] | None:
    """Where an area's mark stands: its coordinates, or the middle of its largest outline."""
    row = line.row
    if row["latitude"] is not None and row["longitude"] is not None:
        return row["longitude"], row["latitude"]
    rings = bounds.get(row["area_id"])
    if not rings:
        return None
    ring = max(rings, key=len)
    return (sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring))


def _frame(points: Sequence[Sequence[float]]) -> tuple[_Frame, float, float]:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    west, east, south, north = min(xs), max(xs), min(ys), max(ys)
    across = math.cos(math.radians((south + north) / 2))
    # Areas on one line, or a single one, still get a picture: a hundredth of a degree is about a kilometer.
    wide, tall = max((east - west) * across, 0.01), max(north - south, 0.01)
    scale = min((WIDTH - 2 * MARGIN) / wide, (TALLEST - 2 * MARGIN) / tall)
    return _Frame(west, north, across, scale), round(wide * scale + 2 * MARGIN), round(tall * scale + 2 * MARGIN)


def _outline(frame: _Frame, rings: list[list[list[float]]], line: Line | None) -> Outline:
    parts = (" ".join(f"{x},{y}" for x, y in (frame.at(*p) for p in ring)) for ring in rings)
    return Outline("".join(f"M{part}Z" for part in parts), line, standing_of(line) if line else None)


def _rank(level: str | None) -> int:
    return LEVELS.index(level) if level in LEVELS else -2 if level is None else -1


def levels_shown(found: Map, levels: Sequence[str]) -> list[str | None]:
    """What the legend explains: the scheme's levels, and what has none where there is any."""
    held = {mark.level for mark in found.marks}
    return [*levels, *(each for each in (UNDETERMINED, None) if each in held)]
