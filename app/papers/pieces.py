"""What a paper is laid out into: lines, pictures and grids, whose looks are those of `looks.py`."""

from __future__ import annotations

from dataclasses import dataclass

from app.papers.looks import MEASURE
from app.papers.model import Chart


@dataclass(frozen=True)
class Line:
    """A paragraph of one look; `end` in a second look behind it. `new_page`: it begins one.

    `keep`: it stays on the page of what follows, also where its look would not.
    """

    look: str
    text: str
    new_page: bool = False
    end: str = ""
    keep: bool = False


@dataclass(frozen=True)
class Picture:
    """A chart as wide as `width` millimetres; `look` says whether what follows is kept on its page."""

    chart: Chart
    width: float = MEASURE
    look: str = "picture"


Piece = Line | Picture


@dataclass(frozen=True)
class Cell:
    pieces: tuple[Piece, ...]
    shaded: bool = False


@dataclass(frozen=True)
class Grid:
    """A table: rows of cells, widths in millimetres, how many rows are its head, whether it has lines.

    `height` is the least of its last row, `right`: it stands at the right edge. `whole`: it is not parted by a page.
    `told`: what follows is of it, so that its last row stays on that page.
    """

    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    head: int = 0
    ruled: bool = True
    height: float = 0
    right: bool = False
    whole: bool = False
    told: bool = False


Laid = Line | Picture | Grid
