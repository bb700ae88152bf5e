"""The six steps of the round, read from what is stored: how far each is and what blocks it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

from flask_babel import gettext as _
from sqlite_utils import Database

from app.evaluation.display.later import later_sentence
from app.evaluation.display.lines import NONE, STATES
from app.evaluation.round.evidence_store import later_inputs
from app.home import store
from app.home import today_store as waiting
from app.home.lines import LEVELS
from app.home.work import DOING, DONE, WAITING, Door, Fact, Step, quarter_complete, state_of
from app.words.formats import day, month, number, quarter
from app.words.labels import label

# Of the verification team: as many as both shipped schemes name.
SEATS = 5


def read_steps(db: Database, current: sqlite3.Row | None) -> list[Step]:
    """The checklist of the round for all areas, in the order of the method."""
    round_id = current["id"] if current else None
    areas = waiting.registered(db)["areas"]
    numbers = waiting.indicator_progress(db)
    voices = waiting.voices(db, round_id)
    results = store.results_of(db, round_id)
    evaluation = waiting.newest_evaluation(db, round_id)
    later = later_sentence(later_inputs(db, round_id)) if round_id else ""
    return [
        _monitoring(areas, numbers),
        _classification(db, areas, numbers),
        _quantitative(areas, numbers),
        _qualitative(db, round_id, voices),
        _evaluation(evaluation, results, voices, later),
        _validation(results, len(waiting.seats(db, round_id)), current["code"] if current else ""),
    ]


def _monitoring(areas: int, numbers: sqlite3.Row) -> Step:
    word, go, complete = _("모니터링"), Door(_("지표 보기"), "monitoring.data"), numbers["complete"]
    if not numbers["month"]:
        blocked = Door(_("지표 자료를 가져와야 합니다."), "monitoring.data")
        return Step(1, word, WAITING, (), blocked, go)
    facts = (
        (Door(_("최근 자료 %(month)s", month=month(numbers["month"]))),),
        (Door(_("지표가 모두 있는 지역 %(whole)s곳 중 %(part)s곳", whole=number(areas), part=number(complete))),),
    )
    gaps = None
    if complete < areas:
        words = _("%(n)s곳에 최근 달의 지표가 빠져 있습니다.", n=number(areas - complete))
        gaps = Door(words, "monitoring.index", (("sort", "-missing"),))
    return Step(1, word, DOING if gaps else DONE, facts, gaps, go)


def _classification(db: Database, areas: int, numbers: sqlite3.Row) -> Step:
    word, go = _("분류"), Door(_("분류 보기"), "monitoring.index")
    if not numbers["month"]:
        return Step(2, word, WAITING, (), Door(_("지표 자료가 있어야 분류할 수 있습니다.")), go)
    wanted = quarter_complete(numbers["month"])
    found = waiting.classified(db, wanted)
    if not found:
        blocked = Door(_("%(quarter)s를 아직 분류하지 않았습니다.", quarter=quarter(wanted)))
        return Step(2, word, WAITING, (), blocked, go)
    doors = _counted(
        found,
        ("stable", "watch", "undetermined"),
        "monitoring_state",
        lambda code: Door("", "monitoring.index", (("quarter", wanted), ("state", code))),
    )
    facts = ((Door(quarter(wanted)),), doors)
    return Step(2, word, state_of(sum(found.values()), areas), facts, None, go)


def _quantitative(areas: int, numbers: sqlite3.Row) -> Step:
    comparable = numbers["comparable"] or 0
    blocked = None if comparable else Door(_("한 해 전과 견줄 지표 자료가 있어야 합니다."))
    words = _("한 해 전과 견줄 수 있는 지역 %(whole)s곳 중 %(part)s곳", whole=number(areas), part=number(comparable))
    facts = ((Door(words),),) if comparable else ()
    # The widest signals first: the changes themselves, where step 2 shows the states they led to.
    go = Door(_("변화 보기"), "monitoring.index", (("sort", "-breadth"),))
    return Step(3, _("정량 분석"), state_of(comparable, areas), facts, blocked, go)


def _qualitative(db: Database, round_id: str | None, voices: sqlite3.Row) -> Step:
    left = waiting.unseen_statements(db, round_id)
    facts: tuple[Fact, ...] = (
        (Door(_("설문 응답 %(n)s건", n=number(voices["responses"])), "surveys.index"),),
        (
            Door(
                _(
                    "간담회·인터뷰 %(whole)s건 가운데 %(part)s건의 녹취록이 있습니다",
                    whole=number(voices["roundtables"]),
                    part=number(voices["transcripts"]),
                ),
                "roundtables.index",
            ),
        ),
        (
            Door(
                _(
                    "발언 %(whole)s개, 주제로 분류한 발언 %(part)s개",
                    whole=number(voices["segments"]),
                    part=number(voices["coded"]),
                )
            ),
        ),
    )
    blocked, state = None, DOING
    if not voices["responses"] and not voices["transcripts"]:
        facts, state = (), WAITING
        blocked = Door(_("설문 응답이나 간담회 녹취록이 있어야 합니다."), "surveys.index")
    elif not voices["segments"]:
        blocked = Door(_("발언을 나누고 주제를 제안하는 분석을 돌려야 합니다."))
    elif left:
        blocked = Door(_("아무도 검토하지 않은 발언이 %(n)s개 있습니다.", n=number(left)))
    else:
        state = DONE
    return Step(4, _("정성 분석"), state, facts, blocked, Door(_("주제 보기"), "coding.themes"))


def _evaluation(
    evaluation: sqlite3.Row | None, results: Mapping[str, sqlite3.Row], voices: sqlite3.Row, later: str
) -> Step:
    word, go = _("종합평가"), Door(_("평가 보기"), "evaluation.index")
    if evaluation is None:
        blocked = _("지표와 목소리를 합쳐 단계를 계산해야 합니다.")
        if not voices["coded"]:
            blocked = _("전문가가 검토한 발언이 있어야 목소리를 합칠 수 있습니다.")
        return Step(5, word, WAITING, (), Door(blocked), go)
    levels = Counter(r["level_now"] or "" for r in results.values())
    thin = sum(not r["level_now"] and bool(r["undetermined"]) for r in results.values())
    unrated = [_("판단 유보 %(n)s곳", n=number(thin))] if thin else []
    if levels[""] > thin:
        unrated.append(_("미평가 %(n)s곳", n=number(levels[""] - thin)))
    none = tuple(Door(words, "evaluation.index", (("level", NONE),)) for words in unrated)
    rated = _counted(levels, LEVELS, "level", lambda code: Door("", "evaluation.index", (("level", code),)))
    facts = ((*rated, *none), (Door(_("%(day)s에 계산했습니다", day=day(evaluation["created_at"]))),))
    return Step(5, word, DOING if later else DONE, facts, Door(later) if later else None, go)


def _validation(results: Mapping[str, sqlite3.Row], seated: int, code: str) -> Step:
    """How far levels have come; an area without a level has none to be validated and is counted in step 5."""
    word, go = _("현장검증과 의결"), Door(_("검증 보기"), "evaluation.validations")
    if not results:
        return Step(6, word, WAITING, (), Door(_("종합평가가 먼저 있어야 합니다."), "evaluation.index"), go)
    states = Counter(r["state"] or "computed" for r in results.values() if r["level_now"])
    facts = (_counted(states, STATES, "level_state", lambda each: Door("", "evaluation.index", (("state", each),))),)
    settled = states["decided"] + states["confirmed"]
    blocked = None
    if seated < SEATS:
        words = _("검증단 다섯 자리 가운데 %(n)s자리만 정해졌습니다.", n=seated)
        blocked = Door(words, "evaluation.seats", (("code", code),))
    state = DOING if settled or states["validated"] or seated else WAITING
    return Step(6, word, DONE if settled == states.total() > 0 else state, facts, blocked, go)


def _counted(
    found: Mapping[str, int], order: tuple[str, ...], kind: str, door: Callable[[str], Door]
) -> tuple[Door, ...]:
    """Words with their counts, each leading to what it counts: 안정 60곳, 관찰 22곳."""
    return tuple(
        replace(door(code), word=_("%(word)s %(n)s곳", word=label(code, kind), n=number(found[code])))
        for code in order
        if found.get(code)
    )
