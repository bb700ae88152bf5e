"""Files made for the tests: Hangul documents, a workbook, a PDF written by hand."""

from __future__ import annotations

import io
import tempfile
import warnings
import zipfile
from pathlib import Path

import hwpx
import openpyxl

# (left, top, text, size) in points on a page of 595 x 842.
Words = tuple[float, float, str, float]


def hangul(form: str = "hwpx") -> bytes:
    """A record with a running head, a line break, a tab, a footnote and a table of speakers."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        document = hwpx.HwpxDocument.new()
        document.add_paragraph("제1차 간담회")
        document.add_paragraph("사회자: 시작합니다.\n둘째 줄\t탭")
        document.add_paragraph("참가자 1: 어렵습니다.").add_footnote("각주의 말")
        table = document.add_table(3, 3)
        rows = [("시각", "발언자", "발언"), ("00:01:00", "사회자", "표의 말"), ("00:02:00", "참가자 2", "네.")]
        for row, cells in enumerate(rows):
            for column, words in enumerate(cells):
                table.set_cell_text(row, column, words)
        document.add_paragraph("끝말")
        document.set_header_text("쪽마다 머리말")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"a.{form}"
            document.save_to_path(str(path))
            return path.read_bytes()


def repacked(data: bytes, parts: dict[str, bytes]) -> bytes:
    """The same zip with parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def workbook(*sheets: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for at, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"시트{at}")
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def pdf(*pages: list[Words], encrypt: bytes = b"") -> bytes:
    """A PDF with one font; each page is a list of words and their places."""
    helvetica = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    return _printed(helvetica, [b"".join(map(_shown, words)) for words in pages], encrypt)


def turned_pdf(*lines: str) -> bytes:
    """A PDF whose lines run up the page."""
    helvetica = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    shown = (b"/F 11 Tf 0 1 -1 0 %d 100 Tm (%s) Tj " % (100 + 14 * at, line.encode()) for at, line in enumerate(lines))
    return _printed(helvetica, [b"".join(shown)])


def korean_pdf(*pages: list[Words]) -> bytes:
    """A PDF that names a Korean font without carrying it, as some offices' programs write."""
    korean = (
        b"<</Type/Font/Subtype/Type0/BaseFont/HYSMyeongJo-Medium/Encoding/UniKS-UCS2-H/DescendantFonts[<</Type/Font"
        b"/Subtype/CIDFontType2/BaseFont/HYSMyeongJo-Medium/DW 1000/CIDSystemInfo<</Registry(Adobe)/Ordering(Korea1)"
        b"/Supplement 1>>/FontDescriptor<</Type/FontDescriptor/FontName/HYSMyeongJo-Medium/Flags 6/Ascent 752"
        b"/Descent -271/CapHeight 737/ItalicAngle 0/StemV 58/FontBBox[0 -148 1001 880]>>>>]>>"
    )
    return _printed(korean, [b"".join(map(_shown_in_korean, words)) for words in pages])


def _printed(font: bytes, pages: list[bytes], encrypt: bytes = b"") -> bytes:
    kids = b" ".join(b"%d 0 R" % (4 + 2 * at) for at in range(len(pages)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids), font]
    for at, words in enumerate(pages):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>>>"
            % (5 + 2 * at)
        )
        objects.append(b"<</Length %d>>stream\nBT %sET\nendstream" % (len(words) + 5, words))
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    size = len(objects) + 1
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"<</Size %d/Root 1 0 R%s>>" % (size, encrypt)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n%s\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        trailer,
        len(out),
    )


def _shown_in_korean(words: Words) -> bytes:
    left, top, text, size = words
    return b"/F %.1f Tf 1 0 0 1 %.1f %.1f Tm <%s> Tj " % (size, left, top, text.encode("utf-16-be").hex().encode())


def _shown(words: Words) -> bytes:
    left, top, text, size = words
    said = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"/F %.1f Tf 1 0 0 1 %.1f %.1f Tm (%s) Tj " % (size, left, top, said)
