"""Workbooks as sheets: .xlsx by openpyxl, which knows what a cell shows; .xls, .xlsb and .ods by calamine."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from typing import Any

from flask_babel import gettext as _

from app.errors import BadInput
from app.tables.mending import long_cells, unspaced
from app.tables.sheet import MAX_ROWS, Fault, Sheet, unreadable
from app.tables.shown import shown

# Chosen, not measured: too high lets a small file fill the memory.
MAX_UNPACKED = 300 * 1024 * 1024
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]+[0-9]+:[A-Z]+[0-9]+)"')
Span = tuple[int, int, int, int]  # first column, first row, last column, last row; from 1


def read_packed(data: bytes, file_name: str) -> list[Sheet]:
    """The sheets of a zipped workbook: .xlsx, .xlsb or .ods."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except Exception as error:  # zipfile raises many kinds for one damaged file
        raise _broken(file_name) from error
    if unpacked > MAX_UNPACKED:
        raise unreadable(file_name, _("압축을 풀면 너무 큰 파일입니다"), _("필요한 시트만 남겨 주십시오"))
    mend = unspaced if "content.xml" in names else long_cells if "xl/workbook.bin" in names else None
    if mend:
        return _by_calamine(data, file_name, _broken(file_name), mend)
    return _xlsx(data, file_name)


def read_compound(data: bytes, file_name: str) -> list[Sheet]:
    """The sheets of an old workbook (.xls). A Hangul document and a locked workbook begin with the same bytes."""
    told = unreadable(
        file_name,
        _("옛 엑셀(.xls)로 열 수 없습니다(손상되었거나, 암호가 걸렸거나, 한글 문서입니다)"),
        _("엑셀에서 암호를 풀고 .xlsx 또는 CSV로 저장해 주십시오"),
    )
    return _by_calamine(data, file_name, told)


def _by_calamine(
    data: bytes, file_name: str, broken: BadInput, mend: Callable[[bytes], bytes] = lambda data: data
) -> list[Sheet]:
    from python_calamine import PasswordError

    try:
        return list(_calamine_sheets(mend(data), file_name))
    except (BadInput, KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except PasswordError as error:
        raise unreadable(file_name, _("암호가 걸린 파일입니다"), _("암호를 풀고 다시 저장해 주십시오")) from error
    except BaseException as error:  # a panic of the Rust reader is no Exception
        raise broken from error


def _calamine_sheets(data: bytes, file_name: str) -> Iterable[Sheet]:
    from python_calamine import CalamineWorkbook, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for meta in book.sheets_metadata:
        if meta.visible != SheetVisibleEnum.Visible:
            continue
        found = book.get_sheet_by_name(meta.name)
        sheet = Sheet(meta.name, formats=False)
        for cells in found.to_python(skip_empty_area=False):
            _add(sheet, [shown(None if cell == "" else cell) for cell in cells], file_name)
        spans = [(c1 + 1, r1 + 1, c2 + 1, r2 + 1) for (r1, c1), (r2, c2) in found.merged_cell_ranges or ()]
        _fill_merged(sheet, spans)
        yield sheet


def _xlsx(data: bytes, file_name: str) -> list[Sheet]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheets = [_xlsx_sheet(each, file_name) for each in book.worksheets if each.sheet_state == "visible"]
        _note_uncomputed(data, sheets)
    except BadInput:
        raise
    except (InvalidFileException, Exception) as error:  # openpyxl raises many kinds for one damaged file
        raise _broken(file_name) from error
    return [sheet for sheet in sheets if sheet.rows]


def _xlsx_sheet(found: Any, file_name: str) -> Sheet:
    from openpyxl.utils import range_boundaries

    sheet = Sheet(found.title)
    for cells in found.iter_rows():
        _add(sheet, [_text(cell) for cell in cells], file_name)
    while sheet.rows and not any(sheet.rows[-1]):
        sheet.rows.pop()
    with found.parent._archive.open(found._worksheet_path) as part:
        refs = _MERGED.findall(part.read())
    _fill_merged(sheet, [range_boundaries(ref.decode()) for ref in refs])
    return sheet


def _text(cell: Any) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return shown(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), value))
    return shown(value, cell.number_format)


def _add(sheet: Sheet, cells: list[str], file_name: str) -> None:
    sheet.rows.append(cells)
    if len(sheet.rows) > MAX_ROWS:
        raise unreadable(file_name, _("행이 50만 줄을 넘습니다"), _("파일을 나누어 주십시오"))


def _fill_merged(sheet: Sheet, spans: Iterable[Span]) -> None:
    """A word that stands once over several merged rows is said of each; a number is not: it may be their sum."""
    for column, top, _last, bottom in spans:
        if top > len(sheet.rows) or column > len(sheet.rows[top - 1]):
            continue
        text = sheet.rows[top - 1][column - 1]
        if not text or _is_number(text):
            continue
        for cells in sheet.rows[top:bottom]:
            if column <= len(cells):
                cells[column - 1] = text


def _is_number(text: str) -> bool:
    return re.fullmatch(r"[-+△]?[\d,.]+%?", text) is not None


def _note_uncomputed(data: bytes, sheets: list[Sheet]) -> None:
    """Formulas whose result nobody saved read as empty cells: a program wrote the file, no spreadsheet computed it."""
    from openpyxl import load_workbook

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if not any(b"<f" in archive.read(name) for name in archive.namelist() if "worksheets/" in name):
            return
    book = load_workbook(io.BytesIO(data), read_only=True)
    for sheet in sheets:
        for number, cells in enumerate(book[sheet.name].iter_rows(), start=1):
            if any(c.data_type == "f" and not _cell(sheet, number, c.column) for c in cells if c.value is not None):
                sheet.faults.append(
                    Fault(
                        number, _("계산한 값이 저장되지 않은 수식이 있습니다"), _("엑셀에서 열어 다시 저장해 주십시오")
                    )
                )


def _cell(sheet: Sheet, row: int, column: int) -> str:
    cells = sheet.rows[row - 1] if row <= len(sheet.rows) else []
    return cells[column - 1] if column <= len(cells) else ""


def _broken(file_name: str) -> BadInput:
    return unreadable(
        file_name, _("엑셀 파일을 열 수 없습니다(손상되었거나 엑셀이 아닙니다)"), _("엑셀에서 다시 저장해 주십시오")
    )
