"""Names of columns as programs and offices write them, in Korean and English, with the unit of a column of times."""

from __future__ import annotations

import re

SPEAKER = frozenset(
    """
화자 화자명 발언자 발언자명 발언인 말한이 말한사람 이름 성명 참석자 참석자명 참가자 참여자 대화상대 보낸사람 보낸이 작성자
사용자 닉네임 speaker speakername speakerlabel speakerid name participant participantname user username sender author who
nickname displayname
""".split()  # noqa: SIM905 - a list of bare words reads better
)
SPEECH = frozenset(
    """
발언 발언내용 내용 말 말한내용 의견 주요발언 주요내용 주요의견 대화 대화내용 전사 전사내용 전사문 텍스트 메시지 자막 본문
문장 녹취 녹취내용 인식결과 speech text content contents statement transcript transcription transcripttext remarks utterance
message sentence caption dialogue spokentext words
""".split()  # noqa: SIM905
)
TIME = frozenset(
    """
시간 시각 타임 타임코드 타임스탬프 발언시각 발언시간 시작 시작시간 시작시각 시작점 시작타임코드 구간 날짜 일시 time timestamp
timecode timespan start starttime starttimestamp begin begintime beginning date datetime offset startoffset in
""".split()  # noqa: SIM905
)
UNTIL = frozenset(
    """
종료 종료시간 종료시각 종료점 끝 끝시간 끝시각 종료타임코드 end endtime endtimestamp ending stop stoptime finish endoffset
out
""".split()  # noqa: SIM905
)
# Columns that say neither who speaks nor what: beside them a table without a column of speakers is still clear.
OTHER = frozenset(
    """
번호 순번 연번 no id index idx segment seek 비고 메모 길이 신뢰도 언어 duration length confidence
avglogprob compressionratio nospeechprob temperature tokens language lang channel words file filename track
""".split()  # noqa: SIM905
)
_KINDS = {"speaker": SPEAKER, "text": SPEECH, "time": TIME, "until": UNTIL, "other": OTHER}
_UNITS = {
    "ms": ("ms", "msec", "msecs", "millis", "milliseconds", "밀리초"),
    "s": ("s", "sec", "secs", "second", "seconds", "초"),
}
_SUFFIXES = tuple((suffix, unit) for unit, suffixes in _UNITS.items() for suffix in suffixes)
_PLAIN = re.compile(r"[\W\d_]+")
_BRACKETED = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]")


def meaning(cell: str) -> tuple[str, str]:
    """Tell what a column holds by its heading.

    Parameters
    ----------
    cell : str
        ``발언 내용``, ``start_ms``, ``시작(초)``.

    Returns
    -------
    kind : str
        ``speaker``, ``text``, ``time``, ``until``, ``other``, or empty where the name is not known.
    unit : str
        ``ms`` or ``s`` where a heading of times names one.
    """
    # With what stands in brackets, a unit, and without it, a remark: "시작(초)", "발언자(소속)".
    whole, bare = (_PLAIN.sub("", words).lower() for words in (cell, _BRACKETED.sub("", cell)))
    for kind, names in _KINDS.items():
        if whole in names:
            return kind, ""
    for suffix, unit in _SUFFIXES:
        base = whole.removesuffix(suffix)
        for kind in ("time", "until"):
            if base != whole and base in _KINDS[kind]:
                return kind, unit
    return next((kind for kind, names in _KINDS.items() if bare in names), ""), ""
