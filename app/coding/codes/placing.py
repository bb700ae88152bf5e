"""Where a code stands, for its pages: its place and sign, the places it may have, the colors to choose from."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from app.coding.codes.code import Code, path
from app.coding.codes.tree import Branch, roots, told
from app.words.formats import named

Themes = Mapping[str, sqlite3.Row]


def placed(found: Code, every: Iterable[Code], themes: Themes, theme_name: Callable[[str], str]) -> dict[str, Any]:
    """A code with its place, its sign and what lies beneath, for its pages."""
    by_id = {each.id: each for each in every}
    branches = {branch.code.id: branch for root in roots(themes, by_id.values()) for branch in root.walk()}
    return {
        "code": found,
        "branch": branches.get(found.id),
        "above": path(by_id, found)[:-1],
        "theme_name": theme_name,
        "name_of": lambda each: named(told(each)),
    }


def place_of(value: str | None) -> tuple[str, str | None]:
    """Theme and code above, as a choice of places gives them."""
    theme, _slash, parent = (value or "").partition("/")
    return theme, parent or None


def places(themes: Themes, every: Iterable[Code], without: Collection[str] = ()) -> list[tuple[str, str]]:
    """Every theme and, indented beneath, every code in use: value and word of each place."""

    def lines(branch: Branch) -> list[tuple[str, str]]:
        if branch.code.id in without:
            return []
        own = (f"{branch.code.theme_code}/{branch.code.id}", "\u2003" * branch.depth + named(told(branch.code)))
        return [own, *(line for each in branch.beneath for line in lines(each))]

    found: list[tuple[str, str]] = []
    for root in roots(themes, every):
        found.append((root.theme["code"], named(root.theme)))
        found += [line for each in root.beneath for line in lines(each)]
    return found
