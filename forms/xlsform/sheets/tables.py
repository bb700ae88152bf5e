"""A sheet as a table: where its headings stand, what each means, and its rows by meaning and language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from forms.xlsform import features, languages
from forms.xlsform.features import Feature
from forms.xlsform.findings import Findings
from forms.xlsform.sheets.workbook import Sheet

# Chosen: titles and remarks above the headings were never seen to take more.
LATEST_HEAD = 30
_PREFIXES = frozenset({"bind", "control", "body", "media", "jr"})
# `bind::type` and `instance::name` say something else than the columns of these names.
_UNPREFIXED = frozenset({"type", "name", "label", "note", "value", "tag"})
_TRAILING = re.compile(r"(?s)(.+?)[\s_\-]*[\s_\-(\[（](.+?)[)\]）]?")


@dataclass(frozen=True)
class Head:
    """A heading: the column it stands for (None: not one of XLSForm's), its language as written, the heading itself."""

    column: Feature | None
    language: str
    written: str
    guessed: bool = False


@dataclass(frozen=True)
class Row:
    """A row's filled cells.

    Attributes
    ----------
    number : int
        As the spreadsheet counts, from 1.
    cells : mapping of (column, language) to str
        Of the columns that are known.
    others : mapping of str to str
        Of the rest, by heading.
    headings : mapping of (column, language) to str
        How the headings are written.
    """

    sheet: str
    number: int
    cells: Mapping[tuple[str, str], str]
    others: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def get(self, column: str) -> str:
        """The cell of a column that has no languages, or "" (of a translated one: the cell without language)."""
        return self.cells.get((column, ""), "") or next((t for (c, _l), t in self.cells.items() if c == column), "")

    def by_language(self, column: str) -> dict[str, str]:
        """The cells of a translated column by language as written."""
        return {language: text for (name, language), text in self.cells.items() if name == column}

    def heading(self, column: str) -> str:
        """How the heading of a column is written."""
        return next((text for (name, _l), text in self.headings.items() if name == column), column)

    def __bool__(self) -> bool:
        return bool(self.cells or self.others)


@dataclass(frozen=True)
class Table:
    """A sheet whose headings were found."""

    sheet: str
    kind: str
    heads: tuple[Head | None, ...]
    rows: tuple[Row, ...]

    def languages(self) -> list[str]:
        """Languages as written, in the order of the columns; "" where a translated column names none.

        A language no cell is filled in is left out.
        """
        filled = {language for row in self.rows for (_column, language) in row.cells}
        told = [h.language for h in self.heads if h and h.column and h.column.translated and h.language in filled]
        return list(dict.fromkeys(told))


def head_of(kind: str, written: str) -> Head | None:
    """What a heading means on a sheet of this kind; None for an empty one."""
    if not written:
        return None
    parts = [part.strip() for part in re.split(r"::?", written)]
    while len(parts) > 1 and parts[0].casefold() in _PREFIXES and features.squeezed(parts[1]) not in _UNPREFIXED:
        parts = parts[1:]
    column, language = features.find(kind, parts[0]), "::".join(parts[1:])
    if column and (column.translated or not language):
        return Head(column, language, written)
    if len(parts) > 1:
        guessed = features.guess(kind, parts[0])
        told = guessed if guessed and guessed.translated else None
        return Head(told, language if told else "", written, guessed=told is not None)
    return _trailing(kind, written) or _guessed(kind, written)


def _trailing(kind: str, written: str) -> Head | None:
    """`label (English)`, `hint_ko`: a translated column with a language behind it."""
    for found in re.finditer(r"[\s_\-(\[（]+", written):
        column = features.find(kind, written[: found.start()])
        language = written[found.end() :].strip(" )]）")
        if column and column.translated and languages.is_known(language):
            return Head(column, language, written)
    return None


def _guessed(kind: str, written: str) -> Head:
    # On the sheet of choices any word may be an attribute's: only what is surely meant is taken for a slip.
    column = features.guess(kind, written) if kind != "choices" else None
    return Head(column, "", written, guessed=column is not None)


_NEEDED: dict[str, tuple[frozenset[str], ...]] = {
    "survey": (frozenset({"type"}), frozenset({"name", "label", "calculation"})),
    "choices": (frozenset({"name", "label"}), frozenset({"list_name", "label"})),
    "settings": (frozenset({"form_title", "form_id", "version", "default_language", "style", "instance_name"}),),
}


def head_row(kind: str, sheet: Sheet) -> int | None:
    """Index of the row of headings, or None: the first that has what such a sheet cannot do without."""
    for index, cells in enumerate(sheet.rows[:LATEST_HEAD]):
        names = {head.column.name for head in _heads(kind, cells) if head and head.column}
        if all(names & some for some in _NEEDED[kind]):
            return index
    return None


def _heads(kind: str, cells: Sequence[str]) -> list[Head | None]:
    """The first of two headings of one meaning holds, and one that is written right before one that is guessed."""
    heads = [head_of(kind, cell) for cell in cells]
    right = {(h.column.name, h.language) for h in heads if h and h.column and not h.guessed}
    return [
        Head(None, "", h.written) if h and h.column and h.guessed and (h.column.name, h.language) in right else h
        for h in heads
    ]


def table(kind: str, sheet: Sheet, findings: Findings) -> Table | None:
    """Read a sheet; None where it has no headings."""
    at = head_row(kind, sheet)
    if at is None:
        return None
    heads = tuple(_heads(kind, sheet.rows[at]))
    if at:
        findings.add("head_lower", sheet.name, at + 1)
    for head in heads:
        if head and head.guessed and head.column:
            findings.add("head_guessed", sheet.name, at + 1, head.written, right=head.column.name)
    return Table(sheet.name, kind, heads, tuple(_rows(sheet, heads, at)))


def _rows(sheet: Sheet, heads: Sequence[Head | None], at: int) -> Iterator[Row]:
    headings: dict[tuple[str, str], str] = {}
    for head in heads:
        if head and head.column:
            headings.setdefault((head.column.name, head.language), head.written)
    for index, texts in enumerate(sheet.rows[at + 1 :], at + 2):
        cells: dict[tuple[str, str], str] = {}
        others: dict[str, str] = {}
        for head, text in zip(heads, texts, strict=False):
            if head is None or not text:
                continue
            if head.column:
                cells.setdefault((head.column.name, head.language), text)
            else:
                others.setdefault(head.written, text)
        yield Row(sheet.name, index, cells, others, headings)
