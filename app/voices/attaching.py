"""Attaching statements to things of features above: a measure, a task, a proposal. Each feature brings its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_login import current_user
from sqlite_utils import Database

from app.accounts.permissions import may
from app.coding.telling.eyes import my_eyes
from app.coding.telling.opening import opened

# So many at once: a page shows thirty, and a form of thousands is nobody's choice. Chosen, not measured.
MOST = 200


@dataclass(frozen=True)
class Attach:
    """How statements come to a kind of thing.

    Attributes
    ----------
    permission : str
        Whoever holds it attaches.
    title : callable
        (db, id) to what the thing is called; None where it is not there or not the person's.
    attach : callable
        (db, id, statements, person id), in its own transaction, to how many were not attached before.
    back : callable
        (id) to the address of the thing's page.
    held : callable or None
        (db, id) to the statements that are attached already: the page says so.
    """

    permission: str
    title: Callable[[Database, str], str | None]
    attach: Callable[[Database, str, Sequence[str], str], int]
    back: Callable[[str], str]
    held: Callable[[Database, str], Sequence[str]] | None = None


# Kind ("measure") to how it is attached to; filled by each feature's `joining`.
ATTACH: dict[str, Attach] = {}


@dataclass(frozen=True)
class Target:
    """A thing that statements are being picked for; `key` is "kind:id" as addresses have it."""

    key: str
    title: str
    back: str
    held: tuple[str, ...] = ()


def target(db: Database, key: str) -> Target | None:
    """The thing an address names by "kind:id"; None where there is none or the person may not attach to it."""
    kind, _colon, ident = key.partition(":")
    how = ATTACH.get(kind)
    title = how.title(db, ident) if how and ident and may(how.permission) else None
    if how is None or not title:
        return None
    return Target(key, title, how.back(ident), tuple(how.held(db, ident)) if how.held else ())


def looking(
    kind: str, ident: str, *, when: str = "", area: str = "", themes: Iterable[str] = (), industry: str = ""
) -> str:
    """The address where statements for a thing are looked for, narrowed to what the thing is about.

    `when` is a round's code (the thing's own: the pages may show another), `area` an id or a code, `industry` a code; a
    statement of any of `themes` is meant, and where only an industry is known one that asks for something.
    """
    asked: dict[str, Any] = {
        "when": when,
        "area": area,
        "any": list(themes),
        "industry": industry,
        "stance": "need" if industry else "",
    }
    return url_for("corpus.find", attach=f"{kind}:{ident}", **{key: each for key, each in asked.items() if each})


def attach(db: Database, key: str, segment_ids: Sequence[str]) -> int | None:
    """Attach those of the statements that the person may read, in their order; how many are new, None for no such thing."""
    found = target(db, key)
    if found is None:
        return None
    kind, _colon, ident = key.partition(":")
    readable = [each["id"] for each in opened(db, segment_ids[:MOST], my_eyes()).said]
    return ATTACH[kind].attach(db, ident, readable, current_user.id) if readable else 0
