"""Korean words for the codes of exploring: parts of speech, whose word names a theme, its jobs and their phases."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

LABELS = {
    "word_tag": {
        "NNG": _l("명사"),
        "NNP": _l("고유명사"),
        "XR": _l("형용사"),
        "VA": _l("형용사"),
        "VV": _l("동사"),
        "SL": _l("로마자"),
        "SH": _l("한자"),
        "EN": _l("영어"),
    },
    "theme_basis": {"coded": _l("전문가 판단"), "suggested": _l("기계의 제안")},
    "job_kind": {
        "words": _l("낱말 읽기"),
        "topics": _l("화제 묶기"),
        "alike": _l("비슷한 답 묶기"),
        "subthemes": _l("하위 주제 찾기"),
    },
    "job_phase": {
        "words": _l("낱말을 읽는 중"),
        "topics": _l("화제를 묶는 중"),
        "alike": _l("비슷한 답을 찾는 중"),
        "subthemes": _l("하위 주제를 찾는 중"),
    },
    "download": {"concordance": _l("문맥 속 낱말"), "alike": _l("비슷한 답"), "meaning": _l("같은 뜻의 말")},
}
