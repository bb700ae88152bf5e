"""Readers for XLSX and CSV: a column of speakers, a column of speech, and one of times if there is one."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

from transcripts import packages
from transcripts.characters import decoded, printable
from transcripts.problems import Message, TranscriptError, refusal
from transcripts.tables import speeches_of
from transcripts.turns import Draft, Speech

_Row = TypeVar("_Row")
_HEAD_ROWS = 20
_MOST_ROWS, _MOST_COLUMNS = 200_000, 100
_DELIMITERS = ",\t;"
_RIGHT = Message("첫 줄에 ‘발언자’와 ‘발언’ 열 이름을 적어 주십시오. ‘시각’ 열은 없어도 됩니다.")


def read_csv(data: bytes) -> Draft:
    """Read a CSV file; commas, tabs and semicolons are told apart by its first lines.

    Raises
    ------
    TranscriptError
        Codes ``encoding``, ``binary``, ``columns``, ``length``.
    """
    text, encoding, notes = decoded(data)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        table = [row[:_MOST_COLUMNS] for row in _bounded(rows)]
    except csv.Error as error:  # a cell of more than 131,072 letters: a quotation mark that is never closed
        raise packages.damaged("CSV") from error
    speeches = _speeches(table)
    if speeches is None:
        raise _no_columns([_columns(table)])
    return Draft(speeches, encoding, notes)


def read_xlsx(data: bytes) -> Draft:
    """Read a workbook: every sheet that has the columns, in their order.

    Raises
    ------
    TranscriptError
        Codes ``damaged``, ``bomb``, ``entities``, ``locked``, ``columns``, ``length``.
    """
    packages.check(data, "XLSX")
    sheets = list(_sheets(data))
    found = {name: speeches for name, rows in sheets if (speeches := _speeches(rows)) is not None}
    if not found:
        raise _no_columns([_columns(rows) for _name, rows in sheets])
    passed = [name for name, rows in sheets if name not in found and rows]
    notes = [Message("발언자와 발언 열이 없는 시트를 뺐습니다: %(names)s", names=", ".join(passed))] if passed else []
    return Draft(tuple(speech for speeches in found.values() for speech in speeches), None, tuple(notes))


def _sheets(data: bytes) -> Iterator[tuple[str, list[list[str]]]]:
    # Imported here: each upload is read in a process of its own, which loads what its format needs.
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            rows = sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True)
            yield sheet.title, [[_said(value) for value in row] for row in _bounded(rows)]
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
                Message("표가 20만 줄을 넘습니다."),
                Message("한 파일은 20만 줄까지 읽습니다. 파일을 나누어 주십시오."),
            )
        yield row


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


def _speeches(rows: list[list[str]]) -> tuple[Speech, ...] | None:
    """Look for the heading among the first rows: titles and dates often stand above it."""
    for at in range(min(len(rows), _HEAD_ROWS)):
        speeches = speeches_of(rows[at:])
        if speeches is not None:
            return speeches
    return None


def _columns(rows: list[list[str]]) -> str:
    head = next((row for row in rows if sum(1 for cell in row if cell.strip()) > 1), rows[0] if rows else [])
    return ", ".join(" ".join(cell.split())[:30] for cell in head[:12] if cell.strip())


def _no_columns(heads: list[str]) -> TranscriptError:
    there = " / ".join(head for head in heads if head)
    if not there:
        return refusal("columns", Message("표에 글이 없습니다."), _RIGHT)
    said = Message("발언자 열이나 발언 열을 찾지 못했습니다. 지금 있는 열: %(columns)s", columns=there)
    return refusal("columns", said, _RIGHT)
