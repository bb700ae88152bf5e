"""Korean words (English through the catalogue) for the codes of memos."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

LABELS = {
    "memo_kind": {
        "segment": _l("문장"),
        "code": _l("코드"),
        "theme": _l("주제"),
        "document": _l("녹취록"),
        "area": _l("밀집지역"),
        "diary": _l("내 일지"),
    },
    "audit": {
        "memo written": _l("메모 작성"),
        "memo changed": _l("메모 변경"),
        "memo put in the trash": _l("메모를 휴지통에 넣음"),
        "memo restored": _l("메모를 휴지통에서 되살림"),
        "memo trash emptied": _l("메모 휴지통 비우기"),
    },
    "audit_object": {"memo": _l("메모")},
    "download": {"memos": _l("메모")},
}
