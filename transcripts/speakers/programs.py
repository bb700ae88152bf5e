"""Lines that nobody says, whatever stands around them: what programs, clerks and editors write into a transcript."""

from __future__ import annotations

import re

from transcripts.speakers.words import SURNAMES

_CLOCK = r"(?:\d{1,2}월\s?\d{1,2}일\s?)?(?:오전|오후)?\s?\d{1,2}(?:시|:)\s?(?:\d{1,2}분?|정각|반)?"
_MEETINGS = "본?회의|감사|조사|심사|질의|기록|녹음|녹취|녹화|토론|간담회|공청회|마이크|방송"
_ACTS = "개의|개회|개시|시작|산회|폐회|정회|휴회|휴식|속개|재개|계속|중지|중단|종료|끝"
_NOTE = rf"{_CLOCK}\s?(?:{_MEETINGS})?\s?(?:계속\s?)?(?:{_ACTS})"
_RANGE = r"\s?[~∼〜\-–,]\s?"
# A clerk's note of the clock, which may also stand behind the last words of a speech; without an act it is told from a
# recording's stamp by its 시: "(10시 41분)".
CLOCKED = re.compile(
    rf"[(（\[【]\s?(?:{_NOTE}(?:{_RANGE}{_NOTE})*|\d{{1,2}}시\s?(?:\d{{1,2}}분)?)\s?[)）\]】]"
)  # fmt: skip
_DATE = r"\d{4}[년.]\s?\d{1,2}[월.]\s?\d{1,2}[일.]"
_RECORDED = r"(?:대화 내용 기록|기록|전사|녹음|녹화|녹취|받아쓰기|스크립트|대본|자막)"
_PROGRAMS = (
    r"clova ?note|클로바 ?노트|네이버 클로바|daglo|다글로|otter|하이퍼노트|hypernote|비토|vito|vrew|브루|티로|tiro"
    r"|콜라보|sonix|trint|notta|fireflies|rev\.com|happy ?scribe|descript|lilys|에이닷|turboscribe"
)
_MADE = r"작성|생성|기록|변환|전사|받아쓴|제공|만들|created|generated|transcribed|recorded|powered|exported"
_LINES = (
    CLOCKED.pattern,
    rf"{_CLOCK}\s?(?:(?:{_MEETINGS})\s?(?:계속\s?)?(?:{_ACTS})|(?:계속\s?)?개의|산회|정회|속개|폐회|휴회)",
    # The day a chat goes on to, and who came and went.
    rf"[-–—=]{{3,}}\s*(?:{_DATE}|[A-Z][a-z]+day, )[^-–—=]*[-–—=]{{3,}}",
    rf"{_DATE}\s[월화수목금토일]요일",
    r"저장한 날짜\s?:.*",
    r"\S.{0,40}님[이을](?: \S.{0,40}님을)? ?(?:들어왔습니다|나갔습니다|초대했습니다|내보냈습니다)\.?",
    # A recording that began or ended: by somebody, or after a time.
    rf"\S.{{0,40}}?\s?님[이가] {_RECORDED}[을를]? ?(?:시작|중지|중단|종료|일시 ?중지|다시 시작)(?:하였|했|함).{{0,12}}",
    r"(?!(?:I|we|they|you|he|she|it|who)\b)\S.{0,40} (?:started|stopped|paused|resumed|ended|began) (?:the )?"
    r"(?:transcription|transcript|recording|transcribing)\.?",
    r"(?:Transcription|Transcript|Meeting|Recording|Call|The meeting) (?:was )?"
    r"(?:ended|started|stopped|began)(?: (?:after|at|on) .{0,40})?\W*",
    r"(?:회의|스크립트|기록|녹음|녹화|통화|전사)[가이은는] \S{0,20}\d\S{0,20}(?: \S{1,6}){0,3} 후에? "
    r"(?:종료|중지)(?:되었|됐|하였|했)습니다\W*",
    r"녹취록 끝|기록 끝|End of (?:transcript|recording)\W*|\[?END\]?",
    # What a program says of itself.
    r"(?:Transcribed|Generated|Recorded|Captioned|Created|Exported|Powered) (?:by|with|from|using)\b.{0,80}",
    r"이 (?:수정|편집) ?가능한 .{0,200}|This editable transcript was computer.generated.{0,200}",
    rf"(?=.{{0,60}}(?:{_PROGRAMS}))(?=.{{0,100}}(?:{_MADE})).{{0,40}}(?:문서|녹취록|기록|파일|텍스트|전사|회의록|transcript|document|file|text).{{0,60}}",
    # Nothing but an address.
    r"(?:https?://)?(?:[a-z0-9-]{1,30}\.){1,3}(?:com|net|org|ai|io|kr|app|me|us)(?:/\S{0,200})?",
    # Tags at the head of timed lyrics, and of a program's report on a quotation.
    r"\[(?:by|ar|ti|al|au|re|ve|la|length|offset|tool):.*\]",
    r"\d{1,4}:\d{1,4}\s+(?:¶|p\.?|\(|@).{0,60}\s(?:in|–|-)\s.{1,120}",
)
_NOBODYS = re.compile("|".join(f"(?:{line})" for line in _LINES), re.IGNORECASE)
# Longer than any such line: what is longer is speech. Chosen, not measured.
_LONGEST = 320
_BULLET = r"[○◯〇●□■◇◆ㅇ*\-\s]*"
_THERE = r"(?:출석|불출석|청가|결석|배석|참석|불참)"
_ATTENDANCE = re.compile(
    rf"{_BULLET}(?:(?:위원\s?(?:이\s?)?아닌\s?)?{_THERE}\s?(?:한\s?)?(?:의원|위원|공무원|관계\s?공무원|전문\s?위원|전문가|참고인|증인|진술인"
    r"|관계자|자|사무직원|기관|인사)?|(?:\S{1,10}\s?측\s?)?(?:및\s?)?기타\s?(?:참석|출석)자|\S{1,10}측\s?(?:참석|출석)자|Attendees|Participants)"
    r"(?:\s?(?:명단|현황))?\s?(?:[(（]\s?\d{1,3}\s?[인명]\s?[)）])?\s*[:：]?",
    re.IGNORECASE,
)
_ON_A_LINE = re.compile(
    rf"{_BULLET}(?:{_THERE}\s?(?:전문가|위원|의원|공무원|참고인|진술인|기관|자)\s?/|(?:출석|불출석|청가|결석|배석|불참)\s?\S{{0,5}}\s?[:：])\s?\S.{{0,200}}"
)
_CREDIT = re.compile(
    r"(?:영상|촬영|카메라|취재|편집|그래픽|구성|자막|연출|조연출|작가|제작|음향|디자인|리서처|CG|VJ)"
    r"(?:기자|감독|편집|취재|촬영|제작|디자인|팀|작가)?"
)
_CREDITED = re.compile(rf"[{SURNAMES}][가-힣]{{1,3}}")
_PARTS = re.compile(r"[\s/|,·:：()\[\]<>▶■]+")


def apart(line: str) -> str | None:
    """Tell whether a line is nobody's speech for certain.

    Returns
    -------
    str or None
        ``line`` where it alone is (``(10시 02분 개의)``, a chat's date), ``block`` where all up to the next speaker
        is (a list of who attended).
    """
    words = line.strip()
    if not words or len(words) > _LONGEST:
        return None
    if _NOBODYS.fullmatch(words) or _ON_A_LINE.fullmatch(words) or _credits(words):
        return "line"
    return "block" if _ATTENDANCE.fullmatch(words) else None


def _credits(words: str) -> bool:
    """Who filmed and cut a report: ``촬영기자:이시늉/영상편집:최예문``."""
    parts = [part for part in _PARTS.split(words) if part]
    if len(parts) < 2 or not _CREDIT.fullmatch(parts[0]) or not re.search(r"[:：/|(]", words):
        return False
    return all(_CREDIT.fullmatch(part) or _CREDITED.fullmatch(part) for part in parts)
