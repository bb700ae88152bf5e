"""Korean words (English through the catalogue) for the codes of the field: records and what became of them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

LABELS = {
    "field_kind": {"return": _l("응답"), "visit": _l("방문")},
    "visit_state": {
        "planned": _l("예정"),
        "done": _l("완료"),
        "refused": _l("거절"),
        "absent": _l("부재"),
        "closed": _l("폐업·이전"),
        "called_off": _l("취소"),
    },
    "visit_cause": {
        "unanswered": _l("응답 없음"),
        "abnormal": _l("이상 변동"),
        "drawn": _l("무작위 지역"),
        "chosen": _l("직접 고름"),
        "again": _l("다시 방문"),
        "unplanned": _l("계획에 없던 방문"),
    },
    "visit_act": {"assigned": _l("맡김"), "called_off": _l("취소")},
    "visit_way": {"page": _l("화면"), "laptop": _l("노트북 앱")},
    "paper_unusable": {
        "no_consent": _l("동의 표시가 없음"),
        "incomplete": _l("꼭 필요한 문항이 비어 있음"),
        "illegible": _l("읽을 수 없음"),
        "other_survey": _l("다른 조사의 종이"),
    },
    "audit": {
        "visits assigned": _l("방문 맡김"),
        "visits moved": _l("방문 다시 맡김"),
        "visits called off": _l("방문 취소"),
        "visit reported": _l("방문 결과 기록"),
        "visit notes destroyed": _l("방문 메모와 사진 파기"),
        "paper stack made": _l("종이 묶음 만들기"),
        "paper keyed": _l("종이 응답 입력"),
        "paper decided": _l("종이 응답 확정"),
    },
    "audit_object": {"field_visit": _l("방문"), "paper_stack": _l("종이 묶음")},
    "download": {
        "visits": _l("방문 현황"),
        "field.file": _l("현장 사진·파일"),
        "field.progress_export": _l("방문 현황"),
    },
    "field_state": {"accepted": _l("저장됨"), "held": _l("사무실에서 확인 중"), "set_aside": _l("제외함")},
}
