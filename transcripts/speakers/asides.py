"""Lines within speeches that look like no speech: headings, stage directions, the words that close a record.

They are offered to a person, never set aside by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from transcripts.speakers.people import is_aside, is_heading_word
from transcripts.text.turns import Turn

_SIGNS = "-–—=*·~─ \t"
_BRACKETED = re.compile(r"[\[(（【<〈]([^\[\]()（）【】<>〈〉]{1,20})[\])）】>〉]")
_NUMBERED = re.compile(
    r"(?:제\s?\d{1,2}\s?[부장절]\.?|[\d]{1,2}(?:[.-]\d{1,2})?[.)]|[가나다라마바사아자차]\.|[IVXⅠ-Ⅻ]{1,4}\.|[□■◆◇▶#]+)\s*(?P<words>(?=[^\W\d]|[‘“\"(])\S.{0,23})"
)
_CLOSING = frozenset("이상 끝 이하여백 이하생략 이하중략 시작 휴식 정회 속개 개회 폐회".split())  # noqa: SIM905
# Whoever speaks ends a sentence; a heading is a noun.
_SPOKEN = re.compile(r"(?:[.?!。…,]|[다요죠까네데지서고면라자]|습니다|거든|니까)$")
# Words of a heading. Chosen, not measured: fewer take headings for speech, more hide speech.
_MOST_WORDS = 5


def lines_apart(turns: Iterable[Turn]) -> Iterator[tuple[int, int]]:
    """Find lines of speeches that look like headings or stage directions.

    Parameters
    ----------
    turns : iterable of Turn
        Those set aside already are passed over.

    Yields
    ------
    (int, int)
        Half-open range in `Transcript.text`, without white space around it.
    """
    for turn in turns:
        if turn.aside:
            continue
        start = turn.start
        for line in turn.text.split("\n"):
            words = line.strip()
            if words and looks_apart(words):
                first = start + line.index(words)
                yield first, first + len(words)
            start += len(line) + 1


def looks_apart(line: str) -> bool:
    """Tell whether a whole line is no speech: ``2. 질의응답``, ``- 이상 -``, ``[웃음]``, ``(일동 착석)``."""
    bracketed = _BRACKETED.fullmatch(line)
    if bracketed:
        return is_aside(bracketed[1]) or not _SPOKEN.search(bracketed[1].strip())
    bare = "".join(line.strip(_SIGNS).split())
    if bare in _CLOSING and (bare in ("이상", "끝", "이하여백") or line.strip() != line.strip(_SIGNS)):
        return True
    numbered = _NUMBERED.fullmatch(line)
    words = numbered["words"].strip() if numbered else ""
    if not words or len(words.split()) > _MOST_WORDS:
        return False
    return is_heading_word(words) or not _SPOKEN.search(words)
