"""Ids ever used: a question's id and an option's code never come to mean something else, in no version or draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

# What makes a question the same one: asked otherwise under its old id, stored answers would mean two things.
_SAME = ("type", "scale", "bsi")


@dataclass(frozen=True)
class Used:
    """Where an id was used first, and as what: `where` is a version's number or None for a draft."""

    where: int | None
    entry: Mapping[str, Any]


@dataclass(frozen=True)
class Reused:
    """An id that would get a second meaning: of a question, or with `choice` of an option of it."""

    question: str
    where: int | None
    choice: str = ""


@dataclass(frozen=True)
class History:
    """Every question id ever used, and every option's code by its question, or by "list:NAME" where it is shared."""

    questions: Mapping[str, Used]
    choices: Mapping[tuple[str, str], Used]

    def codes(self, owner: str) -> list[str]:
        return [code for id, code in self.choices if id == owner]


@dataclass(frozen=True)
class Use:
    """An id as a definition uses it: `code` of an option, "" of the question itself; `owner` a question or "list:NAME"."""

    owner: str
    code: str
    entry: Mapping[str, Any]


def uses(d: Mapping[str, Any]) -> Iterator[Use]:
    """Every id of a definition."""
    for each in d.get("questions", ()):
        yield Use(each["id"], "", {name: value for name, value in each.items() if name != "choices"})
        for choice in options(d, each):
            yield Use(each["id"], choice["id"], choice)
    for name, listed in d.get("lists", {}).items():
        for choice in listed:
            yield Use(f"list:{name}", choice["id"], choice)


def history(definitions: Iterable[tuple[int | None, Mapping[str, Any]]], drafts: Iterable[Use] = ()) -> History:
    """Of versions by number, the oldest first, and of what drafts used."""
    questions: dict[str, Used] = {}
    choices: dict[tuple[str, str], Used] = {}
    published = ((where, use) for where, d in definitions for use in uses(d))
    for where, use in (*published, *((None, use) for use in drafts)):
        if use.code:
            choices.setdefault((use.owner, use.code), Used(where, use.entry))
        else:
            questions.setdefault(use.owner, Used(where, use.entry))
    return History(questions, choices)


def options(d: Mapping[str, Any], question: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The options a question offers, its own or those of the list it names."""
    found = question.get("choices") or []
    return list(d.get("lists", {}).get(found, ()) if isinstance(found, str) else found)


def same(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether both are one question: stored answers mean the same."""
    return all(before.get(name) == after.get(name) for name in _SAME)


def reused(past: History, newest: Mapping[str, Any], d: Mapping[str, Any]) -> list[Reused]:
    """Ids of `d` that once meant something else.

    A question that the newest version has may change its words; one that was dropped comes back only as it was. The
    same holds for an option: another label under a code the newest version no longer has is another option. What only a
    draft used may change its words as well: nobody ever answered it.
    """
    standing: dict[str, Mapping[str, Any]] = {each["id"]: each for each in newest.get("questions", ())}
    found: list[Reused] = []
    for each in d.get("questions", ()):
        id = each.get("id", "")
        used, now = past.questions.get(id), standing.get(id)
        back = used and not now and used.where  # dropped by the newest version, and here again
        if used and (not same(now or used.entry, each) or (back and used.entry.get("label") != each.get("label"))):
            found.append(Reused(id, used.where))
        else:
            found.extend(_choices(past, newest, d, each))
    return found


def _choices(past: History, newest: Mapping[str, Any], d: Mapping[str, Any], asked: Mapping[str, Any]) -> list[Reused]:
    id = asked.get("id", "")
    standing: Mapping[str, Any] = next((each for each in newest.get("questions", ()) if each["id"] == id), {})
    offered = {choice["id"] for choice in options(newest, standing)}
    found = []
    for choice in options(d, asked):
        old = past.choices.get((id, choice.get("id", "")))
        if old and old.where and choice["id"] not in offered and old.entry.get("label") != choice.get("label"):
            found.append(Reused(id, old.where, choice["id"]))
    return found
