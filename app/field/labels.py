"""Korean words (English through the catalogue) for the codes of the field: records and what became of them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

LABELS = {
    "field_kind": {"return": _l("응답"), "visit": _l("방문")},
    "field_state": {"accepted": _l("저장됨"), "held": _l("사무실에서 확인 중"), "set_aside": _l("제외함")},
}
