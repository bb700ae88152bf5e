"""A project as ``.qdpx``: valid against the schema of REFI-QDA, texts as UTF-8 files named by their ids.

An end stands behind the last character, as in the example the specification prints and as every tool met reads it; each
selection is called by its words, so that whoever reads it may check.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from lxml import etree

from app.exchange.project.project import Case, Coding, Note, Project, Selection, Source, Variable
from app.exchange.writers.refi_codes import add, add_codes, legal, origin, written

SPACE = "urn:QDA-XML:project:1.0"
# Longer names are cut by tools that list selections; the text itself says the rest. Chosen, not measured.
LONGEST_NAME = 250
# A part's time within the zip: the same project gives the same bytes.
_EPOCH = (1980, 1, 1, 0, 0, 0)
Thing = TypeVar("Thing")


def project_bytes(project: Project) -> bytes:
    """The project as the bytes of a ``.qdpx`` file."""
    parts = {"project.qde": written(_root(project))}
    texts = [(each.guid, each.text) for each in project.sources] + [(each.guid, each.text) for each in project.notes]
    parts |= {f"sources/{id}.txt": text.encode("utf-8", "replace") for id, text in texts}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, data)
    return out.getvalue()


def _root(project: Project) -> etree._Element:
    root = etree.Element(f"{{{SPACE}}}Project", nsmap={None: SPACE}, name=legal(project.name), origin=origin())
    if project.users:
        users = add(root, "Users")
        for user in project.users:
            add(users, "User", guid=user.guid, name=user.name)
    if project.codes:
        add_codes(add(root, "CodeBook"), project.codes, notes=True)
    kinds = _kinds(project)
    _part(root, "Variables", project.variables, lambda into, each: _variable(into, each, kinds))
    _part(root, "Cases", project.cases, lambda into, each: _case(into, each, kinds))
    _part(root, "Sources", project.sources, lambda into, each: _source(into, each, kinds))
    _part(root, "Notes", project.notes, _note)
    if project.memo:
        add(root, "Description", project.memo)
    return root


def _part(
    root: etree._Element, name: str, things: Iterable[Thing], write: Callable[[etree._Element, Thing], None]
) -> None:
    """A part of the project; the schema wants none that is empty."""
    listed = list(things)
    if listed:
        into = add(root, name)
        for each in listed:
            write(into, each)


def _variable(into: etree._Element, variable: Variable, kinds: Mapping[str, str]) -> None:
    element = add(into, "Variable", guid=variable.guid, name=variable.name, typeOfVariable=kinds[variable.guid])
    if variable.memo:
        add(element, "Description", variable.memo)


def _case(into: etree._Element, case: Case, kinds: Mapping[str, str]) -> None:
    element = add(into, "Case", guid=case.guid, name=case.name)
    if case.memo:
        add(element, "Description", case.memo)
    _refer(element, "CodeRef", case.codes)
    _values(element, case.values, kinds)
    _refer(element, "SourceRef", case.sources)
    _refer(element, "SelectionRef", case.selections)


def _source(into: etree._Element, source: Source, kinds: Mapping[str, str]) -> None:
    path = f"internal://{source.guid}.txt"
    element = add(into, "TextSource", guid=source.guid, name=source.name, plainTextPath=path, **_made(source))
    if source.memo:
        add(element, "Description", source.memo)
    for selection in source.selections:
        _selection(element, selection, source.text)
    _codings(element, source.codings)
    _refer(element, "NoteRef", source.notes)
    _values(element, source.values, kinds)


def _selection(into: etree._Element, selection: Selection, text: str) -> None:
    quote = text[selection.start : selection.end]
    named = quote if len(quote) <= LONGEST_NAME else quote[: LONGEST_NAME - 1].rstrip() + "…"
    element = add(
        into,
        "PlainTextSelection",
        guid=selection.guid,
        name=selection.name or named,
        startPosition=str(selection.start),
        endPosition=str(selection.end),
        **_made(selection),
    )
    if selection.memo:
        add(element, "Description", selection.memo)
    _codings(element, selection.codings)
    _refer(element, "NoteRef", selection.notes)


def _codings(into: etree._Element, codings: Iterable[Coding]) -> None:
    for each in codings:
        element = add(into, "Coding", guid=each.guid, **_made(each))
        add(element, "CodeRef", targetGUID=each.code)
        _refer(element, "NoteRef", each.notes)


def _note(into: etree._Element, note: Note) -> None:
    add(into, "Note", guid=note.guid, name=note.name, plainTextPath=f"internal://{note.guid}.txt", **_made(note))


def _refer(into: etree._Element, name: str, targets: Iterable[str]) -> None:
    for target in targets:
        add(into, name, targetGUID=target)


def _made(thing: Source | Selection | Coding | Note) -> dict[str, str]:
    return {"creatingUser": thing.coder, "creationDateTime": thing.at}


def _values(into: etree._Element, values: Mapping[str, str], kinds: Mapping[str, str]) -> None:
    for variable, value in values.items():
        element = add(into, "VariableValue")
        add(element, "VariableRef", targetGUID=variable)
        add(element, f"{kinds[variable]}Value", value)


def _kinds(project: Project) -> dict[str, str]:
    """Variable to its kind; one with a value the schema does not take as of its kind is a text."""
    values: dict[str, list[str]] = {variable.guid: [] for variable in project.variables}
    told = [*(case.values for case in project.cases), *(source.values for source in project.sources)]
    for variable, value in (pair for each in told for pair in each.items()):
        values[variable].append(value)
    kinds = {variable.guid: variable.kind for variable in project.variables}
    return {v: kind if all(_is_of(kind, value) for value in values[v]) else "Text" for v, kind in kinds.items()}


def _is_of(kind: str, value: str) -> bool:
    try:
        if kind == "Integer":
            int(value)
        elif kind == "Float":
            return Decimal(value).is_finite() and "e" not in value.lower()
        elif kind == "Date":
            date.fromisoformat(value)
        elif kind == "DateTime":
            datetime.fromisoformat(value)
            return "T" in value
    except (ValueError, InvalidOperation):
        return False
    return kind != "Boolean" or value in ("true", "false", "0", "1")
