"""Terms as a file: the columns an import reads back to the very same lexicon."""

from __future__ import annotations

from typing import Any

from flask import Response
from flask_babel import gettext as _

from app.codebook.definitions import Definition, codes_by_word, plain
from app.tables.sheets import table_response
from app.words.formats import named
from app.words.labels import label


def titles() -> list[str]:
    return [_("주제"), _("언어"), _("용어"), _("종류"), _("가중치"), _("메모")]


def term_rows(definition: Definition) -> list[list[Any]]:
    """A row a term, in the order of the themes, in codes: for programs."""
    return [
        [theme["id"], t["lang"], t["form"], t["kind"], t["weight"], t["note"]]
        for theme in definition["themes"]
        for t in theme["terms"]
    ]


def worded_rows(definition: Definition) -> list[list[Any]]:
    """The same rows in the words of the page's language: for people. A name that is not its theme's alone stays a code."""
    codes = codes_by_word(definition)
    names = {theme["id"]: named(theme) for theme in definition["themes"]}
    clear = {code: name if codes.get(plain(name).casefold()) == code else code for code, name in names.items()}
    return [
        [clear[code], label(lang, "language"), form, label(kind, "term_kind"), weight, note]
        for code, lang, form, kind, weight, note in term_rows(definition)
    ]


def terms_response(kind: str, name: str, definition: Definition) -> Response:
    """The terms as a CSV or XLSX download."""
    return table_response(kind, name, titles(), worded_rows(definition))
