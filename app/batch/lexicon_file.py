"""The lexicon a command works with: the one that ships, or a file of one's own (JSON or a table)."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from app.codebook.definitions import codes_by_word, plain
from app.codebook.publishing import FIRST
from app.codebook.term_importing import ENGLISH
from app.errors import BadInput, Problem
from app.tables.tabular import Column, read_table
from app.words.file_words import unreadable
from app.words.labels import code_for
from nlp.lexicon.lexicon import Lexicon, LexiconError


def _weight(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ValueError("0보다 크고 1 이하인 수를 적어 주십시오") from None


@cache
def _shipped_codes() -> dict[str, str]:
    return codes_by_word(json.loads(FIRST.read_text(encoding="utf-8")))


def _theme(text: str) -> str:
    """The code of a theme of the codebook that ships, where the cell says its name; else what it says."""
    return _shipped_codes().get(plain(text).casefold(), text)


def _code(kind: str) -> Callable[[str], str]:
    return lambda text: code_for(text, kind) or ENGLISH.get(text.casefold()) or text


COLUMNS = (
    Column("theme", ("theme", "주제", "주제 코드", "themes"), parse=_theme),
    Column("lang", ("lang", "language", "언어"), parse=_code("language")),
    Column("form", ("form", "term", "용어", "낱말")),
    Column("kind", ("kind", "종류"), parse=_code("term_kind"), required=False),
    Column("weight", ("weight", "가중치", "무게"), parse=_weight, required=False),
)


def shipped_lexicon() -> Lexicon:
    """The lexicon of the codebook that ships with the program."""
    return Lexicon.from_dict(json.loads(FIRST.read_text(encoding="utf-8")))


def read_lexicon(path: Path) -> Lexicon:
    """A lexicon from JSON as `codebook.json`, or from a CSV or XLSX file with a term a row.

    Raises BadInput naming every problem.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(unreadable(path, error)) from error
    try:
        return Lexicon.from_dict(_definition(path, data) if path.suffix.lower() == ".json" else _rows(path, data))
    except LexiconError as error:
        right = "용어 파일을 고친 뒤 다시 실행해 주십시오"
        raise BadInput(*(Problem(path.name, fault, right) for fault in error.problems), source=path.name) from error


def _definition(path: Path, data: bytes) -> dict[str, Any]:
    right = 'codebook.json과 같은 모양이어야 합니다: {"themes": [{"id": …, "terms": [{"lang": …, "form": …}]}]}'
    try:
        found = json.loads(data)
        parts = [[*theme["terms"], *(theme.get("yields") or ())] for theme in found["themes"]]
        if not all(isinstance(each, dict) for own in parts for each in own):
            raise TypeError
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput(Problem(path.name, "용어를 담은 JSON이 아닙니다", right), source=path.name) from error
    return dict(found)


def _rows(path: Path, data: bytes) -> dict[str, Any]:
    table = read_table(data, path.name, COLUMNS, passed=("메모", "note", "memo"))
    table.refuse_if_wrong()
    themes: dict[str, list[dict[str, Any]]] = {}
    for row in table.rows:
        # A near pattern is written a~b, so its kind need not be said.
        kind = row["kind"] or ("near" if "~" in row["form"] else "surface")
        weight = 1.0 if row["weight"] is None else row["weight"]
        term = {"lang": row["lang"], "form": row["form"], "kind": kind, "weight": weight}
        themes.setdefault(row["theme"], []).append(term)
    return {"themes": [{"id": theme, "terms": terms} for theme, terms in themes.items()]}
