"""A table of units by indicators from a file (CSV in UTF-8 or CP949, workbooks): numbers, what is missing, every problem."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from flask_babel import gettext as _

from app.errors import BadInput, Problem
from app.indices.scheme import Scheme
from app.tables.figures import Figure, as_figure
from app.tables.grids import read_sheets
from app.tables.problems import Problems
from app.tables.sheet import Sheet

# Squares of what lies between this and its inverse are still numbers of the machine.
SMALLEST = 1e-100
# R, NumPy and pandas write 9.8e-05 in full, with a small e; Excel's 1.2E+05 has lost its digits and is refused.
_BY_PROGRAM = re.compile(r"-?\d+(\.\d+)?e[-+]\d{1,3}")

# A row so named adds up the others: as a unit it would rank first and move the smallest and largest value.
_TOTALS = frozenset({"합계", "소계", "총계", "계", "평균", "total", "sum", "average"})


@dataclass(frozen=True)
class Table:
    """Units by indicators.

    Attributes
    ----------
    units : names, each once; U of them.
    rows : the row of the file each stands in.
    values : ndarray, shape (U, I), in the order of the scheme's indicators; NaN where missing.
    marks : indicator code to {why a cell is empty ("blank", "unknown", "suppressed", "nil"): how many}.
    unused : titles of columns the scheme does not name.
    """

    units: tuple[str, ...]
    rows: tuple[int, ...]
    values: np.ndarray
    marks: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    unused: tuple[str, ...] = ()


def read_units(data: bytes, file_name: str, scheme: Scheme) -> Table:
    """The table of a file. Raises BadInput with every problem, each with its row and column."""
    sheets = [sheet for sheet in read_sheets(data, file_name) if any(any(map(str.strip, row)) for row in sheet.rows)]
    if not sheets:
        raise BadInput(Problem(file_name, _("빈 파일입니다"), _("제목 줄과 값이 있는 표를 주십시오")), source=file_name)
    sheet, problems = sheets[0], Problems()
    for fault in sheet.faults:
        problems.add(fault.row, "", fault.what, fault.right)
    head = next(at for at, row in enumerate(sheet.rows) if any(map(str.strip, row)))
    if below := _titled_below(sheet.rows, head, scheme):
        what = _("scheme 파일에 적힌 열이 이 줄에는 없고 %(row)s행에 있습니다", row=below)
        problems.of_titles(head + 1, what, _("%(row)s행이 첫 줄이 되도록 그 위의 줄을 지워 주십시오", row=below))
        raise BadInput(*problems.listed(), source=file_name)
    places = _places(sheet.rows[head], head + 1, scheme, problems)
    if problems:
        raise BadInput(*problems.listed(), source=file_name)
    table = _body(sheet, head + 1, places, scheme, problems)
    if problems:
        raise BadInput(*problems.listed(), source=file_name)
    return table


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _titled_below(rows: Sequence[Sequence[str]], head: int, scheme: Scheme) -> int | None:
    """The line that names columns of the scheme where the first names none: a title of the table stands above it."""
    wanted = {_plain(title) for title in (scheme.unit, *(each.column for each in scheme.indicators))}
    named = [len(wanted & set(map(_plain, row))) for row in rows]
    # One name alone may be a value of the table.
    return None if named[head] else next((at + 1 for at, count in enumerate(named) if count > 1), None)


def _places(titles: Sequence[str], row: int, scheme: Scheme, problems: Problems) -> dict[str, int]:
    """Title to position, of all columns; the wanted ones must be there once."""
    found = [_plain(title) for title in titles]
    for title in dict.fromkeys([scheme.unit, *(each.column for each in scheme.indicators)]):
        if found.count(_plain(title)) > 1:
            problems.of_titles(row, _("‘%(title)s’ 열이 둘 이상입니다", title=title), _("하나만 남겨 주십시오"))
        elif _plain(title) not in found:
            right = _("이 파일의 열: %(titles)s", titles=", ".join(filter(None, found)) or "-")
            problems.of_titles(row, _("‘%(title)s’ 열이 없습니다", title=title), right)
    return {title: at for at, title in enumerate(found) if title}


def _body(sheet: Sheet, first: int, places: dict[str, int], scheme: Scheme, problems: Problems) -> Table:
    at = [places[_plain(each.column)] for each in scheme.indicators]
    name_at = places[_plain(scheme.unit)]
    units: dict[str, int] = {}
    lines: list[list[float]] = []
    marks: dict[str, Counter[str]] = {each.code: Counter() for each in scheme.indicators}
    written: dict[str, str] = {}
    for number, row in enumerate(sheet.rows[first:], start=first + 1):
        if not any(map(str.strip, row)):
            continue
        _width(number, row, sheet, first, problems)
        _name(number, _plain(_cell(row, name_at)), scheme.unit, units, problems)
        line = []
        for each, place in zip(scheme.indicators, at, strict=True):
            figure = _figure(number, each.column, _cell(row, place), problems)
            _same_unit(number, each.column, figure, written, problems)
            if figure.value is None:
                marks[each.code][figure.mark] += 1
            line.append(np.nan if figure.value is None else figure.value)
        lines.append(line)
    if not lines:
        problems.of_titles(first, _("제목 줄 아래에 값이 없습니다"), _("단위마다 한 줄씩 적어 주십시오"))
        return Table((), (), np.empty((0, len(at))))
    wanted = {scheme.unit, *(each.column for each in scheme.indicators)}
    unused = tuple(title for title in places if title not in {_plain(each) for each in wanted})
    return Table(tuple(units), tuple(units.values()), np.array(lines), marks, unused)


def _cell(row: Sequence[str], at: int) -> str:
    return row[at].strip() if at < len(row) else ""


def _width(number: int, row: Sequence[str], sheet: Sheet, first: int, problems: Problems) -> None:
    """A row with more filled cells than titles has a comma too many: its values may stand under wrong titles."""
    if any(map(str.strip, row[len(sheet.rows[first - 1]) :])):
        problems.add(number, "", _("칸이 제목보다 많습니다"), _("값에 쉼표가 있으면 따옴표로 묶어 주십시오"))


def _name(number: int, name: str, title: str, units: dict[str, int], problems: Problems) -> None:
    if not name:
        problems.add(number, title, _("이름이 비어 있습니다"), _("단위의 이름이나 코드를 적어 주십시오"))
    elif "".join(name.split()).casefold() in _TOTALS:
        what = _("단위가 아니라 합계나 평균인 줄입니다: %(name)s", name=name)
        problems.add(number, title, what, _("이 줄을 지우고 단위의 줄만 남겨 주십시오"))
    elif name in units:
        what = _("%(row)s행에 있는 이름입니다: %(name)s", name=name, row=units[name])
        problems.add(number, title, what, _("단위마다 한 줄만 남겨 주십시오"))
    else:
        units[name] = number


def _figure(number: int, title: str, text: str, problems: Problems) -> Figure:
    if not text:
        return Figure(None, "blank")
    try:
        figure = Figure(float(text)) if _BY_PROGRAM.fullmatch(text) else as_figure(text)
    except ValueError as error:
        problems.add(number, title, _("숫자로 읽을 수 없습니다: %(text)s", text=text[:40]), str(error))
        return Figure(None, "blank")
    if figure.value and not SMALLEST <= abs(figure.value) <= 1 / SMALLEST:
        what = _("계산할 수 있는 크기를 벗어난 숫자입니다: %(text)s", text=text[:40])
        problems.add(number, title, what, _("단위를 바꾸어 적어 주십시오(예: 원을 억 원으로)"))
        return Figure(None, "blank")
    return figure


def _same_unit(number: int, title: str, figure: Figure, written: dict[str, str], problems: Problems) -> None:
    if figure.value is None:
        return
    usual = written.setdefault(title, figure.unit)
    if figure.unit != usual:
        if figure.unit and usual:
            what = _("단위(%(unit)s)가 위의 값(%(usual)s)과 다릅니다", unit=figure.unit, usual=usual)
        else:
            what = _("단위가 없는 값과 ‘%(unit)s’ 단위의 값이 섞여 있습니다", unit=figure.unit or usual)
        problems.add(number, title, what, _("한 열의 값은 모두 같은 단위로 적어 주십시오"))
