"""A scheme to be read: what weighs how much, where levels begin, and why each number of it is what it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from app.evaluation.display.wording import item_name
from app.tables.checked import N_
from app.words.formats import number, percent
from app.words.labels import label

# Key of a scheme's definition to what it sets and why; what has no words here is shown by its key. Weights, levels and
# what has a table of its own is told there.
WORDS: dict[str, tuple[str, str]] = {
    "lambda": (
        N_("지표·설문의 몫"),
        N_("목소리는 일부 기업에게서만 듣고 지표는 모든 기업을 세므로 지표 쪽을 조금 무겁게 둡니다."),
    ),
    "quantitative.months": (
        N_("지표 평균을 내는 달 수"),
        N_("한두 달의 튐에 흔들리지 않으면서 반기 안의 변화가 보이는 길이입니다."),
    ),
    "quantitative.months_at_least": (N_("그 가운데 있어야 하는 달 수"), N_("그보다 적으면 평균이 한두 달의 값입니다.")),
    "quantitative.complete_share": (
        N_("마지막 달을 정하는 지역의 비율"),
        N_("몇 지역만 먼저 나온 달로 끝내면 지역마다 다른 달을 견주게 됩니다."),
    ),
    "quantitative.survey_at_least": (N_("BSI를 내는 최소 응답 수"), N_("더 적으면 어느 기업의 답인지 드러납니다.")),
    "voices.severity_points": (N_("심각도 1–5의 부담"), N_("심각도 한 칸의 차이를 어디서나 같게 봅니다.")),
    "voices.K": (
        N_("신뢰도 상수 K의 기본값"),
        N_("말한 곳이 K곳이면 그 지역의 말과 다른 지역의 평균을 반씩 봅니다. 자료가 모이면 자료에서 구합니다."),
    ),
    "voices.K_low": (N_("K의 하한"), N_("한두 곳의 말만으로 지역 전체를 말하지 않게 합니다.")),
    "voices.K_high": (N_("K의 상한"), N_("모든 지역이 같은 말을 할 때도 목소리가 사라지지 않게 합니다.")),
    "voices.least_areas": (N_("같은 종류로 묶는 최소 지역 수"), N_("더 적으면 모든 종류를 함께 봅니다.")),
    "voices.least_respondents": (
        N_("목소리를 점수에 넣는 최소 수(곳)"),
        N_("더 적으면 한 곳의 말이 단계를 정하게 됩니다."),
    ),
    "step_down.points": (N_("단계를 내리는 데 필요한 여유(점)"), N_("경계에서 단계가 오르내리지 않게 합니다.")),
    "step_down.evaluations": (N_("단계를 내리기까지 연속 평가 수"), N_("한 번 나아진 것은 우연일 수 있습니다.")),
    "fit.low": (N_("일치 여부: 낮음의 끝(점)"), N_("0–100점을 셋으로 고르게 나눕니다.")),
    "fit.high": (N_("일치 여부: 높음의 시작(점)"), N_("0–100점을 셋으로 고르게 나눕니다.")),
    "fit.statement_share": (
        N_("의견을 물을 영역의 최소 비중"),
        N_("점수의 다섯에 하나보다 적게 보탠 영역의 어긋남은 단계를 바꾸지 못합니다."),
    ),
    "votes.quorum": (N_("현장검증의 정족수(표)"), N_("한 자리가 비어도 정할 수 있고, 과반보다는 많습니다.")),
    "uncertainty.draws": (N_("다시 계산하는 횟수"), N_("다시 해도 비율이 백분의 일 안에서 같아지는 횟수입니다.")),
    "uncertainty.seed": (N_("난수 초깃값"), N_("누가 다시 계산해도 같은 값이 나오게 합니다.")),
    "uncertainty.firm_share": (N_("‘견고’로 보는 비율"), N_("다섯 번 가운데 네 번은 같은 단계가 나와야 합니다.")),
    "uncertainty.lambda_halfwidth": (
        N_("지표·설문 몫의 흔들림(±)"),
        N_("몫은 합의한 값이므로 달리 정했을 때를 봅니다."),
    ),
    "uncertainty.goalpost_shift": (
        N_("0점·100점 기준값의 흔들림(폭의 비율)"),
        N_("기준값도 합의한 값이므로 달리 정했을 때를 봅니다."),
    ),
    "uncertainty.domain_concentration": (
        N_("영역 비중의 흔들림(클수록 작음)"),
        N_("비중이 백분의 몇쯤 달랐을 때를 봅니다."),
    ),
    "uncertainty.indicator_shape": (
        N_("지표 비중의 흔들림(클수록 작음)"),
        N_("비중이 사분의 일쯤 달랐을 때를 봅니다."),
    ),
    "monitoring.reference": (N_("견주는 지역"), N_("전국의 경기와 함께 움직인 만큼은 지역의 위기가 아닙니다.")),
    "monitoring.n_min": (N_("증감률을 내는 최소 기업 수"), N_("더 적으면 한 기업이 들고 나는 것이 증감률을 정합니다.")),
    "monitoring.window": (N_("평소 범위를 보는 달 수"), N_("세 해를 보면 한 해의 경기에 매이지 않습니다.")),
    "monitoring.shortest": (N_("평소 범위를 내는 최소 달 수"), N_("더 짧으면 무엇이 평소인지 모릅니다.")),
    "monitoring.clip": (N_("표준화 점수의 한계(±)"), N_("한 달의 극단값이 누적합을 혼자 채우지 않게 합니다.")),
    "monitoring.z_low": (N_("평소 범위 밖으로 보는 z"), N_("평소에 드물게만 넘는 값입니다.")),
    "monitoring.months_low": (N_("신호가 되는 달 수(분기 세 달 중)"), N_("한 달은 우연일 수 있습니다.")),
    "monitoring.allowance": (N_("누적합에서 빼는 값"), N_("작은 어긋남은 쌓이지 않게 합니다.")),
    "monitoring.alarm": (N_("누적합의 경보 기준"), N_("한 달로는 보이지 않는 느린 나빠짐을 잡습니다.")),
    "monitoring.version": (N_("분기 관찰 규칙의 판"), N_("지난 분류는 그때의 판으로 남습니다.")),
    "monitoring.restart.above": (
        N_("누적합을 다시 시작하는 z"),
        N_("평소로 돌아온 지역을 지난 나빠짐으로 붙잡아 두지 않습니다."),
    ),
    "monitoring.restart.months": (
        N_("누적합을 다시 시작하기까지 연속 달 수"),
        N_("한두 달의 회복은 우연일 수 있습니다."),
    ),
    "monitoring.months_known": (N_("분기 평균에 필요한 달 수"), N_("한 달만으로 즉시 관찰하지 않습니다.")),
    "monitoring.watch_at": (N_("관찰로 올리는 신호 비중"), N_("지표 하나의 신호로는 올리지 않습니다.")),
    "monitoring.stable_below": (N_("안정으로 내리는 신호 비중"), N_("올리는 기준보다 낮아 오르내리지 않습니다.")),
    "monitoring.quarters_below": (
        N_("안정으로 내리기까지 연속 분기 수"),
        N_("한 분기 나아진 것은 우연일 수 있습니다."),
    ),
    "monitoring.firms.window": (N_("기업의 이력을 보는 달 수"), N_("지역과 같이 세 해를 봅니다.")),
    "monitoring.firms.shortest": (N_("기업의 이력에 필요한 최소 달 수"), N_("더 짧으면 무엇이 평소인지 모릅니다.")),
    "monitoring.firms.floor": (
        N_("기업 변동의 가장 좁은 평소 범위(%p)"),
        N_("한 사람이 드나든 것은 이상한 일이 아닙니다."),
    ),
    "monitoring.firms.least_peers": (
        N_("견줄 비슷한 기업의 최소 수"),
        N_("더 적으면 가운데 값이 기업 하나에 달립니다."),
    ),
    "monitoring.firms.tail": (
        N_("기업 z를 보는 t 분포의 자유도"),
        N_("몇 달에서 낸 범위는 어긋나기 쉬워 정규 분포보다 꼬리가 깁니다."),
    ),
    "monitoring.firms.false_share": (N_("기업 목록에 우연히 들 몫"), N_("기업이 많으면 우연한 변동도 많아집니다.")),
    "monitoring.breaks.least": (
        N_("한 수준으로 보는 최소 달 수"),
        N_("전년 대비는 한 번의 변화를 열두 달 동안 보입니다."),
    ),
    "monitoring.breaks.memory": (
        N_("같은 말을 하는 이웃 달 수"),
        N_("이웃한 전년 대비는 열두 달 가운데 열한 달을 나누어 갖습니다."),
    ),
    "monitoring.breaks.penalty": (N_("수준 변화 하나의 값"), N_("조금 나아지는 것만으로는 나누지 않습니다.")),
    "monitoring.least_coverage": (N_("판단에 필요한 지표 비중"), N_("더 적게 알면 판단을 미룹니다.")),
}
TOLD = frozenset({"levels", "domains", "themes", "votes.seats", "monitoring.indicators", "monitoring.triggers"})
TITLES = {
    "": N_("지표와 목소리의 몫"),
    "quantitative": N_("지표와 설문"),
    "voices": N_("목소리"),
    "step_down": N_("단계를 내릴 때"),
    "fit": N_("지표와 목소리의 일치"),
    "votes": N_("현장검증"),
    "uncertainty": N_("견고도"),
    "monitoring": N_("분기 관찰"),
    "monitoring.firms": N_("분기 관찰: 기업 이상 변동"),
    "monitoring.breaks": N_("분기 관찰: 수준이 바뀐 달"),
    "monitoring.restart": N_("분기 관찰: 누적합을 다시 시작할 때"),
}
SHARES = frozenset(
    {
        "lambda",
        "monitoring.firms.false_share",
        "quantitative.complete_share",
        "fit.statement_share",
        "uncertainty.firm_share",
    }
) | {f"monitoring.{each}" for each in ("watch_at", "stable_below", "least_coverage")}


@dataclass(frozen=True)
class Setting:
    """One number of a scheme in words: what it sets, its value, and why."""

    name: str
    value: str
    why: str


@dataclass(frozen=True)
class Source:
    """An indicator or survey item of a domain: its share of the domain's numbers and its goalposts."""

    name: str
    survey: bool
    share: float
    upper: float
    lower: float


@dataclass(frozen=True)
class Part:
    """A domain with its weight, sources and themes."""

    domain: str
    weight: float
    sources: tuple[Source, ...]
    themes: tuple[str, ...]


def settings(definition: Mapping[str, Any]) -> list[tuple[str, list[Setting]]]:
    """Every number of a definition that no table of its own tells, under the headings of its parts."""
    groups: dict[str, list[Setting]] = {}
    order = list(WORDS)
    for key, value in sorted(
        _flat(definition), key=lambda each: order.index(each[0]) if each[0] in WORDS else len(order)
    ):
        part = key.rpartition(".")[0]
        name, why = (_(words) for words in WORDS[key]) if key in WORDS else (key, "")
        groups.setdefault(part, []).append(Setting(name, _value(key, value), why))
    return [(_(TITLES[part]) if part in TITLES else part, told) for part, told in groups.items()]


def parts(definition: Mapping[str, Any], names: Mapping[str, str], themes: Mapping[str, str]) -> list[Part]:
    """The domains; `names` says what indicators and items are called, `themes` what themes are."""
    placed = definition.get("themes", {})
    found = []
    for domain in definition["domains"]:
        whole = sum(each["weight"] for each in domain["indicators"])
        sources = tuple(
            Source(
                names.get(each["code"], each["code"]),
                each["source"] == "survey",
                each["weight"] / whole,
                each["upper"],
                each["lower"],
            )
            for each in domain["indicators"]
        )
        inside = tuple(themes.get(code, code) for code, place in placed.items() if place == domain["id"])
        found.append(Part(label(domain["id"], "domain"), domain["weight"], sources, inside))
    return found


def _flat(values: Mapping[str, Any], before: str = "") -> list[tuple[str, Any]]:
    """Numbers, words and lists of numbers by their dotted keys, without the scheme's own words."""
    found: list[tuple[str, Any]] = []
    for key, value in values.items():
        path = f"{before}{key}"
        if path in TOLD:
            continue
        if isinstance(value, Mapping):
            found += _flat(value, f"{path}.")
        elif before or not isinstance(value, str):
            found.append((path, value))
    return found


def _value(key: str, value: Any) -> str:
    if isinstance(value, Mapping):
        return ": ".join(str(each) for each in value.values())
    if isinstance(value, bool):
        return _("예") if value else _("아니요")
    if isinstance(value, list):
        return " · ".join(_value("", each) for each in value)
    if isinstance(value, str):
        return {"nation": _("전국"), "city": _("부산")}.get(value, value)
    if key in SHARES:
        return percent(value)
    return str(value) if key.endswith("seed") else number(value, 0 if value == int(value) else 2)


def triggers(definition: Mapping[str, Any], language: str) -> list[str]:
    """The rules that set an area on watch at once."""
    found = definition.get("monitoring", {}).get("triggers", [])
    return [str(each.get(f"name_{language}") or each["name_ko"]) for each in found]


def indicator_names(
    definition: Mapping[str, Any], indicators: Mapping[str, sqlite3.Row], waves: tuple[str, ...]
) -> dict[str, str]:
    """Code to name of every indicator and survey item of a definition."""
    return {
        each["code"]: item_name(
            each["code"], "survey" if each["source"] == "survey" else "indicator", indicators, waves
        )
        for domain in definition["domains"]
        for each in domain["indicators"]
    }
