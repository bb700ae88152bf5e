"""What an evaluation says in words: the level's sentence, names of items, losses; and its waterfall."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping

from flask_babel import gettext as _

from app.charts import charts
from app.evaluation.display.display import Display
from app.evaluation.display.steps import chart_of
from app.evaluation.method.frame import Frame
from app.evaluation.method.levels import level_of
from app.evaluation.method.scheme import Scheme
from app.surveys.asking.periods import period_word, quarters
from app.words.formats import month, named, number, percent
from app.words.labels import LABELS, label


def level_sentence(display: Display) -> str:
    """The one sentence of an area: score, level, what numbers and voices add, how often the level stays."""
    result = display.result
    if not display.told.score:
        return _untold_sentence(display)
    if result["score"] is None:
        return _("지표도 목소리도 없어 점수를 내지 못했습니다.")
    if result["level"] is None:
        return _parts_sentence(display)
    again = _(
        "가중치와 자료를 무작위로 바꾸어 %(draws)s번 다시 계산한 결과 %(share)s에서 같은 단계가 나왔습니다.",
        draws=number(result["draws"]),
        share=percent(result["robustness"]),
    )
    return f"{_parts_sentence(display)} {again}"


def _untold_sentence(display: Display) -> str:
    """The level alone, and whether it is firm."""
    level = display.result["level"]
    if level is None:
        return _("판단을 유보했습니다. 3곳 미만의 답이 드러날 수 있어 점수와 그 폭은 싣지 않습니다.")
    words = {"level": label(level, "level"), "firm": _("견고") if display.firm else _("경계")}
    return _(
        "%(level)s(%(firm)s)입니다. 3곳 미만의 답이 드러날 수 있어 점수와 그 폭은 싣지 않습니다.",
        **words,
    )


def _parts_sentence(display: Display) -> str:
    """What numbers and voices add; voices that are not counted are told as that."""
    result = display.result
    words = {
        "score": number(result["score"], 1),
        "level": label(result["level"], "level") if result["level"] else _("판단 유보"),
        "numbers": number(display.numbers, 1),
        "voices": number(display.voices, 1),
        "n": number(display.told.respondents),
    }
    if not display.told.parts:
        return _(
            "%(score)s점, %(level)s입니다. 3곳 미만의 답이 드러날 수 있어 지표·설문과 목소리의 몫은 나누어 싣지 않습니다.",
            **words,
        )
    if not display.told.voices:
        return _(
            "%(score)s점, %(level)s: 모두 지표와 설문에서 나온 점수입니다. 말한 곳이 3곳 미만이어서 목소리는 점수에 넣지 "
            "않았고 싣지도 않습니다.",
            **words,
        )
    if any(line.row["l"] is not None for line in display.domains):
        return _(
            "%(score)s점, %(level)s: 지표와 설문에서 %(numbers)s점, %(n)s곳의 목소리에서 %(voices)s점입니다.",
            **words,
        )
    return _(
        "%(score)s점, %(level)s: 모두 지표와 설문에서 나온 점수입니다. 이번 회차에 말한 곳이 없습니다.",
        **words,
    )


def held_sentence(display: Display) -> str:
    """Why the level is worse than the score alone says; empty where it is not."""
    result = display.result
    if result["level"] is None or result["raw_level"] == result["level"]:
        return ""
    return _(
        "점수만 보면 %(raw)s이지만, 단계를 내리려면 %(count)s회 연속으로 "
        "구간보다 %(points)s점 이상 낮아야 하므로 %(level)s에 머뭅니다.",
        raw=label(result["raw_level"], "level"),
        level=label(result["level"], "level"),
        count=number(display.scheme.step_down_evaluations),
        points=number(display.scheme.step_down_points),
    )


def distance_sentence(display: Display) -> str:
    """How far the score is from the next worse level; empty at the worst, or where no level is proposed."""
    result, score = display.result, display.result["score"]
    if score is None or result["level"] is None:
        return ""
    worse = [level for level in display.scheme.levels if level.start > score]
    if not worse:
        return ""
    return _(
        "%(level)s(%(start)s점)까지 %(points)s점",
        level=label(worse[0].id, "level"),
        start=f"{worse[0].start:g}",
        points=number(worse[0].start - score, 1),
    )


def without_voices(display: Display) -> str:
    """What numbers alone would say; empty of method 1, where nobody spoke, and where it may not be told."""
    result = display.result
    score = result["score_numbers"]
    if result["method"] == 1 or not display.told.parts or not display.told.respondents or score is None:
        return ""
    return _(
        "%(score)s점(%(level)s)이고, 목소리를 함께 보면 %(all)s점입니다.",
        score=number(score, 1),
        level=label(level_at(score, display.scheme), "level"),
        all=number(result["score"], 1),
    )


def level_at(score: float, scheme: Frame) -> str:
    """The level of a score by the cut-offs alone."""
    place = int(level_of(score, scheme.cutoffs))
    return scheme.levels[place].id


def undetermined_sentences(display: Display, indicators: Mapping[str, sqlite3.Row]) -> list[str]:
    """Why no level is proposed: what is missing, and from when on it could be determined; none where one is."""
    result = display.result
    if not result["undetermined"] or not isinstance(display.scheme, Scheme):
        return []
    found = [
        _(
            "단계를 내려면 지표 비중의 %(least)s를 알아야 하는데 %(known)s만 압니다.",
            least=percent(display.scheme.least_evidence),
            known=percent(result["coverage"]),
        )
    ]
    surveys = {i.code for i in display.scheme.indicators if i.source == "survey"}
    for loss in display.losses:
        code = loss["indicator"] or ""
        if code and code not in surveys:
            since = loss.get("since")
            found.append(
                _(
                    "%(name)s: %(why)s. %(month)s부터 쓸 수 있습니다.",
                    name=item_name(code, "indicator", indicators, ()),
                    why=missing(loss["reason"]),
                    month=month(since),
                )
                if since
                else _(
                    "%(name)s: %(why)s", name=item_name(code, "indicator", indicators, ()), why=missing(loss["reason"])
                )
            )
    since = json.loads(result["details"]).get("since")
    if since:
        found.append(_("지금처럼 공표되면 %(month)s 자료부터 단계를 낼 수 있습니다.", month=month(since)))
    return found


def item_name(code: str, kind: str, indicators: Mapping[str, sqlite3.Row], waves: Iterable[str]) -> str:
    """An indicator by its name, a survey item with its quarter by the round's waves: 업황 BSI, 2026년 3분기."""
    if kind == "indicator":
        return named(indicators[code]) if code in indicators else code
    item, _underline, period = code.rpartition("_")
    if item not in LABELS["bsi_item"] or period not in ("past", "next"):
        return code
    return _(
        "%(item)s BSI, %(when)s", item=label(item, "bsi_item"), when=quarters(waves, period) or period_word((), period)
    )


def missing(reason: str | None) -> str:
    """Why a value is missing."""
    words = {
        "few_months": _("값이 있는 달이 모자람"),
        "base_too_small": _("기준값이 너무 작음"),
        "no_data": _("공표된 값 없음"),
        "no_answers": _("응답 없음"),
        "too_few": _("3곳 미만이라 싣지 않았습니다"),
        "given_away": _("답한 곳이 적어 싣지 않았습니다"),
    }
    return words.get(reason or "", _("자료 없음"))


def loss_sentences(display: Display, indicators: Mapping[str, sqlite3.Row]) -> list[str]:
    """What could not be counted and what stands for it, domains of one kind together."""
    without = {d.id for d in display.scheme.domains if not d.indicators}
    groups: dict[str, list[str]] = {}
    for loss in display.losses:
        by_design = loss["kind"] == "quantitative" and loss["domain"] in without
        if loss["kind"] != "indicator":
            kind = "by design" if by_design else loss["kind"] or "all"
            groups.setdefault(kind, []).append(label(loss["domain"], "domain"))
    found = [_loss(kind, ", ".join(names)) for kind, names in groups.items()]
    missing_items = _missing_items(display, indicators)
    if missing_items:
        names = ", ".join(missing_items)
        if display.result["method"] == 1:
            found.append(_("자료가 없어 빠진 항목(같은 영역의 나머지 항목이 대신합니다): %(names)s", names=names))
        else:
            found.append(
                _("자료가 없어 빠진 항목(다른 값으로 채우지 않고 근거의 무게에서 뺍니다): %(names)s", names=names)
            )
    return found


def _missing_items(display: Display, indicators: Mapping[str, sqlite3.Row]) -> list[str]:
    """Names of the items without a value; the survey's as one word where all of them are missing."""
    kinds = {i.code: "survey" if i.source == "survey" else "indicator" for i in display.scheme.indicators}
    lost = [loss["indicator"] for loss in display.losses if loss["kind"] == "indicator" and loss["indicator"]]
    surveyed = [code for code, kind in kinds.items() if kind == "survey"]
    if surveyed and set(surveyed) <= set(lost):
        rest = [item_name(code, kinds[code], indicators, ()) for code in lost if kinds[code] == "indicator"]
        return [*rest, _("설문 문항 %(n)s개 모두", n=number(len(surveyed)))]
    return [item_name(code, kinds[code], indicators, display.waves) for code in lost]


def _loss(kind: str, domains: str) -> str:
    words = {
        "all": _("지표도 목소리도 없어 점수를 내지 못했습니다."),
        "by design": _("%(domain)s: 이 방식에는 지표가 없는 영역이어서 목소리만으로 봅니다.", domain=domains),
        "domain": _("%(domain)s: 지표도 목소리도 없어 다른 영역이 그 비중을 나누어 집니다.", domain=domains),
        "quantitative": _("%(domain)s: 쓸 수 있는 지표가 없어 목소리가 비중을 모두 집니다.", domain=domains),
        "qualitative": _("%(domain)s: 말한 곳이 세 곳 미만이어서 지표가 비중을 모두 집니다.", domain=domains),
    }
    return words[kind]


def waterfall(display: Display, name: Callable[[str, str], str] | None = None) -> charts.Chart | None:
    """What each source, or where they have no `name` each domain, adds until the score.

    None without a score, or where that may not be told.
    """
    if display.result["score"] is None or not display.told.parts:
        return None
    if name and display.steps:
        return chart_of(
            display.steps,
            lambda step: name(step.ref, step.kind),
            description=level_sentence(display),
            levels=[(level.id, level.start) for level in display.scheme.levels[1:]],
        )
    numbers, voices = _("지표·설문"), _("목소리")
    steps = []
    for line in display.domains:
        word = label(line.row["domain"], "domain")
        for kind, points in ((numbers, line.row["contribution_q"]), (voices, line.row["contribution_l"])):
            if points:
                steps.append(charts.Step(f"{word} · {kind}", points, kind))
    cuts = [
        charts.Reference(level.start, f"{label(level.id, 'level')} {level.start:g}")
        for level in display.scheme.levels[1:]
    ]
    return charts.waterfall(
        steps,
        total=_("점수"),
        title=_("점수가 쌓인 순서"),
        description=level_sentence(display),
        references=cuts,
        domain=(0, 100),
    )
