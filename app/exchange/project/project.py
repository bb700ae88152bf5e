"""A coding project: texts, people, codes as a tree, selections with their codings, notes, cases and their variables.

Ids are GUIDs in small letters; offsets are code points of a text in NFC; times are ISO 8601 or "".
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

# Ids of other tools that are no GUIDs become one by their name in this space, so that the same file gives the same ids.
SPACE = uuid.UUID("8a1f5d6e-3f0b-5c52-9d0e-5c1d3c8f4a77")
VARIABLE_KINDS = ("Text", "Boolean", "Integer", "Float", "Date", "DateTime")


@dataclass(frozen=True)
class User:
    """Who coded."""

    guid: str
    name: str


@dataclass(frozen=True)
class Code:
    """A code of the codebook; `parent` is the code above it, "" at the top."""

    guid: str
    name: str
    parent: str = ""
    color: str = ""
    definition: str = ""
    codable: bool = True
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Coding:
    """A code given by somebody; `coder` is a user's id or "".

    `values` are what was said besides, word to word (심각도: 5): tables show them, formats without a place for them do not.
    """

    guid: str
    code: str
    coder: str = ""
    at: str = ""
    notes: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Selection:
    """A stretch of a text, ``text[start:end]``; `name` is "" where it was called by its own words."""

    guid: str
    start: int
    end: int
    codings: tuple[Coding, ...] = ()
    name: str = ""
    memo: str = ""
    coder: str = ""
    at: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """A text with its selections in order; `codings` are of the whole text, `values` of variables by their ids."""

    guid: str
    name: str
    text: str
    selections: tuple[Selection, ...] = ()
    codings: tuple[Coding, ...] = ()
    memo: str = ""
    coder: str = ""
    at: str = ""
    notes: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Note:
    """A memo on its own."""

    guid: str
    name: str
    text: str
    coder: str = ""
    at: str = ""


@dataclass(frozen=True)
class Variable:
    """What is known of cases or texts; `kind` is one of `VARIABLE_KINDS`."""

    guid: str
    name: str
    kind: str = "Text"
    memo: str = ""


@dataclass(frozen=True)
class Case:
    """Whom or what texts and selections are about: a firm, a person."""

    guid: str
    name: str
    memo: str = ""
    codes: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    selections: tuple[str, ...] = ()


@dataclass(frozen=True)
class Project:
    """Everything of one project; `codes` in the order of the tree, each behind its parent."""

    name: str
    origin: str = ""
    users: tuple[User, ...] = ()
    codes: tuple[Code, ...] = ()
    sources: tuple[Source, ...] = ()
    notes: tuple[Note, ...] = ()
    variables: tuple[Variable, ...] = ()
    cases: tuple[Case, ...] = ()
    memo: str = ""

    def code_names(self) -> dict[str, str]:
        """Code to its name with those above it, ``A > B``."""
        names: dict[str, str] = {}
        for code in self.codes:
            above = names.get(code.parent)
            names[code.guid] = f"{above} > {code.name}" if above else code.name
        return names

    def text_variables(self) -> tuple[Variable, ...]:
        """Variables that some text has a value of, or some case a selection is about."""
        told = [*(source.values for source in self.sources), *(case.values for case in self.cases if case.selections)]
        held = {id for values in told for id in values}
        return tuple(variable for variable in self.variables if variable.guid in held)

    def cases_at(self) -> dict[str, Case]:
        """Selection to the case it is about."""
        return {selection: case for case in self.cases for selection in case.selections}

    def user_names(self) -> dict[str, str]:
        return {user.guid: user.name for user in self.users}


@dataclass(frozen=True)
class Coded:
    """One coding with what it is of: the row of every table of codings."""

    source: Source
    selection: Selection
    coding: Coding

    @property
    def quote(self) -> str:
        return self.source.text[self.selection.start : self.selection.end]


def coded(project: Project) -> Iterator[Coded]:
    """Every coding of a stretch, text by text, in the order of the text."""
    for source in project.sources:
        for selection in sorted(source.selections, key=lambda s: (s.start, s.end)):
            for coding in selection.codings:
                yield Coded(source, selection, coding)


def guid(raw: str, *kind: str) -> str:
    """An id of another tool as a GUID in small letters without braces.

    >>> guid("{5215CC69-B628-4E02-AFB9-9BEEAEE55808}")
    '5215cc69-b628-4e02-afb9-9beeaee55808'
    >>> guid("code-7") == guid("code-7"), guid("7", "code") == guid("7", "user")
    (True, False)
    """
    bare = raw.strip().strip("{}").lower()
    if len(bare) == 36:
        try:
            return str(uuid.UUID(bare))
        except ValueError:
            pass
    return str(uuid.uuid5(SPACE, "\x1f".join((*kind, raw))))


def in_tree_order(codes: Iterable[Code]) -> tuple[Code, ...]:
    """Codes each behind its parent, brothers in the order they came; a parent that is missing or a ring is left out."""
    listed = list(codes)
    known = {code.guid for code in listed}
    below: dict[str, list[Code]] = {}
    for code in listed:
        below.setdefault(code.parent if code.parent in known else "", []).append(code)
    found: list[Code] = []
    waiting = list(reversed(below.get("", [])))
    while waiting:
        code = waiting.pop()
        found.append(code if code.parent in known else _top(code))
        waiting += reversed(below.pop(code.guid, []))
    reached = {code.guid for code in found}
    return (*found, *(_top(code) for code in listed if code.guid not in reached))


def _top(code: Code) -> Code:
    return replace(code, parent="")
