"""A paper as a DOCX file for Korean offices: A4, 맑은 고딕, heads of tables on every page, page numbers, true properties."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from itertools import count
from typing import Any

from markupsafe import escape

from app.papers.laying import laid, legal, running
from app.papers.looks import BOTTOM, HEIGHT, LINE, LOOKS, SHADE, SIDE, TOP, WIDTH, Look
from app.papers.model import Paper
from app.papers.pieces import Grid, Laid, Line, Picture
from app.words.formats import product

FONT = "맑은 고딕"
# A twentieth of a point, Word's measure, in a millimetre.
_MM = 1440 / 25.4
# Word's line height is of the font's own, about 1.4 of its size in 맑은 고딕; a look's is percent of the size. Never less
# than one line: a picture would lose its head.
_LINE = 240 / 140
_NAMES = {"title": "Title", "h1": "Heading1", "h2": "Heading2", "h3": "Heading3", "h4": "Heading4"}
_ALIGN = {"both": "both", "left": "left", "right": "right", "center": "center"}
Pictured = Callable[[Picture], str]


def docx_bytes(paper: Paper, made: datetime | None = None) -> bytes:
    """The paper as the bytes of a DOCX file, made at an instant (now, unless a test says otherwise)."""
    from docx import Document

    document = Document()
    _page(document)
    _styles(document)
    _properties(document, paper, made or datetime.now(UTC))
    _edges(document, paper)
    end = document.element.body.sectPr
    for element in _elements(paper, _picturing(document)):
        end.addprevious(element)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _elements(paper: Paper, pictured: Pictured) -> Iterable[Any]:
    """All in one go: an element made by itself would cost as much as reading a hundred."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    written = "".join(_written(laid(paper), pictured))
    return list(parse_xml(f"<w:body {nsdecls('w', 'wp', 'a', 'pic', 'r')}>{written}</w:body>"))


def _page(document: Any) -> None:
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(WIDTH), Mm(HEIGHT)
    section.left_margin = section.right_margin = Mm(SIDE)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.header_distance, section.footer_distance = Mm(12), Mm(10)


def _styles(document: Any) -> None:
    """Every style in the Korean office font: Latin and East Asian letters are set apart in Word.

    Korean words are checked as Korean, not cut at a line's end, and numbers stand by them as they are typed.
    """
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn
    from docx.shared import Pt, RGBColor

    for name in ("Normal", "Title", "Header", "Footer", *(f"Heading {n}" for n in range(1, 5))):
        style = document.styles[name]
        style.font.name, style.font.color.rgb = FONT, RGBColor(0x1E, 0x21, 0x24)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), FONT)
    normal = document.styles["Normal"]
    normal.font.size = Pt(LOOKS["text"].size)
    for name, on in (("wordWrap", "1"), ("autoSpaceDE", "0"), ("autoSpaceDN", "0")):
        normal.element.get_or_add_pPr().append(parse_xml(f'<w:{name} {nsdecls("w")} w:val="{on}"/>'))
    for spoken in document.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:eastAsia"), "ko-KR")
    for mode in document.settings.element.iter(qn("w:compatSetting")):
        if mode.get(qn("w:name")) == "compatibilityMode":  # 15: tables as wide as the text, no "compatibility mode"
            mode.set(qn("w:val"), "15")
    borders = document.styles["Title"].element.pPr.find(qn("w:pBdr"))
    if borders is not None:  # Word's own title is underlined in blue
        borders.getparent().remove(borders)


def _properties(document: Any, paper: Paper, made: datetime) -> None:
    known = document.core_properties
    known.title, known.subject = legal(paper.title), legal(paper.subtitle)
    known.author = known.last_modified_by = legal(paper.office) or product()
    known.keywords, known.comments = legal(", ".join(paper.keywords)), ""
    known.identifier = legal(paper.number)
    known.language = "en-US" if paper.language == "en" else "ko-KR"
    known.created = known.modified = made.replace(tzinfo=None, microsecond=0)
    known.revision = 1


def _edges(document: Any, paper: Paper) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    section = document.sections[0]
    head = section.header.paragraphs[0]
    head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for run in parse_xml(f"<w:p {nsdecls('w')}>{_run('running', running(paper))}</w:p>"):
        head._p.append(run)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for words in (_field("PAGE"), "<w:r><w:t xml:space='preserve'> / </w:t></w:r>", _field("NUMPAGES")):
        for run in parse_xml(f"<w:p {nsdecls('w')}>{words}</w:p>"):
            foot._p.append(run)


def _field(code: str) -> str:
    """A field Word fills in by itself, such as the page number."""
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{each}"/></w:r>' for each in ("begin", "end"))
    return f'{begin}<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>{end}'


def _written(pieces: Iterable[Laid], pictured: Pictured) -> Iterator[str]:
    for piece in pieces:
        yield _grid(piece, pictured) if isinstance(piece, Grid) else _piece(piece, pictured)


def _piece(piece: Line | Picture, pictured: Pictured, *, keep: bool = False) -> str:
    if isinstance(piece, Picture):
        return f"<w:p>{_paragraph(piece.look, keep, False)}<w:r>{pictured(piece)}</w:r></w:p>"
    runs = _run(piece.look, piece.text) + (_run("from", f"   {piece.end}") if piece.end else "")
    return f"<w:p>{_paragraph(piece.look, keep or piece.keep, piece.new_page)}{runs}</w:p>"


@cache
def _paragraph(name: str, keep: bool, new_page: bool) -> str:
    look = LOOKS[name]
    style = f'<w:pStyle w:val="{_NAMES[name]}"/>' if name in _NAMES else ""
    kept = '<w:keepNext w:val="1"/>' if look.keep or keep else ""
    fresh = '<w:pageBreakBefore w:val="1"/>' if new_page else ""
    line = max(240, look.spacing * _LINE)
    spacing = f'w:before="{look.before * 20:.0f}" w:after="{look.after * 20:.0f}" w:line="{line:.0f}"'
    indent = f'<w:ind w:left="{look.left * _MM:.0f}" w:hanging="{look.hang * _MM:.0f}"/>' if look.left else ""
    return (
        f'<w:pPr>{style}{kept}<w:keepLines w:val="1"/>{fresh}<w:spacing {spacing} w:lineRule="auto"/>{indent}'
        f'<w:jc w:val="{_ALIGN[look.align]}"/></w:pPr>'
    )


@cache
def _letters(look: Look) -> str:
    bold = '<w:b w:val="1"/>' if look.bold else '<w:b w:val="0"/>' if look.heading else ""
    return f'<w:rPr>{bold}<w:color w:val="{look.color}"/><w:sz w:val="{round(look.size * 2)}"/></w:rPr>'


def _run(look: str, text: str) -> str:
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in legal(text).split("\n"))
    return f"<w:r>{_letters(LOOKS[look])}{'<w:br/>'.join(lines)}</w:r>"


def _grid(grid: Grid, pictured: Pictured) -> str:
    widths = [round(width * _MM) for width in grid.widths]
    line = f'w:val="{"single" if grid.ruled else "none"}" w:sz="4" w:space="0" w:color="{LINE}"'
    borders = "".join(f"<w:{side} {line}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    align = '<w:jc w:val="right"/>' if grid.right else ""
    edges = "".join(f'<w:{side} w:w="{60 if side in ("top", "bottom") else 90}" w:type="dxa"/>' for side in _SIDES)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rows = (_row(grid, n, widths, pictured) for n in range(len(grid.rows)))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{align}<w:tblBorders>{borders}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{edges}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


_SIDES = ("top", "left", "bottom", "right")


def _row(grid: Grid, n: int, widths: list[int], pictured: Pictured) -> str:
    """One row: not parted by a page, repeated where it is of the head."""
    last = n == len(grid.rows) - 1
    tall = f'<w:trHeight w:val="{grid.height * _MM:.0f}" w:hRule="atLeast"/>' if grid.height and last else ""
    head = '<w:tblHeader w:val="1"/>' if n < grid.head else ""
    keep = grid.told if last else grid.whole
    cells = []
    for cell, width in zip(grid.rows[n], widths, strict=True):
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/>' if cell.shaded else ""
        inside = "".join(_piece(piece, pictured, keep=keep) for piece in cell.pieces)
        cells.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}<w:vAlign w:val="center"/></w:tcPr>{inside}</w:tc>'
        )
    return f'<w:tr><w:trPr><w:cantSplit w:val="1"/>{tall}{head}</w:trPr>{"".join(cells)}</w:tr>'


def _picturing(document: Any) -> Pictured:
    """How a picture is brought into this document: with its text alternative, as wide as it is to be."""
    from docx.shared import Mm
    from lxml import etree

    numbers = count(1)

    def pictured(piece: Picture) -> str:
        inline = document.part.new_pic_inline(io.BytesIO(piece.chart.png()), width=Mm(piece.width))
        inline.docPr.set("descr", legal(piece.chart.alternative))
        inline.docPr.set("title", legal(piece.chart.caption))
        inline.docPr.set("id", str(next(numbers)))
        return f"<w:drawing>{etree.tostring(inline, encoding='unicode')}</w:drawing>"

    return pictured
