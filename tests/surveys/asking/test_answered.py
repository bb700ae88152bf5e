"""Whether a firm answered, by what is kept of returns: the same as all returns say, without looking through them."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.db import rows, scalar
from app.ids import new_id
from app.surveys.answering.responding import Return, accept
from app.surveys.asking.frame import answered, answered_at
from app.surveys.sealed import ending
from tests.surveys.conftest import ANSWERS, firms, survey

__all__ = ["firms", "survey"]


def test_firms_that_answered_are_those_of_standing_returns_after_each_act(
    db: Database, survey: sqlite3.Row, firms: dict[str, str]
) -> None:
    _same(db)
    sent = [_send(db, survey, firms[code]) for code in ("F1", "F1", "F2")]
    assert _same(db) == 2
    ending.withdraw(db, sent[1], "request", person_id=None)
    assert _same(db) == 2  # the return before it stands again
    ending.withdraw(db, sent[2], "request", person_id=None)
    ending.destroy(db, sent[2], "request", person_id=None)
    assert _same(db) == 1


def test_whether_a_firm_answered_looks_through_no_table(db: Database) -> None:
    sql = f"select {answered('?', '?')}, {answered_at('?', '?')}"
    plan = [r["detail"] for r in rows(db, f"explain query plan {sql}", ["f", "s", "f", "s"])]
    assert any("return_now_firm" in step for step in plan)
    assert not [step for step in plan if step.startswith("SCAN") and "CONSTANT" not in step]


def _send(db: Database, survey: sqlite3.Row, firm_id: str) -> str:
    area = scalar(db, "select area_id from firm where id = ?", [firm_id])
    return accept(db, survey, Return(new_id(), area, ANSWERS, "onsite", firm_id)).response_id


def _same(db: Database) -> int:
    """Firms that answered; both ways of asking say the same."""
    kept = rows(
        db, f"select f.id, {answered()} as a, {answered_at()} as b from firm f join survey s order by f.id, s.id"
    )
    whole = rows(
        db,
        """select f.id, exists (select 1 from standing_response r where r.survey_id = s.id and r.firm_id = f.id) as a,
             (select max(r.submitted_at) from standing_response r where r.survey_id = s.id and r.firm_id = f.id) as b
           from firm f join survey s order by f.id, s.id""",
    )
    assert [tuple(r) for r in kept] == [tuple(r) for r in whole]
    return sum(r["a"] for r in kept)
