"""The six steps of the round, read from what is stored: how far each is and what blocks it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping

from flask_babel import gettext as _
from sqlite_utils import Database

from app.evaluation.display.later import later_sentence
from app.evaluation.round.evidence_store import later_inputs
from app.home import store
from app.home import today_store as waiting
from app.home.lines import LEVELS
from app.home.work import DOING, DONE, WAITING, Step, quarter_complete, state_of
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
        _validation(results, len(waiting.seats(db, round_id))),
    ]


def _monitoring(areas: int, numbers: sqlite3.Row) -> Step:
    word, verb, complete = _("모니터링"), _("지표 보기"), numbers["complete"]
    if not numbers["month"]:
        return Step(1, word, WAITING, (), _("지표 자료를 가져와야 합니다."), verb, "monitoring.index")
    facts = (
        _("최근 자료 %(month)s", month=month(numbers["month"])),
        _("지표가 모두 있는 지역 %(whole)s곳 중 %(part)s곳", whole=number(areas), part=number(complete)),
    )
    missing = _("%(n)s곳에 최근 달의 지표가 빠져 있습니다.", n=number(areas - complete)) if complete < areas else ""
    return Step(1, word, DOING if missing else DONE, facts, missing, verb, "monitoring.index")


def _classification(db: Database, areas: int, numbers: sqlite3.Row) -> Step:
    word, verb = _("분류"), _("분류 보기")
    if not numbers["month"]:
        return Step(2, word, WAITING, (), _("지표 자료가 있어야 분류할 수 있습니다."), verb, "monitoring.index")
    wanted = quarter_complete(numbers["month"])
    found = waiting.classified(db, wanted)
    if not found:
        return Step(
            2,
            word,
            WAITING,
            (),
            _("%(quarter)s를 아직 분류하지 않았습니다.", quarter=quarter(wanted)),
            verb,
            "monitoring.index",
        )
    facts = (f"{quarter(wanted)}: {_counted(found, ('stable', 'watch', 'undetermined'), 'monitoring_state')}",)
    return Step(2, word, state_of(sum(found.values()), areas), facts, "", verb, "monitoring.index")


def _quantitative(areas: int, numbers: sqlite3.Row) -> Step:
    comparable = numbers["comparable"] or 0
    blocked = "" if comparable else _("한 해 전과 견줄 지표 자료가 있어야 합니다.")
    words = _("한 해 전과 견줄 수 있는 지역 %(whole)s곳 중 %(part)s곳", whole=number(areas), part=number(comparable))
    facts = (words,) if comparable else ()
    return Step(3, _("정량 분석"), state_of(comparable, areas), facts, blocked, _("변화 보기"), "monitoring.index")


def _qualitative(db: Database, round_id: str | None, voices: sqlite3.Row) -> Step:
    left = waiting.unseen_statements(db, round_id)
    facts: tuple[str, ...] = (
        _("설문 응답 %(n)s건", n=number(voices["responses"])),
        _(
            "간담회·인터뷰 %(whole)s건 가운데 %(part)s건의 녹취록이 있습니다",
            whole=number(voices["roundtables"]),
            part=number(voices["transcripts"]),
        ),
        _(
            "발언 %(whole)s개, 주제로 분류한 발언 %(part)s개",
            whole=number(voices["segments"]),
            part=number(voices["coded"]),
        ),
    )
    blocked, state = "", DOING
    if not voices["responses"] and not voices["transcripts"]:
        facts, state, blocked = (), WAITING, _("설문 응답이나 간담회 녹취록이 있어야 합니다.")
    elif not voices["segments"]:
        blocked = _("발언을 나누고 주제를 제안하는 분석을 돌려야 합니다.")
    elif left:
        blocked = _("아무도 검토하지 않은 발언이 %(n)s개 있습니다.", n=number(left))
    else:
        state = DONE
    return Step(4, _("정성 분석"), state, facts, blocked, _("주제 보기"), "coding.themes")


def _evaluation(
    evaluation: sqlite3.Row | None, results: Mapping[str, sqlite3.Row], voices: sqlite3.Row, later: str
) -> Step:
    word, verb = _("종합평가"), _("평가 보기")
    if evaluation is None:
        blocked = _("지표와 목소리를 합쳐 단계를 계산해야 합니다.")
        if not voices["coded"]:
            blocked = _("전문가가 검토한 발언이 있어야 목소리를 합칠 수 있습니다.")
        return Step(5, word, WAITING, (), blocked, verb, "evaluation.index")
    levels = Counter(r["level_now"] or "" for r in results.values())
    thin = sum(not r["level_now"] and bool(r["undetermined"]) for r in results.values())
    unrated = [_("판단 유보 %(n)s곳", n=number(thin))] if thin else []
    if levels[""] > thin:
        unrated.append(_("미평가 %(n)s곳", n=number(levels[""] - thin)))
    facts = (
        ", ".join(filter(None, (_counted(levels, LEVELS, "level"), *unrated))),
        _("%(day)s에 계산했습니다", day=day(evaluation["created_at"])),
    )
    return Step(5, word, DOING if later else DONE, facts, later, verb, "evaluation.index")


def _validation(results: Mapping[str, sqlite3.Row], seated: int) -> Step:
    word, verb = _("현장검증과 의결"), _("검증 보기")
    if not results:
        return Step(6, word, WAITING, (), _("종합평가가 먼저 있어야 합니다."), verb, "evaluation.index")
    states = Counter(r["state"] or "computed" for r in results.values())
    facts = (_counted(states, ("computed", "validated", "decided", "confirmed"), "level_state"),)
    settled = states["decided"] + states["confirmed"]
    blocked = ""
    if seated < SEATS:
        blocked = _("검증단 다섯 자리 가운데 %(n)s자리만 정해졌습니다.", n=seated)
    state = DONE if settled == len(results) else DOING if settled or states["validated"] or seated else WAITING
    return Step(6, word, state, facts, blocked, verb, "evaluation.index")


def _counted(found: Mapping[str, int], order: tuple[str, ...], kind: str) -> str:
    """Words with their counts: 안정 60곳, 관찰 22곳."""
    return ", ".join(
        _("%(word)s %(n)s곳", word=label(code, kind), n=number(found[code])) for code in order if found.get(code)
    )
