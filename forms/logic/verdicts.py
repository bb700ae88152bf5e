"""What is asked of an answer and whether it holds: needed, among the choices, within bounds, by its constraint."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from forms.logic.figures import rounded
from forms.logic.interpreter import Scope
from forms.logic.model import Part
from forms.logic.storing import empty
from forms.logic.values import NOT_APPLICABLE, Atom, text

_UNJUDGED = {"calculate", "note"}


def offered(part: Part, scope: Scope) -> list[str] | None:
    """Ids of the choices that the filter lets through; None where there are no choices."""
    choices = part.get("choices")
    if choices is None:
        return None
    tree = part.get("filter")
    return [each["id"] for each in choices if tree is None or scope.at(each).true(tree)]


def required(part: Part, scope: Scope) -> bool:
    asked = part.get("required")
    if part["type"] in _UNJUDGED or asked is None:
        return False
    return asked if isinstance(asked, bool) else scope.true(asked)


def wrong(part: Part, scope: Scope, must: bool, ids: list[str] | None) -> str | None:
    """The first thing wrong with an answer: required, choice, range or constraint."""
    if part["type"] in _UNJUDGED:
        return None
    if empty(part["type"], scope.own):
        return "required" if must else None
    if scope.own == NOT_APPLICABLE:
        return None
    if ids is not None and not _chosen(part, scope.own, ids):
        return "choice"
    if not _in_range(part, scope.own):
        return "range"
    tree = part.get("constraint")
    return "constraint" if tree is not None and not scope.true(tree) else None


def _chosen(part: Part, value: Atom, ids: list[str]) -> bool:
    """Whether all that was chosen is offered, nothing twice, what excludes others alone, and a ranking complete."""
    chosen = value if isinstance(value, list) else [text(value)]
    alone = {each["id"] for each in part["choices"] if each.get("exclusive")}
    return (
        all(id in ids for id in chosen)
        and len(set(chosen)) == len(chosen)
        and (part["type"] != "rank" or len(chosen) == len(ids))
        and (len(chosen) == 1 or not alone & set(chosen))
    )


def _in_range(part: Part, value: Atom) -> bool:
    measure = _MEASURES.get(part["type"])
    if measure is None:
        return True
    size = measure(value)
    least, most, decimals = part.get("min"), part.get("max"), part.get("decimals")
    return not (
        math.isnan(size)
        or (least is not None and size < least)
        or (most is not None and size > most)
        or (part["type"] == "number" and decimals is not None and rounded(size, float(decimals)) != size)
    )


def _figure(value: Atom) -> float:
    return value if isinstance(value, float) else math.nan


def _many(value: Atom) -> float:
    return float(len(value)) if isinstance(value, list) else math.nan


_MEASURES: Mapping[str, Any] = {
    "number": _figure,
    "range": _figure,
    "multiple": _many,
    "text": lambda value: float(len(text(value))),
}
"""What min and max bound: the figure, how many are chosen, how many characters there are."""
