"""The codebook as a tree: themes at the root, codes beneath, each with two letters and a color."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.codebook.definitions import COLOURS
from app.coding.codes.code import TEXTS, USED, Code
from app.words.formats import named


@dataclass(frozen=True)
class Branch:
    """A code in its place: two letters and color as they show, and the codes right beneath it."""

    code: Code
    mark: str
    colour: str
    depth: int
    beneath: tuple[Branch, ...]

    def walk(self) -> Iterator[Branch]:
        """This one and all beneath, in the order of reading."""
        yield self
        for each in self.beneath:
            yield from each.walk()


@dataclass(frozen=True)
class Root:
    """A theme with the codes beneath it; `gone` are its merged and retired codes."""

    theme: sqlite3.Row
    mark: str
    colour: str
    beneath: tuple[Branch, ...] = ()
    gone: tuple[Code, ...] = field(default=())

    def walk(self) -> Iterator[Branch]:
        for each in self.beneath:
            yield from each.walk()


def roots(themes: Mapping[str, sqlite3.Row], codes: Iterable[Code]) -> list[Root]:
    """Every theme with its tree, in the order of the themes."""
    every = list(codes)
    names = [(code, named(theme), code) for code, theme in themes.items()]
    marks, colours = marks_of(names), colours_of(themes)
    return [
        Root(
            theme,
            marks[code],
            colours[code],
            _branches([c for c in every if c.theme_code == code and c.state == USED], None, colours[code]),
            tuple(c for c in every if c.theme_code == code and c.state != USED),
        )
        for code, theme in themes.items()
    ]


def _branches(codes: Sequence[Code], parent: str | None, colour: str, depth: int = 1) -> tuple[Branch, ...]:
    here = [each for each in codes if each.parent_id == parent]
    marks = marks_of([(each.id, named(told(each)), each.id) for each in here])
    return tuple(
        Branch(
            each,
            marks[each.id],
            each.colour or colour,
            depth,
            _branches(codes, each.id, each.colour or colour, depth + 1),
        )
        for each in here
    )


def told(code: Code) -> dict[str, str]:
    """A code's names as `named` reads them: one that has no English name goes by the Korean one."""
    return {"name_ko": code.name_ko, "name_en": code.name_en or code.name_ko}


def colours_of(themes: Mapping[str, sqlite3.Row]) -> dict[str, str]:
    """Each theme's own color, or the next of the twelve that no theme has chosen."""
    chosen = {theme["colour"] for theme in themes.values()}
    free = [each for each in COLOURS if each not in chosen] or list(COLOURS)
    found, n = {}, 0
    for code, theme in themes.items():
        found[code] = theme["colour"] or free[n % len(free)]
        n += not theme["colour"]
    return found


def marks_of(named_things: Iterable[tuple[str, str, str]]) -> dict[str, str]:
    """Two letters for each (key, name, spare letters) that stand side by side, no two the same.

    The first letter of the name and another of it; where all of these are taken, one of the spare letters; then a
    number.

    >>> marks_of([("a", "자금", "money"), ("b", "자금난", "short"), ("c", "자", "x"), ("d", "자", "x")])
    {'a': '자금', 'b': '자난', 'c': '자x', 'd': '자1'}
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for key, name, spare in named_things:
        letters = [each for each in name if each.isalnum()] or ["?"]
        tries = [letters[0] + other for other in (*letters[1:], *(each for each in spare if each.isalnum()))]
        numbers = (f"{letters[0]}{n}" for n in range(1, 1000))
        found[key] = next(each for each in (*tries, *numbers) if each not in taken)
        taken.add(found[key])
    return found


def tree_told(themes: Mapping[str, sqlite3.Row], codes: Iterable[Code]) -> list[dict[str, Any]]:
    """Themes with criteria, marks, colors and the codes beneath them, for scripts; codes those above before those below."""
    return [
        {
            **{"code": root.theme["code"], "name": named(root.theme)},
            **{"names": [root.theme["name_ko"], root.theme["name_en"]], "domain": root.theme["domain"]},
            **{"mark": root.mark, "colour": root.colour},
            **{part: named(root.theme, part) for part in TEXTS},
            "codes": [_code_told(each) for each in root.walk()],
        }
        for root in roots(themes, codes)
    ]


def _code_told(branch: Branch) -> dict[str, Any]:
    code = branch.code
    return {
        **{"id": code.id, "name": named(told(code)), "names": list(dict.fromkeys(told(code).values()))},
        **{"parent": code.parent_id, "mark": branch.mark, "colour": branch.colour, "invivo": code.invivo is not None},
        **{part: getattr(code, part) for part in TEXTS},
    }
