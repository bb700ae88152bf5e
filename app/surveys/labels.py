"""Korean words (English through the catalogue) for the codes of surveys and their answers."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

LABELS = {
    "survey_state": {"waiting": _l("시작 전"), "open": _l("진행 중"), "closed": _l("마감")},
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
