"""CSV and XLSX of returns: codes with their words beside them, choices as 0 and 1, dates as dates, and what it all means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from app.surveys.answering.importing import NOT_APPLYING
from app.surveys.exchange.codebook import codebook_table, map_table
from app.surveys.exchange.frame import Frame, Row
from app.surveys.exchange.variables import NOT_ASKED, Variable
from app.tables.sheets import csv_bytes, xlsx_bytes
from forms.questions.question import NOT_APPLICABLE

Table = tuple[list[str], list[list[Any]]]


def table(variables: Sequence[Variable], rows: Iterable[Row]) -> Table:
    """Titles and rows; a coded column has its words beside it."""
    return titles_of(variables), list(lines(variables, rows))


def titles_of(variables: Sequence[Variable]) -> list[str]:
    return [title for v in variables for title in _titles(v)]


def lines(variables: Sequence[Variable], rows: Iterable[Row]) -> Iterator[list[Any]]:
    """The rows as they are read; what a column's words are is asked once, and before the first is."""
    return _lines([(v.title, _words(v) if _has_words(v) else None) for v in variables], rows)


def _lines(known: Sequence[tuple[str, Mapping[str, str] | None]], rows: Iterable[Row]) -> Iterator[list[Any]]:
    for row in rows:
        line: list[Any] = []
        for title, words in known:
            cell = row.get(title)
            told = NOT_APPLYING if cell == NOT_APPLICABLE else cell
            line.append(";".join(map(str, told)) if isinstance(told, list) else told)
            if words is not None:
                line.append(_in_words(cell, words))
        yield line


def _titles(variable: Variable) -> list[str]:
    return [variable.title, variable.label] if _has_words(variable) else [variable.title]


def _has_words(variable: Variable) -> bool:
    return bool(variable.values) and variable.kind in ("code", "several")


def _words(variable: Variable) -> dict[str, str]:
    return {value.code: value.words for value in variable.values} | missing_words()


def _in_words(cell: Any, words: Mapping[str, str]) -> str:
    """A cell in words: choices by their labels, 해당 없음, what was not asked; "" for what was left open."""
    if cell is None:
        return ""
    return ", ".join(words.get(str(each), str(each)) for each in (cell if isinstance(cell, list) else [cell]))


def missing_words() -> dict[str, str]:
    return {NOT_APPLICABLE: _("해당 없음"), NOT_ASKED: _("묻지 않음")}


def csv_of(frame: Frame) -> bytes:
    return csv_bytes(*table(frame.variables, frame.rows))


def xlsx_of(frame: Frame) -> bytes:
    """The returns, a sheet each repeat, the codebook, and which version asked what."""
    sheets = {_("응답"): table(frame.variables, frame.rows)}
    for each in frame.repeats:
        sheets[_unused(each.title, sheets)] = table(each.variables, each.rows)
    sheets[_unused(_("코드북"), sheets)] = codebook_table(frame.variables)
    sheets[_unused(_("판별 문항"), sheets)] = map_table(frame.variables, frame.union)
    return xlsx_bytes(sheets)  # type: ignore[arg-type]


def _unused(title: str, taken: dict[str, Table]) -> str:
    """A name for a sheet: at most 31 letters without those Excel refuses, unlike the others."""
    plain = "".join(" " if letter in "[]:*?/\\'" else letter for letter in title).strip()[:27] or "-"
    name, number = plain, 2
    while name.casefold() in {each.casefold() for each in taken}:
        name, number = f"{plain} {number}", number + 1
    return name
