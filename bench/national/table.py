"""The figures of a nation in one table: acts, files and first views, beside what was wanted of them."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from statistics import median

from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.config import Config
from app.db import connect, rows, scalar
from app.ids import new_id
from bench.national import asking, making
from bench.national.watching import signed_in, watched

ACTS = 40
THEMES = ("energy_env", "rnd", "finance")


def table(app: Flask) -> Iterator[str]:
    """A line a row as it is measured; the database is changed by the acts."""
    watched(app)
    app.logger.disabled = True
    config: Config = app.config["MOKSORI"]
    yield "| work | measured | wanted |\n| --- | ---: | ---: |"
    with closing(connect(config.database)) as db:
        with app.app_context():
            known = asking.arguments(db)
        expert, analyst = (signed_in(app, person, making.PASSWORD) for person in ("expert1", "analyst"))
        app.config["WTF_CSRF_ENABLED"] = False
        yield from _coding(db, expert)
        yield from _files(analyst, known)


def _coding(db: Database, expert: FlaskClient) -> Iterator[str]:
    free = rows(
        db,
        """select q.segment_id as id, s.start from queue_now q join segment s on s.id = q.segment_id
           where not exists (select 1 from judgment j where j.segment_id = q.segment_id) limit ?""",
        [2 * ACTS],
    )
    taken = [_spent(partial(_act, expert, each["id"])) for each in free[:ACTS]]
    yield _told("one judgment in JSON, without a page", median(taken), "5")
    taken = [_spent(partial(_act_and_next, expert, each["id"])) for each in free[ACTS:]]
    yield _told("one judgment with the next statement", median(taken), "15")
    yield _told("`/review/next`", median(_spent(lambda: expert.get("/review/next").close()) for _n in range(9)), "15")


def _act_and_next(expert: FlaskClient, segment: str) -> None:
    _act(expert, segment)
    expert.get(f"/review/items/{segment}.json").close()


def _act(expert: FlaskClient, segment: str) -> None:
    theme = THEMES[hash(segment) % len(THEMES)]
    told = {
        "act": new_id(),
        "segment": segment,
        "seen": 0,
        "action": "add",
        "theme": theme,
        "stance": "need",
        "severity": 4,
    }
    answer = expert.post("/review/acts", json=told)
    assert answer.status_code == 201, answer.text[:300]


FILES = (
    ("answers as CSV", "/surveys/{survey_id}/responses.csv", "first second; 20 s"),
    ("codings as CSV", "/codings.csv", "first second"),
    ("observations as CSV", "/indicators/data.csv", "first second"),
    ("an area's report", "/reports/areas/{area_id}", "300 ms"),
    ("an area's report as DOCX", "/reports/areas/{area_id}.docx", "1 s"),
    ("an area's report as HWPX", "/reports/areas/{area_id}.hwpx", "1 s"),
    ("the round's report as DOCX", "/reports/rounds/2026H2/report.docx", ""),
    ("all tables of the round as XLSX", "/reports/rounds/2026H2.xlsx", ""),
)


def _files(client: FlaskClient, known: dict[str, str]) -> Iterator[str]:
    """Of each file when its first bytes were there, when it was whole, its size, and what more memory the process took."""
    for name, path, wanted in FILES:
        before, began, cpu = _memory(), time.perf_counter(), time.process_time()
        answer = client.get(path.format(**known), query_string={"reason": "check"}, buffered=False)
        size, first = 0, 0.0
        for part in answer.iter_encoded():
            first = first or time.perf_counter() - began
            size += len(part)
        answer.close()
        spent = time.process_time() - cpu
        told = f"{first:.2f} s to the first byte, {spent:.2f} s of processor, {size / 1e6:.1f} MB"
        yield f"| {name} ({answer.status_code}) | {told}, memory {_memory() - before:+.0f} MB | {wanted} |"


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def _spent(act: Callable[[], object]) -> float:
    began = time.process_time()
    act()
    return 1000 * (time.process_time() - began)


def _told(name: str, milliseconds: float, wanted: str) -> str:
    return f"| {name} | {milliseconds:.1f} ms | {wanted} |"


def count(db: Database) -> str:
    """How large the nation is."""
    tables = ("area", "firm", "response", "segment", "judgment", "vintage", "programme", "proposal")
    return ", ".join(f"{scalar(db, f'select count(*) from {t}'):,} {t}" for t in tables)
