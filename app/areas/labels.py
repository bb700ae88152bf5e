"""Korean words (English through the catalogue) for the codes of areas, firms and industries."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

LABELS = {
    "area_kind": {
        "complex": _l("산업단지"),
        "knowledge_centre": _l("지식산업센터"),
        "venture_district": _l("벤처기업육성촉진지구"),
        "venture_facility": _l("벤처기업집적시설"),
        "special_zone": _l("지역특화발전특구"),
        "startup_area": _l("신기술창업집적지역"),
    },
    "district": {
        "중구": _l("중구"),
        "서구": _l("서구"),
        "동구": _l("동구"),
        "영도구": _l("영도구"),
        "부산진구": _l("부산진구"),
        "동래구": _l("동래구"),
        "남구": _l("남구"),
        "북구": _l("북구"),
        "해운대구": _l("해운대구"),
        "사하구": _l("사하구"),
        "금정구": _l("금정구"),
        "강서구": _l("강서구"),
        "연제구": _l("연제구"),
        "수영구": _l("수영구"),
        "사상구": _l("사상구"),
        "기장군": _l("기장군"),
    },
    "size_band": {
        "micro": _l("소상공인"),
        "small": _l("소기업"),
        "medium": _l("중기업"),
        "large": _l("중견·대기업"),
    },
    "growth_stage": {
        "startup": _l("창업기"),
        "growth": _l("성장기"),
        "mature": _l("성숙기"),
        "renewal": _l("재도약기"),
    },
    "industry_kind": {"main": _l("주력산업"), "future": _l("미래 신산업"), "other": _l("그 밖의 산업")},
    "respondent_kind": {"firm": _l("기업"), "expert": _l("전문가")},
}
