"""A visit's way through a laptop: taken along in the day's package, sent under its id, receipted, shown on the page."""

from __future__ import annotations

import json
from collections.abc import Callable

from sqlite_utils import Database

from app.clock import now
from app.db import rows
from app.field.visits.outcomes import outcomes
from app.ids import new_id
from tests.field.conftest import Laptop, laptop
from tests.files.test_keeping import sha256
from tests.files.test_pictures import photo

__all__ = ["laptop"]


def test_a_visit_goes_along_comes_back_and_is_receipted_once(
    db: Database, laptop: Laptop, send: Callable[..., str]
) -> None:
    visit_id = send("F1")
    package = laptop.client.get("/field/day").get_json()
    (taken,) = package["visits"]
    assert taken["id"] == visit_id and taken["consent"]["sha256"] == outcomes().consent.id
    data = photo()
    assert laptop.client.put(f"/field/files/{sha256(data)}", data=data).status_code == 201
    told = {"visit": visit_id, "outcome": "refused", "reason": "busy", "note": "예시 메모", "second_on": None}
    sealed = laptop.seal(
        kind="visit", made_at=now(), consent={"words": taken["consent"]["sha256"], "at": now()},
        photos=[sha256(data)], **told,
    )  # fmt: skip
    record_id = new_id()
    first, again = (laptop.send(record_id, sealed) for _n in range(2))
    assert (first.status_code, again.status_code) == (201, 200) and first.get_json() == again.get_json()
    assert json.loads(first.get_json()["receipt"])["state"] == "accepted"
    (report,) = rows(db, "select * from visit_report")
    assert (report["id"], report["reason"], report["way"]) == (record_id, "busy", "laptop")
    page = laptop.client.get(f"/field/visits/{visit_id}").text
    assert "지금은 바쁨" in page and f"/field/files/{sha256(data)}" in page
    assert not laptop.client.get("/field/day").get_json()["visits"]


def test_anothers_visit_is_kept_for_the_office_and_changes_nothing(db: Database, laptop: Laptop) -> None:
    answer = laptop.send(new_id(), laptop.seal(kind="visit", visit=new_id(), outcome="done"))
    assert answer.status_code == 201 and json.loads(answer.get_json()["receipt"])["state"] == "held"
    assert not rows(db, "select * from visit_report") and len(rows(db, "select * from field_record")) == 1
