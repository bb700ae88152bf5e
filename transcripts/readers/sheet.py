"""Readers for XLSX and CSV: a column of speakers, a column of speech, and one of times if there is one."""

from __future__ import annotations

import csv
import datetime
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, TypeVar

from transcripts.decoding import packages
from transcripts.decoding.characters import decoded, printable
from transcripts.readers import choosing
from transcripts.readers.tables import columns_of
from transcripts.text.problems import Message, TranscriptError, at_line, refusal
from transcripts.text.questions import NOTHING, Answers
from transcripts.text.turns import Draft

_Row = TypeVar("_Row")
# Ten hours of talk are some 10,000 turns.
_MOST_ROWS, _MOST_COLUMNS = 50_000, 100
_DELIMITERS, _HEAD_LINES = ",\t;", 20
# Letters of a number format that show a day, outside of quotes and colors.
_DAY, _FIRST_YEAR = re.compile(r"[yd]", re.IGNORECASE), 1900


_UNPAIRED = Message('따옴표(")가 짝이 맞지 않습니다.')
_PAIRED = Message("칸 전체를 따옴표로 묶고, 말 속의 따옴표는 두 번 적어 주십시오.")
_LONGER = Message("열이 제목 줄보다 많습니다.")
_QUOTED = Message("쉼표가 든 말은 따옴표로 묶어 주십시오.")


def read_csv(data: bytes, answers: Answers = NOTHING) -> Draft:
    """Read a CSV file; commas, tabs and semicolons are told apart by its first lines.

    Raises
    ------
    TranscriptError
        Codes ``encoding``, ``binary``, ``columns`` (no text at all, a row longer than its heading), ``damaged``
        (quotation marks that do not pair), ``length``.
    """
    found = decoded(data, answers)
    delimiter = _delimiter(found.text)
    table, notes = _whole_rows(_rows(found.text, delimiter), delimiter)
    draft = choosing.drafted([("", table)], answers)
    asked = (*found.questions, *draft.questions)
    return replace(draft, encoding=found.encoding, notes=(*found.notes, *notes, *draft.notes), questions=asked)


def _rows(text: str, delimiter: str) -> list[list[str]]:
    """Rows of a CSV; where its quotation marks do not pair, they are words if every line still has the same width."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return [row[:_MOST_COLUMNS] for row in _bounded(rows)]
    except csv.Error as error:
        lines = [line.split(delimiter) for line in text.split("\n") if line.strip()]
        whole = len(lines[0]) > 1 and len({len(line) for line in lines}) == 1
        if whole and max(len(cell) for line in lines for cell in line) < csv.field_size_limit():
            return [line[:_MOST_COLUMNS] for line in _bounded(lines)]
        raise refusal("damaged", _UNPAIRED, _PAIRED, where=at_line(rows.line_num)) from error


def _whole_rows(rows: list[list[str]], delimiter: str) -> tuple[list[list[str]], tuple[Message, ...]]:
    """Put a speech together again that its own commas divided, where it stands in the last column."""
    columns = columns_of(rows)
    width = len(rows[columns.head - 1]) if 0 < columns.head <= len(rows) else 0
    longer = [at for at, row in enumerate(rows) if at >= columns.head and len(row) > width and any(row[width:])]
    if not width or not longer:
        return rows, ()
    if columns.text != width - 1:
        raise refusal("columns", _LONGER, _QUOTED, where=at_line(longer[0] + 1))
    whole = [[*row[: width - 1], delimiter.join(row[width - 1 :])] if len(row) > width else row for row in rows]
    said = Message(
        "열이 제목 줄보다 많은 줄 %(count)d개에서 나머지를 마지막 열에 이어 붙였습니다. 첫 줄: %(line)d",
        count=len(longer),
        line=longer[0] + 1,
    )
    return whole, (said,)


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
    """The sign that cuts the first lines into rows of one width; commas within speech cut them unevenly."""
    head = list(islice((line for line in text.split("\n") if line.strip()), _HEAD_LINES))
    return max(_DELIMITERS, key=lambda sign: _evenly(head, sign))


def _evenly(lines: list[str], delimiter: str) -> tuple[float, int]:
    """Share of lines with the most usual width of two or more, and how often the sign stands in all of them."""
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter))
    except csv.Error:  # a quotation mark that is never closed
        widths = Counter()
    usual = max((count for width, count in widths.items() if width > 1), default=0)
    return usual / max(1, sum(widths.values())), sum(line.count(delimiter) for line in lines)
