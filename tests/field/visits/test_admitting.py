"""The office accepts a held visit: for the visit it belongs to, put right where it must be, once, under the same receipt."""

from __future__ import annotations

import json
from collections.abc import Callable

from sqlite_utils import Database

from app.clock import now
from app.db import row
from app.field.visits import ending
from app.ids import new_id
from tests.conftest import all_rows, sign_in, token
from tests.field.conftest import Laptop, laptop

__all__ = ["laptop"]
WHY = "전화로 어느 방문인지 확인했습니다"


def held(laptop: Laptop, visit: str | None, **said: object) -> str:
    """The address of a held visit."""
    record = new_id()
    told = {"kind": "visit", "visit": visit, "outcome": "refused", "reason": "busy", "made_at": now(), **said}
    sign_in(laptop.client, "researcher")
    receipt = json.loads(laptop.send(record, laptop.seal(**told)).json["receipt"])
    assert receipt["state"] == "held"
    return f"/field/held/{record}/{receipt['sha256']}"


def settled(laptop: Laptop, path: str, **given: str):
    sign_in(laptop.client, "analyst")
    data = {"act": "accepted", "reason": WHY, "outcome": "refused", "why": "busy", **given}
    return laptop.client.post(path, data={**data, "csrf_token": token(laptop.client, path)})


def test_a_visit_with_a_wrong_reference_is_taken_for_the_one_it_belongs_to(
    laptop: Laptop, db: Database, send: Callable[..., str]
) -> None:
    visit_id = send("F1")
    path = held(laptop, new_id(), note="예시 메모")
    before = dict(row(db, "select number, receipt, signature, sha256 from field_record"))
    sign_in(laptop.client, "analyst")
    assert visit_id in laptop.client.get(path).text and "어느 방문입니까" in laptop.client.get(path).text
    assert settled(laptop, path).status_code == 422, "which visit has to be said"
    assert settled(laptop, path, visit=new_id()).status_code == 422, "not any one"
    assert settled(laptop, path, visit=visit_id).status_code == 303
    (report,) = all_rows(db, "visit_report")
    assert (report["visit_id"], report["person_id"], report["note"]) == (visit_id, laptop.person, "예시 메모")
    (told,) = all_rows(db, "field_settlement")
    assert (told["act"], told["report_id"], told["left_out"]) == ("accepted", report["id"], "[]")
    assert dict(row(db, "select number, receipt, signature, sha256 from field_record")) == before
    assert row(db, "select body from field_record")["body"] is None, "its words stand in the report now, never twice"
    assert settled(laptop, path, visit=visit_id).status_code == 409 and len(all_rows(db, "visit_report")) == 1


def test_what_breaks_a_rule_is_left_out_or_put_right_and_the_words_stay_in_the_record(
    laptop: Laptop, db: Database, send: Callable[..., str]
) -> None:
    visit_id = send("F1")
    path = held(laptop, visit_id, reason=None, second_on="2020-01-01", photos=["0" * 64])
    assert settled(laptop, path, visit=visit_id, why="").status_code == 422, "a refusal has a reason"
    assert settled(laptop, path, visit=visit_id, why="moved").status_code == 422, "one of its own"
    assert settled(laptop, path, visit=visit_id).status_code == 303
    (told,) = all_rows(db, "field_settlement")
    assert json.loads(str(told["left_out"])) == ["reason", "photos", "second_on"]
    assert row(db, "select body from field_record")["body"] is not None
    ending.destroy_of_report(db, str(told["report_id"]), person_id=None)
    assert row(db, "select body from field_record")["body"] is None, "gone with the report"


def test_other_content_under_an_id_becomes_a_second_report_and_an_unplanned_one_a_visit(
    laptop: Laptop, db: Database, send: Callable[..., str]
) -> None:
    visit_id, record = send("F1"), new_id()
    sign_in(laptop.client, "researcher")
    said = {"kind": "visit", "visit": visit_id, "made_at": now()}
    laptop.send(record, laptop.seal(**said, outcome="done"))
    receipt = json.loads(laptop.send(record, laptop.seal(**said, outcome="absent", reason="no_answer")).json["receipt"])
    path = f"/field/held/{record}/{receipt['sha256']}"
    assert settled(laptop, path, visit=visit_id, outcome="refused").status_code == 303
    assert sorted(str(r["outcome"]) for r in all_rows(db, "visit_report")) == ["done", "refused"]
    fresh = held(laptop, new_id())
    assert settled(laptop, fresh, visit="new").status_code == 303
    assert [v["cause"] for v in all_rows(db, "visit")] == ["chosen", "unplanned"]
