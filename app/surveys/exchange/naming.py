"""Names and labels as SPSS and Stata take them: ASCII names that stay apart, labels cut at a syllable within bytes."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# The shorter of both programs' limits, so that a variable is called alike in either.
LONGEST_NAME = 32
# Words no variable may be called in SPSS or Stata.
_RESERVED = """all and by eq ge gt le lt ne not or to with _all _b _cons _coef _n _pi _pred _rc _skip byte double float if in
  int long str strl using"""
RESERVED = frozenset(_RESERVED.split())


@dataclass(frozen=True)
class Limits:
    """Bytes (UTF-8) a program keeps of a label; more is cut by it in the middle of a syllable or refused."""

    variable: int
    value: int
    text: int
    file: int


# SPSS: 256 and 120 bytes, strings of 32,767. Stata 14 and later: labels of 80 and 32,000 characters, which its writers
# keep as bytes; strings of 2,045 bytes, as long ones are a type of their own that few programs read.
SPSS = Limits(256, 120, 32_000, 64)
STATA = Limits(80, 32_000, 2_045, 80)


def names_of(keys: Iterable[str]) -> dict[str, str]:
    """Key to a name both programs take: small letters, digits and _, at most 32, no two alike whatever the case.

    The same keys give the same names; a further key at the end changes none before it.

    >>> list(names_of(["biz_past", "causes/finance", "grade[2]", "with", "With_", "직급"]).values())
    ['biz_past', 'causes_finance', 'grade_2', 'with_', 'with__2', 'v_5c05f87e']
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for key in keys:
        name = _plain(key)
        number = 2
        wanted = name
        while name in taken:
            end = f"_{number}"
            name, number = wanted[: LONGEST_NAME - len(end)] + end, number + 1
        taken.add(name)
        found[key] = name
    return found


def _plain(key: str) -> str:
    plain = re.sub(r"[^a-z0-9_]+", "_", key.casefold()).strip("_") if key.isascii() else ""
    if not plain:
        return f"v_{hashlib.sha256(key.encode()).hexdigest()[:8]}"
    if not plain[0].isalpha():
        plain = f"v_{plain}"
    if len(plain) > LONGEST_NAME:
        plain = f"{plain[: LONGEST_NAME - 7]}_{hashlib.sha256(key.encode()).hexdigest()[:6]}"
    return f"{plain}_" if plain in RESERVED else plain


def cut(text: str, limit: int) -> str:
    """A text of at most so many bytes, cut between syllables (never within a letter) and marked by an ellipsis.

    >>> cut("가나다", 9), cut("가나다라", 9)
    ('가나다', '가나…')
    """
    if len(text.encode()) <= limit:
        return text
    room, kept = limit - len("…".encode()), 0
    for at, letter in enumerate(text):
        room -= len(letter.encode())
        if room < 0:
            break
        if not unicodedata.combining(text[at + 1 : at + 2] or " "):
            kept = at + 1
    return text[:kept].rstrip() + "…"


def cut_apart(labels: Mapping[object, str], limit: int) -> dict[object, str]:
    """Labels within so many bytes that stay apart: two that would be cut to the same end in their numbers."""
    found: dict[object, str] = {}
    for code, label in labels.items():
        short = cut(label, limit)
        if short != label and short in found.values():
            end = f" [{code}]"
            short = cut(label, limit - len(end.encode())) + end
        found[code] = short
    return found
