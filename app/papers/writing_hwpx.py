"""A paper as an HWPX file: its text written in one go over the forms python-hwpx made, checked by its validator in tests.

An object of the library for every paragraph costs four times what the whole file does so.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from markupsafe import escape

from app.clock import SEOUL
from app.papers.fitting import height
from app.papers.hangul_forms import MM, Forms, forms
from app.papers.laying import laid, legal, running
from app.papers.looks import MEASURE
from app.papers.model import Paper
from app.papers.pieces import Cell, Grid, Laid, Line, Picture
from app.words.formats import WEEKDAYS_KO, product

HWPX_TYPE = "application/hwp+zip"
# What a file shows of itself in a list: its first words. As long as Hangul keeps.
_PREVIEW = 1_000
# What a cell keeps free above and beneath its words: 200 units of HWP in millimetres.
FREE_ABOVE = 200 / MM
_KEPT = 'numberingType="{kind}" textWrap="TOP_AND_BOTTOM" textFlow="BOTH_SIDES" lock="0" dropcapstyle="None"'
# A table that stands in a line like a letter is not parted by a page: Hangul lets it run over the page's end.
_PLACE = (
    '<hp:pos treatAsChar="{whole}" affectLSpacing="0" flowWithText="1" allowOverlap="0" holdAnchorAndSO="0" '
    'vertRelTo="PARA" horzRelTo="COLUMN" vertAlign="TOP" horzAlign="LEFT" vertOffset="0" horzOffset="0"/>'
)
_LIST = (
    'textDirection="HORIZONTAL" lineWrap="BREAK" vertAlign="{align}" linkListIDRef="0" linkListNextIDRef="0" '
    'textWidth="{width}" textHeight="{height}" hasTextRef="0" hasNumRef="0"'
)


def hwpx_bytes(paper: Paper, made: datetime | None = None) -> bytes:
    """The paper as the bytes of an HWPX file, made at an instant (now, unless a test says otherwise)."""
    writing = _Writing(forms())
    section = writing.section(paper)
    parts = dict(writing.forms.parts)
    parts["Contents/section0.xml"] = section.encode()
    parts["Contents/content.hpf"] = _package(parts["Contents/content.hpf"].decode(), paper, made, writing).encode()
    parts["Preview/PrvText.txt"] = "\r\n".join(writing.said)[:_PREVIEW].encode()
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        file.writestr("mimetype", parts.pop("mimetype"), ZIP_STORED)
        for name, data in parts.items():
            file.writestr(name, data)
        for n, picture in enumerate(writing.pictures, start=1):
            file.writestr(f"BinData/BIN{n:04}.png", picture, ZIP_STORED)
    return out.getvalue()


@dataclass
class _Writing:
    """One file being written: what its pictures are, what it says, the next number of an object."""

    forms: Forms
    pictures: list[bytes] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def section(self, paper: Paper) -> str:
        pieces = iter(laid(paper))
        first = next(pieces)
        opening = first if isinstance(first, Line) else Line("gap", "")
        rest = [] if isinstance(first, Line) else [first]
        begun = self.forms.section.replace('paraPrIDRef="0"', f'paraPrIDRef="{self.forms.looks[opening.look][0]}"', 1)
        body = "".join(chain_pieces(self, [*rest, *pieces]))
        return f"{begun}{self.edges(paper)}</hp:run>{self.runs(opening)}</hp:p>{body}</hs:sec>"

    def edges(self, paper: Paper) -> str:
        """What stands at the head of every page, and its number at the foot."""
        list_ = _LIST.format(align="TOP", width=round(MEASURE * MM), height=round(10 * MM))
        line = self.line(Line("running", running(paper)))
        head = (
            f'<hp:header id="{next(self.numbers)}" applyPageType="BOTH"><hp:subList id="" {list_}>{line}</hp:subList>'
        )
        number = '<hp:pageNum pos="BOTTOM_CENTER" formatType="DIGIT" sideChar="-"/>'
        return f"<hp:ctrl>{head}</hp:header></hp:ctrl><hp:ctrl>{number}</hp:ctrl>"

    def piece(self, piece: Laid) -> str:
        if isinstance(piece, Grid):
            # What is kept whole stands in a line as a letter would: at the right in a line at the right.
            return self.wrapped("number" if piece.right else "last" if piece.whole else "gap", self.grid(piece))
        return self.line(piece) if isinstance(piece, Line) else self.wrapped(piece.look, self.picture(piece))

    def line(self, line: Line) -> str:
        self.said.append(legal(line.text))
        fresh = "1" if line.new_page else "0"
        return f"{self.begun(line.look, fresh, keep=line.keep)}{self.runs(line)}</hp:p>"

    def begun(self, look: str, fresh: str = "0", *, keep: bool = False) -> str:
        paragraph, style = self.forms.kept[look] if keep else self.forms.looks[look][0], _STYLES.get(look, "0")
        return (
            f'<hp:p id="{next(self.numbers)}" paraPrIDRef="{paragraph}" styleIDRef="{style}" pageBreak="{fresh}" '
            'columnBreak="0" merged="0">'
        )

    def runs(self, line: Line) -> str:
        ends = (("from", f"   {line.end}"),) if line.end else ()
        return "".join(
            f'<hp:run charPrIDRef="{self.forms.looks[look][1]}"><hp:t>{_text(text)}</hp:t></hp:run>'
            for look, text in ((line.look, line.text), *ends)
        )

    def wrapped(self, look: str, element: str) -> str:
        return f'{self.begun(look)}<hp:run charPrIDRef="{self.forms.looks[look][1]}">{element}</hp:run></hp:p>'

    def grid(self, grid: Grid) -> str:
        widths = [round(width * MM) for width in grid.widths]
        border = self.forms.ruled if grid.ruled else self.forms.plain
        place = _PLACE.format(whole=int(grid.whole))
        high = [self.height(grid, n) for n in range(len(grid.rows))]
        rows = "".join(
            f"<hp:tr>{''.join(self.cell(grid, at, widths, high[n]) for at in ((n, c) for c in range(len(row))))}</hp:tr>"
            for n, row in enumerate(grid.rows)
        )
        return (
            f'<hp:tbl id="{next(self.numbers)}" zOrder="0" {_KEPT.format(kind="TABLE")} '
            f'pageBreak="{"NONE" if grid.whole else "CELL"}" repeatHeader="{int(grid.head > 0)}" '
            f'rowCnt="{len(grid.rows)}" colCnt="{len(widths)}" cellSpacing="0" borderFillIDRef="{border}" noAdjust="0">'
            f'<hp:sz width="{sum(widths)}" widthRelTo="ABSOLUTE" height="{sum(high)}" '
            f'heightRelTo="ABSOLUTE" protect="0"/>{place}<hp:outMargin left="0" right="0" top="0" bottom="0"/>'
            f'<hp:inMargin left="340" right="340" top="200" bottom="200"/>{rows}</hp:tbl>'
        )

    def height(self, grid: Grid, n: int) -> int:
        """How high a row will be: Hangul makes a row as high as its words, but believes a table's own height before."""
        cells = zip(grid.rows[n], grid.widths, strict=True)
        lines = (
            sum(height(piece.text, piece.look, width) for piece in cell.pieces if isinstance(piece, Line))
            for cell, width in cells
        )
        low = grid.height if n == len(grid.rows) - 1 else 0
        return round(max(low, 5, max(lines) + 2 * FREE_ABOVE) * MM)

    def cell(self, grid: Grid, at: tuple[int, int], widths: list[int], high: int) -> str:
        (n, column), cell = at, grid.rows[at[0]][at[1]]
        border = self.forms.plain if not grid.ruled else self.forms.shaded if cell.shaded else self.forms.ruled
        return (
            f'<hp:tc name="" header="{int(n < grid.head)}" hasMargin="1" protect="0" editable="0" dirty="0" '
            f'borderFillIDRef="{border}"><hp:subList id="" {_LIST.format(align="CENTER", width=0, height=0)}>'
            f'{self.inside(cell)}</hp:subList><hp:cellAddr colAddr="{column}" rowAddr="{n}"/>'
            f'<hp:cellSpan colSpan="1" rowSpan="1"/><hp:cellSz width="{widths[column]}" height="{high}"/>'
            '<hp:cellMargin left="340" right="340" top="200" bottom="200"/></hp:tc>'
        )

    def inside(self, cell: Cell) -> str:
        return "".join(chain_pieces(self, cell.pieces))

    def picture(self, piece: Picture) -> str:
        data = piece.chart.png()
        self.pictures.append(data)
        across, down = struct.unpack(">II", data[16:24])  # a PNG's size stands in its first chunk
        width = round(piece.width * MM)
        return _picture(
            len(self.pictures), next(self.numbers), width, round(width * down / across), piece.chart.alternative
        )


# 개요 1 to 4 of the library's empty document: what Hangul's own list of headings is made of.
_STYLES = {f"h{n}": str(n + 1) for n in range(1, 5)}


def chain_pieces(writing: _Writing, pieces: Iterable[Laid]) -> Iterator[str]:
    return (writing.piece(piece) for piece in pieces)


def _text(text: str) -> str:
    return "<hp:lineBreak/>".join(str(escape(line)) for line in legal(text).replace("\r", "").split("\n"))


def _picture(n: int, ident: int, width: int, height: int, told: str) -> str:
    same = 'e1="1" e2="0" e3="0" e4="0" e5="1" e6="0"'
    size = f'width="{width}" height="{height}"'
    corners = ((0, 0), (width, 0), (width, height), (0, height))
    points = "".join(f'<hc:pt{at} x="{x}" y="{y}"/>' for at, (x, y) in enumerate(corners))
    return (
        f'<hp:pic id="{ident}" zOrder="0" {_KEPT.format(kind="PICTURE")} href="" groupLevel="0" '
        f'instid="{ident}" reverse="0"><hp:offset x="0" y="0"/><hp:orgSz {size}/><hp:curSz {size}/>'
        f'<hp:flip horizontal="0" vertical="0"/><hp:rotationInfo angle="0" centerX="{width // 2}" '
        f'centerY="{height // 2}" rotateimage="1"/><hp:renderingInfo><hc:transMatrix {same}/><hc:scaMatrix {same}/>'
        f"<hc:rotMatrix {same}/></hp:renderingInfo><hp:imgRect>{points}</hp:imgRect>"
        f'<hp:imgClip left="0" right="{width}" top="0" bottom="{height}"/>'
        '<hp:inMargin left="0" right="0" top="0" bottom="0"/>'
        f'<hp:imgDim dimwidth="{width}" dimheight="{height}"/>'
        f'<hc:img binaryItemIDRef="BIN{n:04}" bright="0" contrast="0" effect="REAL_PIC" alpha="0"/><hp:effects/>'
        f'<hp:sz {size} widthRelTo="ABSOLUTE" heightRelTo="ABSOLUTE" protect="0"/>{_PLACE.format(whole=1)}'
        '<hp:outMargin left="0" right="0" top="0" bottom="0"/>'
        f"<hp:shapeComment>{escape(legal(told))}</hp:shapeComment></hp:pic>"
    )


def _package(package: str, paper: Paper, made: datetime | None, writing: _Writing) -> str:
    """The list of parts with true properties: what it is called, whose it is, when it was made, in which language."""
    head, _told, rest = package.partition("<opf:metadata>")
    _old, _end, rest = rest.partition("</opf:metadata>")
    pictures = "".join(
        f'<opf:item id="BIN{n:04}" href="BinData/BIN{n:04}.png" media-type="image/png" isEmbeded="1"/>'
        for n in range(1, len(writing.pictures) + 1)
    )
    return f"{head}<opf:metadata>{_metadata(paper, made)}</opf:metadata>{rest}".replace(
        "</opf:manifest>", f"{pictures}</opf:manifest>"
    )


def _metadata(paper: Paper, made: datetime | None) -> str:
    instant = (made or datetime.now(UTC)).astimezone(UTC)
    local = instant.astimezone(SEOUL)
    stamp = f"{instant:%Y-%m-%dT%H:%M:%SZ}"
    office = legal(paper.office) or product()
    meta = {
        "creator": office,
        "subject": legal(paper.subtitle),
        "description": legal(paper.number),
        "lastsaveby": office,
        "CreatedDate": stamp,
        "ModifiedDate": stamp,
        "date": f"{local.year}년 {local.month}월 {local.day}일 {WEEKDAYS_KO[local.weekday()]}요일 {local:%H:%M:%S}",
        "keyword": legal(", ".join(paper.keywords)),
    }
    told = "".join(f'<opf:meta name="{name}" content="text">{escape(value)}</opf:meta>' for name, value in meta.items())
    return f"<opf:title>{escape(legal(paper.title))}</opf:title><opf:language>{paper.language}</opf:language>{told}"
