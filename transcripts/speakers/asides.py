"""Lines within speeches that look like no speech: headings, stage directions, the words that close a record.

They are offered to a person, never set aside by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from transcripts.speakers.people import is_aside, is_heading_word
from transcripts.speakers.present import ends
from transcripts.speakers.programs import apart
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
# "※ D사는 서면의견 제출"; "<발표 2> 주제의 이름": whatever follows is a note or a title.
_NOTED = re.compile(
    r"\s*(?:※|[<〈《\[【(]\s?(?:발표|주제\s?발표|기조\s?발제|발제|세션|종합\s?토론|자유\s?토론|토론|질의\s?응답|개회|폐회|축사|제?\d부)"
    r"\s?\d{0,2}\s?[>〉》\]】)])"
)
# A point of the agenda, however long: what is decided, asked or reported, with who brought it in.
_AGENDA = re.compile(
    r"(?:의사일정\s?)?(?:제?\d{1,3}(?:항|[.)])|[가나다라마바사아자차]\.|[○◯〇])\s?\S.{1,90}?(?:의\s?건|안건?|결의|선임|선출|보고|청취|채택|질문|질의|승인|협의|심사|회부)"
    r"(?:\s?[(（][^()（）]{1,40}[)）])*"
)
_SECTION = re.compile(r"\s*[□■▣◈]\s*\S")


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
        section = False
        if turn.speaker is None and apart(turn.text.split("\n", 1)[0]) == "block" and not _says_something(turn.text):
            # A list of who attended goes with its heading.
            yield turn.start, turn.end
            continue
        for line in turn.text.split("\n"):
            words = line.strip()
            offered = bool(words) and looks_apart(words)
            # What a new section holds is no more of the speech that stands above its heading.
            section = section or (offered and start > turn.start and bool(_SECTION.match(line)))
            if words and (offered or section):
                first = start + line.index(words)
                yield first, first + len(words)
            start += len(line) + 1


def is_agenda(line: str) -> bool:
    """Tell whether a whole line is a point of an agenda: ``2. 소위원장 선임의 건``."""
    return bool(_AGENDA.fullmatch(line))


def _says_something(text: str) -> bool:
    """Whether any line ends as a sentence does."""
    return any(map(ends, text.split("\n")))


def looks_apart(line: str) -> bool:
    """Tell whether a whole line is no speech: ``2. 질의응답``, ``- 이상 -``, ``[웃음]``, ``(일동 착석)``."""
    if apart(line) or _NOTED.match(line) or is_agenda(line):
        return True
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
