"""Korean words (English through the catalogue) for the codes of values and of the quarterly classification."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

LABELS = {
    "monitoring_state": {"stable": _l("안정"), "watch": _l("관찰"), "undetermined": _l("판단 유보")},
    "mark": {"provisional": _l("잠정"), "estimated": _l("추정"), "revised": _l("정정"), "noted": _l("주석 있음")},
    "absence": {"suppressed": _l("비공개"), "unknown": _l("미상"), "nil": _l("해당 없음")},
}
