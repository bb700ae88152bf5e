"""What is kept of returns is what a full count of them says, whatever happens to them."""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.db import scalar, writing
from app.ids import new_id
from app.surveys.answering import keeping
from app.surveys.answering.responding import Accepted, accept
from app.surveys.correcting.correcting import correct
from app.surveys.sealed import ending
from tests.surveys.answering.test_responding import given
from tests.surveys.conftest import ANSWERS

WHY = {"reason": "read", "note": "종이의 동그라미를 다시 봄"}


def test_counts_follow_every_act_on_a_return(
    db: Database, survey: sqlite3.Row, areas: dict[str, str], firms: dict[str, str]
) -> None:
    def came(firm: str | None, at: str | None = None, **more: str) -> Accepted:
        cells = {**ANSWERS, **more}
        return accept(
            db, survey, given(areas, response_id=new_id(), cells=cells, firm_id=firm and firms[firm], submitted_at=at)
        )

    def firms_that_said(question: str, value: str) -> int:
        assert keeping.wrong(db) == [], question
        sql = "select coalesce(sum(firms), 0) from answer_count where question_id = ? and value = ?"
        return int(scalar(db, sql, [question, value]))

    first = came("F1", "2026-11-20T01:00:00.000000+00:00")
    assert firms_that_said("biz_past", "2") == 1
    older = came("F1", "2026-11-19T01:00:00.000000+00:00", biz_past="5")
    assert firms_that_said("biz_past", "5") == 0
    newer = came("F1", "2026-11-21T01:00:00.000000+00:00", biz_past="4", employees="")
    assert (firms_that_said("biz_past", "2"), firms_that_said("employees", "1234")) == (0, 0)
    came("F2")
    came(None)
    assert firms_that_said("biz_past", "2") == 2
    assert firms_that_said("causes", '["finance", "market"]') == 3
    correct(db, newer.response_id, "biz_past", "1", scope=EVERYTHING, person_id=None, **WHY)
    correct(db, newer.response_id, "biz_past", "3", scope=EVERYTHING, person_id=None, **WHY)
    correct(db, newer.response_id, "employees", "77", scope=EVERYTHING, person_id=None, **WHY)
    correct(db, older.response_id, "biz_past", "1", scope=EVERYTHING, person_id=None, **WHY)
    assert [firms_that_said("biz_past", each) for each in "1345"] == [0, 1, 0, 0]
    ending.withdraw(db, newer.response_id, "request", person_id=None)
    assert [firms_that_said("biz_past", each) for each in "23"] == [3, 0]
    ending.destroy(db, newer.response_id, "request", person_id=None)
    ending.destroy(db, first.response_id, "request", person_id=None)
    assert [firms_that_said("biz_past", each) for each in "12"] == [1, 2]
    assert scalar(db, "select count(*) from answer_count where value = '77'") == 0
    ending.withdraw(db, older.response_id, "mistake", person_id=None)
    assert firms_that_said("biz_past", "1") == 0


def test_a_firm_that_answered_by_two_ways_is_counted_once(
    db: Database, survey: sqlite3.Row, areas: dict[str, str], firms: dict[str, str]
) -> None:
    accept(db, survey, given(areas, firm_id=firms["F1"]))
    other = new_id()
    with writing(db):
        db.conn.execute(
            """insert into respondent(id, round_id, kind, label) select ?, round_id, 'firm', '다른 자리' from respondent
               limit 1""",
            [other],
        )
        response = new_id()
        db.conn.execute(
            """insert into response(id, survey_id, version_id, respondent_id, area_id, firm_id, channel, submitted_at,
                 received_at, content_sha256, receipt)
               select ?, survey_id, version_id, ?, area_id, firm_id, channel, submitted_at, received_at, 'x', 'x'
               from response limit 1""",
            [response, other],
        )
        db.conn.execute(
            """insert into answer(id, response_id, question_id, value)
               select id || '-', ?, question_id, value from answer where text is null""",
            [response],
        )
    assert keeping.wrong(db) == []
    assert scalar(db, "select max(firms) from answer_count") == 1
    assert scalar(db, "select firms from survey_area") == 1
    ending.withdraw(db, response, "mistake", person_id=None)
    assert keeping.wrong(db) == []


def test_firms_by_area_follow_the_register(db: Database, areas: dict[str, str], firms: dict[str, str]) -> None:
    with writing(db):
        db.conn.execute("update firm set area_id = ? where id = ?", [areas["B002"], firms["F1"]])
    assert keeping.wrong_firms(db) == []
    assert scalar(db, "select firms from area_firms where area_id = ?", [areas["B002"]]) == 2


def test_what_was_lost_is_told_and_made_anew(
    db: Database, survey: sqlite3.Row, areas: dict[str, str], firms: dict[str, str]
) -> None:
    accept(db, survey, given(areas, firm_id=firms["F1"]))
    with writing(db):
        db.conn.execute("delete from answer_count where question_id = 'biz_past'")
        db.conn.execute("update area_firms set firms = 9")
    assert len(keeping.wrong(db)) == 1
    assert keeping.wrong_firms(db)
    keeping.mend(db)
    keeping.mend_firms(db)
    assert (keeping.wrong(db), keeping.wrong_firms(db)) == ([], [])
