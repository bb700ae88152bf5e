"""Where a sheet's titles stand: one row or two, with a row of units beneath, and what each title says. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.words.i18n import in_english

HEADER_WITHIN = 10
_IN_BRACKETS = re.compile(r"(.+?)\s*[(\[（]\s*(?:단위\s*[:：]\s*)?([^()\[\]（）]{1,12})[)\]）]")
_UNIT_CELL = re.compile(r"[(\[（]\s*(?:단위\s*[:：]?\s*)?([^()\[\]（）]{1,12}?)\s*[)\]）]|단위\s*[:：]\s*(\S{1,12})")
_CAPTION = re.compile(r"단위\s*[:：]\s*([^()\[\]（）]{1,40})")
_NOTE = re.compile(
    r"(?:주\s*\d*\s*[):：.]|註|※|☞|자료\s*[:：]|출처\s*[:：]|비고\s*[:：]|[\d*]+\s*\)|[per]\)|\*\s|○\s|-\s)"
)


@dataclass(frozen=True)
class Column:
    """A column a file must or may have.

    Parameters
    ----------
    name : str
        The key in the row's dict.
    titles : tuple of str
        Accepted titles, the first being the one to show; spaces and case do not count.
    parse : callable
        Text to value; raises ValueError with a message for people saying what would be right.
    required : bool
        Whether the column must be there and its cells filled.
    units : tuple of str or None
        Units that may stand in brackets behind the title, or beneath it; None where the importer judges them itself.
    among : callable, optional
        All texts of the column to its parser, where one cell can be understood by the others.
    """

    name: str
    titles: tuple[str, ...]
    parse: Callable[[str], Any] = str
    required: bool = True
    units: tuple[str, ...] | None = ()
    among: Callable[[Sequence[str]], Callable[[str], Any]] | None = None


@dataclass(frozen=True)
class Head:
    """The titles of a sheet.

    Attributes
    ----------
    row : int
        Number of the last row of titles, from 1.
    titles : tuple of str
        Each column's title as people read it; of two rows, both.
    at : dict
        Column name to its position.
    doubled : dict
        Column name to all positions of a title that stands more than once.
    units : dict
        Position to the unit that stands with the title or beneath it.
    body : int
        Number of the first row of data, from 1.
    """

    row: int
    titles: tuple[str, ...]
    at: dict[str, int]
    doubled: dict[str, list[int]] = field(default_factory=dict)
    units: dict[int, str] = field(default_factory=dict)
    body: int = 2

    def missing(self, columns: Sequence[Column]) -> list[Column]:
        return [column for column in columns if column.required and column.name not in self.at]


def find_head(rows: Sequence[Sequence[str]], columns: Sequence[Column]) -> Head:
    """The titles, among the first rows: the row, or the two, that have the most of the required columns."""
    wanted = {column.name: _wanted(column) for column in columns}
    found = []
    for number, cells in enumerate(rows[:HEADER_WITHIN], start=1):
        found.append(_head(number, [(cell.strip(),) for cell in cells], columns, wanted))
        if number > 1:
            found.append(_head(number, _joined(rows[number - 2], cells), columns, wanted))
    best = max(found, key=lambda head: (-len(head.missing(columns)), len(head.at), len([t for t in head.titles if t])))
    return _with_units(best, rows) if best.at else fullest_head(rows)


def fullest_head(rows: Sequence[Sequence[str]]) -> Head:
    """The first of the fullest rows at the top: where no title is known it is the likeliest."""
    top = rows[:HEADER_WITHIN]
    return plain_head(rows, max(range(1, len(top) + 1), key=lambda n: len([c for c in top[n - 1] if c.strip()])), 1)


def plain_head(rows: Sequence[Sequence[str]], number: int, count: int) -> Head:
    """The titles of the rows that end with `number`, whatever they say."""
    cells = rows[number - 1]
    titles: list[tuple[str, ...]] = [(cell.strip(),) for cell in cells]
    if count == 2:
        titles = _joined(rows[number - 2], cells)
    return _with_units(_head(number, titles, (), {}), rows)


def _joined(above: Sequence[str], below: Sequence[str]) -> list[tuple[str, ...]]:
    """What each column of two rows of titles is called: both words, the lower, and where it is empty the upper.

    An upper title goes on to the right until the next one: merged cells of a workbook keep it in the first.
    """
    titles: list[tuple[str, ...]] = []
    upper = ""
    for index in range(max(len(above), len(below))):
        top = above[index].strip() if index < len(above) else ""
        bottom = below[index].strip() if index < len(below) else ""
        upper = top or (upper if bottom else "")
        both = f"{upper} {bottom}" if upper and bottom and upper != bottom else bottom or upper
        titles.append(tuple(dict.fromkeys((both, bottom or upper))))
    return titles


def _head(row: int, titles: list[tuple[str, ...]], columns: Sequence[Column], wanted: dict[str, list[str]]) -> Head:
    keys: dict[str, list[int]] = {}
    for index, words in enumerate(titles):
        for word in words:
            keys.setdefault(squeezed(word), []).append(index)
    bare: dict[str, list[int]] = {}
    units: dict[int, str] = {}
    for index, words in enumerate(titles):
        if found := _IN_BRACKETS.fullmatch(words[-1]):
            bare.setdefault(squeezed(found[1]), []).append(index)
            units[index] = found[2].strip()
    at, doubled = {}, {}
    for column in columns:
        places = _places(column, wanted[column.name], keys, bare)
        if places:
            at[column.name] = places[0]
        if len(places) > 1:
            doubled[column.name] = places
    return Head(row, tuple(words[0] for words in titles), at, doubled, units, row + 1)


def _places(column: Column, wanted: list[str], keys: dict[str, list[int]], bare: dict[str, list[int]]) -> list[int]:
    """Where a column stands: of several accepted titles the one named first wins."""
    for word in wanted:
        if places := keys.get(word) or (bare.get(word) if column.units != () else None):
            return places
    return []


def _wanted(column: Column) -> list[str]:
    """Accepted titles in Korean and, as our English pages hand them out, in English."""
    titles = (word for title in column.titles for word in (title, in_english(title)))
    return list(dict.fromkeys(squeezed(word) for word in (*titles, column.name)))


def _with_units(head: Head, rows: Sequence[Sequence[str]]) -> Head:
    """The head with the units that stand in a row of their own beneath the titles."""
    beneath = rows[head.row] if head.row < len(rows) else []
    found = {i: _UNIT_CELL.fullmatch(cell.strip()) for i, cell in enumerate(beneath) if cell.strip()}
    if not found or not all(found.values()):
        return head
    units = {index: (match[1] or match[2]).strip() for index, match in found.items() if match}
    return Head(head.row, head.titles, head.at, head.doubled, head.units | units, head.row + 2)


def caption_unit(rows: Sequence[Sequence[str]], head: Head) -> str:
    """The one unit a line above the titles gives for all figures; empty where none or several stand there."""
    said = [match for cells in rows[: head.row - 1] for cell in cells for match in _CAPTION.findall(cell)]
    found = {unit.strip() for each in said for unit in re.split("[,·/]", each) if unit.strip()}
    return found.pop() if len(found) == 1 else ""


def is_note(cells: Sequence[str], needed: int) -> bool:
    """Whether a row is a footnote: it begins as one, and has fewer cells than a row of data must have."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and _NOTE.match(filled[0]) is not None and len(filled) < max(2, needed)


def squeezed(text: str) -> str:
    """A title without spaces and case."""
    return "".join(unicodedata.normalize("NFC", text).split()).casefold()
