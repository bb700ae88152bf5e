"""Who speaks, told by the label of a turn: words and their roles as data."""

from __future__ import annotations

import functools
import re

from nlp.reading.said import (
    ASSOCIATION,
    COUNCILLOR,
    EXPERT,
    FIRM,
    MODERATOR,
    OFFICIAL,
    OTHER,
    REPORTER,
    WORKER,
)

# Tell the role wherever they stand in a label: 노조 위원장, 부산상의 과장. Korean words count as endings (부산상의).
_ANYWHERE = (
    (WORKER, "노조 노조위원장 노동조합 지회장 노측 노동자 근로자 노총 조합원 worker union employee"),
    (
        ASSOCIATION,
        "조합 조합장 협회 협회장 협의회 협의회장 연합회 연합회장 중앙회 상의 상공회의소 상인회 상인회장 번영회",
    ),
    (ASSOCIATION, "경총 association federation chamber"),
)
# Asked of the last word first: 시의회 사무국장, 입주기업 대표. In a line's words the narrower line stands above.
_TITLES = (
    (REPORTER, "기자 특파원 앵커 리포터 아나운서 캐스터 reporter journalist correspondent anchor"),
    (MODERATOR, "사회자 진행자 좌장 모더레이터 퍼실리테이터 면담자 면담원 인터뷰어 조사원 조사자 질문자"),
    (MODERATOR, "moderator facilitator interviewer host chair chairman chairwoman chairperson"),
    (OFFICIAL, "전문위원 사무처장 사무국장 입법조사관"),
    (EXPERT, "연구위원 자문위원 연구원 교수 박사 강사 전문가 변호사 회계사 노무사 세무사 변리사 관세사 컨설턴트"),
    (EXPERT, "expert professor economist analyst researcher consultant"),
    (COUNCILLOR, "소위원장 국회의원"),
    (MODERATOR, "위원장 의장 부의장 委員長 議長"),
    (COUNCILLOR, "의원 위원 의회 委員 議員 councillor councilor alderman senator representative"),
    (
        OFFICIAL,
        "시청 구청 군청 도청 지원센터 혁신센터 진흥원 진흥공단 산업단지공단 테크노파크 세관 노동청 중기청 공무원",
    ),
    (OFFICIAL, "장관 차관 부시장 구청장 군수 도지사 부지사 청장 주무관 사무관 서기관 담당관 정책관 심의관 기획관"),
    (OFFICIAL, "official mayor commissioner minister secretary governor"),
    (FIRM, "대표 대표이사 사장 이사 상무 전무 공장장 점주 업주 사업주 기업인 소상공인 자영업자 기업 업체"),
    (FIRM, "owner ceo cfo cto coo founder entrepreneur proprietor manager president"),
    (OTHER, "주민 시민 학부모 방청인 resident citizen"),
)
# As a whole word only: 지역사회 and 전통시장 are nobody.
_WHOLE = {"사회": MODERATOR, "진행": MODERATOR, "시장": OFFICIAL, "국장": OFFICIAL, "과장": OFFICIAL}
# Titles of offices and of firms alike: what stands before them tells which (기업지원과장, 부산시 팀장; E유압 부장).
_SHARED = re.compile(r"(.*?)(국장|과장|실장|부장|차장|팀장|센터장|원장|단장|소장|처장|책임|대리|주임|계장)")
_DEPARTMENT = re.compile(r"생산|제조|영업|마케팅|품질|구매|자재|인사|설비|공무|기술|개발|연구")
# Names end with the shorter ones, too (김민구): those ask for a longer word.
_OFFICE = re.compile(
    r"[가-힣]{2,}(?:시|청|공단|재단|공사|센터|기관|기금|테크노파크|세관)|[가-힣]{3,}(?:구|군|도|부|원)"
)
_WORD = re.compile(r"[가-힣A-Za-z0-9\u4e00-\u9fff○◯]+")
_HANGUL = re.compile(r"[가-힣]")


@functools.lru_cache(maxsize=4096)
def role_of(label: str) -> str:
    """The role a label tells, one of `nlp.reading.said.ROLES`; '' where it tells none.

    >>> role_of("기업지원과장 김예시"), role_of("A정밀 대표"), role_of("노조 위원장"), role_of("참석자 3")
    ('official', 'firm', 'worker', '')
    """
    words = [word.casefold().removesuffix("님") for word in _WORD.findall(label)]
    for word in words:
        if role := _told(word, _ANYWHERE):
            return role
    for n in range(len(words) - 1, -1, -1):
        if role := _told(words[n], _TITLES) or _shared(words[:n], words[n]):
            return role
    return ""


def _told(word: str, rows: tuple[tuple[str, str], ...]) -> str:
    for role, known in rows:
        for each in known.split():
            if word == each or (word.endswith(each) and _HANGUL.match(each)):
                return role
    return ""


def _shared(before: list[str], word: str) -> str:
    """The role of a title that offices and firms share, by the words before it; 김과장 tells nothing."""
    if word in _WHOLE and not before:
        return _WHOLE[word]
    if not (found := _SHARED.fullmatch(word)):
        return ""
    own, title = found.groups()
    if _DEPARTMENT.search(own):
        return FIRM
    if any(_OFFICE.fullmatch(each) for each in before) or (len(own) > 1 and title in ("과장", "국장")):
        return OFFICIAL
    return FIRM if before and not own and not _is_name(before) else ""


def _is_name(words: list[str]) -> bool:
    """Whether nothing but a person's name may stand before a title: 김예시 부장."""
    return len(words) == 1 and len(words[0]) == 3 and bool(_HANGUL.match(words[0]))
