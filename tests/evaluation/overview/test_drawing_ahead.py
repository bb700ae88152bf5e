"""Charts drawn in the worker: a page of an area then draws none, and an import or evaluation orders them once."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from app import jobs
from app.charts import keeping
from app.charts.orders import Order
from app.db import rows, scalar, writing
from app.evaluation.overview import drawing_ahead
from app.evaluation.round.evaluating import evaluate_job
from app.words.i18n import language
from tests.conftest import sign_in
from tests.evaluation.conftest import Round


def test_the_pages_of_an_area_draw_nothing_after_the_job(
    told: Round, app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    args = {"round_id": told.id, "person_id": told.people["analyst"]}
    evaluate_job(told.db, args, lambda _done, _total, _message: None)
    [ordered] = jobs.waiting(told.db)
    jobs.run(told.db, ordered)
    done = jobs.find(told.db, ordered)
    assert done and done["state"] == "done", done["message"] if done else ""
    made = json.loads(done["result"])
    assert made["areas"] == 2 and made["charts"] > 4

    def refused(order: Order) -> bytes:
        raise AssertionError(f"drawn in the web process: {order.title}")

    monkeypatch.setattr(keeping, "drawn", refused)
    shown = 0
    for login in ("analyst", "official"):
        sign_in(client, login)
        for area in told.areas.values():
            for path in (f"/areas/{area}/evaluation", f"/areas/{area}/indicators"):
                shown += client.get(path).text.count('role="img"')
    assert shown > 8


def test_work_that_waits_already_is_not_ordered_again(db: Database) -> None:
    jobs.want(db, "draw_ahead")
    jobs.want(db, "draw_ahead")
    jobs.want(db, "no such work")
    assert scalar(db, "select count(*) from job") == 1


def test_english_is_drawn_where_somebody_reads_it(told: Round, monkeypatch: pytest.MonkeyPatch) -> None:
    spoken: list[tuple[str, str]] = []
    monkeypatch.setattr(drawing_ahead, "_drawn", lambda _db, area, _result: spoken.append((area, language())) or [])
    drawing_ahead.draw_ahead(told.db, {}, lambda *_: None)
    assert {word for _area, word in spoken} == {"ko"}
    with writing(told.db):
        told.db.conn.execute("update person set locale = 'en' where login = 'analyst'")
    spoken.clear()
    drawing_ahead.draw_ahead(told.db, {}, lambda *_: None)
    assert [word for _area, word in spoken] == ["ko", "en"] * 2


def test_drawing_gives_way_to_work_that_waits_and_goes_on_after_it(
    told: Round, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(drawing_ahead, "_drawn", lambda _db, area, _result: drawn.append(area) or [])
    with app.app_context():
        jobs.enqueue(told.db, "suggest", {}, person_id=None)
        drawing_ahead.draw_ahead(told.db, {}, lambda *_: None)
    waiting = [r["kind"] for r in rows(told.db, "select kind from job where state = 'queued' order by created_at")]
    assert (drawn, waiting) == ([], ["suggest", "draw_ahead"])
