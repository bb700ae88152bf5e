"""A workbook's bytes as sheets of texts: .xlsx, .xlsm, .xls, .xlsb and .ods by what they hold, whatever their name says."""

from __future__ import annotations

import datetime
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Chosen, not measured: the longest real form seen has 4,000 rows; more would be a table of answers.
MAX_ROWS = 100_000
# As for every workbook of the workbench: a small file must not fill the memory.
MAX_UNPACKED = 300 * 1024 * 1024
_CARRIAGE = re.compile(r"_x000[dD]_|\r\n?")
_UNSEEN = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")


class NotAForm(ValueError):
    """Bytes that hold no form. `args[0]` is a key of words.toml."""


@dataclass(frozen=True)
class Sheet:
    """A sheet's cells as texts; row 0 is the first row of the spreadsheet."""

    name: str
    rows: Sequence[Sequence[str]]


def read_workbook(data: bytes) -> list[Sheet]:
    """The sheets of a workbook, hidden ones too: forms keep their lists there.

    Raises
    ------
    NotAForm
        If no reader can open it.
    """
    if data[:4] == b"PK\x03\x04" and _unpacked(data) > MAX_UNPACKED:
        raise NotAForm("too_large")
    for reader in (_by_calamine, _by_openpyxl):
        try:
            return list(reader(data))
        except (NotAForm, KeyboardInterrupt, SystemExit, MemoryError):
            raise
        except BaseException:  # a panic of the Rust reader is no Exception; openpyxl raises many kinds
            continue
    raise NotAForm("unreadable")


def _unpacked(data: bytes) -> int:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return sum(entry.file_size for entry in archive.infolist())
    except Exception:  # zipfile raises many kinds for one damaged file
        return 0


_FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"[^>]*>\s*<f[^>]*>[^<]*</f>\s*(?:<v\s*/>|<v></v>)?\s*</c>')
# A message names as many cells as a person will look at.
_NAMED = 20


def uncomputed(data: bytes) -> list[str]:
    """Cells of an .xlsx whose formulas have no saved value: a program wrote the file, no spreadsheet computed it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [name for name in archive.namelist() if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)]
            found = [cell.decode() for name in parts for cell in _FORMULA.findall(archive.read(name))]
    except Exception:  # no zip at all, or a damaged one: the readers say so
        return []
    return found[:_NAMED]


def _by_calamine(data: bytes) -> Iterable[Sheet]:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    for name in book.sheet_names:
        found = book.get_sheet_by_name(name)
        rows = _texts(found.to_python(skip_empty_area=False))
        for (top, left), (bottom, _right) in found.merged_cell_ranges or ():
            _fill(rows, top, bottom, left)
        yield Sheet(name, rows)


def _by_openpyxl(data: bytes) -> Iterable[Sheet]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), data_only=True)
    for found in book.worksheets:
        rows = _texts(list(found.values))
        for span in found.merged_cells.ranges:
            _fill(rows, span.min_row - 1, span.max_row - 1, span.min_col - 1)
        yield Sheet(found.title, rows)


def _texts(rows: Sequence[Sequence[object]]) -> list[list[str]]:
    if len(rows) > MAX_ROWS:
        raise NotAForm("too_large")
    return [[text(cell) for cell in row] for row in rows]


def _fill(rows: list[list[str]], top: int, bottom: int, left: int) -> None:
    """A word that stands once over several merged rows is said of each."""
    if top >= len(rows) or left >= len(rows[top]):
        return
    for row in rows[top + 1 : bottom + 1]:
        if left < len(row):
            row[left] = rows[top][left]


def text(cell: object) -> str:
    """A cell as the text a person meant: 1.0 is 1, a tick is TRUE, a day is written as ISO."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime.datetime):
        day = cell.hour == cell.minute == cell.second == 0
        return cell.date().isoformat() if day else cell.isoformat(timespec="minutes")
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat(timespec="minutes") if isinstance(cell, datetime.time) else cell.isoformat()
    return clean(str(cell))


def clean(given: str) -> str:
    """NFC, one kind of line end, nothing unseen, no blanks around."""
    return _UNSEEN.sub("", _CARRIAGE.sub("\n", unicodedata.normalize("NFC", given))).replace("\xa0", " ").strip()
