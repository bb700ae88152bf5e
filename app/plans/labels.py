"""Korean words (English through the catalogue) for the codes of plans and of what follows from numbers."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

LABELS = {
    "plan_kind": {"response": _l("대응계획"), "prevention": _l("예방계획")},
    "plan_status": {
        "planned": _l("예정"),
        "under_way": _l("추진 중"),
        "done": _l("마침"),
        "stopped": _l("중단"),
        "late": _l("늦음"),
    },
    "plan_term": {"short": _l("단기"), "mid": _l("중기"), "long": _l("장기")},
    "plan_change": {
        "new": _l("새 과제"),
        "gone": _l("뺀 과제"),
        "status": _l("상태"),
        "milestone": _l("이정표"),
        "budget": _l("예산"),
        "edited": _l("내용 고침"),
    },
    "audit": {
        "plan made": _l("계획 작성"),
        "plan changed": _l("계획 변경"),
        "plan dropped": _l("계획 내려놓음"),
        "plan taken up": _l("계획 되살림"),
        "plan task added": _l("과제 추가"),
        "plan task changed": _l("과제 변경"),
        "plan task moved": _l("과제 순서 변경"),
        "plan task dropped": _l("과제 뺌"),
        "plan task taken up": _l("과제 되살림"),
        "plan task told": _l("과제 상태 기록"),
        "plan grounds attached": _l("과제에 문장 붙임"),
        "plan ground ended": _l("과제에서 문장 뗌"),
        "plan file imported": _l("계획 파일 가져옴"),
    },
    "audit_object": {"plan": _l("계획"), "plan_task": _l("과제")},
    "download": {
        "plans": _l("계획"),
        "plans.export": _l("계획의 과제"),
        "plans.template": _l("계획 파일의 빈 틀"),
        "plans.paper": _l("계획 문서"),
    },
}
