"""Quotes beneath their codes, as every document to be read shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.exchange.project.project import Code, Project, Selection, Source, coded


@dataclass(frozen=True)
class Quote:
    """A stretch with the text it is of and who gave it the code, each once."""

    text: str
    source: str
    coders: tuple[str, ...]
    memo: str


@dataclass(frozen=True)
class Themed:
    """A code at its depth in the tree (0 at the top) with its quotes in the order of the texts."""

    code: Code
    depth: int
    quotes: tuple[Quote, ...]


def themed(project: Project) -> Iterator[Themed]:
    """Every code that has quotes, or has codes beneath it that do."""
    users = project.user_names()
    given: dict[str, dict[tuple[str, int, int], tuple[Source, Selection, list[str]]]] = {}
    for each in coded(project):
        key = (each.source.guid, each.selection.start, each.selection.end)
        places = given.setdefault(each.coding.code, {})
        _source, _selection, coders = places.setdefault(key, (each.source, each.selection, []))
        name = users.get(each.coding.coder, "")
        if name and name not in coders:
            coders.append(name)
    depths: dict[str, int] = {}
    for code in project.codes:
        depths[code.guid] = depths.get(code.parent, -1) + 1
    shown = _with_parents(project, set(given))
    for code in project.codes:
        if code.guid in shown:
            quotes = tuple(
                Quote(source.text[s.start : s.end], source.name, tuple(coders), s.memo)
                for source, s, coders in given.get(code.guid, {}).values()
            )
            yield Themed(code, depths[code.guid], quotes)


def _with_parents(project: Project, codes: set[str]) -> set[str]:
    parents = {code.guid: code.parent for code in project.codes}
    shown = set(codes)
    for code in codes:
        while code := parents.get(code, ""):
            shown.add(code)
    return shown
