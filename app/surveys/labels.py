"""Korean words (English through the catalogue) for the codes of surveys and their answers."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

LABELS = {
    "job_kind": {"export_returns": _l("응답 파일 만들기")},
    "survey_state": {"waiting": _l("시작 전"), "open": _l("진행 중"), "closed": _l("마감")},
    "survey_change": {
        "extended": _l("마감일 늦춤"),
        "shortened": _l("마감일 당김"),
        "closed": _l("일찍 마감"),
        "reopened": _l("다시 열기"),
        "retitled": _l("제목 바꿈"),
    },
    "correction_reason": {
        "read": _l("종이를 잘못 읽음"),
        "keyed": _l("잘못 입력함"),
        "asked": _l("기업에 다시 물어 확인함"),
        "other": _l("그 밖의 사유"),
    },
    "broken_by": {
        "district": _l("구군"),
        "area": _l("밀집지역"),
        "cluster": _l("클러스터"),
        "kind": _l("지역 유형"),
        "industry": _l("업종"),
        "size": _l("규모"),
        "stage": _l("성장단계"),
    },
    "weighting": {
        "none": _l("가중치 없음"),
        "poststratified": _l("사후층화"),
        "raked": _l("레이킹"),
    },
    "audit": {
        "answer corrected": _l("응답 정정"),
        "weights fixed": _l("가중치 확정"),
        "survey extended": _l("조사 마감일 늦춤"),
        "survey shortened": _l("조사 마감일 당김"),
        "survey closed": _l("조사 일찍 마감"),
        "survey reopened": _l("조사 다시 열기"),
        "survey retitled": _l("조사 제목 바꿈"),
        "survey sent": _l("조사 알림"),
        "contact destroyed": _l("기업 연락처 파기"),
    },
    "sending_channel": {
        "letter": _l("우편"),
        "email": _l("전자우편"),
        "sms": _l("문자"),
        "phone": _l("전화"),
    },
    "channel": {"online": _l("온라인"), "onsite": _l("현장 방문"), "paper": _l("종이")},
    "end_reason": {
        "request": _l("응답자가 요청함"),
        "mistake": _l("잘못 입력함"),
        "retention": _l("보관 기한이 지남"),
    },
    "bsi_item": {
        "biz": _l("업황"),
        "sales": _l("매출"),
        "exports": _l("수출"),
        "profit": _l("수익성"),
        "funding": _l("자금 사정"),
        "staffing": _l("인력 사정"),
    },
}
