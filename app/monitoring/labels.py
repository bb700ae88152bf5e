"""Korean words (English through the catalogue) for the codes of the quarterly classification."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

LABELS = {
    "monitoring_state": {"stable": _l("안정"), "watch": _l("관찰"), "undetermined": _l("판단 유보")},
}
