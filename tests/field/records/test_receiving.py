"""A record is taken once, receipted, and never lost: whatever is sent again, out of order, or under another content."""

from __future__ import annotations

import hashlib
import json
import sqlite3

from flask import Flask
from sqlite_utils import Database

from app.clock import today
from app.db import row, scalar, writing
from app.field.records import keys
from app.ids import new_id
from app.surveys.asking import store
from app.surveys.asking.changing import close
from app.surveys.asking.publishing import publish
from app.surveys.sealed import ending
from tests.conftest import all_rows
from tests.field.conftest import ANSWERS, Laptop
from tests.surveys.conftest import DEFINITION


def test_a_record_becomes_a_return_and_its_receipt_is_signed(laptop: Laptop, db: Database, app: Flask) -> None:
    record, text = new_id(), laptop.seal()
    answer = laptop.send(record, text)
    assert answer.status_code == 201
    told = json.loads(answer.json["receipt"])
    assert (told["record"], told["sha256"]) == (record, hashlib.sha256(text).hexdigest())
    assert told["state"] == "accepted" and told["received_at"][:4] == str(today().year), "the server's time counts"
    key = keys.signing_key(app.config["MOKSORI"].data).public_key()
    assert keys.is_signed(key, answer.json["receipt"].encode(), answer.json["signature"])
    assert not keys.is_signed(key, answer.json["receipt"].encode() + b" ", answer.json["signature"])
    stored = row(db, "select * from response where id = ?", [record])
    assert stored and (stored["receipt"], stored["channel"]) == (told["number"], "onsite")
    kept = row(db, "select * from field_record")
    assert kept and kept["body"] is None and kept["response_id"] == record, "an accepted payload is not kept twice"


def test_the_same_again_gets_the_same_receipt_and_counts_once(laptop: Laptop, db: Database) -> None:
    record, text = new_id(), laptop.seal()
    answers = [laptop.send(record, text) for _turn in range(3)]
    assert [each.status_code for each in answers] == [201, 200, 200]
    assert answers[0].json == answers[1].json == answers[2].json
    assert len(all_rows(db, "response")) == len(all_rows(db, "field_record")) == 1


def test_another_content_under_a_known_id_is_kept_too_and_held(laptop: Laptop, db: Database) -> None:
    record = new_id()
    laptop.send(record, laptop.seal())
    other = laptop.seal(answers={**ANSWERS, "hardest": "자금난"})
    answer = laptop.send(record, other)
    assert answer.status_code == 409 and json.loads(answer.json["receipt"])["state"] == "held"
    assert laptop.send(record, other).status_code == 200
    assert [r["state"] for r in all_rows(db, "field_record")] == ["accepted", "held"]
    assert len(all_rows(db, "response")) == 1


def test_what_breaks_a_rule_or_comes_after_the_close_is_held_not_refused(
    laptop: Laptop, db: Database, areas: dict[str, str]
) -> None:
    cases = {
        "rules:biz_past": {"answers": {"consent": True}},
        "area": {"area": areas["B002"], "firm": None},
        "firm": {"firm": new_id()},
    }
    for why, other in cases.items():
        answer = laptop.send(new_id(), laptop.seal(**other))
        assert answer.status_code == 201 and json.loads(answer.json["receipt"])["state"] == "held", why
    close(db, laptop.survey["id"], person_id=None)
    laptop.send(new_id(), laptop.seal())
    found = [json.loads(str(r["reasons"]))[0] for r in all_rows(db, "field_record")]
    assert found == [*cases, "closed"]
    assert all(r["body"] for r in all_rows(db, "field_record")) and not all_rows(db, "response")


def test_a_record_of_an_older_version_is_accepted_in_its_own_wording(laptop: Laptop, db: Database) -> None:
    newer = {**DEFINITION, "questions": [q for q in DEFINITION["questions"] if q["id"] != "employees"]}
    version = publish(db, newer, None)
    assert laptop.send(new_id(), laptop.seal()).status_code == 201
    stored = row(db, "select * from response")
    assert stored and stored["version_id"] == laptop.survey["version_id"] and version
    newest = store.newest_version(db, str(scalar(db, "select id from questionnaire")))
    assert newest and laptop.send(new_id(), laptop.seal(version=newest["id"])).status_code == 201


def test_a_revision_counts_instead_of_what_it_revises_in_whichever_order_they_come(
    laptop: Laptop, db: Database
) -> None:
    first, second = new_id(), new_id()
    text, again = laptop.seal(firm=None), laptop.seal(firm=None, base=first, answers={**ANSWERS, "biz_past": "4"})
    laptop.send(first, text)
    laptop.send(second, again)
    assert [r["id"] for r in db.query("select id from standing_response")] == [second]
    third, fourth = new_id(), new_id()
    early = laptop.seal(firm=None, base=third)
    laptop.send(fourth, early)
    late = laptop.send(third, laptop.seal(firm=None))
    assert json.loads(late.json["receipt"])["state"] == "held"
    assert {r["id"] for r in db.query("select id from standing_response")} == {second, fourth}


def test_destroying_a_return_empties_its_records_and_keeps_their_receipts(laptop: Laptop, db: Database) -> None:
    record = new_id()
    laptop.send(record, laptop.seal())
    laptop.send(record, laptop.seal(answers={**ANSWERS, "hardest": "다른 말"}))
    ending.destroy(db, record, "request", person_id=None)
    assert [(r["body"], r["firm_id"]) for r in all_rows(db, "field_record")] == [(None, None)] * 2
    assert all(r["receipt"] for r in all_rows(db, "field_record"))
    assert laptop.send(record, laptop.seal(sequence=1)).status_code == 200, "the same receipt, and no return again"
    assert not list(db.query("select 1 from standing_response"))


def test_open_answers_pass_the_masking_on_their_way(laptop: Laptop, db: Database) -> None:
    laptop.send(new_id(), laptop.seal(answers={**ANSWERS, "hardest": "문의는 010-1234-5678로 주십시오."}))
    shown = scalar(db, "select text from answer where question_id = 'hardest'")
    assert shown is None or "010-1234-5678" not in shown


def test_a_record_never_changes_and_only_its_words_may_go(laptop: Laptop, db: Database) -> None:
    laptop.send(new_id(), laptop.seal(answers={}))
    for sql in ("delete from field_record", "update field_record set state = 'accepted'"):
        try:
            with writing(db):
                db.conn.execute(sql)
        except sqlite3.IntegrityError:
            continue
        raise AssertionError(sql)
