"""Korean words (English through the catalogue) for the codes of values and of the quarterly classification."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

LABELS = {
    "monitoring_state": {"stable": _l("안정"), "watch": _l("관찰"), "undetermined": _l("판단 유보")},
    "study": {
        "healthy": _l("멀쩡한 지역이 관찰에 드는 분기"),
        "fast": _l("두 지표가 달마다 1 %씩 나빠짐: 아홉 달 안에 찾음"),
        "slow": _l("네 지표가 달마다 0.3 %씩 나빠짐: 열여덟 달 안에 찾음"),
        "recovered": _l("두 지표가 한 번 8 % 떨어지고 그 뒤 잠잠함: 여섯 분기 안에 관찰에서 벗어남"),
    },
    "mark": {"provisional": _l("잠정"), "estimated": _l("추정"), "revised": _l("정정"), "noted": _l("주석 있음")},
    "absence": {"suppressed": _l("비공개"), "unknown": _l("미상"), "nil": _l("해당 없음")},
}
