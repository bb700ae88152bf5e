"""A corrected closed answer, and weights fixed for a survey, are read as they were known at a moment."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.clock import now
from app.evaluation.reading import voice_store
from app.evaluation.reading.moments import Moment
from app.surveys.answering.responding import accept
from app.surveys.correcting.correcting import correct
from app.surveys.weighing.weighing import fix, of_round
from tests.surveys.answering.test_responding import given
from tests.surveys.conftest import opened


def values(db: Database, round_id: str, at: str) -> dict[str, str]:
    asked = ("biz_past", "biz_next")
    return {r["question_id"]: r["value"] for r in voice_store.answers(db, round_id, Moment("", at, at, False), asked)}


def test_an_evaluation_reads_the_newest_correction_of_its_moment(
    db: Database, areas: dict[str, str], round_id: str
) -> None:
    accepted = accept(db, opened(db), given(areas))
    moments = [now()]
    for key, value in (("biz_past", "4"), ("biz_past", "5"), ("biz_next", "1")):
        told = {"reason": "read", "note": "종이를 다시 봄", "scope": EVERYTHING, "person_id": None}
        correct(db, accepted.response_id, key, value, **told)  # type: ignore[arg-type]
        moments.append(now())
    assert [values(db, round_id, at)["biz_past"] for at in moments] == ["2", "4", "5", "5"]
    assert [values(db, round_id, at).get("biz_next") for at in moments[2:]] == ["null", "1"]


def test_weights_of_a_round_are_those_fixed_by_its_moment(db: Database, areas: dict[str, str], round_id: str) -> None:
    survey: sqlite3.Row = opened(db)
    accept(db, survey, given(areas))
    before = now()
    fix(db, survey["id"], "raked", low=0.5, high=2.0, reason="예시로 확정함", person_id=None)
    assert of_round(db, round_id, until=before) == {}
    assert list(of_round(db, round_id, until=now()).values()) == [1.0]
    fix(db, survey["id"], "none", low=0.5, high=2.0, reason="되돌림: 예시", person_id=None)
    assert of_round(db, round_id, until=now()) == {}
