"""Keys of answers: a question's id, and inside repeats the place of its instance, from 1: ``grade[2]``, ``member[1.2]``."""

from __future__ import annotations

import re

Place = tuple[int, ...]
_KEY = re.compile(r"([^\[\]]+)(?:\[([1-9][0-9]{0,5}(?:\.[1-9][0-9]{0,5})*)\])?")


def key_of(id: str, place: Place) -> str:
    return f"{id}[{'.'.join(map(str, place))}]" if place else id


def read_key(key: str) -> tuple[str, Place] | None:
    """Id and place of a key; None of what is no key."""
    match = _KEY.fullmatch(key)
    if match is None:
        return None
    return match[1], tuple(int(each) for each in match[2].split(".")) if match[2] else ()
