"""What a round's report says, ready to be laid out: sections of sentences, tables and charts, each with its source."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from app.charts.charts import Chart
from app.reports.extent import Extent
from app.reports.rounds.figures import Figures
from app.voices.seeing import Words


@dataclass(frozen=True)
class Spoken:
    """What firms said of a theme, as anybody may read it."""

    theme: str
    name: str
    words: tuple[Words, ...]


@dataclass(frozen=True)
class Section:
    """A part of the report: its heading, sentences, charts, tables and quotes. `listed` sentences stand as a list."""

    key: str
    title: str
    sentences: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Figures, ...] = ()
    spoken: tuple[Spoken, ...] = ()


@dataclass(frozen=True)
class Number:
    """One of the numbers a reader keeps: its word, the number in words, and what it stands beside."""

    word: str
    told: str
    beside: str


@dataclass(frozen=True)
class Worse:
    """An area that got worse, in words: which level it had and has, and why."""

    area: str
    before: str
    now: str
    why: str


@dataclass(frozen=True)
class RoundReport:
    """A round's report.

    Attributes
    ----------
    round, evaluation : rows
    title : str
    extent : Extent
        Which areas it is of.
    draft : str
        What must be known before it is passed on; empty once every level is decided.
    lead : str
        The sentence: how many areas stand at which level.
    sentences : tuple of str
        What changed, what was said most, how good the evidence is.
    numbers : tuple of Number
        The three that a mayor needs.
    worse : tuple of Worse
        Where it got worse and why, gravest first.
    todo : tuple of str
        What is proposed or has to be done next.
    helped : tuple of str
        What followed: support that was offered, proposals.
    sections : tuple of Section
    basis : tuple of (str, str)
        As-of date, scheme with its version, codebook: what every figure stands on.
    source : str
        The same in one line, for beneath each table.
    sources : tuple of (str, tuple of str)
        Headings with lines: indicators, surveys, roundtables.
    codes : str
        Marks by which figures can be checked against the program.
    example : bool
    """

    round: sqlite3.Row
    evaluation: sqlite3.Row
    title: str
    extent: Extent
    draft: str
    lead: str
    sentences: tuple[str, ...]
    numbers: tuple[Number, ...]
    worse: tuple[Worse, ...]
    todo: tuple[str, ...]
    helped: tuple[str, ...]
    sections: tuple[Section, ...]
    basis: tuple[tuple[str, str], ...]
    source: str
    sources: tuple[tuple[str, tuple[str, ...]], ...]
    codes: str
    example: bool

    @property
    def tables(self) -> tuple[Figures, ...]:
        """Every table, in order: the sheets of the workbook."""
        return tuple(table for section in self.sections for table in section.tables)
