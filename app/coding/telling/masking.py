"""Keeps names of firms out of what is read by those who must not guess who spoke, and of what is printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

MASK = "○○"
LEAST = 3  # shorter names would mask ordinary words, so a firm of two letters is not masked
APART = 4  # from so many letters on a name is found though it is spaced otherwise; three apart are ordinary words too
ROLE = re.compile(r"\s*(대표이사|대표|전무|상무|이사|본부장|공장장|부장|팀장|실장|과장|CEO|manager)\s*$", re.IGNORECASE)
ASIDE = re.compile(r"\s*[(（][^)）]*[)）]\s*")
# What the law adds to a name and nobody says.
FORM = re.compile(
    r"^(주식회사|유한책임회사|유한회사|합자회사|㈜)\s*|"
    r"\s*(주식회사|유한책임회사|유한회사|합자회사|㈜|,?\s*\b(co\.?,?\s*ltd\.?|inc\.?|corp\.?|ltd\.?|llc))\s*$",
    re.IGNORECASE,
)


def names_to_mask(found: Iterable[str | None]) -> tuple[str, ...]:
    """Every way a name may be said, longest first: as listed, without its aside, its legal form, a role behind it."""
    ways: set[str] = set()
    for name in found:
        plain = ASIDE.sub("", name or "").strip()
        bare = FORM.sub("", plain).strip()
        ways |= {(name or "").strip(), plain, bare, ROLE.sub("", bare).strip()}
    return tuple(sorted((w for w in ways if _length(w) >= LEAST), key=lambda w: (-len(w), w)))


def _length(name: str) -> int:
    return len(name.replace(" ", ""))


@dataclass(frozen=True)
class Mask:
    """Replaces names in texts; made once for all texts of a report, for a register of any length.

    Names are looked up by their first letters at each place of the text, spaces left out: its time grows with the text
    alone, where a pattern for every name grows with the register too.

    Attributes
    ----------
    starts, more : mapping
        First letters to the names that begin so, the longest first; `more` of a second mask beside the first.
    """

    starts: Mapping[str, tuple[str, ...]]
    more: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, found: Iterable[str | None]) -> Mask:
        """A mask of these names, in every way `names_to_mask` knows."""
        starts: dict[str, list[str]] = {}
        for name in names_to_mask(found):
            folded = "".join(_folded(name).split())
            starts.setdefault(folded[:LEAST], []).append(folded)
        return cls({start: tuple(sorted(set(names), key=len, reverse=True)) for start, names in starts.items()})

    def beside(self, more: Mask) -> Mask:
        """Both masks as one: a large one is kept as it is beside a small one that is made anew."""
        return replace(self, more=more.starts)

    def __call__(self, text: str) -> str:
        """The text with every name replaced; where names overlap, all of what they cover goes."""
        parts, shown, end, start = [], 0, -1, -1
        for first, last in self._found(text):
            if first >= end:
                if end > start:
                    parts += [text[shown:start], MASK]
                    shown = end
                start = first
            end = max(end, last)
        if end > start:
            parts += [text[shown:start], MASK]
            shown = end
        return "".join(parts) + text[shown:]

    def _found(self, text: str) -> Iterable[tuple[int, int]]:
        """Where names begin and end, the longest at each place, in order."""
        at = [n for n, letter in enumerate(text) if not letter.isspace()]
        letters = _folded("".join(text[n] for n in at))
        for n in range(len(letters) - LEAST + 1):
            for name in self._names(letters[n : n + LEAST]):
                first, last = at[n], at[min(n + len(name), len(at)) - 1] + 1
                if letters.startswith(name, n) and (len(name) >= APART or last - first == len(name)):
                    yield first, last
                    break

    def _names(self, start: str) -> Sequence[str]:
        """The names that begin so, the longest first."""
        one, two = self.starts.get(start, ()), self.more.get(start, ())
        return sorted({*one, *two}, key=len, reverse=True) if one and two else one or two


def _folded(text: str) -> str:
    """Letters without case, one for one, so that places stay what they are."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
