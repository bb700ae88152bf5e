"""A round's report, and its one page, as papers an office files: the words and tables of the page, in any form."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _

from app.accounts.office import Office
from app.clock import today
from app.papers.model import Block, Bullets, Chart, Facts, Heading, Lead, Note, Numbers, Paper, Quote, Table, Text
from app.reports.rounds.figures import Figures
from app.reports.rounds.mayor import OnePage
from app.reports.rounds.round_report import RoundReport, Section
from app.words.i18n import language


def paper_of(report: RoundReport, office: Office) -> Paper:
    """The whole report as a paper."""
    opening: list[Block] = [Lead(report.lead), *(Text(each) for each in report.sentences)]
    if report.draft:
        opening.append(Text(report.draft, strong=True))
    sections = [block for section in report.sections for block in _section(section, report.source)]
    return Paper(
        title=report.title,
        subtitle=report.extent.told,
        blocks=(*opening, Facts(report.basis), *sections, *_sources(report)),
        office=office.name,
        made_on=today().isoformat(),
        language=language(),
        example=report.example,
        running=report.title,
        keywords=(_("밀집지역"), _("위기징후"), report.round["code"]),
    )


def paper_of_page(page: OnePage, office: Office) -> Paper:
    """The one page as a paper: its numbers stand large beneath the sentence."""
    blocks: list[Block] = [
        Lead(page.lead),
        Numbers(tuple((n.word, n.told, n.beside) for n in page.numbers)),
    ]
    for heading, lines in page.parts:
        blocks += [Heading(heading, 2), Bullets(lines)]
    if page.draft:
        blocks.append(Text(page.draft, strong=True))
    return Paper(
        title=page.title,
        subtitle=page.extent,
        blocks=(*blocks, Note(page.source)),
        office=office.name,
        language=language(),
        example=page.example,
        running=page.kind,
        keywords=(_("밀집지역"), _("위기징후"), page.code),
    )


def _section(section: Section, source: str) -> Iterator[Block]:
    yield Heading(section.title, 1)
    yield from (Text(each) for each in section.sentences)
    if section.listed:
        yield Bullets(section.listed)
    yield from (Chart(each, source=source) for each in section.charts)
    for each in section.spoken:
        yield Heading(each.name, 2)
        yield from (Quote(w.text, w.who, w.where, language=w.language) for w in each.words)
    for table in section.tables:
        yield _table(table, source)
        if told := _notes(table):
            yield Note(told)


def _table(table: Figures, source: str) -> Table:
    return Table(
        head=tuple(column.word for column in table.columns),
        rows=tuple(tuple(row) for row in table.texts()),
        caption=table.title,
        source=source,
        numeric=frozenset(n for n, column in enumerate(table.columns) if column.numeric),
        shares=tuple(float(column.share) for column in table.columns),
    )


def _notes(table: Figures) -> str:
    """What must be known to read a table, and that the workbook has more of it."""
    more = _("표가 길어 %(n)s줄은 싣지 않았습니다. 모두 담은 표는 XLSX에 있습니다.", n=table.more) if table.more else ""
    return " ".join(each for each in (more, table.note) if each)


def _sources(report: RoundReport) -> Iterator[Block]:
    yield Heading(_("출처"), 1)
    for heading, lines in report.sources:
        yield Heading(heading, 2)
        yield Bullets(lines)
    yield Note(report.codes)
