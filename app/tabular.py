"""Tables people bring: CSV (UTF-8, CP949, UTF-16) and XLSX become rows with their row numbers, or a list of problems."""

from __future__ import annotations

import csv
import hashlib
import io
import unicodedata
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from openpyxl import load_workbook

from app.config import MAX_UPLOAD_BYTES
from app.errors import BadInput, Problem

MAX_ROWS = 500_000
MAX_UNPACKED = 300 * 1024 * 1024
MAX_PROBLEMS = 200
ENCODINGS = ("utf-8-sig", "cp949")


@dataclass(frozen=True)
class Column:
    """A column a file must or may have.

    Parameters
    ----------
    name : str
        The key in the row's dict.
    titles : tuple of str
        Accepted headings, the first being the one to show; spaces and case do not count.
    parse : callable
        Text to value; raises ValueError with a message for people saying what would be right.
    required : bool
        Whether the column must be there and its cells filled.
    """

    name: str
    titles: tuple[str, ...]
    parse: Callable[[str], Any] = str
    required: bool = True


@dataclass
class Table:
    """Rows as dicts (`row` holds the number in the file) and the problems found on the way."""

    file_name: str
    sha256: str
    rows: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, row: int, title: str, what: str, right: str) -> None:
        where = _("%(row)s행 ‘%(column)s’ 칸", row=row, column=title) if title else _("%(row)s행", row=row)
        self.problems.append(Problem(where, what, right))

    def refuse_if_wrong(self) -> None:
        """Raise BadInput with all problems (the first 200 and a count), or do nothing."""
        if not self.problems:
            return
        shown = self.problems[:MAX_PROBLEMS]
        rest = len(self.problems) - len(shown)
        if rest:
            shown.append(
                Problem(_("그 밖에"), _("문제가 %(n)s건 더 있습니다", n=rest), _("위의 문제부터 고쳐 주십시오"))
            )
        raise BadInput(*shown, source=self.file_name)


def read_table(data: bytes, file_name: str, columns: Sequence[Column]) -> Table:
    """Read a CSV or XLSX file against its expected columns. Problems of cells are collected in the table.

    Raises
    ------
    BadInput
        When the file cannot be read as a table at all, or a required column is missing.
    """
    file_name = unicodedata.normalize("NFC", file_name)
    table = Table(file_name=file_name, sha256=hashlib.sha256(data).hexdigest())
    grid = _grid(data, file_name)
    if not grid:
        raise BadInput(
            Problem(file_name, _("내용이 없는 파일입니다"), _("첫 줄에 제목, 다음 줄부터 자료가 있어야 합니다")),
            source=file_name,
        )
    positions = _positions(grid[0], columns, file_name)
    for number, cells in enumerate(grid[1:], start=2):
        if any(cell.strip() for cell in cells):
            _read_row(table, number, cells, columns, positions)
    return table


def _read_row(
    table: Table, number: int, cells: list[str], columns: Sequence[Column], positions: dict[str, int]
) -> None:
    values: dict[str, Any] = {"row": number}
    for column in columns:
        position = positions.get(column.name)
        text = cells[position].strip() if position is not None and position < len(cells) else ""
        values[column.name] = None
        if not text:
            if column.required:
                table.wrong(number, column.titles[0], _("비어 있습니다"), _("값을 적어 주십시오"))
            continue
        try:
            values[column.name] = column.parse(text)
        except ValueError as error:
            table.wrong(number, column.titles[0], _("‘%(text)s’은(는) 쓸 수 없는 값입니다", text=text[:60]), str(error))
    table.rows.append(values)


def _positions(header: list[str], columns: Sequence[Column], file_name: str) -> dict[str, int]:
    squeezed = [_squeeze(cell) for cell in header]
    positions: dict[str, int] = {}
    missing = []
    for column in columns:
        wanted = {_squeeze(title) for title in (*column.titles, column.name)}
        found = [i for i, cell in enumerate(squeezed) if cell in wanted]
        if found:
            positions[column.name] = found[0]
        elif column.required:
            missing.append(column.titles[0])
    if missing:
        raise BadInput(
            *(
                Problem(
                    _("제목 줄(1행)"),
                    _("‘%(title)s’ 열이 없습니다", title=title),
                    _("지금 있는 열: %(titles)s", titles=", ".join(c for c in header if c)[:200] or _("없음")),
                )
                for title in missing
            ),
            source=file_name,
        )
    return positions


def _squeeze(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split()).casefold()


def _grid(data: bytes, file_name: str) -> list[list[str]]:
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
    first = text.split("\n", 1)[0]
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
    except Exception as error:
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


def as_date(text: str) -> str:
    """A date written as 2026-11-22, 2026.11.22, 2026. 11. 22. or 20261122, as ISO text."""
    digits = text.replace(".", "-").replace("/", "-").replace(" ", "").strip("-")
    for pattern in ("%Y-%m-%d", "%Y%m%d"):
        try:
            return datetime.strptime(digits, pattern).date().isoformat()
        except ValueError:
            continue
    raise ValueError(_("날짜는 2026-11-22처럼 적어 주십시오"))


def as_month(text: str) -> str:
    """A month written as 2026-10, 2026.10, 202610, 2026년 10월 or a first-of-month date, as 2026-10."""
    cleaned = text.replace("년", "-").replace("월", "").replace(".", "-").replace("/", "-").replace(" ", "").strip("-")
    for pattern in ("%Y-%m", "%Y%m", "%Y-%m-%d"):
        try:
            return datetime.strptime(cleaned, pattern).strftime("%Y-%m")
        except ValueError:
            continue
    raise ValueError(_("월은 2026-10처럼 적어 주십시오"))


def as_number(text: str) -> float:
    """A number, with or without thousands commas and a percent sign."""
    try:
        value = float(text.replace(",", "").replace("%", "").replace("−", "-").strip())
    except ValueError:
        raise ValueError(_("숫자로 적어 주십시오(예: 1,234.5)")) from None
    if value != value or value in (float("inf"), float("-inf")):
        raise ValueError(_("숫자로 적어 주십시오(예: 1,234.5)"))
    return value


def as_count(text: str) -> int:
    """A whole number of 0 or more."""
    value = as_number(text)
    if value < 0 or value != int(value):
        raise ValueError(_("0 이상의 정수로 적어 주십시오"))
    return int(value)
