"""Words for the codes of reports."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

LABELS = {"job_kind": {"public_pages": _l("누리집에 올릴 쪽 만들기")}}
