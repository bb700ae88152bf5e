"""What a cell of a workbook shows: its number under its number format, a date as a date. Pure."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

# A format's parts, one at a time: "literal", \c, [color or condition], _c and *c (spacing), or any other character.
_PART = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|[_*].|(.)', re.DOTALL)
_DIGITS = "0#?.,"


class Format(NamedTuple):
    """One section of a number format.

    `scale` multiplies the number (100 for %), `whole` and `decimals` are the digits shown at least, `before` and `after`
    the text around it.
    """

    scale: Decimal
    whole: int
    decimals: int
    before: str
    after: str


def shown(value: Any, number_format: str = "General") -> str:
    """The text of a cell: no digit less than is stored, and as many as the format shows.

    >>> shown(0.0187, "0.00%"), shown(2025.1, "0.00"), shown(2025.1), shown(7, "0000"), shown(1204.0)
    ('1.87%', '2025.10', '2025.1', '0007', '1204')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d" if value.time() == time() else "%Y-%m-%d %H:%M:%S").removesuffix(":00")
    if isinstance(value, date):
        return value.isoformat()
    return unicodedata.normalize("NFC", str(value))


def _number(value: float, number_format: str) -> str:
    plain = Decimal(format(value, ".15g"))  # a spreadsheet keeps 15 digits; what comes after is of the machine
    if not plain.is_finite():
        return str(value)
    sections = _sections(number_format)
    index = 1 if plain < 0 and len(sections) > 1 else 2 if plain == 0 and len(sections) > 2 else 0
    section = sections[index]
    if section is None:
        return _digits(plain, 0, 0)
    number = abs(plain) if index == 1 else plain  # the second section says itself how it shows a minus
    return f"{section.before}{_digits(number * section.scale, section.whole, section.decimals)}{section.after}"


def _digits(number: Decimal, whole: int, decimals: int) -> str:
    text = format(number.normalize(), "f")
    sign, text = ("-", text[1:]) if text.startswith("-") else ("", text)
    left, _point, right = text.partition(".")
    right = right.ljust(decimals, "0")
    return f"{sign}{left.zfill(whole)}{'.' if right else ''}{right}"


@lru_cache(maxsize=512)
def _sections(number_format: str) -> tuple[Format | None, ...]:
    """The sections of a format; None for one that says nothing of digits, or puts words among them."""
    parts: list[list[tuple[str, bool]]] = [[]]
    for quoted, escaped, plain in _PART.findall(number_format or "General"):
        if plain == ";":
            parts.append([])
        elif quoted or escaped or plain:
            parts[-1].append((quoted or escaped or plain, bool(plain)))
    return tuple(_section(part) for part in parts)


def _section(part: list[tuple[str, bool]]) -> Format | None:
    marks = [i for i, (text, plain) in enumerate(part) if plain and text in _DIGITS]
    if not any(part[i][0] in "0#?" for i in marks):
        return None
    first, last = marks[0], marks[-1]
    if any(not (plain and text in _DIGITS) for text, plain in part[first : last + 1]):
        return None
    digits = "".join(text for text, _plain in part[first : last + 1])
    thousands = len(digits) - len(digits.rstrip(","))
    left, _point, right = digits.partition(".")
    outside = [*part[:first], *part[last + 1 :]]
    percents = sum(text == "%" and plain for text, plain in outside)
    before, after = ("".join(text for text, _ in side) for side in (part[:first], part[last + 1 :]))
    scale = Decimal(100) ** percents / Decimal(1000) ** thousands
    return Format(scale, left.count("0"), right.count("0"), before, after)
