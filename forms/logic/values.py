"""Values of expressions and how one kind is read as another: text, number, truth, several values of a repeat.

A blank is the empty text. Every rule here has its twin in app/static/js/logic/values.js.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from forms.logic.dates import day_number
from forms.logic.figures import text_of

Atom = str | float | bool | list[str]
"""One value. A list is what was chosen in one question."""

_NUMBER = re.compile(r"[ \t\r\n]*-?([0-9]+(\.[0-9]*)?|\.[0-9]+)[ \t\r\n]*")
_SPACE = re.compile(r"[ \t\r\n]+")
NAN = math.nan
# Stands for 해당 없음 (forms.questions.question.NOT_APPLICABLE): an answer that no rule judges, and no choice.
NOT_APPLICABLE = "n/a"


class Nodes(tuple[Atom, ...]):
    """Values of one question over the instances of a repeat, in their order."""


Value = Atom | Nodes


def atom(given: Any) -> Atom:
    """An answer as it is stored, as a value; what no answer can be is blank."""
    if isinstance(given, bool):
        return given
    if isinstance(given, int | float):
        return float(given) if abs(given) <= 1.7e308 else ""
    if isinstance(given, str):
        return unicodedata.normalize("NFC", given)
    if isinstance(given, list):
        return [unicodedata.normalize("NFC", each) for each in given if isinstance(each, str)]
    return ""


def one(value: Value) -> Atom:
    """The first of several values; blank where there is none."""
    if isinstance(value, Nodes):
        return value[0] if value else ""
    return value


def every(values: Iterable[Value]) -> list[Atom]:
    """All single values of some arguments."""
    return [each for value in values for each in (value if isinstance(value, Nodes) else (value,))]


def text(value: Value) -> str:
    """As text: a choice of several is written with spaces between, as XForms stores it."""
    value = one(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return text_of(value)
    return " ".join(value) if isinstance(value, list) else value


def number(value: Value) -> float:
    """As number: a day counts from 1970-01-01, a time is its part of a day; NaN where there is none."""
    value = one(value)
    if isinstance(value, float):
        return value
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    read = text(value)
    if _NUMBER.fullmatch(read):
        return float(read.strip(" \t\r\n"))
    day = day_number(read)
    return NAN if day is None else day


def truth(value: Value) -> bool:
    """As truth: no blank, no zero, no NaN; several values are true where there is one."""
    if isinstance(value, Nodes):
        return len(value) > 0
    if isinstance(value, float):
        return not (value == 0 or math.isnan(value))
    return bool(value)


def blank(value: Value) -> bool:
    """Whether nothing is there: an empty text, an empty choice, NaN."""
    value = one(value)
    return value in ("", []) or (isinstance(value, float) and math.isnan(value))


def words(value: Value) -> list[str]:
    """What was chosen: of a text, its words."""
    value = one(value)
    if isinstance(value, list):
        return value
    return [word for word in _SPACE.split(text(value)) if word]


def trimmed(read: str) -> str:
    """Without space at its ends, single spaces within."""
    return " ".join(word for word in _SPACE.split(read) if word)
