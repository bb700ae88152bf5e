"""Terms from a CSV or XLSX file into a draft's content: all problems told at once, nothing half done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _

from app.codebook.definitions import (
    Definition,
    codes_by_word,
    plain,
    plain_form,
    theme_of,
    with_term,
    with_terms,
)
from app.codebook.pasting import kind_of_form, language_of_form
from app.codebook.term_checks import faults
from app.codebook.term_words import said
from app.tables.sheets import ARMED
from app.tables.tabular import Column, Table, read_table
from app.words.formats import named
from app.words.labels import code_for

REPLACE, ADD = "replace", "add"
# What our own files say in English; a file may come back to a page in Korean.
ENGLISH = {"korean": "ko", "english": "en", "as written": "surface", "two words near each other": "near"}


def imported(definition: Definition, data: bytes, file_name: str, *, theme: str = "", way: str = REPLACE) -> Definition:
    """The content with the file's terms: those of one theme (or of all) replaced, or added to what is there.

    Raises BadInput with every faulty row; a file that brings no term for a theme that has some is no
    replacement of all themes.
    """
    table = read_table(data, file_name, _columns(definition, needs_theme=not theme))
    rows = [{**r, "theme": r["theme"] or theme} for r in table.rows]
    kept = [r for r in rows if not theme or r["theme"] == theme]
    if theme and not kept:
        table.wrong(table.header, _("주제"), _("고른 주제의 용어가 파일에 없습니다"), _("주제를 다시 골라 주십시오"))
    terms = _terms(table, kept)
    if way == REPLACE and not theme:
        _no_theme_forgotten(table, definition, terms)
    table.refuse_if_wrong()
    return _merged(definition, terms, way)


def _columns(definition: Definition, *, needs_theme: bool) -> list[Column]:
    return [
        Column("theme", ("주제", "themes", "theme_code", "code"), _theme_code(definition), required=needs_theme),
        Column("lang", ("언어", "language"), _code("language", _("한국어(ko) 또는 영어(en)")), required=False),
        Column("form", ("용어", "term"), _rearmed),
        Column(
            "kind", ("종류",), _code("term_kind", _("그대로(surface) 또는 가까이 나온 두 용어(near)")), required=False
        ),
        Column("weight", ("가중치",), _weight, required=False),
        Column("note", ("메모", "memo"), _rearmed, required=False),
    ]


def _rearmed(text: str) -> str:
    """Our own exports put an apostrophe before what a spreadsheet would run."""
    return text[1:] if text[:1] == "'" and text.startswith(ARMED, 1) else text


def _theme_code(definition: Definition) -> Callable[[str], str]:
    codes = codes_by_word(definition)

    def parse(text: str) -> str:
        found = codes.get(plain(_rearmed(text)).casefold())
        if found is None:
            known = ", ".join(named(t) for t in definition["themes"])
            raise ValueError(_("있는 주제의 이름이나 코드를 적어 주십시오: %(known)s", known=known))
        return found

    return parse


def _code(kind: str, right: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        found = code_for(text, kind) or code_for(text.casefold(), kind) or ENGLISH.get(text.casefold())
        if found is None:
            raise ValueError(right)
        return found

    return parse


def _weight(text: str) -> float:
    """Read with a point alone: 0,5 would be five with the commas of thousands taken out."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= 1:
        raise ValueError(_("0보다 크고 1 이하인 수로 적어 주십시오(예: 1, 0.5)"))
    return value


def _terms(table: Table, rows: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    """Theme and term of every row whose cells could be read; faults of a term are told at its row."""
    found: list[tuple[str, dict[str, Any]]] = []
    of_theme: dict[str, list[dict[str, Any]]] = {}
    for r in rows:
        if not r["form"] or not r["theme"]:
            continue
        form = plain_form(r["form"])
        term = {
            "lang": r["lang"] or language_of_form(form, ""),
            "form": form,
            "kind": r["kind"] or kind_of_form(form),
            "weight": 1.0 if r["weight"] is None else float(r["weight"]),
            "note": plain(r["note"] or ""),
        }
        siblings = of_theme.setdefault(r["theme"], [])
        for check in faults(term, siblings):
            what, right = said(check)
            table.wrong(r["row"], _column_of(check.code), f"{what}: ‘{form[:60]}’", right)
        siblings.append(term)
        found.append((r["theme"], term))
    return found


def _column_of(code: str) -> str:
    columns = {"weight": _("가중치"), "near": _("종류"), "surface": _("종류"), "hangul": _("언어")}
    return columns.get(code, _("용어"))


def _no_theme_forgotten(table: Table, definition: Definition, terms: list[tuple[str, dict[str, Any]]]) -> None:
    brought = {code for code, _term in terms}
    missing = [t["name_ko"] for t in definition["themes"] if t["terms"] and t["id"] not in brought]
    if missing:
        what = _("용어가 한 줄도 없는 주제가 있습니다: %(themes)s", themes=", ".join(missing))
        table.wrong(table.header, "", what, _("한 주제만 바꾸려면 그 주제를 고르고, 추가만 하려면 ‘추가’를 고르십시오"))


def _merged(definition: Definition, terms: list[tuple[str, dict[str, Any]]], way: str) -> Definition:
    if way == ADD:
        for code, term in terms:
            definition = with_term(definition, (code, term["lang"], term["form"]), term)
        return definition
    for code in dict.fromkeys(code for code, _term in terms):
        assert theme_of(definition, code)
        definition = with_terms(definition, code, [term for of, term in terms if of == code])
    return definition
