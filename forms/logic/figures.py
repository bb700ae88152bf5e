"""Arithmetic that gives the same bits in Python and in JavaScript, and numbers written without exponents.

Only + - * / and the square root are used, which IEEE 754 fixes to the last bit; `math.pow` and `Math.pow` are not fixed.
The twin is app/static/js/logic/figures.js.
"""

from __future__ import annotations

import math

_LN2 = 0.6931471805599453
# exp of more overflows, of less underflows.
_LARGEST, _SMALLEST = 709.782712893384, -745.1332191019412


def digits_of(x: float) -> tuple[str, int]:
    """Return the shortest digits that mean `x` (finite, sign left out) and where the point stands: 0.d1d2… x 10^point."""
    mantissa, _e, exponent = repr(abs(x)).partition("e")
    whole, _point, part = mantissa.partition(".")
    digits, point = whole + part, len(whole) + int(exponent or 0)
    bare = digits.lstrip("0")
    return bare.rstrip("0"), point - (len(digits) - len(bare))


def text_of(x: float) -> str:
    """Write a number as XPath does: no exponent, no trailing zeros, no -0."""
    if math.isnan(x):
        return "NaN"
    sign = "-" if x < 0 else ""
    if math.isinf(x):
        return sign + "Infinity"
    digits, point = digits_of(x)
    if not digits:
        return "0"
    if point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    if point >= len(digits):
        return sign + digits + "0" * (point - len(digits))
    return f"{sign}{digits[:point]}.{digits[point:]}"


def divided(x: float, y: float) -> float:
    """x / y with the infinities and NaN of IEEE 754."""
    if y != 0:
        return x / y
    if x == 0 or math.isnan(x):
        return math.nan
    return math.copysign(math.inf, math.copysign(1, x) * math.copysign(1, y))


def remainder(x: float, y: float) -> float:
    """The remainder with the sign of `x`, as XPath's mod."""
    if math.isnan(x) or math.isnan(y) or math.isinf(x) or y == 0:
        return math.nan
    return math.fmod(x, y)


def truncated(x: float) -> float:
    """Without its decimals, towards zero."""
    return x if math.isnan(x) or math.isinf(x) else float(math.trunc(x))


def floored(x: float) -> float:
    """The next whole number below."""
    return x if math.isnan(x) or math.isinf(x) else float(math.floor(x))


def rounded(x: float, places: float) -> float:
    """Round the number as it is written (1.005 to 1.01), a half towards positive infinity as XPath says."""
    if math.isnan(places):
        return math.nan
    if math.isnan(x) or math.isinf(x):
        return x
    digits, point = digits_of(x)
    keep = point + int(max(-400.0, min(400.0, truncated(places))))
    if keep >= len(digits):
        return x
    if keep < 0:
        return 0.0
    rest = digits[keep:]
    up = rest[0] > "5" or (rest[0] == "5" and (len(rest) > 1 or x > 0))
    whole = int(digits[:keep] or "0") + (1 if up else 0)
    return float(f"{'-' if x < 0 and whole else ''}{whole}e{point - keep}")


def power(x: float, y: float) -> float:
    """x to the y: whole exponents by multiplying, halves by the square root, others through logarithms to 15 digits."""
    if math.isnan(x) or math.isnan(y):
        return math.nan
    if math.isinf(y):
        return _to_infinity(abs(x), y > 0)
    if y == math.floor(y):
        return _multiplied(x, abs(y)) if y >= 0 else divided(1.0, _multiplied(x, abs(y)))
    if x < 0:
        return math.nan
    if x == 0 or math.isinf(x):
        return math.inf if (x == 0) == (y < 0) else 0.0
    if y * 2 == math.floor(y * 2):
        return power(math.sqrt(x), y * 2)
    raised = _raised(y * _logarithm(x))
    return raised if math.isinf(raised) or raised == 0 else rounded(raised, 15.0 - digits_of(raised)[1])


def _to_infinity(x: float, up: bool) -> float:
    if x == 1:
        return math.nan
    return math.inf if (x > 1) == up else 0.0


def _multiplied(x: float, times: float) -> float:
    result = 1.0
    while times >= 1:
        if math.fmod(times, 2) == 1:
            result *= x
        x *= x
        times = float(math.floor(times / 2))
    return result


def _logarithm(x: float) -> float:
    halved = 0
    while x > 1.5:
        x /= 2
        halved += 1
    while x < 0.75:
        x *= 2
        halved -= 1
    s = (x - 1) / (x + 1)
    square, term, total = s * s, s, s
    for odd in range(3, 61, 2):
        term *= square
        total += term / odd
    return 2 * total + halved * _LN2


def _raised(v: float) -> float:
    if v > _LARGEST:
        return math.inf
    if v < _SMALLEST:
        return 0.0
    doubled = math.floor(v / _LN2 + 0.5)
    rest = v - doubled * _LN2
    term = total = 1.0
    for place in range(1, 25):
        term = term * rest / place
        total += term
    for _step in range(abs(doubled)):
        total = total * 2 if doubled > 0 else total / 2
    return total
