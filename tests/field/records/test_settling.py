"""The office settles what was held: once, with a reason, and sees what it is about."""

from __future__ import annotations

import json

from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.clock import now
from app.db import row, scalar, writing
from app.field.records import record_store, settling
from app.ids import new_id
from tests.conftest import all_rows, sign_in, token
from tests.field.conftest import ANSWERS, Laptop


def held(laptop: Laptop, db: Database, **other: object) -> str:
    """The address of a record that is held."""
    record = new_id()
    assert json.loads(laptop.send(record, laptop.seal(**other)).json["receipt"])["state"] == "held"
    sha256 = scalar(db, "select sha256 from field_record where id = ? order by received_at desc", [record])
    return f"/field/held/{record}/{sha256}"


def settle(laptop: Laptop, path: str, act: str, reason: str = "전화로 확인했습니다") -> int:
    sign_in(laptop.client, "analyst")
    data = {"act": act, "reason": reason, "csrf_token": token(laptop.client, path)}
    return laptop.client.post(path, data=data).status_code


def test_the_office_reads_why_and_what_and_accepts_it_as_it_is(laptop: Laptop, db: Database) -> None:
    path = held(laptop, db, answers={**ANSWERS, "employees": "99999", "causes": ["finance", "nothing"]})
    sign_in(laptop.client, "analyst")
    page = laptop.client.get(path).text
    assert "문항의 규칙에 맞지 않는 답이 있습니다" in page and "인력난" in page
    assert "예시정밀 F1" in laptop.client.get("/field/held").text
    assert "확인할 현장 기록" in laptop.client.get("/").text
    assert settle(laptop, path, "accepted") == 303
    stored = row(db, "select * from response")
    assert stored and stored["id"] == path.split("/")[3]
    answers = {str(r["question_id"]): json.loads(str(r["value"])) for r in all_rows(db, "answer")}
    assert answers["causes"] == ["finance", "nothing"], "what was given, not what would have been right"
    assert answers["biz_past"] == "2" or answers["biz_past"] == 2
    told = row(db, "select * from field_settlement")
    left_out = json.loads(told["left_out"]) if told else None
    kept = scalar(db, "select body from field_record")
    assert (kept is None) == (left_out == []), "what could not be stored stays in the record"


def test_it_is_settled_once_and_the_reason_is_kept(laptop: Laptop, db: Database) -> None:
    path = held(laptop, db, firm=new_id())
    assert settle(laptop, path, "set_aside", "짧음") == 422
    assert settle(laptop, path, "accepted") == 409, "an unknown firm cannot answer"
    assert settle(laptop, path, "set_aside") == 303
    assert [r["reason"] for r in all_rows(db, "field_settlement")] == ["전화로 확인했습니다"]
    assert (
        'name="act"' not in laptop.client.get(path).text
        and "전화로 확인했습니다" in laptop.client.get("/field/held").text
    )
    assert all_rows(db, "response") == []


def test_without_consent_nothing_becomes_a_return(laptop: Laptop, db: Database) -> None:
    path = held(laptop, db, answers={"biz_past": "2"})
    assert settle(laptop, path, "accepted") == 409
    assert all_rows(db, "response") == []


def test_two_contents_of_one_id_stand_side_by_side(laptop: Laptop, db: Database) -> None:
    record = new_id()
    laptop.send(record, laptop.seal())
    laptop.send(record, laptop.seal(answers={**ANSWERS, "hardest": "자금난"}))
    row_ = record_store.held_records(db, EVERYTHING)[0]
    told = settling.told(db, row_)
    assert told.beside and not told.may_accept
    assert [(line.said, line.stored) for line in told.lines if line.differs] == [("자금난", "인력난")]


def test_words_of_held_records_go_when_their_day_is_over(laptop: Laptop, db: Database) -> None:
    held(laptop, db, answers={})
    assert settling.empty_due(db) == 0
    with writing(db):
        db.conn.execute("drop trigger field_record_no_update")
        db.conn.execute("update field_record set keep_until = ?", [now()[:4] + "-01-01"])
    assert settling.empty_due(db) == 1
    assert scalar(db, "select body from field_record") is None and scalar(db, "select receipt from field_record")


def test_a_held_visit_is_told_in_words_and_can_be_set_aside(laptop: Laptop, db: Database) -> None:
    visit = {"visit": new_id(), "outcome": "refused", "reason": "busy", "note": "다음 주", "photos": []}
    path = held(laptop, db, kind="visit", **visit)
    sign_in(laptop.client, "analyst")
    page = laptop.client.get(path).text
    assert "거절" in page and "지금은 바쁨" in page and "다음 주" in page
    assert settle(laptop, path, "set_aside") == 303
