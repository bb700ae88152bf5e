"""Words that stand in any talk and name nothing of it: nouns of talking, of time, of counting, of people at large."""

from __future__ import annotations

_TALK = (
    *("말", "말씀", "얘기", "이야기", "생각", "경우", "정도", "부분", "쪽", "하나", "처음", "다음", "이번", "때", "뒤"),
    *(
        "앞",
        "곳",
        "데",
        "점",
        "면",
        "일",
        "이름",
        "시작",
        "대신",
        "확인",
        "문제",
        "상황",
        "상태",
        "대상",
        "내용",
        "방법",
    ),
    *(
        "이유",
        "결과",
        "과정",
        "기준",
        "전체",
        "나머지",
        "이상",
        "이하",
        "사이",
        "동안",
        "마지막",
        "첫째",
        "둘째",
        "셋째",
    ),
    *("사실", "실제", "정말", "솔직", "반대", "중간", "평균", "자리", "관련", "도움", "영향", "해결", "농담", "바람"),
    *(
        "결국",
        "오히려",
        "상관",
        "비교",
        "의외",
        "별로",
        "조금",
        "전부",
        "모두",
        "각자",
        "서로",
        "다들",
        "혼자",
        "스스로",
    ),
)
_TIME = (
    *(
        "지금",
        "오늘",
        "요즘",
        "요새",
        "최근",
        "올해",
        "작년",
        "내년",
        "재작년",
        "그때",
        "당장",
        "예전",
        "옛날",
        "그동안",
    ),
    *("시간", "기간", "상반기", "하반기", "분기", "아침", "낮", "저녁", "밤", "오전", "오후", "하루", "이틀", "사흘"),
    *("월", "주", "주일", "주말", "평일", "해", "달", "년", "날"),
)
_COUNTED = ("퍼센트", "프로", "절반", "반", "배", "명", "개", "번", "차", "시", "원", "평", "톤", "건", "대", "할")
_PEOPLE = ("사람", "분", "친구", "회사", "기업", "업체", "대표", "전무", "상무", "부장", "사장", "이사", "직원", "우리")
_ENGLISH = (
    *("people", "thing", "things", "time", "year", "month", "week", "day", "today", "lot", "way", "one", "half"),
    *("percent", "company", "companies", "firm", "firms", "run", "kind", "bit", "something", "everyone", "problem"),
)

# Verbs and adjectives of any talk: of being, doing, going, giving, knowing, saying and of how much.
PLAIN_VERBS = frozenset(
    (
        *("하다", "되다", "있다", "없다", "같다", "이다", "아니다", "그렇다", "이렇다", "저렇다", "어떻다", "그러다"),
        *(
            "이러다",
            "어쩌다",
            "보다",
            "주다",
            "받다",
            "가다",
            "오다",
            "나가다",
            "나오다",
            "들다",
            "들어가다",
            "들어오다",
        ),
        *("나다", "내다", "알다", "모르다", "말하다", "듣다", "생각하다", "보이다", "쓰다", "두다", "놓다", "가지다"),
        *("드리다", "달다", "지다", "치다", "대다", "많다", "적다", "크다", "작다", "좋다", "나쁘다", "다르다", "남다"),
        *("싶다", "따르다", "위하다", "대하다", "통하다"),
        *("be", "have", "do", "go", "get", "make", "take", "come", "say", "know", "see", "give", "need", "want"),
    )
)

# What tells neither a topic nor a term; a compound that holds more than these still does.
PLAIN = frozenset((*_TALK, *_TIME, *_COUNTED, *_PEOPLE, *_ENGLISH))
# Too wide to be a term of one theme, though in a topic they say something.
BROAD = frozenset(
    (*("전기", "지원", "사업", "지역", "동네", "산업", "부산", "서울", "기계", "설비", "공장", "시설", "고객", "기관"),)
)
