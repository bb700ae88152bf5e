"""Keeps names of firms out of what is printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Mask:
    """Replaces names in texts; made once for all texts of a report, for a register of any length.

    Names are looked up by their first letters at each place of the text: its time grows with the text alone, where a
    pattern for every name grows with the register too.
    """

    starts: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, found: Iterable[str | None]) -> Mask:
        """A mask of these names, in every way `names_to_mask` knows."""
        starts: dict[str, list[str]] = {}
        for name in names_to_mask(found):
            starts.setdefault(_folded(name)[:LEAST], []).append(_folded(name))
        return cls({start: tuple(names) for start, names in starts.items()})

    def __call__(self, text: str) -> str:
        """The text with every name replaced; where names overlap, all of what they cover goes."""
        folded, parts, shown = _folded(text), [], 0
        end = start = -1
        for at in range(len(folded) - LEAST + 1):
            name = next((n for n in self.starts.get(folded[at : at + LEAST], ()) if folded.startswith(n, at)), None)
            if name is None:
                continue
            if at >= end:
                if end > start:
                    parts += [text[shown:start], MASK]
                    shown = end
                start = at
            end = max(end, at + len(name))
        if end > start:
            parts += [text[shown:start], MASK]
            shown = end
        return "".join(parts) + text[shown:]


def _folded(text: str) -> str:
    """Letters without case, one for one, so that places stay what they are."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
