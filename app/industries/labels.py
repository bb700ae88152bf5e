"""Korean words (English through the catalogue) for the codes of key industries and the committee's decisions."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

LABELS = {
    "key_industry_kind": {"main": _l("주력산업"), "future": _l("미래 신산업")},
    "maturity": {"early": _l("도입기"), "growing": _l("성장기 기술"), "mature": _l("성숙 기술")},
    "industry_verdict": {
        "keep": _l("유지"),
        "adjust": _l("범위 조정"),
        "exclude": _l("제외"),
        "replace": _l("대체"),
        "add": _l("신규 선정"),
    },
    "industry_import": {
        "list": _l("산업 목록"),
        "decisions": _l("선정위원회 결정 초안"),
        "incentives": _l("평가와 인센티브"),
    },
    "import_kind": {
        "industry_list": _l("주력산업 목록"),
        "industry_decisions": _l("선정위원회 결정 초안"),
        "industry_incentives": _l("평가와 인센티브"),
    },
    "audit": {
        "industry cycle made": _l("주력산업 주기 만듦"),
        "industry written": _l("주력산업 입력"),
        "industry changed": _l("주력산업 고침"),
        "industry decision drafted": _l("선정위원회 결정 초안"),
        "industry decided": _l("선정위원회 결정"),
        "industry statements attached": _l("선정위원회 결정에 발언 붙임"),
        "industry statement taken off": _l("선정위원회 결정에서 발언 뗌"),
        "industry incentive recorded": _l("산업 평가 결과 기록"),
    },
    "audit_object": {
        "industry": _l("주력산업"),
        "industry_cycle": _l("주력산업 주기"),
        "industry_decision": _l("선정위원회 결정"),
    },
    "download": {
        "industries.export": _l("주력산업 목록"),
        "industries.changes_export": _l("주력산업 주기의 바뀜"),
        "industries.template": _l("주력산업 양식"),
    },
}
