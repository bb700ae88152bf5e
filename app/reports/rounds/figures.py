"""A table of a round's report as a noun: its columns say how a value is told, on a page, on paper and in a workbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from app.words.formats import MISSING, day, number, percent
from app.words.labels import LEVEL_SHAPES, label

UNDETERMINED = "undetermined"
# How many rows of a long table stand on the page and on paper; the workbook has all. Chosen, not measured: three pages.
MOST = 120
# More rows than any table has: a workbook has all.
EVERY = 1_000_000
# Kinds of columns that are numbers, and how many digits a workbook keeps of them.
DIGITS = {"count": 0, "points": 1, "change": 1, "severity": 1, "percent": 1, "won": 0}


@dataclass(frozen=True)
class Column:
    """A column: its head and what it holds.

    `kind` is "text", "level", "state", "day", or a number: "count", "points" [0-100], "change" [points, with its sign],
    "severity" [1-5], "percent" (a share of 1), "won". `share` is its part of the paper's width.
    """

    word: str
    kind: str = "text"
    share: int = 1

    @property
    def numeric(self) -> bool:
        return self.kind in DIGITS

    @property
    def head(self) -> str:
        """The head with its unit, for a workbook."""
        units = {"points": _("점"), "change": _("점"), "percent": "%", "severity": "1–5", "won": _("원")}
        unit = units.get(self.kind)
        return f"{self.word}({unit})" if unit else self.word


@dataclass(frozen=True)
class Link:
    """Where a row opens: an endpoint and its arguments. Commands have no addresses, so that pages make them."""

    endpoint: str
    arguments: Mapping[str, str]
    permission: str


@dataclass(frozen=True)
class Figures:
    """A table of a report.

    Attributes
    ----------
    key : str
        Names it in addresses.
    title : str
    columns : tuple of Column
    rows : tuple of tuple
        Values as they are; None where a value is missing or may not be told.
    links : tuple of (Link or None)
        Where each row's first cell opens; empty where no row does.
    note : str
        What must be known to read it.
    left : int
        Rows that were not read, for a page has no room for them.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Any, ...], ...]
    links: tuple[Link | None, ...] = ()
    note: str = ""
    left: int = 0

    @property
    def printed(self) -> tuple[tuple[Any, ...], ...]:
        """The rows that stand on a page."""
        return self.rows[:MOST]

    @property
    def more(self) -> int:
        """How many rows the workbook alone has."""
        return max(len(self.rows) - MOST, 0) + self.left

    def texts(self) -> list[list[str]]:
        """The printed rows in words."""
        return [[told(value, c.kind) for value, c in zip(row, self.columns, strict=True)] for row in self.printed]


def told(value: Any, kind: str) -> str:
    """A value in words."""
    if kind == "level":
        return level_word(value)
    if value is None or value == "":
        return MISSING
    if kind == "state":
        return label(value, "level_state")
    if kind == "day":
        return day(value)
    if kind == "percent":
        return percent(value)
    if kind in DIGITS:
        return number(value, DIGITS[kind], sign=kind == "change")
    return str(value)


def level_word(level: str | None) -> str:
    """A level as shape and word; without one, that nothing was determined."""
    if level == UNDETERMINED:
        return _("판단 유보")
    return f"{LEVEL_SHAPES[level]} {label(level, 'level')}" if level else MISSING


def cell(value: Any, kind: str) -> Any:
    """A value as a workbook keeps it: numbers as numbers, days as days, codes as their words."""
    if kind in ("level", "state"):
        return level_word(value).partition(" ")[2] or level_word(value) if kind == "level" else told(value, kind)
    if value is None or kind not in DIGITS:
        return value
    return round(value * 100 if kind == "percent" else value, DIGITS[kind])
