"""Damaged copies of JSON: at every place another value, nothing, or an entry nobody knows."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

GONE = object()
WRONG = (GONE, None, "", True, -1, 0.5, 2, 10**10, "x", [], {}, ["x"], {"x": 1})
Place = tuple[str | int, ...]


def places(data: Any, path: Place = ()) -> Iterator[Place]:
    if path:
        yield path
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inside:
        yield from places(value, (*path, key))


def at(data: Any, path: Place) -> Any:
    for key in path:
        data = data[key]
    return data


def damaged(data: Any, path: Place, value: Any) -> Any:
    """A copy with another value at a place, or without it; what lies beside the way there is the same object."""
    key, copied = path[0], copy.copy(data)
    if len(path) > 1:
        copied[key] = damaged(data[key], path[1:], value)
    elif value is GONE:
        del copied[key]
    else:
        copied[key] = value
    return copied


def shape(path: Place) -> str:
    return ".".join("#" if isinstance(key, int) else key for key in path)


def one_of_each(data: Any) -> list[Place]:
    """Places that differ in shape, or in the type of the question or participant they belong to."""
    found: dict[tuple[str, str], Place] = {}
    for path in places(data):
        of = at(data, path[:2]) if len(path) > 1 else None
        sort = str(of.get("type") or of.get("org_kind")) if isinstance(of, dict) else ""
        found.setdefault((shape(path), sort), path)
    return list(found.values())


def copies(data: Any) -> Iterator[tuple[str, Any]]:
    """Shape of the place and the copy damaged there."""
    for place in one_of_each(data):
        here = at(data, place)
        more = ({**here, "unheard_of": 1},) if isinstance(here, dict) else ()
        for value in (*WRONG, *more):
            yield shape(place), damaged(data, place, value)
