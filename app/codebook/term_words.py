"""What the checks of a term say to people: what is wrong, and what would be right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from sqlite_utils import Database

from app.codebook.corpus import Reach, reach, sentences_with
from app.codebook.definitions import Definition, Key, theme_of
from app.codebook.term_checks import ERROR, NOTE, WARNING, Check, advice, faults, fixed_letters
from app.errors import Problem
from app.words.formats import named, number


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


def advised(
    db: Database, definition: Definition, key: Key, term: dict[str, Any], *, reaching: bool = False
) -> list[tuple[str, str]]:
    """Level and sentence of what to think of, in the page's language; `reaching` also tells what it would touch."""
    found = [(check.level, _advice(db, definition, term, check)) for check in advice(definition, key, term)]
    # Where the words bend, whether one was said shows in the preview.
    letters = fixed_letters(term)
    if letters and not sentences_with(db, *letters) and sentences_with(db):
        found.append((NOTE, _("지금 자료에는 한 번도 나오지 않은 말입니다.")))
    elif letters and reaching and term["weight"] == 1:
        found += _reaching(db, reach(db, key[0], *letters))
    return found


def _reaching(db: Database, found: Reach) -> list[tuple[str, str]]:
    """How much a term of full weight would bring, and whether that is so much that the word may be too general."""
    if not found.fresh:
        return []
    told = _(
        "기업·전문가의 말 %(held)s문장에 있고, 그중 %(fresh)s문장에 이 주제를 새로 제안하게 됩니다.",
        held=number(found.held),
        fresh=number(found.fresh),
    )
    if found.elsewhere:
        told += " " + _(
            "전문가가 판단한 %(coded)s문장 가운데 %(other)s문장은 다른 주제였습니다.",
            coded=number(found.coded),
            other=number(found.elsewhere),
        )
    if not found.is_general(sentences_with(db)):
        return [(NOTE, told)]
    return [(WARNING, _("여러 뜻으로 두루 쓰는 말일 수 있습니다.") + " " + told)]


def _advice(db: Database, definition: Definition, term: dict[str, Any], check: Check) -> str:
    if check.code == "shared":
        theme = theme_of(definition, check.other)
        return _("‘%(theme)s’ 주제에도 있어 두 주제를 함께 제안합니다.", theme=named(theme) if theme else check.other)
    if check.code == "alike":
        return _(
            "‘%(form)s’ 용어와 띄어쓰기나 물결표만 다릅니다. 하나만 두어도 되는지 살펴 주십시오.", form=check.other
        )
    if check.code == "inside":
        terms = check.other + (" …" if check.count > 3 else "")
        return _("다른 주제의 용어 %(n)s개에도 들어 있는 말입니다(%(terms)s).", n=number(check.count), terms=terms)
    if check.code == "syllable":
        count = number(sentences_with(db, term["form"]))
        return _("한 글자라서 다른 말까지 찾을 수 있습니다. 지금 자료의 문장 %(n)s개에 이 글자가 있습니다.", n=count)
    return _("‘%(form)s’ 용어가 이미 찾는 말입니다.", form=check.other)


def problems_of(where: str, term: dict[str, Any], siblings: list[dict[str, Any]]) -> list[Problem]:
    """Every fault of a term as a problem at its place."""
    return [Problem(where, *said(check)) for check in faults(term, siblings) if check.level == ERROR]
