"""Faults of a whole program: names nobody has, circles, places where something means nothing; all at once."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterator, Mapping
from typing import Any

from forms.logic.counting import MOST
from forms.logic.model import Model, Part
from forms.logic.problems import Fault
from forms.logic.reading.parsing import Tree
from forms.logic.soundness import broken

# Entries whose expression may speak of the question's own value, and of a choice's columns.
_OF_OWN, _OF_CHOICES = {"constraint", "required", "filter"}, {"filter"}
# Instances of one section in one return: fifty of fifty are more than anybody fills in by hand.
MOST_INSTANCES = 2_500
# What a column of choices is called that every list has.
_COLUMNS = {"name"}


def check(program: Mapping[str, Any]) -> list[Fault]:
    """Name every fault of a program, each with the question or section it is in."""
    model = Model(_without_broken(program))
    found = [fault for part in _parts(program) for fault in _of_part(model, part)]
    return list(dict.fromkeys([*found, *_crowds(model), *_circles(model)]))


def _parts(program: Mapping[str, Any]) -> list[Part]:
    return [*program.get("sections", []), *program.get("questions", [])]


def _without_broken(program: Mapping[str, Any]) -> Mapping[str, Any]:
    """The program without trees that cannot be walked, so that the rest of it can be judged."""

    def sound(part: Part) -> Part:
        kept = dict(part)
        for entry, tree in _trees(part):
            if broken(tree) is not None:
                kept["repeat" if entry == "count" else entry] = {"count": None} if entry == "count" else None
        return kept

    return {**program, **{kind: [sound(part) for part in program.get(kind, [])] for kind in ("sections", "questions")}}


def _of_part(model: Model, part: Part) -> Iterator[Fault]:
    for entry, tree in _trees(part):
        found = broken(tree)
        if found is not None:
            yield Fault(part["id"], "bad_tree", (("found", found),), entry)
        else:
            yield from _Judge(model, part, entry).faults(tree)


def _trees(part: Part) -> Iterator[tuple[str, Tree]]:
    for entry in ("relevant", "required", "constraint", "calculation", "filter"):
        if part.get(entry) is not None and not isinstance(part[entry], bool):
            yield entry, part[entry]
    if isinstance(part.get("default"), Mapping):
        yield "default", part["default"].get("tree")
    if isinstance(part.get("repeat"), Mapping) and part["repeat"].get("count") is not None:
        yield "count", part["repeat"]["count"]


class _Judge:
    """One expression of one question or section."""

    def __init__(self, model: Model, part: Part, entry: str) -> None:
        self.model, self.part, self.entry, self.id = model, part, entry, part["id"]

    def fault(self, key: str, **params: object) -> Fault:
        return Fault(self.id, key, tuple(params.items()), self.entry)

    def faults(self, tree: Tree) -> Iterator[Fault]:
        """Faults of a tree; what a function asks of its arguments is judged with the function."""
        waiting = [tree]
        while waiting:
            each = waiting.pop()
            if not isinstance(each, list):
                continue
            rule = _RULES.get(each[0])
            rest = each[1:] if each[0] not in ("get", "attribute", "self", "up") else []
            if rule is not None:
                found, rest = rule(self, each)
                yield from found
            waiting.extend(reversed(rest))

    def get(self, tree: Tree) -> tuple[list[Fault], list[Tree]]:
        name = tree[1]
        if name in self.model.sections:
            return [self.fault("section_value", name=name)], []
        return self.known(name), []

    def known(self, name: str) -> list[Fault]:
        if name in self.model.repeats:
            return []
        like = difflib.get_close_matches(name, self.model.repeats, 1, 0.7)
        return [
            self.fault("unknown_name_like", name=name, like=like[0]) if like else self.fault("unknown_name", name=name)
        ]

    def self_(self, _tree: Tree) -> tuple[list[Fault], list[Tree]]:
        return ([] if self.entry in _OF_OWN else [self.fault("no_self")]), []

    def attribute(self, tree: Tree) -> tuple[list[Fault], list[Tree]]:
        name = tree[1]
        if self.entry not in _OF_CHOICES:
            return [self.fault("bare_name", name=name)], []
        columns = _COLUMNS.union(*(each.get("attributes") or {} for each in self.part.get("choices") or []))
        return ([] if name in columns else [self.fault("unknown_attribute", name=name)]), []

    def count(self, tree: Tree) -> tuple[list[Fault], list[Tree]]:
        argument = tree[1]
        if isinstance(argument, list) and argument[0] == "get":
            return self.known(argument[1]), []
        return [], [argument]

    def position(self, tree: Tree) -> tuple[list[Fault], list[Tree]]:
        kind, asked = tree[1]
        around = self.model.repeats[self.id]
        if kind == "get" and not self.model.repeating(asked):
            return self.known(asked) or [self.fault("not_a_repeat", name=asked)], []
        inside = asked in around if kind == "get" else bool(around)
        return ([] if inside else [self.fault("no_position")]), []

    def indexed(self, tree: Tree) -> tuple[list[Fault], list[Tree]]:
        base, repeats = tree[1][1], [each[1] for each in tree[2::2]]
        found = [fault for name in (base, *repeats) for fault in self.known(name)]
        if base in self.model.sections:
            found.append(self.fault("section_value", name=base))
        for repeat in [] if found else repeats:
            if not self.model.repeating(repeat):
                found.append(self.fault("not_a_repeat", name=repeat))
            elif repeat not in self.model.repeats[base]:
                found.append(self.fault("not_in_repeat", name=base, repeat=repeat))
        return found, tree[3::2]

    def choice_name(self, tree: Tree) -> tuple[list[Fault], list[Tree]]:
        found = self.known(tree[2])
        if not found and not self.model.questions.get(tree[2], {}).get("choices"):
            found = [self.fault("no_choices_named", name=tree[2])]
        return found, tree[1:2]

    def choice_column(self, tree: Tree) -> tuple[list[Fault], list[Tree]]:
        found, rest = self.choice_name(tree)
        columns = {
            name
            for each in self.model.questions.get(tree[2], {}).get("choices") or []
            for name in each.get("attributes") or {}
        }
        return found or ([] if tree[3] in columns else [self.fault("unknown_attribute", name=tree[3])]), rest

    def regex(self, tree: Tree) -> tuple[list[Fault], list[Tree]]:
        return [], tree[1:2]


_RULES = {
    "get": _Judge.get,
    "self": _Judge.self_,
    "attribute": _Judge.attribute,
    "count": _Judge.count,
    "position": _Judge.position,
    "indexed-repeat": _Judge.indexed,
    "jr:choice-name": _Judge.choice_name,
    "choice-column": _Judge.choice_column,
    "regex": _Judge.regex,
}


def _crowds(model: Model) -> Iterator[Fault]:
    """Repeats within repeats that may multiply to more than a form or a server can hold."""
    for id in model.sections:
        if model.repeating(id):
            most = math.prod(int(model.sections[each]["repeat"].get("most") or MOST) for each in model.inside(id))
            if most > MOST_INSTANCES:
                yield Fault(id, "repeat_large", (("found", most), ("most", MOST_INSTANCES)), "count")


def _circles(model: Model) -> Iterator[Fault]:
    """Those who wait for each other, each circle once, named at its first question of the page."""
    left = _waiting(model)
    places = {id: place for place, id in enumerate((*model.questions, *model.sections))}
    while left:
        path = [min(left, key=places.__getitem__)]
        while path[-1] not in path[:-1]:
            path.append(next(name for name in model.needs[path[-1]] if name in left))
        circle = path[path.index(path[-1]) : -1]
        first = circle.index(min(circle, key=places.__getitem__))
        circle = circle[first:] + circle[:first]
        yield Fault(circle[0], "cycle", (("path", " → ".join([*circle, circle[0]])),))
        left = _waiting(model, left - set(circle))


def _waiting(model: Model, among: set[str] | None = None) -> set[str]:
    """What can never be reckoned: whoever waits for one of these."""
    left = set(model.repeats) if among is None else set(among)
    while True:
        free = {id for id in left if not any(name in left for name in model.needs[id])}
        if not free:
            return left
        left -= free
