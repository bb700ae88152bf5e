"""What each function of expressions gives. The twin is app/static/js/logic/functions.js."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Protocol

from forms.logic.dates import date_text, day_number, formatted, is_moment, moment_text
from forms.logic.figures import divided, floored, power, remainder, rounded, truncated
from forms.logic.values import NAN, NOT_APPLICABLE, Value, blank, every, number, one, text, trimmed, truth, words

# Texts that are put together end here: sixty questions that each double the one before would fill any memory.
LONGEST_TEXT = 10_000


class Scope(Protocol):
    """What a function may ask of where it is called."""

    @property
    def now(self) -> str: ...

    @property
    def lang(self) -> str: ...

    def labels(self, id: str) -> dict[str, str]: ...

    def column(self, id: str, name: str) -> dict[str, str]: ...


Function = Callable[[list[Value], Scope], Value]


def _sum(values: list[Value], _scope: Scope) -> float:
    total = 0.0
    for each in _figures(values):
        total += each
    return total


def _least(values: list[Value], _scope: Scope) -> float:
    least = NAN
    for each in _figures(values):
        least = least if least <= each else each
    return least


def _most(values: list[Value], _scope: Scope) -> float:
    most = NAN
    for each in _figures(values):
        most = most if most >= each else each
    return most


def _added(values: list[Value], _scope: Scope) -> float:
    total = number(values[0])
    for each in values[1:]:
        total += number(each)
    return total


def _figures(values: list[Value]) -> list[float]:
    """Numbers among the values: blanks, 해당 없음 and other texts are left out."""
    return [n for n in map(number, every(values)) if not math.isnan(n)]


def _within(count: float, least: float, most: float) -> bool:
    """Checklists: -1 for no bound."""
    return (least < 0 or count >= least) and (most < 0 or count <= most)


def _checklist(values: list[Value], _scope: Scope) -> bool:
    ticked = sum(truth(each) for each in every(values[2:]))
    return _within(float(ticked), number(values[0]), number(values[1]))


def _weighted(values: list[Value], _scope: Scope) -> bool:
    pairs = every(values[2:])
    weight = 0.0
    for place in range(0, len(pairs) - 1, 2):
        weight += number(pairs[place + 1]) if truth(pairs[place]) else 0.0
    return _within(weight, number(values[0]), number(values[1]))


def _selected(values: list[Value], _scope: Scope) -> bool:
    return text(values[1]).strip(" \t\r\n") in words(values[0])


def _selected_at(values: list[Value], _scope: Scope) -> str:
    chosen, place = words(values[0]), truncated(number(values[1]))
    return chosen[int(place)] if 0 <= place < len(chosen) else ""


def _shown(value: Value) -> str:
    """A part of a sentence: nobody should read NaN where a figure is still missing. `string` says it, for who asks."""
    return "" if blank(value) else text(value)


def _bounded(read: str) -> str:
    return read[:LONGEST_TEXT]


def _substr(values: list[Value], _scope: Scope) -> str:
    """From `start` up to before `end`, from 0; a negative place counts from the end."""
    whole = text(values[0])
    places = [truncated(number(each)) for each in values[1:]] + [float(len(whole))] * (3 - len(values))
    if any(math.isnan(place) for place in places):
        return ""
    start, end = (int(max(0.0, min(float(len(whole)), p + len(whole) if p < 0 else p))) for p in places)
    return whole[start:end]


def _translate(values: list[Value], _scope: Scope) -> str:
    whole, old, new = (text(each) for each in values)
    table: dict[str, str] = {}
    for place, sign in enumerate(old):
        table.setdefault(sign, new[place] if place < len(new) else "")
    return "".join(table.get(sign, sign) for sign in whole)


def _before(values: list[Value], _scope: Scope) -> str:
    whole, mark = text(values[0]), text(values[1])
    return whole.partition(mark)[0] if mark and mark in whole else ""


def _after(values: list[Value], _scope: Scope) -> str:
    whole, mark = text(values[0]), text(values[1])
    return whole.partition(mark)[2] if mark else whole


def _day(value: Value) -> float:
    """Days of a number or of a day's text; NaN of any other text, of times too."""
    read = one(value)
    if isinstance(read, float | bool):
        return number(read)
    return number(read) if is_moment(text(read)) else NAN


def _decimal_time(values: list[Value], _scope: Scope) -> float:
    read = one(values[0])
    days = read if isinstance(read, float) else _clock(text(read))
    return days - floored(days) if not math.isinf(days) else NAN


def _clock(read: str) -> float:
    found = day_number(read)
    return NAN if found is None else found


def _choice_name(values: list[Value], scope: Scope) -> str:
    labels = scope.labels(text(values[1]))
    asked = one(values[0])
    return ", ".join(labels.get(id, "") for id in (asked if isinstance(asked, list) else [text(asked)]))


def _root(x: float) -> float:
    return math.sqrt(x) if x >= 0 else NAN


def _places(values: list[Value]) -> float:
    return number(values[1]) if len(values) > 1 else 0.0


FUNCTIONS: dict[str, Function] = {
    "true": lambda v, s: True,
    "false": lambda v, s: False,
    "not": lambda v, s: not truth(v[0]),
    "boolean": lambda v, s: truth(v[0]),
    "boolean-from-string": lambda v, s: text(v[0]) in ("1", "true"),
    "checklist": _checklist,
    "weighted-checklist": _weighted,
    "selected": _selected,
    "selected-at": _selected_at,
    "count-selected": lambda v, s: 0.0 if one(v[0]) == NOT_APPLICABLE else float(len(words(v[0]))),
    "jr:choice-name": _choice_name,
    "choice-column": lambda v, s: s.column(text(v[1]), text(v[2])).get(text(v[0]), ""),
    "count": lambda v, s: float(len(every(v))),
    "count-non-empty": lambda v, s: float(sum(not blank(each) for each in every(v))),
    "sum": _sum,
    "min": _least,
    "max": _most,
    "string": lambda v, s: text(v[0]),
    "string-length": lambda v, s: float(len(text(v[0]))),
    "concat": lambda v, s: _bounded("".join(map(_shown, every(v)))),
    "join": lambda v, s: _bounded(text(v[0]).join(map(_shown, every(v[1:])))),
    "contains": lambda v, s: text(v[1]) in text(v[0]),
    "starts-with": lambda v, s: text(v[0]).startswith(text(v[1])),
    "ends-with": lambda v, s: text(v[0]).endswith(text(v[1])),
    "substr": _substr,
    "substring-before": _before,
    "substring-after": _after,
    "translate": _translate,
    "normalize-space": lambda v, s: trimmed(text(v[0])),
    "number": lambda v, s: number(v[0]),
    "int": lambda v, s: truncated(number(v[0])),
    "round": lambda v, s: rounded(number(v[0]), _places(v)),
    "pow": lambda v, s: power(number(v[0]), number(v[1])),
    "abs": lambda v, s: abs(number(v[0])),
    "sqrt": lambda v, s: _root(number(v[0])),
    "floor": lambda v, s: floored(number(v[0])),
    "ceiling": lambda v, s: -floored(-number(v[0])),
    "date": lambda v, s: date_text(_day(v[0])),
    "date-time": lambda v, s: moment_text(_day(v[0])),
    "today": lambda v, s: s.now[:10],
    "now": lambda v, s: s.now,
    "format-date": lambda v, s: formatted(number(v[0]), text(v[1]), s.lang),
    "format-date-time": lambda v, s: formatted(number(v[0]), text(v[1]), s.lang),
    "decimal-date-time": lambda v, s: _day(v[0]),
    "decimal-time": _decimal_time,
    "+": _added,
    "-": lambda v, s: number(v[0]) - number(v[1]),
    "*": lambda v, s: number(v[0]) * number(v[1]),
    "div": lambda v, s: divided(number(v[0]), number(v[1])),
    "mod": lambda v, s: remainder(number(v[0]), number(v[1])),
    "neg": lambda v, s: -number(v[0]),
}
"""By name; `if`, `coalesce`, `once`, `and`, `or`, comparisons and what speaks of places are the interpreter's."""
