"""Names in an expression as it is written: which there are, and others put in their place."""

from __future__ import annotations

from collections.abc import Mapping

from forms.logic.reading.parsing import Tree
from forms.logic.reading.tokens import tokens


def names(tree: Tree) -> set[str]:
    """Questions and sections a tree speaks of."""
    found: set[str] = set()
    waiting = [tree]
    while waiting:
        each = waiting.pop()
        if not isinstance(each, list) or each[:1] == ["matcher"]:
            continue
        if each[0] in ("get", "jr:choice-name", "choice-column"):
            found.add(each[1] if each[0] == "get" else each[2])
        waiting.extend(each[1:])
    return found


def renamed(source: str, new: Mapping[str, str]) -> str:
    """The same expression with `${old}` as `${new}`, also in the quotes of jr:choice-name."""
    written, at = [], 0
    for token in tokens(source):
        piece = source[token.at : token.end]
        if token.kind == "variable":
            piece = f"${{{new.get(token.value, token.value)}}}"
        elif token.kind == "text" and token.value.strip()[2:-1] in new and token.value.strip()[:2] == "${":
            piece = f"'${{{new[token.value.strip()[2:-1]]}}}'"
        written += [source[at : token.at], piece]
        at = token.end
    return "".join(written)
