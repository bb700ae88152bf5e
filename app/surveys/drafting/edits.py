"""Edits of a questionnaire's definition, pure: each gives a new definition and leaves the old one as it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from forms.definition import chain

Definition = Mapping[str, Any]
Entry = Mapping[str, Any]

# What of a definition is edited as a whole under the name "questionnaire".
TOP = ("title", "intro", "minutes", "keep_years", "pages")


def questions(d: Definition) -> list[dict[str, Any]]:
    return [dict(each) for each in d.get("questions", ())]


def sections(d: Definition) -> list[dict[str, Any]]:
    return [dict(each) for each in d.get("sections", ())]


def part(d: Definition, what: str) -> Any:
    """One part of a definition by its name; None where it is not.

    "question:ID", "section:ID", "list:NAME" (its choices under "choices"), "file:NAME", "questionnaire".
    """
    sort, _colon, id = what.partition(":")
    if sort == "questionnaire":
        return {name: d[name] for name in TOP if name in d}
    if sort == "list":
        return {"id": id, "choices": [dict(each) for each in d["lists"][id]]} if id in d.get("lists", {}) else None
    if sort == "file":
        return {"id": id, **d["files"][id]} if id in d.get("files", {}) else None
    return next((dict(each) for each in d.get(f"{sort}s", ()) if each.get("id") == id), None)


def put(d: Definition, what: str, value: Entry) -> dict[str, Any]:
    """The definition with that part replaced."""
    sort, _colon, id = what.partition(":")
    if sort == "questionnaire":
        return {**{name: each for name, each in d.items() if name not in TOP}, **value}
    if sort == "list":
        return {**d, "lists": {**d.get("lists", {}), id: [dict(each) for each in value["choices"]]}}
    if sort == "file":
        entry = {name: each for name, each in value.items() if name != "id"}
        return {**d, "files": {**d.get("files", {}), id: entry}}
    listed = f"{sort}s"
    return {**d, listed: [dict(value) if each.get("id") == id else each for each in d.get(listed, ())]}


def add_question(d: Definition, question: Entry, *, section: str | None, after: str | None = None) -> dict[str, Any]:
    """Put a question behind another, else at the end of its section, else at the end."""
    found = questions(d)
    new = {**question, **({"section": section} if section else {})}
    if not section:
        new.pop("section", None)
    places = [n for n, each in enumerate(found, 1) if each["id"] == after]
    places = places or [n for n, each in enumerate(found, 1) if each.get("section") == section]
    found.insert(places[-1] if places else _end_before(d, section), new)
    return {**d, "questions": found}


def _end_before(d: Definition, section: str | None) -> int:
    """Where the questions of sections that come later begin: a section's first question keeps the sections' order."""
    names = [each["id"] for each in sections(d)]
    later = set(names[names.index(section) + 1 :]) if section in names else set()
    found = [n for n, each in enumerate(questions(d)) if each.get("section") in later]
    return found[0] if found else len(questions(d))


def remove(d: Definition, what: str) -> dict[str, Any]:
    """Take a question out, a section with its questions, or a list or file, which nobody uses."""
    sort, _colon, id = what.partition(":")
    if sort in ("list", "file"):
        left = {name: each for name, each in d.get(f"{sort}s", {}).items() if name != id}
        return {
            **{name: each for name, each in d.items() if name != f"{sort}s"},
            **({f"{sort}s": left} if left else {}),
        }
    if sort == "question":
        return {**d, "questions": [each for each in questions(d) if each.get("id") != id]}
    parents = {each["id"]: each.get("parent") for each in sections(d)}
    gone = {each for each in parents if id in (each, *chain(parents[each], parents))}
    kept = [each for each in questions(d) if each.get("section") not in gone]
    return {**d, "questions": kept, "sections": [each for each in sections(d) if each["id"] not in gone]}


def move_question(d: Definition, id: str, *, to: int) -> dict[str, Any]:
    """Move a question to a place, from 0, among those of its section."""
    found = questions(d)
    moved = next(each for each in found if each["id"] == id)
    own = [n for n, each in enumerate(found) if each.get("section") == moved.get("section")]
    inside = [found[n] for n in own if found[n]["id"] != id]
    inside.insert(max(0, min(to, len(inside))), moved)
    for n, each in zip(own, inside, strict=True):
        found[n] = each
    return {**d, "questions": found}


def place_of(d: Definition, id: str) -> int:
    """The place of a question, from 0, among those of its section."""
    asked = next(each for each in questions(d) if each["id"] == id)
    return [each["id"] for each in questions(d) if each.get("section") == asked.get("section")].index(id)


def resection(d: Definition, id: str, section: str | None) -> dict[str, Any]:
    """Move a question to the end of another section."""
    moved = part(d, f"question:{id}")
    return add_question(remove(d, f"question:{id}"), moved, section=section)


def add_section(d: Definition, section: Entry) -> dict[str, Any]:
    return {**d, "sections": [*sections(d), dict(section)]}


def move_section(d: Definition, id: str, *, by: int) -> dict[str, Any]:
    """Change places with the section before (-1) or behind (1); the questions of both go along as blocks."""
    found = sections(d)
    at = next(n for n, each in enumerate(found) if each["id"] == id)
    other = at + by
    if not 0 <= other < len(found):
        return dict(d)
    found[at], found[other] = found[other], found[at]
    first, second = (found[min(at, other)]["id"], found[max(at, other)]["id"])
    return {**d, "sections": found, "questions": _swapped(questions(d), first, second)}


def _swapped(found: list[dict[str, Any]], first: str, second: str) -> list[dict[str, Any]]:
    """The questions with those of `first` before those of `second`, the others where they were."""
    places = [n for n, each in enumerate(found) if each.get("section") in (first, second)]
    inside = sorted((found[n] for n in places), key=lambda each: each.get("section") == second)
    for n, each in zip(places, inside, strict=True):
        found[n] = each
    return found


def next_id(stem: str, taken: Iterable[str]) -> str:
    """The first of stem1, stem2 … that nobody has ever used."""
    used = set(taken)
    return next(f"{stem}{n}" for n in range(1, len(used) + 2) if f"{stem}{n}" not in used)
