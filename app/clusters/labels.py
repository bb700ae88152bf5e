"""Korean words (English through the catalogue) for the codes of clusters, zones and series."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

LABELS = {
    # The kinds of zone the law knows; what is none of them is told by its name.
    "zone_kind": {
        "research": _l("연구개발특구"),
        "economic": _l("경제자유구역"),
        "opportunity": _l("기회발전특구"),
        "regulation": _l("규제자유특구"),
        "special": _l("지역특화발전특구"),
        "materials": _l("소재·부품·장비 특화단지"),
        "venture": _l("벤처기업육성촉진지구"),
        "finance": _l("금융중심지"),
        "marine": _l("해양산업클러스터"),
        "foreign": _l("외국인투자지역"),
        "energy": _l("분산에너지 특화지역"),
        "renewal": _l("노후거점산단·구조고도화지구"),
        "crisis": _l("산업위기 대응지역"),
        "other": _l("그 밖의 지정"),
    },
    "cluster_cut": {"cluster": _l("혁신클러스터"), "zone": _l("지정(특구)")},
    "series_unit": {"won": _l("원"), "people": _l("명"), "count": _l("개"), "percent": _l("%")},
    "cluster_import": {"zones": _l("지정(특구)"), "series": _l("시·클러스터 통계")},
    "import_kind": {"zones": _l("지정(특구)"), "series": _l("시·클러스터 통계")},
    "audit": {
        "zone changed": _l("지정(특구) 내용 변경"),
        "place value taken back": _l("시·클러스터 통계의 잘못된 값 표시"),
    },
    "audit_object": {"zone": _l("지정(특구)"), "place_value": _l("시·클러스터 통계의 값")},
    "download": {
        "clusters.export": _l("혁신클러스터"),
        "clusters.zones_export": _l("지정(특구)"),
        "clusters.themes_export": _l("클러스터·지정별 주제"),
        "clusters.series_export": _l("시·클러스터 통계"),
        "clusters.template": _l("클러스터 자료의 양식"),
    },
}
