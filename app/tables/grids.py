"""The cells of a file: CSV (UTF-8, CP949, UTF-16) and XLSX as rows of texts, or one clear word why not."""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from openpyxl import load_workbook

from app.config import MAX_UPLOAD_BYTES
from app.errors import BadInput, Problem

# Chosen, not measured: too low refuses a nation's months, too high fills the memory. Messages name the first number.
MAX_ROWS = 500_000
MAX_UNPACKED = 300 * 1024 * 1024
ENCODINGS = ("utf-8-sig", "cp949")
# Lines looked at for the delimiter: the first may be a line above the table, without any.
SEEN_LINES = 5


def read_grid(data: bytes, file_name: str) -> list[list[str]]:
    """Every row of the first sheet as texts. Raises BadInput when the file is no table."""
    if len(data) > MAX_UPLOAD_BYTES:
        raise _unreadable(file_name, _("파일이 20 MB를 넘습니다"), _("필요한 시트만 남기거나 파일을 나누어 주십시오"))
    if not data.strip():
        return []
    if data[:4] == b"PK\x03\x04":
        return _xlsx_grid(data, file_name)
    if data[:4] == b"\xd0\xcf\x11\xe0":
        raise _unreadable(
            file_name, _("옛 엑셀(.xls) 또는 한글(.hwp) 파일입니다"), _("엑셀에서 .xlsx 또는 CSV로 저장해 주십시오")
        )
    text = _decode(data, file_name)
    return _csv_grid(text, file_name)


def _decode(data: bytes, file_name: str) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\x00" in data:
        raise _unreadable(file_name, _("글자로 된 표가 아닙니다(이진 파일)"), _("CSV 또는 XLSX 파일을 올려 주십시오"))
    else:
        encodings = ENCODINGS
    for encoding in encodings:
        try:
            return unicodedata.normalize("NFC", data.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise _unreadable(
        file_name,
        _("글자 인코딩을 알 수 없습니다"),
        _("엑셀에서 ‘CSV UTF-8’로 저장하거나 XLSX로 올려 주십시오(UTF-8, CP949를 읽습니다)"),
    )


def _csv_grid(text: str, file_name: str) -> list[list[str]]:
    first = "\n".join(text.split("\n", SEEN_LINES)[:SEEN_LINES])
    delimiter = max(",\t;", key=first.count)
    try:
        grid = []
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            grid.append(cells)
            if len(grid) > MAX_ROWS:
                raise _unreadable(file_name, _("행이 50만 줄을 넘습니다"), _("파일을 나누어 주십시오"))
        return grid
    except csv.Error as error:
        raise _unreadable(
            file_name, _("표의 모양이 깨졌습니다: %(error)s", error=str(error)), _("따옴표와 쉼표를 확인해 주십시오")
        ) from error


def _xlsx_grid(data: bytes, file_name: str) -> list[list[str]]:
    broken = _unreadable(
        file_name, _("엑셀 파일을 열 수 없습니다(손상되었거나 엑셀이 아닙니다)"), _("엑셀에서 다시 저장해 주십시오")
    )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
                raise _unreadable(file_name, _("압축을 풀면 너무 큰 파일입니다"), _("필요한 시트만 남겨 주십시오"))
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except BadInput:
        raise
    except Exception as error:  # openpyxl raises many kinds for one damaged file
        raise broken from error
    sheet = book.worksheets[0] if book.worksheets else None
    if sheet is None:
        return []
    grid = []
    try:
        for cells in sheet.iter_rows(values_only=True):
            grid.append([_cell_text(cell) for cell in cells])
            if len(grid) > MAX_ROWS:
                raise _unreadable(file_name, _("행이 50만 줄을 넘습니다"), _("파일을 나누어 주십시오"))
    except BadInput:
        raise
    except Exception as error:  # rows are read as they are asked for, so that damage may show only here
        raise broken from error
    return grid


def _cell_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M") if (value.hour or value.minute) else value.strftime("%Y-%m-%d")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return unicodedata.normalize("NFC", str(value))


def _unreadable(file_name: str, what: str, right: str) -> BadInput:
    return BadInput(Problem(file_name, what, right), source=file_name)
