"""What a report on one area says, ready to be laid out on paper or in a document."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from app.charts.charts import Chart
from app.coding.telling.masking import MASK
from app.papers.model import Block
from app.reports.noted import PrintedMemo


@dataclass(frozen=True)
class PrintedQuote:
    """A verbatim quote with names of firms masked, and who said it, told by industry and size.

    It stands alone: nothing lies beside a paper that could say what it answers.
    """

    text: str
    speaker: str
    language: str


@dataclass(frozen=True)
class PrintedDomain:
    """One row of the joint display in words.

    Attributes
    ----------
    domain : str
        Its word.
    numbers, voices : tuple of str
        Lines of the two strands.
    q, l : str
        Points of the strands with their unit, empty where missing.
    fit : str
        Code of the fit.
    quotes : tuple of PrintedQuote
    statements : tuple of str
        What people stated about an open question.
    """

    domain: str
    q: str
    l: str  # noqa: E741 - METHOD's letter
    numbers: tuple[str, ...]
    voices: tuple[str, ...]
    fit: str
    quotes: tuple[PrintedQuote, ...]
    statements: tuple[str, ...]


@dataclass(frozen=True)
class PrintedEvent:
    """One state of the level: its code, the level, the instant, the day of the meeting, why, and what was seen.

    `met_on` is None where there was no meeting, `reason` empty where nobody changed the level; `seen` are the
    texts people brought as evidence.
    """

    state: str
    level: str
    at: str
    met_on: str | None
    reason: str
    seen: tuple[str, ...]


@dataclass(frozen=True)
class AreaReport:
    """A report on one area.

    Attributes
    ----------
    area, round, evaluation, result : rows
    title : str
    level, state : str or None, str
        The level that stands and how far it has gone.
    lead : str
        The level's sentence: what stands, since when, decided by whom.
    sentences : tuple of str
        How the score came about, why the level is held, what people changed.
    warning : str
        What a reader must know before passing it on; empty once the level is confirmed.
    chart : Chart or None
    trends : tuple of Chart
        Indicators over the last years against city and nation, as published by the evaluation's day.
    domains : tuple of PrintedDomain
    quote_note : str
        Why there are no quotes; empty where there are.
    losses : tuple of str
    memos : tuple of PrintedMemo
        What experts noted and let reports hold.
    history : tuple of PrintedEvent
    sources : tuple of (str, tuple of str)
        A heading and its lines.
    codes : str
        Marks by which figures can be checked against the program: small print at the very end.
    example : bool
        Invented data: every page says so.
    help : tuple of Block
        What followed from the level: offers, proposals, plans.
    """

    area: sqlite3.Row
    round: sqlite3.Row
    evaluation: sqlite3.Row
    result: sqlite3.Row
    title: str
    level: str | None
    state: str
    lead: str
    sentences: tuple[str, ...]
    warning: str
    chart: Chart | None
    trends: tuple[Chart, ...]
    domains: tuple[PrintedDomain, ...]
    quote_note: str
    losses: tuple[str, ...]
    memos: tuple[PrintedMemo, ...]
    history: tuple[PrintedEvent, ...]
    sources: tuple[tuple[str, tuple[str, ...]], ...]
    codes: str
    example: bool
    help: tuple[Block, ...] = ()

    @property
    def masked(self) -> bool:
        """Whether any name was in fact replaced in what is quoted."""
        return any(MASK in quote.text for domain in self.domains for quote in domain.quotes)
