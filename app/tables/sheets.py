"""Tables people take home: CSV with a byte-order mark (so that Korean Excel opens it) and XLSX; formulas are disarmed.

Days and instants are told here, for every export: in Korea's time, and in a workbook as real dates.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from itertools import chain
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from flask import Response, g, has_request_context, request
from flask.ctx import RequestContext
from flask.globals import request_ctx
from sqlite_utils import Database

from app.clock import SEOUL
from app.db import get_db, lender

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# From which size a long table waits on the disk, and by how much of it is sent at once. Chosen, not measured.
IN_MEMORY, CHUNK = 8 * 1024**2, 64 * 1024
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE = "text/csv; charset=utf-8"


# A day, or a day with its time, as they are stored. Excel knows no day before 1900.
_DATED = re.compile(r"(?:19|2\d)\d\d-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?)?", re.ASCII)
_FORMATS = {date: "yyyy-mm-dd", datetime: "yyyy-mm-dd hh:mm"}


def real(value: Any) -> Any:
    """A stored day as a date, an instant as a date and time of Korea; everything else as it was.

    >>> real("2026-11-22"), real("2026-11-22T15:30:01.5+00:00"), real("2026-13-01")
    (datetime.date(2026, 11, 22), datetime.datetime(2026, 11, 23, 0, 30, 1), '2026-13-01')
    """
    if isinstance(value, str) and _DATED.fullmatch(value):
        try:
            value = date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
        except ValueError:
            return value
    if not isinstance(value, datetime):
        return value
    local = value.astimezone(SEOUL) if value.tzinfo else value
    return local.replace(microsecond=0, tzinfo=None)


# What a cell begins with that a spreadsheet runs. Excel in Korean and Japanese takes the full-width signs for their own.
ARMED = tuple("=+-@＝＋－＠\t\r")


def disarm(value: Any) -> Any:
    """Text a spreadsheet would run as a formula gets a leading apostrophe; everything else is as it was.

    >>> disarm("＝1+1"), disarm("1+1"), disarm(-3)
    ("'＝1+1", '1+1', -3)
    """
    return "'" + value if isinstance(value, str) and value.startswith(ARMED) else value


def csv_bytes(titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """The table as CSV: UTF-8 with a byte-order mark, CRLF line ends."""
    return b"".join(csv_lines(titles, rows))


def csv_lines(titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """The same, line by line."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    yield b"\xef\xbb\xbf"
    for cells in chain([[disarm(title) for title in titles]], ([_cell(cell) for cell in row] for row in rows)):
        writer.writerow(cells)
        yield out.getvalue().encode()
        out.seek(0)
        out.truncate()


def gathered(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces worth sending."""
    waiting, size = list[bytes](), 0
    for part in parts:
        waiting.append(part)
        size += len(part)
        if size >= CHUNK:
            yield b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    return value if type(value) is int else _written(value)


def _written(value: Any) -> Any:
    """A cell of a CSV: an instant in Korea's time without its zone, the rest as it is told."""
    if isinstance(value, str) and "T" not in value:
        return disarm(value)
    told = real(value)
    return str(told) if isinstance(told, datetime) and "T" in str(value) else disarm(value)


def xlsx_bytes(sheets: dict[str, tuple[Sequence[str], Iterable[Sequence[Any]]]]) -> bytes:
    """A workbook: sheet name to (titles, rows); bold frozen header with filters, real dates, widths by content."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, (titles, rows) in sheets.items():
        sheet = book.create_sheet(name[:31])  # Excel opens no longer name
        sheet.append(list(titles))
        widths = [_width(title) for title in titles]
        for number, row in enumerate(rows, start=2):
            cells = [disarm(real(cell)) for cell in row]
            sheet.append(cells)
            _format_dates(sheet, number, cells)
            widths = [max(w, min(_width(c), 60)) for w, c in zip(widths, cells, strict=True)]
        for cell in sheet[1]:
            cell.font = Font(bold=True)
            cell.fill = PatternFill("solid", fgColor="E8EEF7")
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
        for index, width in enumerate(widths, start=1):
            sheet.column_dimensions[get_column_letter(index)].width = width + 2
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _format_dates(sheet: Worksheet, number: int, cells: Sequence[Any]) -> None:
    for column, cell in enumerate(cells, start=1):
        if isinstance(cell, date):
            sheet.cell(number, column).number_format = _FORMATS[type(cell)]


def _width(value: Any) -> int:
    text = "" if value is None else str(value)
    # From 0x2E80 on stand Hangul and Chinese letters, two columns wide.
    return max(6, sum(2 if ord(character) > 0x2E80 else 1 for character in text))


def even(titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    """The rows of a table. Raises ValueError at one without a cell for each title: its figures would be read wrongly."""
    for row in rows:
        if len(row) != len(titles):
            raise ValueError(f"{len(row)} cells under {len(titles)} titles")
        yield row


def download(data: bytes | Iterator[bytes], file_name: str, content_type: str) -> Response:
    """An attachment whose Korean name survives every browser (RFC 6266)."""
    response = Response(data, content_type=content_type)
    file_name = "".join(c for c in file_name if c.isprintable() and c not in '"/\\')
    plain = file_name if file_name.isascii() else _plain(file_name, request.path if has_request_context() else "")
    response.headers["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file_name)}"
    return response


def _plain(file_name: str, path: str) -> str:
    """A name for programs that read plain letters only: what the address calls it, and what the name has of them.

    >>> _plain("지역별 주제.csv", "/themes.csv"), _plain("응답률 2026Q4.xlsx", "/surveys/019f-3/rates.xlsx")
    ('themes.csv', 'rates-2026Q4.xlsx')
    >>> _plain("표.csv", "")
    'download.csv'
    """
    stem, _dot, ending = file_name.rpartition(".")
    words = [part.partition(".")[0] for part in path.split("/")]
    named = next((word for word in reversed(words) if re.fullmatch("[a-z]+(?:[-_][a-z]+)*", word)), "download")
    return f"{'-'.join([named, *re.findall('[A-Za-z0-9]+', stem)])}.{ending}"


def table_response(kind: str, name: str, titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response:
    """The same table as a CSV (kind "csv") or XLSX (kind "xlsx") download; how many rows it has is told to the trail."""
    rows = list(even(titles, rows))
    if has_request_context():
        g.handed = len(rows)
    if kind == "csv":
        return download(csv_bytes(titles, rows), f"{name}.csv", CSV_TYPE)
    return download(xlsx_bytes({name: (titles, rows)}), f"{name}.xlsx", XLSX_TYPE)


def long_table_response(kind: str, name: str, titles: Sequence[str], rows: Iterable[Sequence[Any]]) -> Response:
    """A table of any length: as CSV it is never whole in memory, and is whole before the first byte leaves."""
    if kind != "csv":
        return table_response(kind, name, titles, rows)
    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 closed with the answer
    file.writelines(csv_lines(titles, even(titles, rows)))
    length = file.tell()
    file.seek(0)
    response = download(iter(partial(file.read, CHUNK), b""), f"{name}.csv", CSV_TYPE)
    response.content_length = length
    response.call_on_close(file.close)
    return response


def flowing_response(
    kind: str, name: str, titles: Sequence[str], rows: Callable[[Database], Iterable[Sequence[Any]]], *, count: int
) -> Response:
    """A table of `count` rows that are read while they are sent: as CSV the first leaves at once, and none is kept."""
    if kind != "csv":
        return table_response(kind, name, titles, rows(get_db()))
    g.handed = count
    return download(_flowing(request_ctx.copy(), titles, rows), f"{name}.csv", CSV_TYPE)


def _flowing(
    context: RequestContext, titles: Sequence[str], rows: Callable[[Database], Iterable[Sequence[Any]]]
) -> Iterator[bytes]:
    """Pieces of a CSV, each made within the request's words and rights, from a connection that is the table's own."""
    path = context.app.config["MOKSORI"].database
    db, sound = lender.lend(path), False
    try:
        pieces = gathered(csv_lines(titles, even(titles, rows(db))))
        while True:
            with context:
                piece = next(pieces, None)
            if piece is None:
                break
            yield piece
        sound = True
    finally:
        lender.take_back(path, db, sound=sound)
