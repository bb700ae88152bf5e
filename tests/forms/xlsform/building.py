"""Workbooks for tests, written as people type tables: a row a line, `|` between cells."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook

from forms.xlsform import Imported, read

Cells = Sequence[Sequence[object]]


def cells(table: str | Cells) -> Cells:
    """The rows of a typed table; one of other values is taken as it is."""
    if not isinstance(table, str):
        return table
    return [[cell.strip() or None for cell in line.split("|")] for line in table.strip("\n").splitlines()]


def workbook(sheets: dict[str, str | Cells], merged: Sequence[tuple[str, str]] = ()) -> bytes:
    """The bytes of an .xlsx with these sheets; `merged` names sheet and range."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, table in sheets.items():
        sheet = book.create_sheet(name)
        for row in cells(table):
            sheet.append(list(row))
    for name, span in merged:
        book[name].merge_cells(span)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def imported(survey: str | Cells, choices: str | Cells = "", settings: str | Cells = "", **sheets: str) -> Imported:
    """What a form of these sheets becomes."""
    given = {"survey": survey, "choices": choices, "settings": settings, **sheets}
    return read(workbook({name: table for name, table in given.items() if table}), "form.xlsx")
