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
_CLOCK = r"\d{1,2}(?:시|:)\s?\d{1,2}분?"
_ACTS = "개의|개회|산회|폐회|정회|속개|계속개의|감사개시|감사중지|감사계속|감사종료|휴식|종료|시작"
_DATE = r"\d{4}[년.]\s?\d{1,2}[월.]\s?\d{1,2}[일.]"
# A clerk's note of the clock, which may also stand behind the last words of a speech.
CLOCKED = re.compile(rf"[(（]{_CLOCK}\s?(?:{_ACTS})[)）]")
# Lines that nobody says, whatever stands around them: what programs and clerks write between speeches.
_NOBODYS = re.compile(
    rf"{CLOCKED.pattern}"
    rf"|[-–—=]{{3,}}\s*(?:{_DATE}|[A-Z][a-z]+day, )[^-–—=]*[-–—=]{{3,}}"
    rf"|{_DATE}\s[월화수목금토일]요일|저장한 날짜\s?:.*"
    r"|\S.{0,40}님[이을](?: \S.{0,40}님을)? ?(?:들어왔습니다|나갔습니다|초대했습니다|내보냈습니다)\.?"
    r"|(?:Transcribed by|Transcription ended after|Recording (?:started|stopped)|녹취록 끝|기록 끝)\b.{0,80}"
    r"|This editable transcript was computer generated.{0,200}"
)
_ATTENDANCE = re.compile(
    r"[○◯〇●□■◇◆ㅇ*\-\s]*(?:출석|불출석|청가|결석|배석|참석|불참)\s?(?:의원|위원|공무원|관계공무원|전문위원|참고인|증인|진술인"
    r"|자|사무직원|기관)?(?:\s?(?:명단|현황))?\s?(?:[(（]\s?\d{1,3}\s?[인명]\s?[)）])?\s*[:：]?"
)


# "※ D사는 서면의견 제출"; "<발표 2> 주제의 이름": whatever follows is a note or a title.
_NOTED = re.compile(
    r"\s*(?:※|[<〈《\[【(]\s?(?:발표|주제\s?발표|기조\s?발제|발제|세션|종합\s?토론|자유\s?토론|토론|질의\s?응답|개회|폐회|축사|제?\d부)"
    r"\s?\d{0,2}\s?[>〉》\]】)])"
)
_SECTION = re.compile(r"\s*[□■▣◈]\s*\S")


def apart(line: str) -> str | None:
    """Tell whether a line is nobody's speech for certain.

    Returns
    -------
    str or None
        ``line`` where it alone is (``(10시 02분 개의)``, a chat's date), ``block`` where all up to the next speaker
        is (a list of who attended).
    """
    words = line.strip()
    if _NOBODYS.fullmatch(words):
        return "line"
    return "block" if _ATTENDANCE.fullmatch(words) else None


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
        for line in turn.text.split("\n"):
            words = line.strip()
            offered = bool(words) and looks_apart(words)
            # What a new section holds is no more of the speech that stands above its heading.
            section = section or (offered and start > turn.start and bool(_SECTION.match(line)))
            if words and (offered or section):
                first = start + line.index(words)
                yield first, first + len(words)
            start += len(line) + 1


def looks_apart(line: str) -> bool:
    """Tell whether a whole line is no speech: ``2. 질의응답``, ``- 이상 -``, ``[웃음]``, ``(일동 착석)``."""
    bracketed = _BRACKETED.fullmatch(line)
    if bracketed:
        return is_aside(bracketed[1]) or not _SPOKEN.search(bracketed[1].strip())
    bare = "".join(line.strip(_SIGNS).split())
    if apart(line) or _NOTED.match(line):
        return True
    if bare in _CLOSING and (bare in ("이상", "끝", "이하여백") or line.strip() != line.strip(_SIGNS)):
        return True
    numbered = _NUMBERED.fullmatch(line)
    words = numbered["words"].strip() if numbered else ""
    if not words or len(words.split()) > _MOST_WORDS:
        return False
    return is_heading_word(words) or not _SPOKEN.search(words)
