"""`=`, `!=`, `<` and their like over values of any kind. The twin is app/static/js/logic/comparing.js."""

from __future__ import annotations

from collections.abc import Callable

from forms.logic.dates import has_time, is_moment
from forms.logic.figures import floored
from forms.logic.values import Atom, Nodes, Value, every, number, text, truth

# Closer than this two numbers are the same: 33.3 + 33.3 + 33.4 is to be 100, as it is in JavaRosa.
_NEAR = 1e-12


def _same(a: float, b: float) -> bool:
    return a == b or abs(a - b) < _NEAR


COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "=": _same,
    "!=": lambda a, b: not _same(a, b),
    "<": lambda a, b: a < b and not _same(a, b),
    "<=": lambda a, b: a < b or _same(a, b),
    ">": lambda a, b: a > b and not _same(a, b),
    ">=": lambda a, b: a > b or _same(a, b),
}


def compared(sign: str, left: Value, right: Value) -> bool:
    """Compare; of several values of a repeat one that fits is enough, as in XPath."""
    if isinstance(left, Nodes) or isinstance(right, Nodes):
        return any(_pair(sign, a, b) for a in every([left]) for b in every([right]))
    return _pair(sign, left, right)


def _pair(sign: str, left: Atom, right: Atom) -> bool:
    compare, equality = COMPARISONS[sign], sign in ("=", "!=")
    if equality and (isinstance(left, bool) or isinstance(right, bool)):
        return (_as_truth(left) == _as_truth(right)) == (sign == "=")
    if isinstance(left, str) and isinstance(right, str) and is_moment(left) and is_moment(right):
        return compare(*_days(left, right))
    if equality and not isinstance(left, float) and not isinstance(right, float):
        return (text(left) == text(right)) == (sign == "=")
    return compare(number(left), number(right))


def _as_truth(value: Atom) -> bool:
    """A truth stored as its word, as ODK stores it, means what it says."""
    return False if value == "false" else truth(value)


def _days(left: str, right: str) -> tuple[float, float]:
    """Both as days; where one has no time, the other's does not count."""
    if has_time(left) and has_time(right):
        return number(left), number(right)
    return floored(number(left)), floored(number(right))
