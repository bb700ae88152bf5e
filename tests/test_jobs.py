"""Background work: a job is a row; what a kill interrupted runs again; a failure is a word, not silence."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlite_utils import Database

from app import jobs
from app.errors import BadInput, Problem


@pytest.fixture
def kinds(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    done: list[dict[str, object]] = []

    def count(_db: Database, args: dict[str, object], report: jobs.Report) -> dict[str, object]:
        report(1, 2, "half")
        done.append(args)
        return {"n": len(done)}

    def refuse(_db: Database, _args: dict[str, object], _report: jobs.Report) -> dict[str, object]:
        raise BadInput(Problem("여기", "틀림", "고침"))

    monkeypatch.setitem(jobs.KINDS, "count", count)
    monkeypatch.setitem(jobs.KINDS, "refuse", refuse)
    return done


def test_a_job_runs_once_and_keeps_its_result(app: Flask, db: Database, kinds: list[dict[str, object]]) -> None:
    job_id = jobs.enqueue(db, "count", {"a": "가"}, person_id=None)
    assert jobs.waiting(db) == [job_id]
    jobs.run(db, job_id)
    jobs.run(db, job_id)
    found = jobs.find(db, job_id)
    assert found is not None
    assert (found["state"], found["done"], found["total"], found["result"]) == ("done", 1, 2, '{"n": 1}')
    assert kinds == [{"a": "가"}]


def test_what_was_running_when_the_worker_was_killed_waits_again(app: Flask, db: Database, kinds: list) -> None:
    job_id = jobs.enqueue(db, "count", {}, person_id=None)
    db.conn.execute("update job set state = 'running' where id = ?", [job_id])
    assert jobs.requeue_interrupted(db) == 1
    jobs.run(db, job_id)
    assert jobs.find(db, job_id)["state"] == "done"  # type: ignore[index]


def test_a_failed_job_says_why(app: Flask, db: Database, kinds: list) -> None:
    job_id = jobs.enqueue(db, "refuse", {}, person_id=None)
    jobs.run(db, job_id)
    found = jobs.find(db, job_id)
    assert found is not None and (found["state"], found["message"]) == ("failed", "여기: 틀림")


def test_an_unknown_kind_is_refused_at_once(app: Flask, db: Database) -> None:
    with pytest.raises(ValueError, match="unknown kind"):
        jobs.enqueue(db, "nothing", {}, person_id=None)
