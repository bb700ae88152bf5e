"""What came after an evaluation, in words: data that came in, returns destroyed, a newer result beside it."""

from __future__ import annotations

import sqlite3

from flask_babel import gettext as _

from app.evaluation.round.item_store import Item
from app.words.formats import day, number
from app.words.labels import label


def later_sentence(later: sqlite3.Row | None) -> str:
    """What came in after the evaluation (a row of `evidence_store.later_inputs`); empty where nothing did."""
    if later is None:
        return ""
    words = (
        (later["observations"], _("지표 %(n)s건", n=number(later["observations"]))),
        (later["judgments"], _("판단 %(n)s건", n=number(later["judgments"]))),
        (later["responses"], _("설문 응답 %(n)s건", n=number(later["responses"]))),
        (later["transcripts"], _("녹취록 %(n)s건", n=number(later["transcripts"]))),
        (later["withdrawn"], _("철회한 녹취록 %(n)s건", n=number(later["withdrawn"]))),
        (later["withdrawn_returns"], _("철회한 설문 응답 %(n)s건", n=number(later["withdrawn_returns"]))),
    )
    told = ", ".join(word for n, word in words if n)
    if later["withdrawn"] or later["withdrawn_returns"]:
        return _("이 평가 뒤에 들어오거나 철회한 자료가 있습니다(%(told)s). 다시 평가해 주십시오.", told=told)
    return _("이 평가 뒤에 들어온 자료가 있습니다(%(told)s). 다시 평가해 주십시오.", told=told) if told else ""


def destroyed_sentence(destroyed: int) -> str:
    """How many returns an evaluation counted that have been destroyed since; empty where none were."""
    if not destroyed:
        return ""
    return _(
        "이 평가에 센 설문 응답 %(n)s건을 그 뒤에 파기했습니다. 점수와 수는 그대로이고, 답과 글은 남아 있지 않습니다.",
        n=number(destroyed),
    )


def newer_sentence(result: Item) -> str:
    """The newer computed result beside the one that stands (a row with `newer_id`), in words."""
    level = label(result["newer_level"], "level") if result["newer_level"] else _("판단 유보")
    if result["newer_score"] is None:
        return _(
            "새로 계산한 결과: %(level)s(%(day)s), 아직 검증하지 않았습니다.", level=level, day=day(result["newer_at"])
        )
    return _(
        "새로 계산한 결과: %(level)s %(score)s점(%(day)s), 아직 검증하지 않았습니다.",
        level=level,
        score=number(result["newer_score"], 1),
        day=day(result["newer_at"]),
    )
