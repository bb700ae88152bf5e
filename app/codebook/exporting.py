"""Terms as a file: the columns an import reads back to the very same lexicon."""

from __future__ import annotations

from typing import Any

from flask import Response
from flask_babel import gettext as _

from app.codebook.definitions import Definition
from app.sheets import table_response


def titles() -> list[str]:
    return [_("주제"), _("언어"), _("용어"), _("종류"), _("가중치"), _("메모")]


def term_rows(definition: Definition) -> list[list[Any]]:
    """A row a term, in the order of the themes."""
    return [
        [theme["id"], t["lang"], t["form"], t["kind"], t["weight"], t["note"]]
        for theme in definition["themes"]
        for t in theme["terms"]
    ]


def terms_response(kind: str, name: str, definition: Definition) -> Response:
    """The terms as a CSV or XLSX download."""
    return table_response(kind, name, titles(), term_rows(definition))
