"""Whether a tree is one that the parser could have made: a definition may bring trees of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from forms.logic.problems import ExpressionError
from forms.logic.reading.parsing import DEEPEST, Tree, depth
from forms.logic.reading.patterns import matcher
from forms.logic.reading.signatures import FUNCTIONS, OPERATORS

_COUNTS = {**FUNCTIONS, **OPERATORS}


def broken(tree: Tree) -> str | None:
    """The first part of a tree that cannot be run, as text; None of a sound tree."""
    if depth(tree) > DEEPEST:
        return f"> {DEEPEST}"
    waiting = [tree]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str | int | float):
            continue
        if not _sound(each):
            return str(each)[:80]
        waiting.extend({"regex": each[1:3], "position": []}.get(each[0], each[1:]))
    return None


def _sound(each: Any) -> bool:
    if not isinstance(each, list) or not each or not isinstance(each[0], str):
        return False
    name, arguments = each[0], each[1:]
    if name in _SHAPES:
        return _SHAPES[name](arguments)
    least, most = _COUNTS.get(name, (1, 0))
    return least <= len(arguments) and (most is None or len(arguments) <= most)


def _named(tree: Any, kind: str) -> bool:
    return isinstance(tree, list) and tree[:1] == [kind]


def _pair(tree: Any) -> bool:
    return isinstance(tree, list) and len(tree) == 2


def _text(arguments: list[Any]) -> bool:
    return len(arguments) == 1 and isinstance(arguments[0], str)


def _position(arguments: list[Any]) -> bool:
    """Of the own repeat, so many levels up, or of one by its name."""
    kind, asked = arguments[0] if len(arguments) == 1 and _pair(arguments[0]) else ("", 0)
    return isinstance(asked, str) if kind == "get" else kind == "up" and type(asked) is int and asked >= 1


def _indexed(arguments: list[Any]) -> bool:
    named = [arguments[:1], *([each] for each in arguments[1::2])]
    return len(arguments) >= 3 and len(arguments) % 2 == 1 and all(_named(each[0], "get") for each in named)


def _choice_name(arguments: list[Any]) -> bool:
    return len(arguments) == 2 and isinstance(arguments[1], str)


def _regex(arguments: list[Any]) -> bool:
    """The steps must be those of the pattern beside them: nobody brings a machine of his own."""
    if len(arguments) != 3 or not isinstance(arguments[1], str):
        return False
    try:
        return bool(arguments[2] == ["matcher", *matcher(arguments[1])])
    except ExpressionError:
        return False


_SHAPES: dict[str, Callable[[list[Any]], bool]] = {
    "get": _text,
    "attribute": _text,
    "self": lambda arguments: not arguments,
    "position": _position,
    "indexed-repeat": _indexed,
    "jr:choice-name": _choice_name,
    "choice-column": lambda arguments: _choice_name(arguments[:-1]) and isinstance(arguments[-1], str),
    "regex": _regex,
}
