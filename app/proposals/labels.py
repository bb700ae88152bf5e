"""Korean words (English through the catalogue) for the codes of proposals and of series."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

LABELS = {
    "audit": {
        "proposal made": _l("제안 만들기"),
        "proposal changed": _l("제안 고치기"),
        "proposal statements added": _l("제안에 발언 붙이기"),
        "proposal statements ended": _l("제안에서 발언 빼기"),
        "proposals joined": _l("제안 합치기"),
        "proposal split": _l("제안 나누기"),
        "proposal answered": _l("제안에 답하기"),
        "statements set aside": _l("제안이 아닌 발언으로 표시"),
        "statements taken back": _l("제안이 아니라는 표시 지우기"),
        "proposal link made": _l("제안 결과 링크 만들기"),
        "proposal link revoked": _l("제안 결과 링크 막기"),
    },
    "audit_object": {"proposal": _l("제안")},
    "proposal_state": {
        "received": _l("접수"),
        "review": _l("검토 중"),
        "reflected": _l("반영"),
        "partly": _l("일부 반영"),
        "declined": _l("반영 어려움"),
        "answered": _l("답변"),
        "joined": _l("다른 제안에 합침"),
    },
    "proposal_list": {"open": _l("답을 기다림"), "overdue": _l("답할 날이 지남")},
    "told_by": {"organization": _l("답하는 곳"), "state": _l("상태"), "meeting": _l("나온 회의")},
    "proposal_event": {"split": _l("나눔")},
    "download": {
        "proposals": _l("제안 목록"),
        "told": _l("말씀하신 것, 한 것"),
        "minutes": _l("회의록"),
        "minutes_verbatim": _l("회의록(발언 전문 포함)"),
    },
}
