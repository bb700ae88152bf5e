"""How a round's levels are spread, beside the last round and by district, and the list of all areas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from sqlite_utils import Database

from app.charts import charts
from app.evaluation.display.lines import LEVELS, STATES, Line
from app.evaluation.overview import glance
from app.evaluation.overview.glance import Glance
from app.evaluation.overview.spreading import UNDETERMINED, Count, standing_of
from app.reports.extent import Extent
from app.reports.rounds.figures import Column, Figures, Link
from app.reports.rounds.round_report import Number, Section
from app.words.formats import named, number, share_of
from app.words.labels import label


def word_of(level: str | None) -> str:
    """A level's word, or why there is none."""
    if level == UNDETERMINED:
        return _("판단 유보")
    return label(level, "level") if level else _("미평가")


def lead(seen: Glance, extent: Extent) -> str:
    """The sentence of a round: how many of which areas are above the best level, and at which."""
    spread = seen.spread
    worse = [each for each in reversed(spread.counts) if each.level in LEVELS[1:]]
    told = ", ".join(_("%(level)s %(n)s곳", level=word_of(each.level), n=number(each.n)) for each in worse)
    values = {"areas": extent.areas, "told": told}
    if not spread.above:
        return _("%(areas)s 모두 양호이거나 판단을 유보한 곳입니다.", **values)
    return _(
        "%(areas)s 가운데 %(n)s곳이 %(first)s 이상입니다: %(told)s.",
        n=number(spread.above),
        first=word_of(seen.scheme.levels[1].id),
        **values,
    )


def beside(seen: Glance) -> str:
    """The last round's number, in a sentence; empty where there was none."""
    spread = seen.spread
    if seen.before is None or not spread.total_before:
        return ""
    return _(
        "지난 회차(%(round)s)에는 %(total)s곳 가운데 %(n)s곳이었습니다.",
        round=named(seen.before),
        total=number(spread.total_before),
        n=number(spread.above_before),
    )


def undetermined(seen: Glance) -> str:
    n = next((each.n for each in seen.spread.counts if each.level == UNDETERMINED), 0)
    return _("%(n)s곳은 갖추어진 지표가 모자라 판단을 유보했습니다.", n=number(n)) if n else ""


def numbers(seen: Glance) -> tuple[Number, ...]:
    """How many areas are above the best level, and how many at the worst that occurs."""
    spread = seen.spread
    then = _("지난 회차 %(n)s곳", n=number(spread.above_before)) if seen.before else _("지난 회차 없음")
    worst = next((each for each in reversed(spread.counts) if each.level in LEVELS[1:] and each.n), None)
    found = [
        Number(
            _("%(level)s 이상", level=word_of(seen.scheme.levels[1].id)),
            share_of(spread.above, spread.total),
            then,
        )
    ]
    if worst is not None and worst.level != seen.scheme.levels[1].id:
        found.append(Number(word_of(worst.level), _("지역 %(n)s곳", n=number(worst.n)), _before(worst)))
    return tuple(found)


def _before(count: Count) -> str:
    return _("지난 회차 없음") if count.before is None else _("지난 회차 %(n)s곳", n=number(count.before))


def section(db: Database, seen: Glance) -> Section:
    """The spread of levels, beside the last round and by district."""
    sentences = (beside(seen) or _("지난 회차에 평가한 결과가 없어 견줄 수 없습니다."), undetermined(seen))
    return Section(
        "levels",
        _("단계의 분포"),
        tuple(each for each in sentences if each),
        charts=(_chart(seen),),
        tables=(_spread(seen), *_districts(db, seen)),
    )


def _spread(seen: Glance) -> Figures:
    spread = seen.spread
    return Figures(
        "levels",
        _("단계별 밀집지역 수"),
        (
            Column(_("단계"), "level", share=3),
            Column(_("이번 회차"), "count"),
            Column(_("비율"), "percent"),
            Column(_("지난 회차"), "count"),
            Column(_("지난 회차 비율"), "percent"),
        ),
        tuple(
            (
                each.level,
                each.n,
                each.n / spread.total if spread.total else None,
                each.before,
                each.before / spread.total_before if each.before is not None and spread.total_before else None,
            )
            for each in spread.counts
        ),
    )


def _districts(db: Database, seen: Glance) -> tuple[Figures, ...]:
    """By district, where there are several: those with areas above the best level first."""
    levels = [level.id for level in seen.scheme.levels]
    groups = glance.read_cut(db, seen.lines, levels, "district")
    if len(groups) < 2:
        return ()
    table = Figures(
        "districts",
        _("구군별 단계"),
        (
            Column(_("구군"), share=3),
            Column(_("밀집지역"), "count"),
            Column(_("%(level)s 이상", level=word_of(levels[1])), "count"),
            *(Column(word_of(level), "count") for level in levels),
            Column(_("단계 없음"), "count"),
        ),
        tuple((g.word, g.total, g.above, *g.levels, g.none) for g in groups),
    )
    return (table,)


def _chart(seen: Glance) -> charts.Chart:
    now, then = _("이번 회차"), _("지난 회차")
    spread, drawn = seen.spread, []
    for each in spread.counts:
        word = word_of(each.level)
        drawn.append(charts.Bar(word, each.n, now, number(each.n)))
        if each.before is not None:
            drawn.append(charts.Bar(word, each.before, then, number(each.before)))
    return charts.bars(
        drawn,
        title=_("단계별 밀집지역 수"),
        description=", ".join(
            _("%(level)s %(n)s곳", level=word_of(each.level), n=number(each.n)) for each in spread.counts
        ),
        unit=_("곳"),
        digits=0,
    )


def every_area(seen: Glance, before: Mapping[str, str | None]) -> Section:
    """The list of all areas, worst level first; `before` are the last round's levels."""
    lines = sorted(seen.lines, key=_rank)
    districts = {each: label(each, "district") for each in {line.row["district"] for line in lines}}
    table = Figures(
        "areas",
        _("밀집지역 목록"),
        (
            Column(_("코드"), share=2),
            Column(_("밀집지역"), share=5),
            Column(_("구군"), share=2),
            Column(_("단계"), "level", share=2),
            Column(_("지난 회차"), "level", share=2),
            Column(_("점수"), "points"),
            Column(_("근거 등급")),
            Column(_("상태"), "state", share=2),
        ),
        tuple(_area(line, districts, before) for line in lines),
        tuple(Link("reports.area", {"area_id": line.row["area_id"]}, "reports.view") for line in lines),
        note=_("점수가 빈 곳은 3곳 미만의 답이 드러날 수 있어 싣지 않았거나 판단을 유보한 곳입니다."),
    )
    return Section("areas", _("모든 밀집지역"), (states(seen.lines),), tables=(table,))


def _rank(line: Line) -> tuple[int, float]:
    place = LEVELS.index(line.level) if line.level else -1
    return -place, -(line.row["score"] or 0.0)


def _area(line: Line, districts: Mapping[str, str], before: Mapping[str, str | None]) -> tuple[object, ...]:
    row = line.row
    return (
        *(row["code"], named(row), districts[row["district"]], standing_of(line), before.get(row["area_id"])),
        *(row["score"], row["grade"], _state(line)),
    )


def states(lines: Sequence[Line]) -> str:
    """How far the levels have gone."""
    counts = counted(lines)
    told = ", ".join(
        _("%(state)s %(n)s곳", state=label(state, "level_state"), n=number(n)) for state, n in counts.items() if n
    )
    without = len(lines) - sum(counts.values())
    if without:
        return _("단계가 어디까지 정해졌는지: %(told)s, 단계 없음 %(n)s곳.", told=told, n=number(without))
    return _("단계가 어디까지 정해졌는지: %(told)s.", told=told)


def counted(lines: Sequence[Line]) -> dict[str, int]:
    """How many levels stand in each state; an area without a level stands in none."""
    return {state: sum(_state(line) == state for line in lines) for state in STATES}


def _state(line: Line) -> str | None:
    return (line.row["state"] or "computed") if line.level else None


def draft(lines: Sequence[Line]) -> str:
    """What must be known before the report is passed on; empty once the council has decided on every level."""
    waiting = sum((line.row["state"] or "computed") in STATES[:2] for line in lines if line.level)
    if not waiting:
        return ""
    return _(
        "초안: %(n)s곳의 단계는 지원협의회 의결을 거치지 않았습니다. 밖에 알릴 수 있는 단계가 아닙니다.",
        n=number(waiting),
    )
