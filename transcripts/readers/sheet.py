"""Readers for XLSX and CSV: a column of speakers, a column of speech, and one of times if there is one."""

from __future__ import annotations

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, TypeVar

from transcripts.decoding import packages
from transcripts.decoding.characters import decoded, printable
from transcripts.readers import choosing
from transcripts.text.problems import Message, TranscriptError, refusal
from transcripts.text.questions import NOTHING, Answers
from transcripts.text.turns import Draft

_Row = TypeVar("_Row")
# Ten hours of talk are some 10,000 turns.
_MOST_ROWS, _MOST_COLUMNS = 50_000, 100
_DELIMITERS = ",\t;"
# Letters of a number format that show a day, outside of quotes and colors.
_DAY, _FIRST_YEAR = re.compile(r"[yd]", re.IGNORECASE), 1900


def read_csv(data: bytes, answers: Answers = NOTHING) -> Draft:
    """Read a CSV file; commas, tabs and semicolons are told apart by its first lines.

    Raises
    ------
    TranscriptError
        Codes ``encoding``, ``binary``, ``columns`` (no text at all), ``length``.
    """
    found = decoded(data, answers)
    rows = csv.reader(io.StringIO(found.text, newline=""), delimiter=_delimiter(found.text))
    try:
        table = [row[:_MOST_COLUMNS] for row in _bounded(rows)]
    except csv.Error as error:  # a cell of more than 131,072 letters: a quotation mark that is never closed
        raise packages.damaged("CSV") from error
    draft = choosing.drafted([("", table)], answers)
    asked = (*found.questions, *draft.questions)
    return replace(draft, encoding=found.encoding, notes=(*found.notes, *draft.notes), questions=asked)


def read_xlsx(data: bytes, answers: Answers = NOTHING) -> Draft:
    """Read a workbook: every sheet whose heading names the columns, or the one a person chose.

    Raises
    ------
    TranscriptError
        Codes ``damaged``, ``bomb``, ``entities``, ``locked``, ``columns`` (no text at all), ``length``.
    """
    packages.check(data, "XLSX")
    return choosing.drafted(list(_sheets(data)), answers)


def _sheets(data: bytes) -> Iterator[tuple[str, list[list[str]]]]:
    # Imported here: each upload is read in a process of its own, which loads what its format needs.
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(packages.transitional(data)), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            # What a sheet says of its own size may be a million empty cells.
            sheet.reset_dimensions()
            yield sheet.title, [_cells(row) for row in _bounded(sheet.iter_rows())]
    except TranscriptError:
        raise
    # openpyxl meets a broken workbook at any place, with errors of zip, XML, numbers and its own.
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError) as error:
        raise packages.damaged("XLSX") from error
    except (OSError, EOFError, OverflowError, AssertionError) as error:
        raise packages.damaged("XLSX") from error


def _bounded(rows: Iterable[_Row]) -> Iterator[_Row]:
    for at, row in enumerate(rows):
        if at >= _MOST_ROWS:
            raise refusal(
                "length",
                Message("표가 5만 줄을 넘습니다."),
                Message("한 파일은 5만 줄까지 읽습니다. 파일을 나누어 주십시오."),
            )
        yield row


def _cells(row: Iterable[Any]) -> list[str]:
    """Cells up to the last one that is filled: every row is handed over at its full width."""
    cells = [_said(cell.value, cell.number_format) for cell in islice(row, _MOST_COLUMNS)]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _said(value: object, shown: str | None) -> str:
    """A cell as the sheet shows it: "12:30" typed into Excel is half past twelve only where a day is shown."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        # Times past midnight come with a day of the year 1900, on which Excel's calendar begins.
        day = f"{value:%Y-%m-%d}" if value.year > _FIRST_YEAR and _DAY.search(shown or "y") else ""
        clock = "" if day and value.time() == datetime.time() else _clock(f"{value:%H:%M:%S}", shown)
        return f"{day} {clock}".strip()
    if isinstance(value, datetime.time):
        return _clock(value.isoformat("seconds"), shown)
    if isinstance(value, datetime.timedelta):
        minutes, seconds = divmod(int(value.total_seconds()), 60)
        return _clock(f"{minutes // 60}:{minutes % 60:02}:{seconds:02}", shown)
    return printable(str(value))[0]


def _clock(clock: str, shown: str | None) -> str:
    """Without seconds where the sheet shows none: they may as well be minutes and seconds."""
    return clock if "s" in (shown or "s").lower() else clock.rsplit(":", 1)[0]


def _delimiter(text: str) -> str:
    head = "\n".join(islice((line for line in text.split("\n") if line.strip()), 5))
    return max(_DELIMITERS, key=head.count)
