"""Korean words (English through the catalogue) for the codes of stored files."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

LABELS = {
    "audit": {"file stored": _l("사진·파일 저장"), "files destroyed": _l("사진·파일 파기")},
    "audit_object": {"stored_file": _l("사진·파일")},
}
