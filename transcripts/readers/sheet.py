"""Readers for XLSX and CSV: a column of speakers, a column of speech, and one of times if there is one."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TypeVar

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
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            # What a sheet says of its own size may be a million empty cells.
            sheet.reset_dimensions()
            rows = sheet.iter_rows(values_only=True)
            yield sheet.title, [_cells(row) for row in _bounded(rows)]
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


def _cells(row: Iterable[object]) -> list[str]:
    """Cells up to the last one that is filled: every row is handed over at its full width."""
    cells = [_said(value) for value in islice(row, _MOST_COLUMNS)]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _said(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.time().isoformat("seconds")
    if isinstance(value, datetime.time):
        return value.isoformat("seconds")
    if isinstance(value, datetime.timedelta):
        return str(value).split(".")[0]
    return printable(str(value))[0]


def _delimiter(text: str) -> str:
    head = "\n".join(islice((line for line in text.split("\n") if line.strip()), 5))
    return max(_DELIMITERS, key=head.count)
