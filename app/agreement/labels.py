"""Korean words (English through the catalogue) for coefficients of agreement and for why there is none."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

LABELS = {
    "level_of_measurement": {
        "nominal": _l("명목 척도"),
        "ordinal": _l("순서 척도"),
        "interval": _l("등간 척도"),
        "ratio": _l("비율 척도"),
    },
    "coefficient": {
        "alpha": _l("Krippendorff 알파"),
        "kappa": _l("Cohen 카파(짝들의 평균)"),
        "fleiss": _l("Fleiss 카파(둘이면 Scott 파이)"),
        "ac": _l("Gwet AC1·AC2"),
        "equal": _l("Brennan-Prediger S"),
        "percent": _l("같게 판단한 비율"),
        "both": _l("한 사람이 표시한 것을 다른 사람도 표시한 비율"),
    },
    # Why there is no coefficient, or no interval of one.
    "no_agreement": {
        "one_coder": _l("한 사람만 판단했습니다"),
        "no_units": _l("둘 이상이 함께 판단한 단위가 없습니다"),
        "too_few": _l("둘 이상이 함께 판단한 단위가 하나뿐입니다"),
        "no_variation": _l("모두 같은 값뿐이어서 우연을 가릴 수 없습니다"),
        "coded_only": _l("표시된 것만 보면 우연을 가릴 수 없습니다"),
        "too_many_values": _l("값의 종류가 너무 많습니다"),
        "no_spans": _l("표시한 곳이 없습니다"),
        "unsteady": _l("다시 뽑으면 값이 나오지 않는 때가 많아 구간을 적지 않습니다"),
        "no_width": _l("엇갈린 곳이 없어 구간을 추정할 수 없습니다"),
        "not_drawn": _l("구간을 구하지 않았습니다(다시 뽑을 단위나 응답자가 5곳 이상이어야 합니다)"),
    },
}
