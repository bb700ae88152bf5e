"""Matching a file's columns by hand: a first guess, what a person chose, trying it, keeping it for the next time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field, replace
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.areas.mapping_store import find_mapping, insert_mapping, list_mappings, mapping_of
from app.db import writing
from app.errors import BadInput, Problem
from app.tables.figures import as_figure
from app.tables.grids import read_sheets
from app.tables.heads import HEADER_WITHIN, Column, Head, find_head, is_note, plain_head, squeezed
from app.tables.mapping import FROM_TITLE, OF_ONE_FILE, Mapping, Match, keys_of, month_of
from app.tables.periods import is_yearless, period_of
from app.tables.sheet import Sheet
from app.tables.tabular import Table, read_table

SAMPLES = 3  # cells shown of each column: enough to know it by


@dataclass(frozen=True)
class Kind:
    """One kind of column of the file: its title without the period, how many there are, and what stands in the first.

    `at` is the first's position, `words` all it holds, each once; `period` is "month", "quarter", "half", "year" or "".
    """

    key: str
    titles: tuple[str, ...]
    at: int
    words: tuple[str, ...]
    period: str
    numeric: bool

    @property
    def yearless(self) -> bool:
        """Whether its titles are months whose year stands elsewhere."""
        return self.period == "month" and is_yearless(month_of(self.titles[0]))

    @property
    def samples(self) -> tuple[str, ...]:
        return self.words[:SAMPLES]


@dataclass(frozen=True)
class Layout:
    """A file's sheets and, of one, the titles as they are taken at present."""

    sheets: tuple[Sheet, ...]
    sheet: Sheet
    head: Head
    head_rows: int
    kinds: tuple[Kind, ...]


@dataclass(frozen=True)
class Tried:
    """What storing a file by a mapping would do: the rows read, every problem, and what else would be asked or told."""

    table: Table | None
    problems: tuple[Problem, ...] = ()
    asked: int = 0
    told: tuple[str, ...] = field(default=())


class _Undone(Exception):
    """Takes back what a trial stored."""


def layout_of(
    data: bytes, file_name: str, columns: Sequence[Column], asked: Dict[str, Any], offered: Mapping | None
) -> Layout:
    """The titles where a person says they are (`asked`: sheet, head, head_rows), else as a mapping or a guess has them."""
    sheets = [s for s in read_sheets(data, file_name) if any(any(map(str.strip, cells)) for cells in s.rows)]
    if not sheets:
        right = _("첫 줄에 제목, 다음 줄부터 자료가 있어야 합니다")
        raise BadInput(Problem(file_name, _("내용이 없는 파일입니다"), right), source=file_name)
    fewest = min(sheets, key=lambda s: len(find_head(s.rows, columns).missing(columns)))
    known = {s.name: s for s in sheets}
    sheet = known.get(str(asked.get("sheet", offered.sheet if offered else "")), fewest)
    count = 2 if str(asked.get("head_rows", offered.head_rows if offered else 1)) == "2" else 1
    row = str(asked.get("head", ""))
    if row.isdecimal() and count <= int(row) <= min(len(sheet.rows), HEADER_WITHIN + 1):
        head = plain_head(sheet.rows, int(row), count)
    else:
        guess = (offered and offered.find_head(sheet.rows)) or find_head(sheet.rows, columns)
        free = not offered and "head" not in asked
        again = free and _goes_on(guess, sheet)
        count = 2 if again or (free and _begins_above(guess.row, sheet)) else count
        head = plain_head(sheet.rows, max(guess.row + again, count), count)
    return Layout(tuple(sheets), sheet, head, count, _kinds(sheet, head))


def _goes_on(head: Head, sheet: Sheet) -> bool:
    """Whether the row beneath the titles is a second one: words alone, under titles that stand twice or are empty."""
    beneath = [cell.strip() for cell in (sheet.rows[head.row] if head.row < len(sheet.rows) else [])]
    given = [title for title in head.titles if title]
    words = [cell for cell in beneath if cell]
    vague = len(set(given)) < len(head.titles)
    return vague and len(words) > 1 and not any(map(_is_figure, words))


def _begins_above(row: int, sheet: Sheet) -> bool:
    """Whether the row above the titles belongs to them: with it they are told apart, or months get their year."""
    if row < 2 or len([cell for cell in sheet.rows[row - 2] if cell.strip()]) < 2:
        return False
    one, two = ([title for title in plain_head(sheet.rows, row, n).titles if title] for n in (1, 2))
    doubled = len(set(one)) < len(one) and len(set(two)) == len(two)
    return doubled or sum(map(bool, map(month_of, two))) > sum(map(bool, map(month_of, one)))


def _kinds(sheet: Sheet, head: Head) -> tuple[Kind, ...]:
    places: dict[str, list[int]] = {}
    for at, key in enumerate(keys_of(head)):
        places.setdefault(key, []).append(at)
    body = [cells for cells in sheet.rows[head.body - 1 :] if any(map(str.strip, cells))]
    while body and is_note(body[-1], 2):  # what an importer passes over is no word of a column
        body.pop()
    kinds = []
    for key, of in places.items():
        texts = (cells[of[0]].strip() for cells in body if of[0] < len(cells))
        words = tuple(text for text in dict.fromkeys(texts) if text)
        titles, period = tuple(head.titles[each] for each in of), period_of(head.titles[of[0]])
        if words or any(titles):
            numeric = any(map(_is_figure, words[:SAMPLES]))
            kinds.append(Kind(key, titles, of[0], words, period.kind if period else "", numeric))
    return tuple(kinds)


def _is_figure(text: str) -> bool:
    try:
        return as_figure(text).value is not None
    except ValueError:
        return False


def offered(db: Database, kind: str, data: bytes, file_name: str) -> tuple[Mapping, sqlite3.Row] | None:
    """The newest mapping of a kind whose titles a file has."""
    sheets = read_sheets(data, file_name)
    for found in list_mappings(db, kind):
        mapping = mapping_of(found)
        if any(mapping.find_head(sheet.rows) for sheet in sheets if mapping.sheet in ("", sheet.name)):
            return mapping, found
    return None


def tried(
    db: Database, data: bytes, file_name: str, columns: Sequence[Column], mapping: Mapping, store: Callable[[], Any]
) -> Tried:
    """Store a file by a mapping and take it back: the rows, and everything that would be told or asked."""
    try:
        table = read_table(data, file_name, columns, mapping=mapping)
    except BadInput as error:
        return Tried(None, error.problems)
    try:
        with writing(db):
            store()
            raise _Undone
    except _Undone:
        return Tried(table, told=tuple(table.told))
    except BadInput as error:
        return Tried(table, error.problems, told=tuple(table.told))


def keep(db: Database, kind: str, mapping: Mapping, person_id: str | None) -> None:
    """Keep a mapping for the next file of its source; the same one again is no new one."""
    if find_mapping(db, kind, mapping.name) == mapping:
        return
    with writing(db):
        mapping_id = insert_mapping(db, kind, mapping, person_id)
        record(
            db, "columns matched", person_id=person_id, object_kind="column_mapping", object_id=mapping_id,
            kind=kind, source=mapping.name,
        )  # fmt: skip


def named(db: Database, kind: str, name: str, given: Dict[str, str | None] | None = None) -> Mapping:
    """The mapping of a name, with what is `given` of this file (month, published_on).

    Raises BadInput naming the mappings there are, or what the last file had and this one must be given.
    """
    found = find_mapping(db, kind, name)
    if found is None:
        names = ", ".join(f"‘{m['name']}’" for m in list_mappings(db, kind)) or _("없음")
        what, right = _("없는 열 맞추기입니다: ‘%(name)s’", name=name), _("다음 가운데 하나: %(names)s", names=names)
        raise BadInput(Problem("--mapping", what, right))
    if given is None:
        return found
    told = {each: text for each, text in given.items() if text}
    stale = [each for each in OF_ONE_FILE if each in found.fixed and each not in told]
    if stale:
        raise BadInput(*(_stale(each, found.fixed[each]) for each in stale), source=name)
    return replace(found, fixed={**found.fixed, **told})


def _stale(name: str, text: str) -> Problem:
    option = f"--{name.replace('_', '-')}"
    what = _("열 맞추기에 적힌 값은 지난번 파일의 것입니다: %(text)s", text=text)
    return Problem(option, what, _("이 파일의 값을 적어 주십시오(예: %(option)s %(text)s)", option=option, text=text))


def chosen(form: Dict[str, str], layout: Layout, columns: Sequence[Column]) -> Mapping:
    """What a person chose on the page, by the names of its fields."""
    known = {column.name for column in columns}
    matches = []
    for number, kind in enumerate(layout.kinds):
        of = form.get(f"column-{number}", "")
        sets = {"month": FROM_TITLE} if of == "value" and form.get(f"month-{number}") else {}
        if of == "value" and form.get(f"indicator-{number}"):
            sets["indicator"] = form[f"indicator-{number}"]
        matches.append(Match(kind.key, of if of in known else "", sets))
    fixed = {
        name: form[f"fixed-{name}"].strip()
        for name in (*known, "factor", "year")
        if form.get(f"fixed-{name}", "").strip()
    }
    above = tuple(column.name for column in columns if form.get(f"above-{column.name}"))
    sheet = layout.sheet.name if len(layout.sheets) > 1 else ""
    name = form.get("name", "").strip()[:80]
    return Mapping(name, tuple(matches), layout.head_rows, sheet, fixed, _words(form), above, _left(form))


def _words(form: Dict[str, str]) -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = {}
    number = 0
    while f"word-{number}" in form:
        of, said, meant = (form.get(f"{part}-{number}", "").strip() for part in ("of", "word", "means"))
        if meant or form.get("leave-others"):
            words.setdefault(of, {})[squeezed(said)] = "" if meant == str(_("담지 않음")) else meant
        number += 1
    return words


def _left(form: Dict[str, str]) -> dict[str, dict[str, bool]]:
    left: dict[str, dict[str, bool]] = {}
    number = 0
    while f"left-word-{number}" in form:
        key, word = form.get(f"left-key-{number}", ""), form[f"left-word-{number}"]
        left.setdefault(key, {})[squeezed(word)] = f"left-{number}" in form
        number += 1
    return left
