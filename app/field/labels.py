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
    "download": {
        "visits": _l("방문 현황"),
        "field.file": _l("현장 사진·파일"),
        "field.progress_export": _l("방문 현황"),
    },
    "held_reason": {
        "rules": _l("문항의 규칙에 맞지 않는 답이 있습니다"),
        "closed": _l("조사를 마감한 뒤에 왔습니다"),
        "waiting": _l("조사를 시작하기 전에 왔습니다"),
        "ended": _l("철회하거나 파기한 응답과 같은 번호입니다"),
        "other_content": _l("같은 번호로 다른 내용이 먼저 왔습니다"),
        "area": _l("조사원이 맡지 않은 지역이거나 없는 지역입니다"),
        "firm": _l("명부에 없거나 다른 지역으로 옮긴 기업입니다"),
        "version": _l("이 조사의 설문지가 아닙니다"),
        "revised": _l("이 기록을 고친 새 기록이 먼저 왔습니다"),
        "visit": _l("없거나 맡지 않은 방문입니다"),
    },
    "held_part": {
        "outcome": _l("방문 결과"),
        "reason": _l("까닭"),
        "note": _l("메모"),
        "second_on": _l("다시 방문할 날"),
        "consent": _l("동의"),
        "photos": _l("사진"),
    },
    "record_way": {"network": _l("인터넷"), "file": _l("USB 파일")},
    "audit": {
        "visits assigned": _l("방문 맡김"),
        "visits moved": _l("방문 다시 맡김"),
        "visits called off": _l("방문 취소"),
        "visit reported": _l("방문 결과 기록"),
        "visit notes destroyed": _l("방문 메모와 사진 파기"),
        "paper stack made": _l("종이 묶음 만들기"),
        "paper keyed": _l("종이 응답 입력"),
        "paper decided": _l("종이 응답 확정"),
        "record held": _l("현장 기록을 확인 대상으로 둠"),
        "record accepted": _l("현장 기록을 응답으로 받아들임"),
        "visit record accepted": _l("현장의 방문 기록을 받아들임"),
        "record set aside": _l("현장 기록을 응답에서 제외함"),
        "records' words destroyed": _l("보관 기한이 지난 현장 기록의 내용 파기"),
        "field file imported": _l("현장 USB 파일 가져옴"),
        "laptop registered": _l("현장 기기 등록"),
        "laptop opened by the office": _l("현장 기기의 PIN 새로 정함"),
    },
    "audit_object": {
        "field_record": _l("현장 기록"),
        "field_visit": _l("방문"),
        "paper_stack": _l("종이 묶음"),
    },
    "field_state": {"accepted": _l("저장됨"), "held": _l("사무실에서 확인 중"), "set_aside": _l("제외함")},
}
