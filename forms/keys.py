"""Keys of answers: a question's id, inside a repeat with its place: ``grade``, ``grade[2]``, nested ``member[1.2]``."""

from __future__ import annotations

import re
from collections.abc import Iterable

Place = tuple[int, ...]
_KEY = re.compile(r"([^\[\]]+)(?:\[([1-9]\d{0,3}(?:\.[1-9]\d{0,3})*)\])?")


def key(id: str, place: Iterable[object] = ()) -> str:
    """The key of a question, or of a repeat's count, at a place.

    >>> key("age"), key("age", (2,)), key("member", (1, 2))
    ('age', 'age[2]', 'member[1.2]')
    """
    inside = ".".join(map(str, place))
    return f"{id}[{inside}]" if inside else id


def base(key: str) -> str:
    """The id in a key; a text that is no key is its own.

    >>> base("member[1.2]"), base("age"), base("age[0]")
    ('member', 'age', 'age[0]')
    """
    found = _KEY.fullmatch(key) if "[" in key else None
    return found[1] if found else key


def place(key: str) -> Place:
    """The place in a key, each number from 1; empty outside repeats.

    >>> place("member[1.2]"), place("age")
    ((1, 2), ())
    """
    found = _KEY.fullmatch(key) if "[" in key else None
    return tuple(map(int, found[2].split("."))) if found and found[2] else ()
