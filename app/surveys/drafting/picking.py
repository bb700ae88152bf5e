"""Rules picked instead of written: "asked only when the answer to … is …", several joined by and/or, both ways."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from forms.logic import ExpressionError, parse

# How a condition is said: with a choice, with a number, or that there is an answer at all.
CHOSEN, COMPARED, SAID = ("is", "isnt"), ("=", "!=", "<", "<=", ">", ">="), ("answered", "blank")
SEVERAL = ("multiple", "rank")


@dataclass(frozen=True)
class Condition:
    """One line of the picker: a question, how, and the choice or number; `value` is "" for answered and blank."""

    question: str
    how: str
    value: str = ""


@dataclass(frozen=True)
class Picked:
    """Conditions that must hold all ("and") or of which one is enough ("or")."""

    conditions: tuple[Condition, ...]
    join: str = "and"


def of_source(source: str) -> Picked | None:
    """The conditions of a rule as its author wrote it; None where it cannot be read or says more."""
    try:
        return picked(parse(source, self_id=""))
    except ExpressionError:
        return None


def picked(tree: Any) -> Picked | None:
    """The conditions of a rule; None where it says more than can be picked."""
    join = tree[0] if isinstance(tree, list) and tree and tree[0] in ("and", "or") else ""
    found = [_condition(each) for each in (tree[1:] if join else [tree])]
    if not all(found):
        return None
    return Picked(tuple(each for each in found if each), join or "and")


def _condition(tree: Any) -> Condition | None:
    match tree:
        case ["selected", ["get", str(id)], str(value)]:
            return Condition(id, "is", value)
        case ["not", ["selected", ["get", str(id)], str(value)]]:
            return Condition(id, "isnt", value)
        case ["=" | "!=" as how, ["get", str(id)], ""]:
            return Condition(id, "blank" if how == "=" else "answered")
        case ["=" | "!=" as how, ["get", str(id)], str(value)]:
            return Condition(id, "is" if how == "=" else "isnt", value)
        case [str(how), ["get", str(id)], int(value) | float(value)] if how in COMPARED and not isinstance(value, bool):
            return Condition(id, how, f"{value:g}")
    return None


def source(rule: Picked, types: dict[str, str]) -> str:
    """The rule as an expression; `types` says which questions may have several choices. "" of no condition."""
    return f" {rule.join} ".join(_source(each, types.get(each.question, "")) for each in rule.conditions)


def _source(each: Condition, kind: str) -> str:
    got = f"${{{each.question}}}"
    if each.how in SAID:
        return f"{got} {'!=' if each.how == 'answered' else '='} ''"
    if each.how in COMPARED:
        return f"{got} {each.how} {each.value}"
    if kind in SEVERAL:
        chosen = f"selected({got}, '{each.value}')"
        return chosen if each.how == "is" else f"not({chosen})"
    return f"{got} {'=' if each.how == 'is' else '!='} '{each.value}'"


def read(join: str, lines: Iterable[tuple[str, str, str]], types: dict[str, str]) -> Picked:
    """What the lines of the form say; a line without a question is none, one without a value asks for any answer."""
    found = []
    for question, how, value in lines:
        if question:
            found.append(_line(question, how, value.strip(), types.get(question, "")))
    return Picked(tuple(found), "or" if join == "or" else "and")


def _line(question: str, how: str, value: str, kind: str) -> Condition:
    if how in SAID or not value or "'" in value:
        return Condition(question, how if how in SAID else "answered")
    if kind in ("single", *SEVERAL):
        return Condition(question, "isnt" if how in ("isnt", "!=") else "is", value)
    how = {"is": "=", "isnt": "!="}.get(how, how)
    try:
        return Condition(question, how if how in COMPARED else "=", f"{float(value.replace(',', '')):g}")
    except ValueError:
        return Condition(question, "isnt" if how == "!=" else "is", value)
