"""An area's report as a DOCX file for Korean offices: A4, 맑은 고딕, charts as pictures, page numbers."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from flask_babel import gettext as _

from app.clock import today
from app.reports.area_report import AreaReport, PrintedDomain, PrintedEvent
from app.words.formats import day, moment, named, product
from app.words.labels import LEVEL_SHAPES, label

FONT = "맑은 고딕"
COLORS = {
    "good": "1A6B3C",
    "caution": "8A5A00",
    "warning": "A84300",
    "serious": "B3141D",
    "danger": "7A0F4A",
}
WIDTHS = (Mm(22), Mm(56), Mm(74), Mm(22))


def docx_bytes(report: AreaReport) -> bytes:
    """The report as the bytes of a DOCX file."""
    document = Document()
    _page(document, report)
    _styles(document)
    _opening(document, report)
    _figures(document, report)
    _joint_display(document, report.domains)
    _quotes(document, report)
    _rest(document, report)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: Any, report: AreaReport) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(18)
    section.top_margin, section.bottom_margin = Mm(20), Mm(18)
    head = section.header.paragraphs[0]
    words = [named(report.round), named(report.area)]
    if report.example:
        words.insert(0, _("예시 자료: 지역·기업·사람·발언은 모두 지어낸 것입니다"))
    head.text = " · ".join(words)
    head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _field(foot, "PAGE")
    foot.add_run(" / ")
    _field(foot, "NUMPAGES")


def _field(paragraph: Any, code: str) -> None:
    """A field Word fills in by itself, such as the page number."""
    for kind in ("begin", None, "end"):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.set(qn("xml:space"), "preserve")
            mark.text = code
        run._r.append(mark)


def _styles(document: Any) -> None:
    """Every style in the Korean office font: Latin and East Asian letters are set apart in Word."""
    sizes = {
        "Normal": 10.5,
        "Title": 20,
        "Heading 1": 14,
        "Heading 2": 12,
        "List Bullet": 10.5,
        "Header": 9,
        "Footer": 9,
    }
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = RGBColor(0x1E, 0x21, 0x24)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), FONT)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    document.core_properties.language = "ko-KR"


def _opening(document: Any, report: AreaReport) -> None:
    """The level's sentence comes first, then how it came about."""
    document.core_properties.title = report.title
    document.core_properties.author = product()
    document.add_paragraph(report.title, style="Title")
    if report.level:
        mark = document.add_paragraph()
        run = mark.add_run(f"{LEVEL_SHAPES[report.level]} {label(report.level, 'level')}")
        run.bold, run.font.size = True, Pt(18)
        run.font.color.rgb = RGBColor.from_string(COLORS[report.level])
        mark.add_run(f"  {label(report.state, 'level_state')}")
    lead = document.add_paragraph().add_run(report.lead)
    lead.bold, lead.font.size = True, Pt(12)
    for sentence in report.sentences:
        document.add_paragraph(sentence)
    if report.warning:
        document.add_paragraph().add_run(report.warning).bold = True


def _figures(document: Any, report: AreaReport) -> None:
    if report.chart is None:
        return
    document.add_heading(_("점수가 쌓인 순서"), 1)
    picture = document.add_picture(io.BytesIO(report.chart.png()), width=Mm(165))
    picture._inline.docPr.set("descr", report.chart.description)
    document.add_paragraph(_("점수는 0점부터 100점까지이며 높을수록 나쁩니다. 점선은 단계가 시작되는 점수입니다."))
    _trends(document, report)


def _trends(document: Any, report: AreaReport) -> None:
    """Two charts side by side in a table without lines."""
    if not report.trends:
        return
    document.add_heading(_("지표의 흐름"), 1)
    row = document.add_table(rows=1, cols=len(report.trends)).rows[0]
    for cell, chart in zip(row.cells, report.trends, strict=True):
        caption = cell.paragraphs[0].add_run(chart.title)
        caption.bold, caption.font.size = True, Pt(9)
        picture = cell.add_paragraph().add_run().add_picture(io.BytesIO(chart.png()), width=Mm(82))
        picture._inline.docPr.set("descr", chart.description)


def _joint_display(document: Any, domains: Iterable[PrintedDomain]) -> None:
    document.add_heading(_("영역별 지표와 목소리"), 1)
    table = document.add_table(rows=1, cols=4, style="Table Grid")
    table.autofit = False
    _cells(table.rows[0], (_("영역"), _("지표·설문"), _("목소리"), _("일치 여부")), bold=True)
    _repeat(table.rows[0])
    for d in domains:
        numbers = [d.q, *d.numbers] if d.q else d.numbers
        voices = [d.l, *d.voices] if d.l else d.voices
        _cells(
            table.add_row(),
            (d.domain, "\n".join(numbers), "\n".join(voices), label(d.fit, "fit") if d.fit else _("싣지 않음")),
        )


def _cells(row: Any, texts: Iterable[str], *, bold: bool = False) -> None:
    for cell, text, width in zip(row.cells, texts, WIDTHS, strict=True):
        cell.width = width
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(2)
        run = paragraph.add_run(text)
        run.bold, run.font.size = bold, Pt(9)
        if bold:
            _shade(cell)


def _shade(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), "E8EEF7")
    cell._tc.get_or_add_tcPr().append(shade)


def _repeat(row: Any) -> None:
    """The heading stands again on every page the table runs over."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _quotes(document: Any, report: AreaReport) -> None:
    document.add_heading(_("주요 인용"), 1)
    if report.quote_note:
        document.add_paragraph(report.quote_note)
    for domain in report.domains:
        for quote in domain.quotes:
            paragraph = document.add_paragraph(style="Normal")
            paragraph.paragraph_format.left_indent = Mm(6)
            if quote.before:
                paragraph.add_run(_("앞말: %(said)s", said=quote.before) + "\n").font.size = Pt(9)
            paragraph.add_run(f"“{quote.text}”" if quote.verbatim else quote.text)
            paragraph.add_run(f"  — {quote.speaker}, {domain.domain}").font.size = Pt(9)


def _rest(document: Any, report: AreaReport) -> None:
    stated = [(d.domain, text) for d in report.domains for text in d.statements]
    if stated:
        document.add_heading(_("불일치 영역에 대한 의견"), 1)
        for domain, text in stated:
            document.add_paragraph(f"{domain}: {text}", style="List Bullet")
    if report.memos:
        document.add_heading(_("메모"), 1)
        for memo in report.memos:
            document.add_paragraph(f"{memo.text}\n{memo.about} · {memo.author} · {memo.at}", style="List Bullet")
    if report.losses:
        document.add_heading(_("빠진 자료"), 1)
        for loss in report.losses:
            document.add_paragraph(loss, style="List Bullet")
    document.add_heading(_("단계의 기록"), 1)
    for event in report.history:
        words = f"{_when(event)} {label(event.state, 'level_state')}: {label(event.level, 'level')}"
        seen = [_("확인한 내용: %(text)s", text=text) for text in event.seen]
        document.add_paragraph("\n".join(filter(None, (words, event.reason, *seen))), style="List Bullet")
    document.add_heading(_("출처"), 1)
    for heading, lines in report.sources:
        document.add_heading(heading, 2)
        for line in lines:
            document.add_paragraph(line, style="List Bullet")
    made = day(today())
    document.add_paragraph(_("이 문서를 만든 날: %(day)s", day=made))
    document.add_paragraph().add_run(report.codes).font.size = Pt(7.5)


def _when(event: PrintedEvent) -> str:
    """The day of the meeting with the instant it was recorded; without a meeting the instant alone."""
    if event.met_on is None:
        return moment(event.at)
    return _("%(day)s(기록 %(at)s)", day=day(event.met_on), at=moment(event.at))
