"""Korean words for the codes of the corpus: variables, orders, whose word counts, saved questions, files."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

LABELS = {
    "corpus_coder": {"": _l("전문가 모두"), "settled": _l("조정하여 정함"), "machine": _l("기계의 제안")},
    "corpus_mode": {"words": _l("낱말이 모두"), "exact": _l("적힌 그대로"), "meaning": _l("뜻이 비슷하게")},
    "corpus_order": {
        "place": _l("자리 순"),
        "new": _l("나중에 들어온 순"),
        "grave": _l("심각한 순"),
        "who": _l("말한 곳 순"),
    },
    "variable": {
        "area": _l("밀집지역"),
        "cluster": _l("클러스터"),
        "industry": _l("업종"),
        "size": _l("기업 규모"),
        "stage": _l("성장 단계"),
        "kind": _l("말한 이"),
        "wave": _l("분기"),
    },
    "corpus_share": {"": _l("말한 곳의 수"), "column": _l("열에서 차지한 비율"), "row": _l("행에서 차지한 비율")},
    "corpus_page": {
        "find": _l("말 찾기"),
        "table": _l("주제와 변수"),
        "together": _l("함께 나온 주제"),
        "trend": _l("분기별 흐름"),
    },
    "audit": {
        "question saved": _l("말뭉치 물음 저장"),
        "question ended": _l("말뭉치 물음 끝냄"),
        "question resumed": _l("말뭉치 물음 다시 엶"),
    },
    "audit_object": {"corpus_question": _l("저장한 물음")},
    "download": {"corpus": _l("말뭉치에서 찾은 말")},
}
