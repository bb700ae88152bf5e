"""Tables people bring: the cells of a file become rows with their row numbers, or a list of problems."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _

from app.errors import BadInput, Problem
from app.tables.choosing import choose
from app.tables.grids import read_sheets
from app.tables.heads import Column, Head, caption_unit, is_note, squeezed
from app.tables.mapping import Mapping
from app.tables.problems import Problems
from app.tables.sheet import Sheet
from app.tables.sheets import ARMED
from app.words.i18n import in_english

__all__ = ["Column", "Table", "Unmatched", "fits", "read_table"]

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u2060\ufeff]")  # they show nothing, and make two codes of one
_ERROR = re.compile(r"#(?:N/A|REF!|DIV/0!|NAME\?|VALUE!|NUM!|NULL!|SPILL!|CALC!)")


class Unmatched(BadInput):
    """A file cannot be taken because of its titles: a person may say what its columns are."""


@dataclass
class Table:
    """Rows as dicts (`row` holds the number in the file) and the problems found on the way.

    Attributes
    ----------
    header : int
        Number of the (last) row with the titles: lines above it may say what the table is.
    unknown : list of str
        Titles of columns with something in them that no column of ours is; unless `others`, they are a problem.
    units : dict
        Column name to the unit that stands with its title or beneath it.
    caption_unit : str
        The unit a line above the titles gives for all figures.
    formats : bool
        Whether texts are what the cells show (False: the file's format does not tell, as of .xls).
    told : list of str
        What a person should know although nothing is wrong.
    """

    file_name: str
    sha256: str
    header: int = 1
    rows: list[dict[str, Any]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    units: dict[str, str] = field(default_factory=dict)
    caption_unit: str = ""
    formats: bool = True
    told: list[str] = field(default_factory=list)
    found: Problems = field(default_factory=Problems)

    @property
    def problems(self) -> list[Problem]:
        return self.found.listed()

    def wrong(self, row: int, title: str, what: str, right: str) -> None:
        self.found.add(row, title, what, right)

    def refuse_if_wrong(self) -> None:
        """Raise BadInput with all problems in the order of the rows, alike ones as one line, or do nothing."""
        if self.found:
            kind = Unmatched if self.found.titles else BadInput
            raise kind(*self.found.listed(), source=self.file_name)

    def refuse_if_broken(self) -> None:
        """The same for what is wrong with titles and whole rows alone: cells are the caller's to judge."""
        if self.found.whole():
            raise BadInput(*self.found.listed(), source=self.file_name)


def read_table(
    data: bytes,
    file_name: str,
    columns: Sequence[Column],
    *,
    passed: Sequence[str] = (),
    others: bool = False,
    mapping: Mapping | None = None,
) -> Table:
    """Read a file against its expected columns. Problems of titles, rows and cells are collected in the table.

    Parameters
    ----------
    passed : titles that are known and not taken: our own exports have more columns than an import reads.
    others : whether columns nobody knows are welcome to stay in the file.
    mapping : what a person said the file's columns are, instead of their titles.

    Raises
    ------
    BadInput
        When the file cannot be read as a table at all, or it cannot be told which sheet is meant.
    """
    file_name = unicodedata.normalize("NFC", file_name)
    table = Table(file_name=file_name, sha256=hashlib.sha256(data).hexdigest())
    chosen = choose(read_sheets(data, file_name), file_name, columns, mapping)
    sheet, head = chosen.sheet, chosen.head
    table.header, table.formats, table.told = head.row, sheet.formats, chosen.told
    table.caption_unit = caption_unit(sheet.rows, head)
    for fault in sheet.faults:
        table.wrong(fault.row, "", fault.what, fault.right)
    body = list(_body(table, sheet, head, columns))
    if mapping:
        table.units = mapping.units(head)
        lines = list(mapping.lines(head, body, table.told))
        _check_mapping(table, head, body, columns, mapping)
    else:
        _check_titles(
            table,
            head,
            body,
            columns,
            [squeezed(each) for title in passed for each in (title, in_english(title))],
            others,
        )
        lines = [(number, {name: _cell(cells, at) for name, at in head.at.items()}) for number, cells in body]
    _read_lines(table, lines, columns, set(head.at) if mapping is None else mapping.fields())
    return table


def fits(data: bytes, file_name: str, columns: Sequence[Column]) -> bool:
    """Whether the file has every required column; for telling which table somebody has brought."""
    try:
        chosen = choose(read_sheets(data, file_name), file_name, columns)
    except BadInput:
        return False
    return not chosen.head.missing(columns)


def _body(table: Table, sheet: Sheet, head: Head, columns: Sequence[Column]) -> Iterator[tuple[int, list[str]]]:
    """The rows of data; footnotes at the end are passed over, rows that do not fit the titles are told."""
    needed = sum(column.required for column in columns)
    rows = [(n, cells) for n, cells in enumerate(sheet.rows[head.body - 1 :], start=head.body) if _filled(cells)]
    while rows and is_note(rows[-1][1], needed):
        rows.pop()
    width = max((i + 1 for i, title in enumerate(head.titles) if title), default=0)
    titles = [title for title in head.titles if title]
    # Empty cells at the end of every row are a program's habit; of one row, they are cells that moved.
    habit = sheet.ragged and len({len(cells) for _number, cells in rows}) > 1
    for number, cells in rows:
        beyond = cells[len(head.titles) :]
        extra = len(beyond) if habit else len([cell for cell in beyond if cell.strip()])
        if extra:
            what = _("제목보다 칸이 %(n)s개 더 많습니다", n=extra)
            table.wrong(number, "", what, _("칸 안에 쉼표가 있으면 칸을 따옴표로 묶어 주십시오"))
        elif sheet.ragged and len(cells) < width:
            what = _("제목보다 칸이 %(n)s개 모자랍니다", n=width - len(cells))
            table.wrong(number, "", what, _("빈 칸도 쉼표로 나누어 제목 수만큼 칸을 적어 주십시오"))
        elif [cell.strip() for cell in cells if cell.strip()] != titles:  # the titles again, as at a page's head
            yield number, cells


def _filled(cells: Sequence[str]) -> bool:
    return any(cell.strip() for cell in cells)


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""


def _check_titles(
    table: Table,
    head: Head,
    body: list[tuple[int, list[str]]],
    columns: Sequence[Column],
    passed: list[str],
    others: bool,
) -> None:
    """Tell what is missing, doubled or unknown among the titles, and units that are not the column's."""
    there = ", ".join(title for title in head.titles if title)[:200] or _("없음")
    table.missing = [column.titles[0] for column in head.missing(columns)]
    for title in table.missing:
        right = _("지금 있는 열: %(titles)s", titles=there)
        table.found.of_titles(head.row, _("‘%(title)s’ 열이 없습니다", title=title), right)
    for places in head.doubled.values():
        what = _("같은 제목의 열이 %(n)s개입니다: ‘%(title)s’", n=len(places), title=head.titles[places[0]])
        table.found.of_titles(head.row, what, _("맞는 열 하나만 남겨 주십시오"))
    for column in columns:
        _check_unit(table, head, column)
    taken = {at for places in (head.at.values(), *head.doubled.values()) for at in places}
    ours = {each for column in columns for title in column.titles for each in (title, in_english(title))}
    aliases = {squeezed(title) for title in ours} | set(passed)
    for at, title in enumerate(head.titles):
        if at in taken or not any(_cell(cells, at).strip() for _row, cells in body):
            continue
        if squeezed(title) in aliases:
            table.told.append(_("담지 않은 열: ‘%(title)s’", title=title))
            continue
        table.unknown.append(title or _("제목 없음(%(n)s번째 열)", n=at + 1))
        if not others:
            what = _("모르는 열입니다: ‘%(title)s’", title=table.unknown[-1][:60])
            right = _("제목을 바로잡거나 열을 지우거나, ‘열 맞추기’에서 무엇인지 골라 주십시오")
            table.found.of_titles(head.row, what, right)


def _check_unit(table: Table, head: Head, column: Column) -> None:
    unit = head.units.get(head.at.get(column.name, -1), "")
    if not unit:
        return
    table.units[column.name] = unit
    if column.units is not None and squeezed(unit) not in [squeezed(each) for each in column.units]:
        what = _("‘%(title)s’ 열의 단위가 ‘%(unit)s’로 되어 있습니다", title=column.titles[0], unit=unit)
        right = _("단위를 %(unit)s 기준으로 바꾸어 적어 주십시오", unit=", ".join(column.units) or _("단위 없는 값"))
        table.found.of_titles(head.row, what, right)


def _check_mapping(
    table: Table, head: Head, body: list[tuple[int, list[str]]], columns: Sequence[Column], mapping: Mapping
) -> None:
    """Tell which of our columns the mapping gives nothing for, and columns of the file it has never seen."""
    fields = mapping.fields()
    table.missing = [column.titles[0] for column in columns if column.required and column.name not in fields]
    for title in table.missing:
        right = _("열을 고르거나 ‘모든 행에 같은 값’에 적어 주십시오")
        table.found.of_titles(head.row, _("이 열이 될 것을 고르지 않았습니다: ‘%(title)s’", title=title), right)
    named = {column.name: column.titles[0] for column in columns}
    for name, titles in mapping.doubled(head):
        what = _(
            "‘%(field)s’ 하나에 열을 여럿 골랐습니다: %(titles)s", field=named[name], titles=", ".join(titles)[:120]
        )
        table.found.of_titles(head.row, what, _("열 하나만 남기고 나머지는 ‘담지 않음’으로 고르십시오"))
    for title, _kind in mapping.timeless(head):
        what = _("달이 아니라 분기나 해의 값입니다: ‘%(title)s’", title=title[:60])
        right = _("지표는 달마다의 값을 담습니다. 월별 표를 올리거나 이 열을 ‘담지 않음’으로 고르십시오")
        table.found.of_titles(head.row, what, right)
    if other := mapping.other_frequency(head, body):
        what = _("월별이 아닌 값입니다: ‘%(title)s’ 열의 ‘%(word)s’", title=other[0][:40], word=other[1][:40])
        table.found.of_titles(head.row, what, _("지표는 달마다의 값을 담습니다. 월별 표를 올려 주십시오"))
    for at in mapping.unknown(head):
        if any(_cell(cells, at).strip() for _row, cells in body):
            table.unknown.append(head.titles[at] or _("제목 없음(%(n)s번째 열)", n=at + 1))
            what = _("저장한 열 맞추기에 없는 열입니다: ‘%(title)s’", title=table.unknown[-1][:60])
            table.found.of_titles(head.row, what, _("‘열 맞추기’에서 무엇인지 골라 주십시오"))


def _read_lines(
    table: Table, lines: list[tuple[int, dict[str, str]]], columns: Sequence[Column], there: set[str]
) -> None:
    parses = {
        column.name: column.among([texts.get(column.name, "") for _row, texts in lines])
        if column.among
        else column.parse
        for column in columns
    }
    for number, texts in lines:
        values: dict[str, Any] = {"row": number}
        for column in columns:
            text = _clean(table, number, column, texts.get(column.name, ""))
            values[column.name] = None
            if text:
                try:
                    values[column.name] = parses[column.name](text)
                except ValueError as error:
                    what = _("쓸 수 없는 값입니다: ‘%(text)s’", text=text[:60])
                    table.wrong(number, column.titles[0], what, str(error))
            elif text is not None and column.required and column.name in there:
                table.wrong(number, column.titles[0], _("비어 있습니다"), _("값을 적어 주십시오"))
        table.rows.append(values)


def _clean(table: Table, number: int, column: Column, text: str) -> str | None:
    """The text without what shows nothing; None where it holds what no office writes."""
    text = _INVISIBLE.sub("", text).strip()
    text = text[1:] if text[:1] == "'" and text.startswith(ARMED, 1) else text
    if odd := _CONTROL.search(text):
        what = _("보이지 않는 제어 문자가 있습니다(%(code)s)", code=f"U+{ord(odd[0]):04X}")
        table.wrong(number, column.titles[0], what, _("그 글자를 지우거나 칸을 새로 적어 주십시오"))
        return None
    if _ERROR.fullmatch(text):
        what = _("엑셀의 오류 값입니다: ‘%(text)s’", text=text)
        table.wrong(number, column.titles[0], what, _("수식을 고치거나 값을 적어 주십시오"))
        return None
    return text
