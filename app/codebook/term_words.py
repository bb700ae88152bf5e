"""What the checks of a term say to people: what is wrong, and what would be right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.codebook.corpus import sentences_with
from app.codebook.definitions import Definition, Key, theme_of
from app.codebook.term_checks import ERROR, NOTE, Check, advice, faults
from app.errors import Problem
from app.formats import named, number


def said(check: Check) -> tuple[str, str]:
    """What is wrong and what would be right, of a fault that stops a term."""
    words: dict[str, Callable[[], tuple[str, str]]] = {
        "empty": lambda: (_("용어가 비어 있습니다"), _("글자나 숫자가 든 용어를 적어 주십시오")),
        "long": lambda: (_("용어가 너무 깁니다"), _("%(n)s자 안으로 줄여 주십시오", n=check.count)),
        "weight": lambda: (_("쓸 수 없는 가중치입니다"), _("0보다 크고 1 이하인 수로 적어 주십시오(예: 1, 0.5)")),
        "near": lambda: (
            _("가까이 나온 두 용어의 형식이 아닙니다"),
            _("‘사람~구하다’처럼 낱말 둘을 물결표(~) 하나로 이어 주십시오"),
        ),
        "surface": lambda: (
            _("그대로 찾는 용어에 물결표(~)가 있습니다"),
            _("종류를 ‘가까이 나온 두 용어’로 고르거나 물결표를 빼 주십시오"),
        ),
        "hangul": lambda: (_("영어 용어에 한글이 있습니다"), _("언어를 한국어로 고르거나 영어로 적어 주십시오")),
        "doubled": lambda: (
            _("이 주제에 이미 있는 용어입니다"),
            _("있는 용어를 고치거나 다른 용어를 적어 주십시오"),
        ),
    }
    return words[check.code]()


def advised(db: Database, definition: Definition, key: Key, term: dict[str, Any]) -> list[tuple[str, str]]:
    """Level and sentence of what to think of, in the page's language."""
    found = [(check.level, _advice(db, definition, term, check)) for check in advice(definition, key, term)]
    # English words bend: whether one was said shows in the preview.
    said = term["lang"] == "en" or term["kind"] == "near" or sentences_with(db, *term["form"].split())
    if not said and sentences_with(db):
        found.append((NOTE, _("지금 자료에는 한 번도 나오지 않은 말입니다.")))
    return found


def _advice(db: Database, definition: Definition, term: dict[str, Any], check: Check) -> str:
    if check.code == "shared":
        theme = theme_of(definition, check.other)
        return _("‘%(theme)s’ 주제에도 있어 두 주제를 함께 제안합니다.", theme=named(theme) if theme else check.other)
    if check.code == "syllable":
        count = number(sentences_with(db, term["form"]))
        return _("한 글자라서 다른 말까지 찾을 수 있습니다. 지금 자료의 문장 %(n)s개에 이 글자가 있습니다.", n=count)
    return _("‘%(form)s’ 용어가 이미 찾는 말입니다.", form=check.other)


def problems_of(where: str, term: dict[str, Any], siblings: list[dict[str, Any]]) -> list[Problem]:
    """Every fault of a term as a problem at its place."""
    return [Problem(where, *said(check)) for check in faults(term, siblings) if check.level == ERROR]
