"""Background work: each job is a row, run by huey's worker; what a kill interrupted is queued again at start."""

from __future__ import annotations

import json
import sqlite3
import traceback
from collections.abc import Callable
from typing import Any

from flask import Flask, current_app
from huey import SqliteHuey
from sqlite_utils import Database

from app.clock import now
from app.config import Config
from app.db import open_database, row, rows, writing
from app.errors import BadInput, Conflict
from app.ids import new_id

Report = Callable[[int, int, str], None]
Work = Callable[[Database, dict[str, Any], Report], dict[str, Any]]

# Kind of job -> the act that does it. Acts are idempotent: a job that was killed runs again from its start.
KINDS: dict[str, Work] = {}


def install(app: Flask) -> None:
    """Tie the app to the durable queue beside its database: `enqueue` wakes the worker through it."""
    config: Config = app.config["MOKSORI"]
    config.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    huey = SqliteHuey("moksori", filename=str(config.queue), fsync=True)

    @huey.task(name="perform")
    def perform(job_id: str) -> None:
        with app.app_context():
            db = open_database(config.database)
            try:
                run(db, job_id)
            finally:
                db.conn.close()

    app.extensions["huey"] = perform


def let_go(app: Flask) -> None:
    """Close this thread's connection to the queue, as before a fork; the next use opens one."""
    app.extensions["huey"].huey.storage.close()


def work(app: Flask) -> None:
    """Run the worker until it is told to stop; what a kill interrupted, and what waits, is taken up first."""
    config: Config = app.config["MOKSORI"]
    db = open_database(config.database)
    huey = app.extensions["huey"].huey
    requeue_interrupted(db)
    huey.flush()
    for job_id in waiting(db):
        app.extensions["huey"](job_id)
    db.conn.close()
    huey.create_consumer(workers=1, worker_type="thread", periodic=False).run()


def enqueue(db: Database, kind: str, args: dict[str, Any], *, person_id: str | None) -> str:
    """Write the job's row and wake the worker. Returns the job's id."""
    if kind not in KINDS:
        raise ValueError(f"unknown kind of job: {kind}")
    job_id = new_id()
    with writing(db):
        db.conn.execute(
            "insert into job(id, kind, args, state, person_id, created_at) values (?, ?, ?, 'queued', ?, ?)",
            [job_id, kind, json.dumps(args, ensure_ascii=False), person_id, now()],
        )
    if "huey" in current_app.extensions:
        current_app.extensions["huey"](job_id)
    return job_id


def want(db: Database, kind: str) -> None:
    """Order work of nobody's own, unless it waits already or no feature brings it."""
    if kind in KINDS and not row(db, "select 1 from job where state = 'queued' and kind = ? limit 1", [kind]):
        enqueue(db, kind, {}, person_id=None)


def find(db: Database, job_id: str) -> sqlite3.Row | None:
    return row(db, "select * from job where id = ?", [job_id])


def newest(db: Database, kind: str, args: dict[str, Any]) -> sqlite3.Row | None:
    """The newest job of a kind with these very arguments, in their order."""
    sql = "select * from job where kind = ? and args = ? order by created_at desc, id desc limit 1"
    return row(db, sql, [kind, json.dumps(args, ensure_ascii=False)])


def is_queued(db: Database, kind: str, round_id: str) -> bool:
    """Whether a job of this kind waits for this round; one that runs may have passed what is new."""
    sql = "select 1 from job where state = 'queued' and kind = ? and json_extract(args, '$.round_id') = ? limit 1"
    return row(db, sql, [kind, round_id]) is not None


def waiting(db: Database) -> list[str]:
    """Ids of jobs that are queued, oldest first."""
    return [r["id"] for r in rows(db, "select id from job where state = 'queued' order by created_at")]


def requeue_interrupted(db: Database) -> int:
    """At the worker's start nothing can be running: what says so was killed, and waits again."""
    with writing(db):
        return db.conn.execute("update job set state = 'queued' where state = 'running'").rowcount


def run(db: Database, job_id: str) -> None:
    """Do one job, keeping its row true: progress, then done with its result, or failed with a word for people."""
    with writing(db):
        taken = db.conn.execute(
            "update job set state = 'running', started_at = ? where id = ? and state = 'queued'", [now(), job_id]
        ).rowcount
    if not taken:
        return
    job = row(db, "select * from job where id = ?", [job_id])
    assert job is not None

    def report(done: int, total: int, message: str = "") -> None:
        db.conn.execute("update job set done = ?, total = ?, message = ? where id = ?", [done, total, message, job_id])

    try:
        result = KINDS[job["kind"]](db, json.loads(job["args"]), report)
    except (BadInput, Conflict) as error:
        _finish(db, job_id, "failed", message=str(error))
    except Exception as error:
        traceback.print_exc()
        _finish(db, job_id, "failed", message=type(error).__name__)
    else:
        _finish(db, job_id, "done", result=result)


def _finish(db: Database, job_id: str, state: str, *, message: str = "", result: dict[str, Any] | None = None) -> None:
    with writing(db):
        db.conn.execute(
            "update job set state = ?, message = ?, result = ?, finished_at = ? where id = ?",
            [state, message, json.dumps(result, ensure_ascii=False) if result is not None else None, now(), job_id],
        )
