"""A table of units by coders from a file (CSV in UTF-8 or CP949, workbooks): values, blanks, every problem in its place."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import isfinite

from flask_babel import gettext as _

from app.errors import BadInput, Problem
from app.tables.figures import as_number
from app.tables.grids import read_sheets
from app.tables.problems import Problems
from app.tables.sheet import Sheet
from app.tables.sheets import ARMED
from nlp.agreeing.choices import Level
from nlp.agreeing.ratings import Ratings, ratings

# What R, SPSS, spreadsheets and offices write where nothing was judged. A dash may be a value (+ and -).
BLANK = frozenset({"", "na", "n/a", "#n/a", "nan", ".", "결측"})
# Titles of a first column that names units and holds nobody's judgments; R and pandas leave it empty.
UNIT_TITLES = {
    *("", "unit", "units", "unitid", "id", "no", "no.", "item", "itemid", "case", "caseid", "subject", "segment"),
    *("segmentid", "index", "row", "번호", "순번", "연번", "단위", "단위번호", "항목", "사례", "문장", "문장번호"),
    *("발언", "발언번호", "응답번호", "자료"),
}
# So few judgments may well be all different. Chosen, not measured.
FEW = 5
# Squares of larger numbers are none of the machine's.
LARGEST = 1e100


@dataclass(frozen=True)
class Asked:
    """What is said of a table's columns.

    Attributes
    ----------
    units, clusters : titles of the columns that name unit and respondent; "" for none said.
    coders : titles of the coders' columns; all others where none is said.
    order : the words of an ordinal scale, lowest first; numbers where none is said.
    titled : whether the first line holds titles.
    """

    level: Level = "nominal"
    units: str = ""
    clusters: str = ""
    coders: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    titled: bool = True


@dataclass(frozen=True)
class Rated:
    """The ratings of a file, who gave them, and whose units they are (None: each its own)."""

    table: Ratings
    coders: tuple[str, ...]
    groups: tuple[str, ...] | None
    told: list[str] = field(default_factory=list)


Line = tuple[int, list[str]]


def read_ratings(data: bytes, file_name: str, asked: Asked) -> Rated:
    """The table of a file. Raises BadInput with every problem, each with its row and column."""
    sheets = [sheet for sheet in read_sheets(data, file_name) if any(any(map(str.strip, row)) for row in sheet.rows)]
    if not sheets:
        raise BadInput(
            Problem(file_name, _("빈 파일입니다"), _("제목 줄과 판단이 있는 표를 주십시오")), source=file_name
        )
    problems = Problems()
    for fault in sheets[0].faults:
        problems.add(fault.row, "", fault.what, fault.right)
    titles, head, body = _lines(sheets[0], asked)
    at, groups_at, told = _columns(titles, head, asked, problems)
    _untitled(titles, head, body, problems)
    _refuse(problems, file_name)
    _widths(sheets[0], body, len(titles), problems)
    groups = None if groups_at is None else tuple(_group(line, titles, groups_at, problems) for line in body)
    rows = _values(
        [(n, [_cell(row, place) for place in at]) for n, row in body], [titles[n] for n in at], asked, problems
    )
    if not body:
        problems.of_titles(head, _("제목 줄 아래에 판단이 없습니다"), _("단위마다 한 줄씩 적어 주십시오"))
    _refuse(problems, file_name)
    told += _like_names([titles[n] for n in at], list(zip(*rows, strict=True)), asked.level)
    if len(at) > len(body):
        told.append(_("열 %(n)s개를 코더로 읽었습니다. 코더가 줄이면 행과 열을 바꾸어 주십시오", n=len(at)))
    return Rated(ratings(rows, asked.level, values=asked.order or None), tuple(titles[n] for n in at), groups, told)


def _refuse(problems: Problems, file_name: str) -> None:
    if problems:
        raise BadInput(*problems.listed(), source=file_name)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _lines(sheet: Sheet, asked: Asked) -> tuple[list[str], int, list[Line]]:
    """Titles, the number of their row, and the rows below with theirs."""
    lines = [(n, row) for n, row in enumerate(sheet.rows, start=1) if any(map(str.strip, row))]
    if asked.titled:
        return [_plain(each) for each in lines[0][1]], lines[0][0], lines[1:]
    width = max(len(row) for _number, row in lines)
    return [_("%(n)s번째 열", n=n + 1) for n in range(width)], lines[0][0], lines


def _columns(
    titles: Sequence[str], row: int, asked: Asked, problems: Problems
) -> tuple[list[int], int | None, list[str]]:
    """Places of the coders' columns and of the respondent's, and what was taken as what."""
    named = {title: n for n, title in enumerate(titles) if title}
    doubled = sorted(title for title, n in Counter(filter(None, titles)).items() if n > 1)
    for title in doubled:
        right = _("열마다 다른 이름을 적거나, 제목 줄이 없으면 --no-header를 붙여 주십시오")
        problems.of_titles(row, _("‘%(title)s’ 열이 둘 이상입니다", title=title), right)
    for title in filter(None, map(_plain, (asked.units, asked.clusters, *asked.coders))):
        if title not in named:
            right = _("이 파일의 열: %(titles)s", titles=", ".join(named) or "-")
            problems.of_titles(row, _("‘%(title)s’ 열이 없습니다", title=title), right)
    groups, units = named.get(_plain(asked.clusters)), _units(titles, named, asked)
    chosen = [named[_plain(each)] for each in asked.coders if _plain(each) in named]
    coders = chosen or [n for n, title in enumerate(titles) if n not in units and n != groups and title]
    if not coders and not problems:
        problems.of_titles(row, _("코더의 열이 없습니다"), _("코더마다 한 열에 판단을 적어 주십시오"))
    aside = [titles[n] or _("제목 없는 첫 열") for n in sorted(units - set(chosen))]
    return coders, groups, [_("단위의 이름으로 읽은 열: %(titles)s", titles=", ".join(aside))] if aside else []


def _units(titles: Sequence[str], named: dict[str, int], asked: Asked) -> set[int]:
    """Places of columns that name units: the one said to, and a first one titled so."""
    found = {named[_plain(asked.units)]} if _plain(asked.units) in named else set()
    first = "".join(titles[0].split()).casefold().replace("_", "")
    return found | {0} if asked.titled and first in UNIT_TITLES else found


def _untitled(titles: Sequence[str], head: int, body: Sequence[Line], problems: Problems) -> None:
    """A column with judgments and no title: nobody can tell whose they are."""
    for n, title in enumerate(titles):
        if n and not title and any(_cell(row, n) for _number, row in body):
            what = _("%(n)s번째 열에 제목이 없습니다", n=n + 1)
            problems.of_titles(head, what, _("코더의 이름을 적거나 열을 지워 주십시오"))


def _like_names(titles: Sequence[str], columns: Sequence[tuple[object, ...]], level: Level) -> list[str]:
    """A column in which nothing comes twice, beside others in which something does, rather names the units."""
    if level not in ("nominal", "ordinal") or len(columns) < 2:
        return []
    apart = [len(column) > FEW and None not in column and len(set(column)) == len(column) for column in columns]
    return [
        _("‘%(title)s’ 열은 값이 모두 다릅니다. 단위의 이름이면 --units에 적어 주십시오", title=title)
        for title, alone in zip(titles, apart, strict=True)
        if alone and not all(apart)
    ]


def _widths(sheet: Sheet, body: Sequence[Line], width: int, problems: Problems) -> None:
    """A row with more or fewer cells than titles may have its judgments under the wrong coder."""
    for number, row in body:
        if any(map(str.strip, row[width:])):
            what = _("제목보다 칸이 %(n)s개 더 많습니다", n=len(row) - width)
            problems.add(number, "", what, _("칸 안에 쉼표가 있으면 칸을 따옴표로 묶어 주십시오"))
        elif sheet.ragged and len(row) < width:
            what = _("제목보다 칸이 %(n)s개 모자랍니다", n=width - len(row))
            problems.add(number, "", what, _("빈 칸도 쉼표로 나누어 제목 수만큼 칸을 적어 주십시오"))


def _cell(row: Sequence[str], at: int) -> str:
    text = row[at].strip().strip("\ufeff\u200b") if at < len(row) else ""
    text = text[1:] if text[:1] == "'" and text.startswith(ARMED, 1) else text
    return "" if text.casefold() in BLANK else _plain(text)


def _group(line: Line, titles: Sequence[str], at: int, problems: Problems) -> str:
    number, row = line
    name = _cell(row, at)
    if not name:
        problems.add(number, titles[at], _("비어 있습니다"), _("누구의 것인지 응답자나 자료의 이름을 적어 주십시오"))
    return name


def _values(
    body: Sequence[Line], titles: Sequence[str], asked: Asked, problems: Problems
) -> list[tuple[str | float | None, ...]]:
    """A row a unit: words of a nominal or named ordinal scale, numbers of any other."""
    read = _reader([cell for _number, row in body for cell in row if cell], asked)
    rows = []
    for number, row in body:
        values: list[str | float | None] = []
        for title, cell in zip(titles, row, strict=True):
            try:
                values.append(read(cell) if cell else None)
            except ValueError as error:
                values.append(None)
                problems.add(number, title, _("쓸 수 없는 값입니다: ‘%(text)s’", text=cell[:60]), str(error))
        rows.append(tuple(values))
    return rows


def _reader(cells: Sequence[str], asked: Asked) -> Callable[[str], str | float]:
    if asked.order:
        return lambda cell: _word(cell, asked.order)
    if asked.level != "nominal":
        return lambda cell: _number(cell, asked.level)
    # 1 and 1.0 are one value where a spreadsheet wrote some of them anew; 01 and 1 are two codes.
    plain = all(re.fullmatch(r"-?(0|[1-9]\d*)(\.\d+)?", cell) for cell in cells)
    return (lambda cell: re.sub(r"\.0+$|(\.\d*[1-9])0+$", r"\1", cell)) if plain else str


def _word(cell: str, order: Sequence[str]) -> str:
    if cell not in order:
        raise ValueError(_("--order에 적은 말 가운데 하나여야 합니다: %(words)s", words=", ".join(order)))
    return cell


def _number(cell: str, level: Level) -> float:
    try:
        value = float(cell)
    except ValueError:
        try:
            value = as_number(cell)
        except ValueError as error:
            if level == "ordinal":
                raise ValueError(_("숫자로 적거나, 말로 된 척도면 --order에 낮은 것부터 적어 주십시오")) from error
            raise
    if not isfinite(value) or abs(value) > LARGEST:
        raise ValueError(_("셀 수 있는 크기의 숫자로 적어 주십시오"))
    if level == "ratio" and value < 0:
        raise ValueError(_("비율 척도의 값은 0 이상이어야 합니다. 0보다 작을 수 있으면 --level interval로 보십시오"))
    return value
