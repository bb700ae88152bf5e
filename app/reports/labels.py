"""Korean words (English through the catalogue) for the codes of reports and of filed papers."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

LABELS = {
    "job_kind": {"public_pages": _l("누리집에 올릴 쪽 만들기")},
    "paper_kind": {
        "area": _l("지역 보고서"),
        "council": _l("협의회 안"),
        "team": _l("현장검증단 기록"),
        "letter": _l("편지"),
    },
    "letter_about": {
        "visit": _l("현장 방문 협조 요청"),
        "roundtable": _l("간담회 참석 요청"),
        "opinion": _l("단계(안) 의견 조회"),
        "reply": _l("제안에 대한 회신"),
    },
    "audit": {"paper filed": _l("문서번호 매김")},
    "audit_object": {"paper": _l("문서")},
    "download": {
        "reports.area_paper_file": _l("지역 보고서"),
        "reports.council_paper": _l("협의회 안"),
        "reports.team_paper": _l("현장검증단 기록"),
        "reports.paper_file": _l("번호를 매긴 문서"),
        "reports.papers_export": _l("문서 목록"),
    },
}
