"""What each number of a scheme sets, and why it is what it is: words alone."""

from __future__ import annotations

from app.tables.checked import N_

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
    "method": (N_("방법의 판"), N_("1판으로 한 평가는 그때 저장한 그대로 보여 드리고, 계산은 이 판으로만 합니다.")),
    "calibration.outcomes": (
        N_("결과를 아는 지역과 견준 수(곳)"),
        N_("지정 여부가 알려진 지역과 견주기 전에는 기준값과 구간이 맞는지 알 수 없습니다."),
    ),
    "calibration.published": (N_("견준 결과의 공개"), N_("누구나 따져 볼 수 있어야 맞추었다고 말할 수 있습니다.")),
    "calibration.rounds_kept": (
        N_("고치지 않고 지킨 회차"),
        N_("결과를 보고 고치면 맞춘 것이 아니라 끼워 맞춘 것입니다."),
    ),
    "calibration.least_outcomes": (
        N_("‘보정됨’이 되는 데 필요한 지역(곳)"),
        N_("한두 곳이 맞은 것은 우연일 수 있습니다."),
    ),
    "calibration.least_rounds": (N_("‘보정됨’이 되는 데 필요한 회차"), N_("한 해 반을 지켜 보아야 합니다.")),
    "quantitative.least_evidence": (
        N_("단계를 내는 데 필요한 지표 비중"),
        N_("지표 하나로 낸 단계가 확실해 보이는 일을 막습니다. 모자라면 판단을 유보합니다."),
    ),
    "survey.within": (
        N_("BSI: 한 지역 안 분산의 기본값"),
        N_("응답이 적을 때 세 곳의 같은 답을 확실한 것으로 보지 않게 합니다."),
    ),
    "survey.prior_K": (
        N_("BSI: 신뢰도 상수의 기본값(곳)"),
        N_("이만큼 답하면 BSI를 절반의 무게로 셉니다. 자료가 모이면 자료에서 구합니다."),
    ),
    "survey.prior_weight": (N_("BSI: 기본값의 무게"), N_("기본값을 이만큼의 자료로 보고 자료와 섞습니다.")),
    "survey.b0": (N_("BSI: 지역이 기대는 평균의 기본값"), N_("0은 좋아졌다와 나빠졌다가 같다는 뜻입니다(BSI 100).")),
    "survey.b0_weight": (N_("BSI: 그 평균의 무게(곳)"), N_("지역이 몇 곳 없을 때 한 곳이 평균을 정하지 않게 합니다.")),
    "voices.calm": (
        N_("말한 곳을 0점으로 보는 부담"),
        N_("누구나 어려움은 있으므로 가벼운 애로(심각도 1)까지는 점수를 주지 않습니다."),
    ),
    "voices.crisis": (N_("말한 곳을 100점으로 보는 부담"), N_("가장 심각한 말은 한 칸 모자라도 위기로 봅니다.")),
    "voices.most_K": (
        N_("K의 상한(곳)"),
        N_("모든 지역이 같은 위기를 말할 때도 목소리가 사라지지 않게 합니다."),
    ),
    "voices.display_from": (
        N_("나란히 볼 때 0점인 평균 부담"),
        N_("영역의 목소리를 견주어 보이는 데만 쓰고 점수에는 들지 않습니다."),
    ),
    "voices.display_to": (
        N_("나란히 볼 때 100점인 평균 부담"),
        N_("말한 곳의 절반이 가장 심각한 애로를 말한 만큼입니다. 점수에는 들지 않습니다."),
    ),
    "voices.steady.within": (N_("한 지역 안 분산의 기본값"), N_("목소리가 적은 회차에 K가 튀지 않게 합니다.")),
    "voices.steady.prior_K": (
        N_("신뢰도 상수 K의 기본값(곳)"),
        N_("말한 곳이 K곳이면 목소리를 절반의 무게로 셉니다. 자료가 모이면 자료에서 구합니다."),
    ),
    "voices.steady.prior_weight": (N_("기본값의 무게"), N_("기본값을 이만큼의 자료로 보고 자료와 섞습니다.")),
    "voices.steady.b0": (N_("지역이 기대는 목소리 평균의 기본값"), N_("점수가 아니라 점수의 폭을 내는 데만 씁니다.")),
    "voices.steady.b0_weight": (
        N_("그 평균의 무게(곳)"),
        N_("말한 지역이 적을 때 한 지역이 평균을 정하지 않게 합니다."),
    ),
    "grades.C": (
        N_("근거 등급 C의 시작"),
        N_("다 알 때를 100 %로 하여 아는 만큼입니다. 그 아래이거나 아무도 말하지 않았으면 D입니다."),
    ),
    "grades.B": (N_("근거 등급 B의 시작"), N_("근거가 절반은 있어야 합니다.")),
    "grades.A": (N_("근거 등급 A의 시작"), N_("지표를 다 알고 몇 곳이 말하면 닿습니다.")),
    "asking.random_share": (
        N_("무작위로 물을 안정 지역의 비율"),
        N_("나빠 보이는 지역에만 물으면 조용한 지역을 잘못 압니다."),
    ),
    "asking.problems": (N_("애로를 묻는 열린 질문"), N_("여기에 답한 기업은 말한 것으로 셉니다.")),
    "asking.no_crisis": (
        N_("위기가 아니라고 밝힌 답"),
        N_("그렇게 밝힌 기업은 0점으로 셉니다. 빈칸은 답이 아니어서 세지 않습니다."),
    ),
    "fit.silent_below": (
        N_("‘한쪽 침묵’으로 보는 목소리의 무게"),
        N_("한 곳의 말로는 지표와 맞다 어긋나다 말하지 않습니다."),
    ),
    "uncertainty.clip_shift": (
        N_("목소리 0점·100점의 흔들림(±점)"),
        N_("기준값도 합의한 값이므로 달리 정했을 때를 봅니다."),
    ),
    "uncertainty.firm_errors": (
        N_("비율에서 빼는 오차의 수"),
        N_("다시 계산한 횟수 때문에 ‘견고’가 되지 않게 합니다."),
    ),
    "uncertainty.ridge": (
        N_("목소리를 지표로 어림할 때의 줄임"),
        N_("말한 지역이 적을 때 우연한 관계를 믿지 않게 합니다."),
    ),
    "uncertainty.ridge_voices": (
        N_("어림에서 절반으로 세는 응답 수(곳)"),
        N_("한두 곳이 말한 지역이 관계를 정하지 않게 합니다."),
    ),
    "uncertainty.mood_common": (
        N_("한 기업의 답들이 함께 움직이는 정도의 기본값"),
        N_("기분이 나쁜 날의 답은 모두 나쁘므로 문항을 따로따로 세면 폭이 좁아집니다."),
    ),
    "uncertainty.least_revisions": (
        N_("수정 폭을 자료에서 구하는 최소 달 수"),
        N_("더 적으면 지표마다 정해 둔 값을 씁니다."),
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
TOLD = frozenset(
    {"reasons", "levels", "domains", "themes", "votes.seats", "monitoring.indicators", "monitoring.triggers"}
)
TITLES = {
    "": N_("지표와 목소리의 몫"),
    "quantitative": N_("지표와 설문"),
    "voices": N_("목소리"),
    "voices.steady": N_("목소리의 무게를 구할 때"),
    "survey": N_("설문의 무게를 구할 때"),
    "grades": N_("근거 등급"),
    "asking": N_("누가 말했는지"),
    "calibration": N_("알려진 결과와 견주기"),
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
        "quantitative.least_evidence",
        "asking.random_share",
        "fit.silent_below",
        "grades.C",
        "grades.B",
        "grades.A",
        "quantitative.complete_share",
        "fit.statement_share",
        "uncertainty.firm_share",
    }
) | {f"monitoring.{each}" for each in ("watch_at", "stable_below", "least_coverage")}
