"""Korean words (English through the catalogue) for the codes of the codebook and what a draft changes."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

LABELS = {
    "domain": {
        "finance": _l("금융"),
        "market": _l("시장"),
        "technology": _l("기술"),
        "hr": _l("인력"),
        "rnd": _l("연구개발"),
        "external": _l("외부 충격"),
    },
    "term_kind": {"surface": _l("그대로"), "near": _l("가까이 나온 두 용어")},
    "change": {"added": _l("추가됨"), "removed": _l("삭제됨"), "changed": _l("수정됨")},
    "draft_words": {
        "name_ko": _l("이름(한국어)"),
        "name_en": _l("이름(영어)"),
        "definition_ko": _l("정의(한국어)"),
        "definition_en": _l("정의(영어)"),
        "include_ko": _l("포함 기준(한국어)"),
        "include_en": _l("포함 기준(영어)"),
        "exclude_ko": _l("제외 기준(한국어)"),
        "exclude_en": _l("제외 기준(영어)"),
        "examples_ko": _l("예시(한국어)"),
        "examples_en": _l("예시(영어)"),
        "colour": _l("색"),
    },
}
