"""Korean words (English through the catalogue) for the codes of levels, seats and decisions."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

LABELS = {
    "level": {
        "good": _l("양호"),
        "caution": _l("주의"),
        "warning": _l("경고"),
        "serious": _l("심각"),
        "danger": _l("위험"),
    },
    "level_state": {
        "computed": _l("산출"),
        "validated": _l("현장검증"),
        "decided": _l("의결"),
        "confirmed": _l("확정"),
    },
    "fit": {
        "agreement": _l("일치"),
        "partial": _l("부분 일치"),
        "dissonance": _l("불일치"),
        "silence": _l("한쪽 침묵"),
        "nothing": _l("견줄 것 없음"),
    },
    "seat": {
        "city": _l("부산시 공무원"),
        "technopark": _l("부산테크노파크"),
        "support_center": _l("지역 중소기업 지원센터"),
        "mss": _l("부산지방중소벤처기업청"),
        "expert": _l("외부 전문가"),
    },
    "override_reason": {
        "site_finding": _l("현장에서 확인한 사실"),
        "data_error": _l("자료의 오류나 누락"),
        "later_change": _l("기준일 뒤에 달라진 사정"),
        "missing_voices": _l("조사에 잡히지 않은 목소리"),
        "local_context": _l("지역 사정에 대한 판단"),
        "other": _l("그 밖의 사유"),
    },
    "evidence_kind": {"segment": _l("발언·답변"), "observation": _l("지표 값"), "text": _l("확인한 내용")},
    "job_kind": {
        "evaluate": _l("평가 실행"),
        "foresee": _l("초안을 대어 보기"),
        "draw_ahead": _l("지역 그림 미리 그리기"),
    },
}
