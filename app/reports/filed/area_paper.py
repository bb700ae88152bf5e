"""An area's report as a paper: the level's sentence first, why it stands, what was said, where all of it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _

from app.papers.model import Block, Bullets, Chart, Heading, Lead, Mark, Note, Pair, Paper, Quote, Table, Text
from app.reports.area_report import AreaReport, PrintedDomain, PrintedEvent
from app.words.formats import day, moment, named
from app.words.i18n import language
from app.words.labels import LEVEL_SHAPES, label

# Domain, numbers, voices and fit beside each other: what is told longest gets most.
SHARES = (2.2, 5.6, 7.0, 2.2)


def area_paper(report: AreaReport) -> Paper:
    return Paper(
        title=report.title,
        subtitle=f"{named(report.round)} · {report.area['code']} · {label(report.area['district'], 'district')}",
        blocks=tuple(_blocks(report)),
        language=language(),
        example=report.example,
        running=" · ".join([named(report.round), named(report.area), _marked(report)]),
        keywords=(named(report.round), named(report.area)),
    )


def _marked(report: AreaReport) -> str:
    return f"{label(report.level, 'level')}({label(report.state, 'level_state')})"


def _blocks(report: AreaReport) -> Iterator[Block]:
    yield from _opening(report)
    yield from _figures(report)
    yield from joint(report.domains)
    yield from _quotes(report)
    yield from report.help
    yield from _said_and_lost(report)
    yield Heading(_("단계의 기록"))
    yield Bullets(tuple(map(_event, report.history)) or (_("아직 기록이 없습니다."),))
    yield Heading(_("출처"))
    for heading, lines in report.sources:
        yield Heading(heading, 2)
        yield Bullets(lines)
    yield Note(report.codes)


def _opening(report: AreaReport) -> Iterator[Block]:
    if report.level:
        word = f"{LEVEL_SHAPES[report.level]} {label(report.level, 'level')}"
        yield Mark(word, label(report.state, "level_state"), report.level)
    yield Lead(report.lead)
    for sentence in report.sentences:
        yield Text(sentence)
    if report.warning:
        yield Text(report.warning, strong=True)


def _figures(report: AreaReport) -> Iterator[Block]:
    if report.chart is not None:
        yield Heading(_("점수가 쌓인 순서"))
        told = _("점수는 0점부터 100점까지이며 높을수록 나쁩니다. 점선은 단계가 시작되는 점수입니다.")
        yield Chart(report.chart, source=told)
    if report.trends:
        yield Heading(_("지표의 흐름"))
        yield Pair(tuple(Chart(chart) for chart in report.trends))


def joint(domains: tuple[PrintedDomain, ...]) -> Iterator[Block]:
    """Numbers beside voices, a row a domain."""
    yield Heading(_("영역별 지표와 목소리"))
    head = (_("영역"), _("지표·설문"), _("목소리"), _("일치 여부"))
    yield Table(head, tuple(map(_row, domains)), _("영역마다 지표·설문과 목소리가 말하는 것"), shares=SHARES)
    if any(domain.fit == "dissonance" for domain in domains):
        yield Note(
            _(
                "불일치는 애로를 말한 곳의 비율과 지표 값을 견주어 두 구간 다르다는 뜻이며, "
                "어느 쪽이 틀렸다는 뜻이 아닙니다."
            )
        )


def _row(d: PrintedDomain) -> tuple[str, ...]:
    numbers, voices = filter(None, (d.q, *d.numbers)), filter(None, (d.l, *d.voices))
    return d.domain, "\n".join(numbers), "\n".join(voices), label(d.fit, "fit") if d.fit else _("싣지 않음")


def _quotes(report: AreaReport) -> Iterator[Block]:
    yield Heading(_("주요 인용"))
    if report.quote_note:
        yield Text(report.quote_note)
    for domain in report.domains:
        for quote in domain.quotes:
            yield Quote(quote.text, quote.speaker, domain.domain, language=quote.language)
    if report.masked:
        yield Note(_("말한 기업의 이름은 ○○로 가렸습니다."))


def _said_and_lost(report: AreaReport) -> Iterator[Block]:
    stated = tuple(f"{d.domain}: {text}" for d in report.domains for text in d.statements)
    if stated:
        yield Heading(_("불일치 영역에 대한 의견"))
        yield Bullets(stated)
    if report.memos:
        yield Heading(_("메모"))
        yield Bullets(tuple(f"{memo.text}\n{memo.about} · {memo.author} · {memo.at}" for memo in report.memos))
    if report.losses:
        yield Heading(_("빠진 자료"))
        yield Bullets(report.losses)


def _event(event: PrintedEvent) -> str:
    words = f"{_when(event)} {label(event.state, 'level_state')}: {label(event.level, 'level')}"
    seen = [_("확인한 내용: %(text)s", text=text) for text in event.seen]
    return "\n".join(filter(None, (words, event.reason, *seen)))


def _when(event: PrintedEvent) -> str:
    """The day of the meeting with the instant it was recorded; without a meeting the instant alone."""
    if event.met_on is None:
        return moment(event.at)
    return _("%(day)s(기록 %(at)s)", day=day(event.met_on), at=moment(event.at))
