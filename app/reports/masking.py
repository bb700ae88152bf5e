"""Keeps names of firms out of what is printed."""

from __future__ import annotations

import re
from collections.abc import Iterable

MASK = "○○"
LEAST = 3  # shorter names would mask ordinary words, so a firm of two letters is not masked
ROLE = re.compile(r"\s*(대표이사|대표|전무|상무|이사|본부장|공장장|부장|팀장|실장|과장|CEO|manager)\s*$", re.IGNORECASE)
ASIDE = re.compile(r"\s*[(（][^)）]*[)）]\s*")


def names_to_mask(found: Iterable[str | None]) -> tuple[str, ...]:
    """Every way a name may be said, longest first: as listed, without its aside, without a role behind it."""
    ways: set[str] = set()
    for name in found:
        plain = ASIDE.sub("", name or "").strip()
        ways |= {(name or "").strip(), plain, ROLE.sub("", plain).strip()}
    return tuple(sorted((w for w in ways if len(w) >= LEAST), key=lambda w: (-len(w), w)))


def mask(text: str, names: Iterable[str]) -> str:
    """The text with each of the names replaced; `names` as `names_to_mask` gives them."""
    for name in names:
        text = re.sub(re.escape(name), MASK, text, flags=re.IGNORECASE)
    return text
