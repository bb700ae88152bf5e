"""What in a transcript's speeches may give a person away: phone numbers, e-mails, resident numbers, names with titles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.roundtables.speakers import Speech
from transcripts.words import ROLES, SURNAMES

_TITLES = "|".join(sorted({*ROLES, "선생님", "선생", "여사"}, key=len, reverse=True))
# Words of three syllables that begin like a surname but end like a firm, an office, a group or with a particle:
# 고객사 대표, 부산시 과장, 정부의 위원. Names seldom end so; what is left over costs a look, not a refusal.
_NO_NAME_ENDS = "의는을를에와도로만사시청측팀실과국처부구군등업단계회별급년월째한"
_WORDS = frozenset({"한국인", "기업인", "임직원", "고령자", "조합원"})
_NAME = f"[{SURNAMES}][가-힣][가-힣]"
_PATTERNS = (
    ("resident", re.compile(r"(?<!\d)\d{2}[01]\d[0-3]\d\s?[-–]\s?[1-8]\d{6}(?!\d)")),
    ("phone", re.compile(r"(?<![\d-])(?:\+82[-. ]?|0)\d{1,2}[-.) ] ?\d{3,4}[-. ]\d{4}(?!\d)")),
    ("phone", re.compile(r"(?<!\d)01[016-9]\d{7,8}(?!\d)")),
    ("email", re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")),
    (
        "name",
        re.compile(
            rf"(?<![가-힣])(?P<name>{_NAME})\s?(?:(?:{_TITLES})(?![회원들단])|씨(?=[은는이가을를의와께도에,.\s]|$))"
        ),
    ),
    ("name", re.compile(rf"(?<![가-힣])(?P<name>[{SURNAMES}][가-힣])\s씨(?=[은는이가을를의와께도에,.\s]|$)")),
)
_AROUND = 30


@dataclass(frozen=True)
class Finding:
    """One stretch of a speech: the speech's number, what it looks like, where it stands (code points)."""

    position: int
    kind: str
    start: int
    end: int


@dataclass(frozen=True)
class Excerpt:
    """The findings of one speech with some words around them; `spans` are code points of `text`."""

    position: int
    text: str
    spans: list[tuple[int, int]]
    kinds: tuple[str, ...]


def find_personal(turns: Iterable[Speech], known: Iterable[str] = ()) -> list[Finding]:
    """Find what may give a person away, in order of the text.

    Parameters
    ----------
    turns : iterable of Speech
    known : iterable of str
        Organizations of the participants: "이노텍 대표" is no name where 이노텍 takes part.

    Returns
    -------
    list of Finding
        Stretches do not overlap; a resident number is not a phone number as well.
    """
    words = tuple(known)
    return [each for turn in turns for each in _in_speech(turn, words)]


def _in_speech(turn: Speech, known: tuple[str, ...]) -> list[Finding]:
    found: list[Finding] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(turn.text):
            start, end = match.span()
            if any(start < each.end and each.start < end for each in found):
                continue
            if kind == "name" and not _is_name(match["name"], known):
                continue
            found.append(Finding(turn.position, kind, start, end))
    return sorted(found, key=lambda each: each.start)


def _is_name(word: str, known: tuple[str, ...]) -> bool:
    if word in _WORDS or (len(word) == 3 and word[-1] in _NO_NAME_ENDS):
        return False
    return not any(word in each for each in known)


def excerpts(turns: Iterable[Speech], found: Iterable[Finding]) -> Iterator[Excerpt]:
    """Each speech with findings, cut to the words around them."""
    by_turn: dict[int, list[Finding]] = {}
    for each in found:
        by_turn.setdefault(each.position, []).append(each)
    for turn in turns:
        if there := by_turn.get(turn.position):
            first, last = max(0, there[0].start - _AROUND), min(len(turn.text), there[-1].end + _AROUND)
            before, after = "…" if first else "", "…" if last < len(turn.text) else ""
            shift = len(before) - first
            yield Excerpt(
                turn.position,
                before + turn.text[first:last] + after,
                [(each.start + shift, each.end + shift) for each in there],
                tuple(dict.fromkeys(each.kind for each in there)),
            )
