"""Korean words (English through the catalogue) for the codes of roundtables and who takes part."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

LABELS = {
    "audit": {
        "recording stored": _l("녹음 저장"),
        "recording heard": _l("녹음 듣기"),
        "recording destroyed": _l("녹음 파기"),
        "series changed": _l("간담회 시리즈 고치기"),
    },
    "audit_object": {"series": _l("간담회 시리즈")},
    "series_kind": {
        "innovation": _l("지역혁신 라운드테이블"),
        "fgi": _l("분기 FGI 협의체"),
        "emergency": _l("비상대책 회의"),
        "other": _l("그 밖의 모임"),
    },
    "record_field": {
        "kind": _l("종류"),
        "title": _l("제목"),
        "title_en": _l("영문 제목"),
        "held_on": _l("날짜"),
        "starts_at": _l("시작"),
        "ends_at": _l("끝"),
        "place": _l("장소"),
        "series": _l("시리즈"),
        "number": _l("회의 번호"),
        "presentations": _l("발표"),
        "industry_code": _l("업종"),
        "language": _l("언어"),
        "area_codes": _l("밀집지역"),
        "topics": _l("논의 주제"),
        "participants": _l("참여자"),
    },
    "roundtable_kind": {
        "roundtable": _l("FGI 협의체"),
        "interview": _l("심층 인터뷰"),
        "field_note": _l("현장 기록"),
    },
    "org_kind": {
        "city": _l("부산시·구군"),
        "council": _l("시의회"),
        "technopark": _l("테크노파크"),
        "support": _l("지원기관"),
        "ministry": _l("중앙정부"),
        "agency": _l("진흥기관"),
        "firm": _l("기업"),
        "expert": _l("외부 전문가"),
        "moderator": _l("사회자"),
    },
    "transcript_state": {"none": _l("녹취록 없음"), "speakers": _l("발언자 확인 필요"), "done": _l("완료")},
}
