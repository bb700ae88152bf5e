"""What of a reckoned value is stored, by the question's type."""

from __future__ import annotations

import math
from typing import Any

from forms.logic.dates import date_text, moment_text
from forms.logic.values import Atom, Value, atom, blank, number, one, text, truth, words

_FIGURES, _LISTS, _TICKS = {"number", "range", "likert"}, {"multiple", "rank"}, {"consent", "acknowledge"}
_MOMENTS = {"date": date_text, "datetime": moment_text}


def stored(kind: str, value: Value) -> Any:
    """The JSON value of a reckoned one; None of a blank and of what no number can be written for."""
    value = one(value)
    if blank(value):
        return None
    if kind in _FIGURES:
        return figure(number(value))
    if kind in _LISTS:
        return words(value) or None
    if kind in _TICKS:
        return truth(value) or None
    if kind in _MOMENTS and isinstance(value, float):
        return _MOMENTS[kind](value) or None
    if kind == "calculate" and isinstance(value, bool):
        return value
    if kind == "calculate" and isinstance(value, float):
        return figure(value)
    return atom(text(value)) or None


def figure(x: float) -> int | float | None:
    """A number as JSON holds it: whole ones without a point, none that is not finite."""
    if math.isnan(x) or math.isinf(x):
        return None
    return int(x) if x == math.floor(x) and abs(x) < 2**53 else x


def empty(kind: str, value: Atom) -> bool:
    """Whether nothing was answered: a consent that is not given is no answer."""
    return value is not True if kind in _TICKS else blank(value)
