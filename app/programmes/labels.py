"""Korean words (English through the catalogue) for the codes of programmes, picks and matching."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

LABELS = {
    "programme_owner": {
        "city": _l("부산시"),
        "technopark": _l("테크노파크"),
        "ministry": _l("중앙부처"),
        "kosme": _l("중소벤처기업진흥공단"),
        "agency": _l("그 밖의 지원기관"),
        "other": _l("다른 시·도"),
    },
    "cap_per": {"firm": _l("기업마다"), "field": _l("한 분야마다")},
    "programme_period": {
        "open": _l("접수 중"),
        "soon": _l("곧 마감"),
        "ahead": _l("시작 전"),
        "over": _l("마감"),
        "unknown": _l("기간 모름"),
    },
    "condition": {
        "open": _l("접수 기간"),
        "region": _l("시행 지역"),
        "level": _l("위기징후 단계"),
        "area_kind": _l("지역의 종류"),
        "theme": _l("목소리의 주제"),
        "domain": _l("지표 점수의 분야"),
        "industry": _l("산업의 종류"),
        "stage": _l("성장단계"),
        "size": _l("기업 규모"),
    },
    "pick_state": {
        "offered": _l("권함"),
        "wants": _l("원함"),
        "declines": _l("원하지 않음"),
        "no_answer": _l("답 없음"),
        "applied": _l("신청함"),
        "selected": _l("선정됨"),
        "not_selected": _l("선정되지 않음"),
        "finished": _l("지원 끝남"),
        "withdrawn": _l("거둠"),
    },
    "import_kind": {"programmes": _l("지원사업 목록")},
    "audit": {
        "programme added": _l("지원사업 등록"),
        "programme changed": _l("지원사업 고침"),
        "matching rules stored": _l("매칭 규칙 저장"),
        "programme picked": _l("지원사업 권함"),
        "pick told": _l("지원 연계의 경과 기록"),
        "statements attached": _l("지원 연계에 발언 붙임"),
        "statements taken off": _l("지원 연계에서 발언 뗌"),
    },
    "audit_object": {"programme": _l("지원사업"), "pick": _l("지원 연계"), "matching_rules": _l("매칭 규칙")},
    "download": {
        "offers": _l("지원 연계"),
        "programmes.export": _l("지원사업 목록"),
        "programmes.fits_export": _l("지역과 지원사업의 표"),
        "programmes.gaps_export": _l("맞는 사업이 없는 수요"),
        "programmes.offers_export": _l("지원 연계"),
        "programmes.rules_file": _l("매칭 규칙"),
        "programmes.template": _l("지원사업 양식"),
    },
}
