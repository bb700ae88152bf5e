"""One page for a mayor: the sentence, three numbers, where it got worse and why, what comes next. All from the report."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from app.reports.rounds.round_report import Number, RoundReport, Worse
from app.words.formats import named

# What one sheet of A4 has room for in 10.5 points, the longest lines of the example taken twice.
WORSE, NEXT, ABOUT, HELPED = 4, 4, 3, 2
# Letters of a line; a longer one is cut at a word, and the report has all of it.
LONG = 150


@dataclass(frozen=True)
class OnePage:
    """The page: every line of it stands in the round's report.

    Attributes
    ----------
    kind : str
        What it is.
    parts : tuple of (str, tuple of str)
        Headings with their lines.
    """

    kind: str
    code: str
    round: str
    title: str
    extent: str
    lead: str
    numbers: tuple[Number, ...]
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    draft: str
    source: str
    example: bool


def one_page(report: RoundReport) -> OnePage:
    """The page of a report."""
    parts = (
        (_("나빠진 곳과 까닭"), tuple(short(_worse(each)) for each in report.worse[:WORSE])),
        (_("달라진 점과 기업의 말"), tuple(short(each) for each in report.sentences[:ABOUT])),
        (_("지원과 제안"), tuple(short(each) for each in report.helped[:HELPED])),
        (_("다음에 할 일"), tuple(short(each) for each in report.todo[:NEXT])),
    )
    return OnePage(
        kind=_("한 쪽 요약"),
        code=report.round["code"],
        round=named(report.round),
        title=report.title,
        extent=report.extent.told,
        lead=report.lead,
        numbers=report.numbers,
        parts=tuple((heading, lines) for heading, lines in parts if lines),
        draft=report.draft,
        source=report.source,
        example=report.example,
    )


def _worse(each: Worse) -> str:
    told = {"area": each.area, "before": each.before, "now": each.now, "why": each.why}
    if each.before == each.now:
        return _("%(area)s(%(now)s 그대로): %(why)s", **told)
    return _("%(area)s(%(before)s → %(now)s): %(why)s", **told)


def short(text: str) -> str:
    """A line as far as there is room for it, cut between words.

    >>> short("말 " * 100)[-4:]
    '말 말…'
    """
    return text if len(text) <= LONG else text[:LONG].rsplit(" ", 1)[0].rstrip() + "…"
