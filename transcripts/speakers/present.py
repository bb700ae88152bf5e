"""Who a text's own attendance lists name, and where these lists stand: names for labels that no sign closes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from transcripts.speakers.people import is_full_name, plainly, says_office
from transcripts.speakers.programs import apart

_HEADED = re.compile(
    r"[\s\W_ㅇo]*(?:참\s?석|출\s?석|배\s?석|참\s?가)\s?(?:자|위원|의원|전문가|공무원|인사)?(?:\s?명단)?\s?(?:\([^()]*\))?\s*[:：/]"
)
_WORD = re.compile(r"[가-힣]{2,4}")
_SENTENCE_END = re.compile(r"[.?!。…][\"'”’)\]]*\s*$|(?:니다|[어아에예네데해세]요|[니을]까|[하했]죠)\s*$")
# A name has three syllables but for one in some twenty; two or four have as many other words.
_SYLLABLES = 3
_PLACES = "시군구도청과국실팀부처회원소단반"


@dataclass(frozen=True)
class Present:
    """Names on attendance lists, as `people.plainly` writes them, and the lines of those lists below their headings."""

    names: frozenset[str]
    lines: frozenset[int]


def present(lines: list[str]) -> Present:
    """Read the attendance lists of a text: each goes on from its heading to an empty line, or to a sentence."""
    names: set[str] = set()
    there: set[int] = set()
    listing = False
    for at, line in enumerate(lines):
        heading = apart(line) == "block" or bool(_HEADED.match(line))
        empty = not line.strip()
        listing = heading or (listing and not (empty and not _just_headed(lines, at)) and not ends(line))
        if listing and not empty:
            names |= {word for word in _WORD.findall(line) if len(word) == _SYLLABLES and _may_be_name(word)}
            there |= set() if heading else {at}
    return Present(frozenset(map(plainly, names)), frozenset(there))


def _may_be_name(word: str) -> bool:
    """Whether a word of a list may be a name, of whatever surname; no office, place or department."""
    return is_full_name(word) or not (says_office(word) or word[-1] in _PLACES)


def _just_headed(lines: list[str], at: int) -> bool:
    return at > 0 and apart(lines[at - 1]) == "block"


def ends(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return bool(_SENTENCE_END.search(line))
