"""Korean words (English through the catalogue) for the codes of surveys and their answers."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

LABELS = {
    "survey_state": {"waiting": _l("시작 전"), "open": _l("진행 중"), "closed": _l("마감")},
    "survey_change": {
        "extended": _l("마감일 늦춤"),
        "shortened": _l("마감일 당김"),
        "closed": _l("일찍 마감"),
        "reopened": _l("다시 열기"),
        "retitled": _l("제목 바꿈"),
    },
    "audit": {
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
    "sending_whom": {
        "all": _l("답하지 않은 모든 기업"),
        "first": _l("아직 알리지 않은 기업만"),
        "again": _l("알렸으나 답하지 않은 기업만"),
    },
    "download": {"questionnaire": _l("설문지")},
    "question_type": {
        "likert": _l("척도"),
        "single": _l("하나 고르기"),
        "multiple": _l("여럿 고르기"),
        "rank": _l("순위"),
        "number": _l("숫자"),
        "range": _l("눈금"),
        "date": _l("날짜"),
        "time": _l("시각"),
        "datetime": _l("날짜와 시각"),
        "text": _l("글"),
        "geopoint": _l("위치"),
        "image": _l("사진"),
        "file": _l("파일"),
        "audio": _l("소리"),
        "video": _l("영상"),
        "acknowledge": _l("확인"),
        "consent": _l("동의"),
        "note": _l("안내"),
        "calculate": _l("계산"),
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
