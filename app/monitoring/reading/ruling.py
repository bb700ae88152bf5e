"""What the page of the rules shows: the rules in use as sentences with their numbers, and the study of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlite_utils import Database

from app.monitoring.method.indicators import Indicator
from app.monitoring.method.rules import IndicatorRule, MonitoringRules, Trigger
from app.monitoring.method.study import Study, StudyLine, load_study, rules_hash
from app.monitoring.observations import store
from app.monitoring.quarter.assessing import policy_in_use
from app.monitoring.reading.wording import change_words
from app.words.formats import number, percent
from app.words.i18n import language

WORLDS = ("ar_independent", "ar_correlated", "walk_independent", "walk_correlated")
Rows = tuple[tuple[str, tuple[StudyLine, ...]], ...]
QUESTIONS = ("healthy", "fast", "slow", "recovered")


@dataclass(frozen=True)
class Told:
    """An indicator's part in the rules: its share of the weight, the least spread, the absolute rule in words."""

    indicator: Indicator
    share: float
    floor: float
    absolute: str


@dataclass(frozen=True)
class RulesView:
    """The rules in use.

    Attributes
    ----------
    sentences : tuple of (title, text)
    study : Study
        As it was last measured.
    current : bool
        Whether the study was run with these rules.
    rows, restless : tuple of (question, lines in the order of WORLDS)
        Of areas as they are taken to be, and of areas twice as restless.
    """

    version: int
    sentences: tuple[tuple[str, str], ...]
    indicators: tuple[Told, ...]
    triggers: tuple[str, ...]
    study: Study
    current: bool
    rows: Rows
    restless: Rows


def read_ruling(db: Database) -> RulesView:
    """The rules of the scheme in use, in words, with the study that is kept beside them."""
    rules, study = policy_in_use(db).rules, load_study()
    known = {each.code: each for each in store.list_indicators(db)}
    return RulesView(
        rules.version,
        tuple(_sentences(rules)),
        tuple(_told(known[each.code], each, rules) for each in rules.indicators),
        tuple(_name(each) for each in rules.triggers),
        study,
        study.rules == rules_hash(rules),
        _rows(study.lines, 1.0),
        _rows(study.lines, 2.0),
    )


def _rows(lines: Sequence[StudyLine], noise: float) -> Rows:
    found = {(each.question, each.world): each for each in lines if each.noise == noise}
    return tuple((question, tuple(found[question, world] for world in WORLDS)) for question in QUESTIONS)


def _told(indicator: Indicator, rule: IndicatorRule, rules: MonitoringRules) -> Told:
    whole = sum(each.weight for each in rules.indicators)
    worst = None if rule.worse_by is None else -indicator.direction * rule.worse_by
    return Told(indicator, rule.weight / whole, rule.mad_floor, "" if worst is None else change_words(indicator, worst))


def _name(trigger: Trigger) -> str:
    return trigger.name_en if language() == "en" else trigger.name_ko


def _sentences(rules: MonitoringRules) -> list[tuple[str, str]]:
    region = _("전국") if rules.reference == "nation" else _("부산")
    sentences = [
        (
            _("변화"),
            _("한 해 전 같은 달과 견주고, 같은 달 %(region)s의 변화를 뺍니다. "
              "한 해 전 기업이 %(n)s곳보다 적으면 견주지 않습니다.",
              region=region, n=number(rules.n_min)),
        ),
        (
            _("평소 범위(z)"),
            _("지난 %(window)s개월의 중앙값과 절대편차로 잽니다. "
              "견줄 수 있는 달이 %(shortest)s개월보다 적으면 절대 기준만 봅니다.",
              window=number(rules.window), shortest=number(rules.shortest)),
        ),
        (
            _("낮은 달"),
            _("z가 %(z)s 이하인 달이 분기 세 달 가운데 %(n)s달이면 신호입니다. "
              "빠진 달이 결과를 바꿀 수 있으면 ‘모름’으로 둡니다.",
              z=number(rules.z_low, 1), n=number(rules.months_low)),
        ),
        (_("느린 나빠짐(누적합)"), _erosion(rules)),
        (
            _("관찰로"),
            _("신호를 낸 지표의 비중이 %(at)s 이상이거나 즉시 관찰 기준에 들면 관찰로 올립니다. "
              "분기 평균에는 %(n)s달이 있어야 합니다.",
              at=percent(rules.watch_at), n=number(rules.months_known)),
        ),
        (
            _("안정으로"),
            _("신호 비중이 %(below)s보다 낮은 분기가 %(n)s번 이어져야 안정으로 내립니다. "
              "판단을 미룬 분기는 이어짐을 끊습니다.",
              below=percent(rules.stable_below), n=number(rules.quarters_below)),
        ),
        (
            _("판단 유보"),
            _("확인된 지표의 비중이 %(least)s보다 적으면 판단을 미루고 지난 상태를 둡니다. "
              "확인된 신호만으로 전체 비중의 %(at)s가 되면 미루지 않습니다.",
              least=percent(rules.least_coverage), at=percent(rules.watch_at)),
        ),
    ]  # fmt: skip
    return sentences


def _erosion(rules: MonitoringRules) -> str:
    if rules.restart is None:
        return ""
    return _(
        "z가 평소에서 %(k)s 넘게 모자란 만큼을 쌓아 %(h)s보다 커지면 신호입니다. "
        "신호를 낸 다음 분기 첫 달과, z가 %(above)s보다 높은 달이 %(n)s달 이어질 때 0에서 다시 시작합니다.",
        k=number(rules.allowance, 1),
        h=number(rules.alarm),
        above=number(rules.restart.above, 1),
        n=number(rules.restart.months),
    )
