"""Ids of what stands in the workbench as a project has them: the same at every export, so that a file comes home."""

from __future__ import annotations

from collections.abc import Iterator

from app.coding.statements.judgments import STANCES, STATEMENTS
from app.exchange.project.project import Code, guid
from app.words.labels import label

SEVERITIES = ("1", "2", "3", "4", "5")
# What a judgment says besides its theme: the codes another tool gets for it, by kind.
MARKS = {"stance": STANCES, "severity": SEVERITIES, "statement": STATEMENTS}


def theme_id(code: str) -> str:
    return guid(code, "moksori theme")


def code_id(code: str) -> str:
    """A code beneath a theme."""
    return guid(code, "moksori code")


def person_id(person: str) -> str:
    return guid(person, "moksori person")


def mark_id(kind: str, value: str = "") -> str:
    """The code of a value of a kind, or the one above all of a kind."""
    return guid(value, f"moksori {kind}")


def marks_by_id() -> dict[str, tuple[str, str]]:
    """Every mark's id to its kind and value; those above them have no value."""
    return {mark_id(kind, value): (kind, value) for kind, values in MARKS.items() for value in ("", *values)}


def mark_codes(words: dict[str, str]) -> Iterator[Code]:
    """The codes of all marks beneath one of each kind; `words` tell the kinds."""
    for kind, values in MARKS.items():
        yield Code(mark_id(kind), words[kind], codable=False)
        for value in values:
            name = value if kind == "severity" else label(value, kind)
            yield Code(mark_id(kind, value), name, mark_id(kind))
