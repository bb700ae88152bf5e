"""A tree's value at a place of a questionnaire. The twin is app/static/js/logic/interpreter.js."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from forms.logic.comparing import COMPARISONS, compared
from forms.logic.functions import FUNCTIONS
from forms.logic.matching import matches
from forms.logic.model import Model
from forms.logic.places import Place
from forms.logic.values import Atom, Nodes, Value, blank, number, text, truth

Tree = Any


@dataclass
class Table:
    """What is known so far: values of relevant questions and the instances of relevant sections, by id and place."""

    model: Model
    now: str
    lang: str
    values: dict[str, dict[Place, Atom]] = field(default_factory=dict)
    instances: dict[str, list[Place]] = field(default_factory=dict)


@dataclass(frozen=True)
class Scope:
    """Where a tree is evaluated: in which question or section, at which place, with which own value and which choice."""

    table: Table
    id: str
    place: Place
    own: Atom = ""
    choice: Mapping[str, Any] | None = None

    @property
    def now(self) -> str:
        return self.table.now

    @property
    def lang(self) -> str:
        return self.table.lang

    def at(self, choice: Mapping[str, Any]) -> Scope:
        return replace(self, choice=choice)

    def value(self, tree: Tree) -> Value:
        """Evaluate a tree."""
        if not isinstance(tree, list):
            return float(tree) if isinstance(tree, int | float) and not isinstance(tree, bool) else tree
        special = SPECIAL.get(tree[0])
        if special is not None:
            return special(self, tree)
        if tree[0] in COMPARISONS:
            return compared(tree[0], self.value(tree[1]), self.value(tree[2]))
        return FUNCTIONS[tree[0]]([self.value(argument) for argument in tree[1:]], self)

    def true(self, tree: Tree) -> bool:
        return truth(self.value(tree))

    def get(self, id: str) -> Value:
        """A question's value: of the same instance where it shares the repeats, else of all instances."""
        model = self.table.model
        if id in model.sections:
            shared = self.shared(model.repeats[id])
            places = self.table.instances.get(id, []) if model.repeating(id) else []
            return Nodes("" for place in places if place[:shared] == self.place[:shared])
        around = model.repeats.get(id, ())
        cells, shared = self.table.values.get(id, {}), self.shared(around)
        if shared == len(around):
            return cells.get(self.place[:shared], "")
        return Nodes(cell for place, cell in cells.items() if place[:shared] == self.place[:shared])

    def shared(self, around: tuple[str, ...]) -> int:
        """How many repeats, from the outermost, stand around here as well."""
        own = self.table.model.repeats[self.id]
        count = 0
        while count < min(len(own), len(around)) and own[count] == around[count]:
            count += 1
        return count

    def labels(self, id: str) -> dict[str, str]:
        """Words of a question's choices in the language of the form, else in the first that has some."""
        found = {}
        for choice in self.table.model.questions.get(id, {}).get("choices") or []:
            label = choice.get("label") or {}
            tongues = [self.lang, *self.table.model.languages]
            found[choice["id"]] = next((label[tongue] for tongue in tongues if label.get(tongue)), choice["id"])
        return found

    def column(self, id: str, name: str) -> dict[str, str]:
        """One column of a question's choices, by their ids."""
        choices = self.table.model.questions.get(id, {}).get("choices") or []
        return {each["id"]: (each.get("attributes") or {}).get(name, "") for each in choices}


def _if(scope: Scope, tree: Tree) -> Value:
    return scope.value(tree[2] if scope.true(tree[1]) else tree[3])


def _coalesce(scope: Scope, tree: Tree) -> Value:
    for argument in tree[1:]:
        found = scope.value(argument)
        if not blank(found):
            return found
    return ""


def _once(scope: Scope, tree: Tree) -> Value:
    return scope.value(tree[1]) if blank(scope.own) else scope.own


def _attribute(scope: Scope, tree: Tree) -> Value:
    choice = scope.choice or {}
    attributes = choice.get("attributes") or {}
    if tree[1] in attributes:
        return attributes[tree[1]]
    return choice.get("id", "") if tree[1] == "name" else ""


def _position(scope: Scope, tree: Tree) -> Value:
    model, own = scope.table.model, scope.table.model.repeats[scope.id]
    kind, asked = tree[1]
    if kind == "get":
        return float(scope.place[own.index(asked)]) if asked in own else ""
    above = [each for each in model.upwards(scope.id)[asked - 1 :] if each in own]
    if not own:
        return 1.0
    return float(scope.place[own.index(above[0])] if above else scope.place[0])


def _indexed(scope: Scope, tree: Tree) -> Value:
    """The value at the given places of repeats; a repeat that is not named is the own one where it is shared."""
    id = tree[1][1]
    around, shared = scope.table.model.repeats.get(id, ()), scope.shared(scope.table.model.repeats.get(id, ()))
    asked: dict[str, float] = {tree[at][1]: number(scope.value(tree[at + 1])) for at in range(2, len(tree) - 1, 2)}
    wanted = [asked.get(name, float(scope.place[at]) if at < shared else None) for at, name in enumerate(around)]
    if any(each is not None and (math.isnan(each) or each < 1) for each in wanted):
        return ""
    found = [
        cell for place, cell in scope.table.values.get(id, {}).items()
        if all(want is None or want == at for want, at in zip(wanted, place, strict=True))
    ]  # fmt: skip
    if None in wanted:
        return Nodes(found)
    return found[0] if found else ""


SPECIAL = {
    "get": lambda scope, tree: scope.get(tree[1]),
    "self": lambda scope, tree: scope.own,
    "attribute": _attribute,
    "if": _if,
    "coalesce": _coalesce,
    "once": _once,
    "position": _position,
    "indexed-repeat": _indexed,
    "or": lambda scope, tree: any(scope.true(argument) for argument in tree[1:]),
    "and": lambda scope, tree: all(scope.true(argument) for argument in tree[1:]),
    "regex": lambda scope, tree: matches(text(scope.value(tree[1])), tree[3][1:]),
}
