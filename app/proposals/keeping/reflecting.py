"""What an answer may be reflected in: things of features above (programmes, tasks of plans), each found by what is typed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from app.accounts.people import Scope
from app.proposals.keeping.proposal import Fault
from app.tables.checked import N_

# So many are offered while one types. Chosen, not measured.
MOST = 20


@dataclass(frozen=True)
class Thing:
    """A programme or a task: `word` is how the field offers it, and is typed back; `title` what it is called."""

    kind: str
    id: str
    word: str
    title: str


@dataclass(frozen=True)
class Reflecting:
    """A kind of thing: `column` of the event that holds it.

    `find` gives those of a scope that some words may mean, `href` the address of one, None where it is not the person's.
    """

    column: str
    find: Callable[[Database, Scope, str, int], Iterable[Thing]]
    href: Callable[[Database, Scope, str], str | None]


# Kind to how it is found; filled by each feature's `joining`.
REFLECTING: dict[str, Reflecting] = {}


def offered(db: Database, scope: Scope, typed: str) -> list[Thing]:
    """The things that a text may mean, of each kind a few; one that it names exactly alone."""
    text = " ".join(typed.split())
    if not text:
        return []
    found = [each for how in REFLECTING.values() for each in how.find(db, scope, text, MOST)]
    exact = [each for each in found if text in (each.word, each.title)]
    return exact if len(exact) == 1 else found


def meant(db: Database, scope: Scope, typed: str) -> tuple[Thing | None, list[Fault]]:
    """The one thing that was typed, or what is wrong."""
    found = offered(db, scope, typed)
    if len(found) == 1 or not typed.strip():
        return (found[0] if found else None), []
    if not found:
        right = N_("지원사업의 코드나 이름, 계획 과제의 이름을 적고 목록에서 골라 주십시오")
        return None, [Fault("reflected", N_("등록된 지원사업이나 과제가 아닙니다"), right)]
    right = N_("더 적으면 나오는 목록에서 하나를 골라 주십시오")
    return None, [Fault("reflected", N_("여러 지원사업이나 과제를 뜻할 수 있습니다"), right)]


def opens(db: Database, scope: Scope, event: sqlite3.Row) -> str | None:
    """Where what an answer was reflected in is read; None where it is told by its name alone, or not the person's."""
    for how in REFLECTING.values():
        if event[how.column]:
            return how.href(db, scope, event[how.column])
    return None
