"""Stating what an evaluation cannot tell: where the strands disagree or one is silent."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlite_utils import Database

from app.accounts.store import record
from app.db import writing
from app.errors import BadInput, Conflict, Problem
from app.evaluation.display.display import questions
from app.evaluation.round import store
from app.evaluation.round.presets import scheme_of
from app.personal.written import written
from app.words.labels import label

# Shorter words say no reason. Chosen, not measured; a vote's reason asks for as much (forms/evaluation.py).
SHORTEST = 10


def state(db: Database, area_result_id: str, *, domain: str, text: str, person_id: str) -> None:
    """Append a statement about a domain that needs one; earlier statements stay.

    Raises BadInput for a domain without an open question or words too few to say anything.
    """
    words = written(db, " ".join(text.split()))
    with writing(db):
        result = store.find_result(db, area_result_id)
        if result is None:
            raise Conflict(_("없는 평가 결과입니다. 평가 화면에서 다시 열어 주십시오."))
        rows = store.domains_of(db, area_result_id)
        # Also of silent domains: a council may raise the level of a good area.
        scheme = scheme_of(db, result["scheme_id"])
        asked = questions(rows, result, scheme, also=scheme.levels[-1].id)
        problems = _problems(words, domain, asked)
        if problems:
            raise BadInput(*problems)
        store.insert_statement(db, area_result_id, domain=domain, text=words, person_id=person_id)
        record(
            db,
            "statement added",
            person_id=person_id,
            object_kind="area_result",
            object_id=area_result_id,
            domain=domain,
        )


def _problems(words: str, domain: str, asked: list[str]) -> list[Problem]:
    found = []
    if domain not in asked:
        right = _("의견이 필요한 영역: %(names)s", names=", ".join(label(d, "domain") for d in asked) or "–")
        found.append(Problem(_("영역"), _("의견이 필요한 영역이 아닙니다"), right))
    if len(words) < SHORTEST:
        found.append(
            Problem(
                _("의견"),
                _("너무 짧습니다"),
                _("왜 어긋나는지, 무엇을 확인했는지 %(n)s자 이상으로 적어 주십시오", n=SHORTEST),
            )
        )
    return found
