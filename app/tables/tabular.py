"""Tables people bring: the cells of a file become rows with their row numbers, or a list of problems."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from app.errors import BadInput, Problem
from app.tables.grids import read_grid

# Whoever has more mends the file and not its lines. Chosen, not measured.
MAX_PROBLEMS = 200
# Rows above the titles: what the table is, a unit, a date. Chosen, not measured.
HEADER_WITHIN = 5
_UNIT = re.compile(r"(?<=\d)\s*(?:명|인|개|개사|곳|건|년|년도)$")


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
    """Rows as dicts (`row` holds the number in the file) and the problems found on the way.

    `header` is the number of the row with the titles: a line above it may say what the table is.
    """

    file_name: str
    sha256: str
    header: int = 1
    rows: list[dict[str, Any]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _problem_rows: list[int] = field(default_factory=list)

    def wrong(self, row: int, title: str, what: str, right: str) -> None:
        where = _("%(row)s행 ‘%(column)s’ 칸", row=row, column=title) if title else _("%(row)s행", row=row)
        self.problems.append(Problem(where, what, right))
        self._problem_rows.append(row)

    def refuse_if_wrong(self) -> None:
        """Raise BadInput with all problems in the order of the rows (the first 200 and a count), or do nothing."""
        if not self.problems:
            return
        by_row = sorted(zip(self._problem_rows, self.problems, strict=True), key=lambda pair: pair[0])
        shown = [problem for _row, problem in by_row[:MAX_PROBLEMS]]
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
    grid = read_grid(data, file_name)
    if not grid:
        raise BadInput(
            Problem(file_name, _("내용이 없는 파일입니다"), _("첫 줄에 제목, 다음 줄부터 자료가 있어야 합니다")),
            source=file_name,
        )
    header, positions = _header(grid, columns)
    table.header = header + 1
    _refuse_missing(grid[header], columns, positions, table)
    for number, cells in enumerate(grid[header + 1 :], start=header + 2):
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
            table.wrong(number, column.titles[0], _("쓸 수 없는 값입니다: ‘%(text)s’", text=text[:60]), str(error))
    table.rows.append(values)


def fits(data: bytes, file_name: str, columns: Sequence[Column]) -> bool:
    """Whether the file has every required column; for telling which table somebody has brought."""
    try:
        grid = read_grid(data, unicodedata.normalize("NFC", file_name))
    except BadInput:
        return False
    return bool(grid) and not _missing(columns, _header(grid, columns)[1])


def _header(grid: list[list[str]], columns: Sequence[Column]) -> tuple[int, dict[str, int]]:
    """The row with the titles, among the first five: the one that has the most of the required columns."""
    candidates = [(number, _positions(cells, columns)) for number, cells in enumerate(grid[:HEADER_WITHIN])]
    return max(candidates, key=lambda found: -len(_missing(columns, found[1])))


def _positions(header: list[str], columns: Sequence[Column]) -> dict[str, int]:
    """Where each column stands; of several accepted titles the one named first wins."""
    squeezed = [_squeeze(cell) for cell in header]
    positions: dict[str, int] = {}
    for column in columns:
        for title in (*column.titles, column.name):
            if (wanted := _squeeze(title)) in squeezed:
                positions[column.name] = squeezed.index(wanted)
                break
    return positions


def _missing(columns: Sequence[Column], positions: dict[str, int]) -> list[str]:
    return [column.titles[0] for column in columns if column.required and column.name not in positions]


def _refuse_missing(header: list[str], columns: Sequence[Column], positions: dict[str, int], table: Table) -> None:
    titles = ", ".join(cell for cell in header if cell)[:200] or _("없음")
    problems = [
        Problem(
            _("제목 줄(%(row)s행)", row=table.header),
            _("‘%(title)s’ 열이 없습니다", title=title),
            _("지금 있는 열: %(titles)s", titles=titles),
        )
        for title in _missing(columns, positions)
    ]
    if problems:
        raise BadInput(*problems, source=table.file_name)


def _squeeze(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split()).casefold()


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
    """A whole number of 0 or more; a unit behind it (27명, 2009년) does not count."""
    value = as_number(_UNIT.sub("", text))
    if value < 0 or value != int(value):
        raise ValueError(_("0 이상의 정수로 적어 주십시오"))
    return int(value)
