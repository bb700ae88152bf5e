"""The cells of a file: CSV (UTF-8, CP949, UTF-16) and workbooks as sheets of texts, or one clear word why not."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata

from flask import g, has_app_context
from flask_babel import gettext as _

from app.config import MAX_UPLOAD_BYTES
from app.tables.sheet import MAX_ROWS, Fault, Sheet, unreadable
from app.tables.workbooks import read_compound, read_packed

ENCODINGS = ("utf-8-sig", "cp949")
# Lines looked at for the delimiter: the first may be a line above the table, without any.
SEEN_LINES = 5
# A file in UTF-8 with a damaged letter still reads as CP949, as nonsense: then this share of it is Hangul in UTF-8.
DAMAGED = 20


def read_sheets(data: bytes, file_name: str) -> list[Sheet]:
    """Every sheet of a file that has cells, read once a request. Raises BadInput when the file is no table."""
    if not has_app_context():
        return _read(data, file_name)
    key = hashlib.sha256(data).digest(), file_name
    if g.get("sheets_of") != key:
        g.sheets, g.sheets_of = _read(data, file_name), key
    found: list[Sheet] = g.sheets
    return found


def _read(data: bytes, file_name: str) -> list[Sheet]:
    if len(data) > MAX_UPLOAD_BYTES:
        raise unreadable(file_name, _("파일이 20 MB를 넘습니다"), _("필요한 시트만 남기거나 파일을 나누어 주십시오"))
    if not data.strip():
        return []
    if data[:5] == b"%PDF-":
        what, right = _("PDF 파일입니다"), _("표를 CSV나 XLSX로 저장해 올려 주십시오")
        raise unreadable(file_name, what, right)
    if data[:4] == b"PK\x03\x04":
        return read_packed(data, file_name)
    if data[:4] == b"\xd0\xcf\x11\xe0":
        return read_compound(data, file_name)
    return [_delimited(_decode(data, file_name), file_name)]


def _decode(data: bytes, file_name: str) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\x00" in data:
        raise unreadable(file_name, _("글자로 된 표가 아닙니다(이진 파일)"), _("CSV 또는 XLSX 파일을 올려 주십시오"))
    else:
        encodings = ENCODINGS
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "cp949" or not _was_utf8(data):
            return unicodedata.normalize("NFC", text)
    raise unreadable(
        file_name,
        _("글자 인코딩을 알 수 없습니다"),
        _("엑셀에서 ‘CSV UTF-8’로 저장하거나 XLSX로 올려 주십시오(UTF-8, CP949를 읽습니다)"),
    )


def _was_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", errors="replace")
    hangul = len(re.findall("[가-힣]", text))
    return hangul > DAMAGED * text.count("\ufffd")


def _delimited(text: str, file_name: str) -> Sheet:
    first = "\n".join(text.split("\n", SEEN_LINES)[:SEEN_LINES])
    delimiter = max(",\t;", key=first.count)
    sheet = Sheet("", ragged=True)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            sheet.rows.append(cells)
            if len(sheet.rows) > MAX_ROWS:
                raise unreadable(file_name, _("행이 50만 줄을 넘습니다"), _("파일을 나누어 주십시오"))
    except csv.Error as error:
        sheet.faults.append(_broken(len(sheet.rows) + 1, str(error)))
    sheet.faults += _swallowed(sheet.rows, delimiter)
    return sheet


def _broken(row: int, error: str) -> Fault:
    """What the reader stumbled over, at the row that begins there: what follows it cannot be told apart."""
    if "field larger" in error:
        return Fault(row, _("표의 모양이 깨졌습니다. 칸 하나가 너무 깁니다"), _("따옴표가 닫혔는지 확인해 주십시오"))
    return Fault(
        row,
        _("표의 모양이 깨졌습니다. 따옴표가 닫히지 않았거나 잘못 놓여 이 행부터는 읽지 못했습니다"),
        _('칸 안의 따옴표는 두 번 적고(""), 칸을 여는 따옴표는 같은 칸 끝에서 닫아 주십시오'),
    )


def _swallowed(rows: list[list[str]], delimiter: str) -> list[Fault]:
    """Cells that hold what looks like whole rows: two stray quotes, each closing the other."""
    width = max(map(len, rows[:SEEN_LINES]), default=0)
    return [
        Fault(
            number,
            _("칸 하나에 다른 행이 들어 있는 것으로 보입니다"),
            _("짝이 맞지 않는 따옴표가 있는지 확인해 주십시오"),
        )
        for number, cells in enumerate(rows, start=1)
        if any("\n" in cell and _has_row(cell, delimiter, width) for cell in cells)
    ]


def _has_row(cell: str, delimiter: str, width: int) -> bool:
    first, *rest = cell.splitlines()
    tail = [line.count(delimiter) for line in rest]
    return width > 2 and (max(tail) >= width - 1 or first.count(delimiter) + tail[-1] >= width - 1)
