"""How many instances a repeat has."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from forms.logic.figures import truncated
from forms.logic.interpreter import Scope
from forms.logic.places import Place
from forms.logic.values import atom, number

# A repeat whose definition names no bound.
MOST = 50


def counted(scope: Scope, repeat: Mapping[str, Any], given: Mapping[str, Mapping[Place, Any]]) -> int:
    """By its expression; else as it was given; else as many as there are answers in it, and one to begin with."""
    most = int(repeat.get("most") or MOST)
    if repeat.get("count") is not None:
        asked = number(scope.value(repeat["count"]))
        return 0 if math.isnan(asked) else _bounded(asked, most)
    said = number(atom(given.get(scope.id, {}).get(scope.place)))
    return _bounded(float(answered(scope, given)) if math.isnan(said) else said, most)


def answered(scope: Scope, given: Mapping[str, Mapping[Place, Any]]) -> int:
    """The last instance of a repeat that has an answer, at least 1."""
    model, here = scope.table.model, scope.place
    last = 1
    for id, cells in given.items():
        if id in model.repeats and scope.id in model.upwards(id):
            last = max([last, *(p[len(here)] for p in cells if len(p) > len(here) and p[: len(here)] == here)])
    return last


def _bounded(asked: float, most: int) -> int:
    return int(max(0.0, min(float(most), truncated(asked))))
