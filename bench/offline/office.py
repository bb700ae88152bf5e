"""The office of the offline bench: a small workbench of its own, served by a process that may be killed at any moment."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from sqlite_utils import Database

from app import create_app
from app.accounts import signing_in
from app.clock import now, today
from app.config import Config
from app.db import connect, open_database, rows, writing
from app.ids import new_id
from app.surveys.asking.publishing import publish
from app.surveys.asking.surveying import open_survey

ROOT = Path(__file__).resolve().parents[2]
PASSWORD, PIN, LOGIN = "bada-sanno-maul-1", "246810", "researcher"
FIRMS = 24  # of one researcher: more than a schedule asks


def words(ko: str) -> dict[str, str]:
    return {"ko": ko, "en": f"{ko} (en)"}


def definition(version: int) -> dict[str, Any]:
    """A short questionnaire of every kind of field; each version words its last question anew."""
    parts = [
        {"id": "consent", "type": "consent", "label": words("동의합니다"), "hint": words("목적"), "required": True},
        {"id": "biz", "type": "likert", "scale": 5, "label": words("업황"), "required": True},
        {"id": "causes", "type": "multiple", "label": words("원인"),
         "choices": [{"id": c, "label": words(c)} for c in ("finance", "market", "workforce")]},
        {"id": "employees", "type": "number", "min": 1, "max": 9999, "label": words("종사자")},
        {"id": "hardest", "type": "text", "label": words(f"가장 어려운 점 {version}판")},
    ]  # fmt: skip
    return {"id": "offline", "title": words("오프라인 설문"), "questions": parts}


class Office:
    """A data folder, its address, and the process that serves it."""

    def __init__(self, folder: Path) -> None:
        self.config = Config(data=folder, example=False)
        self.process: subprocess.Popen[bytes] | None = None
        self.version = 0
        self.port = _unused_port()
        database = open_database(self.config.database)
        _open_round(database)
        database.conn.close()
        self.app = create_app(self.config)
        with self.open() as db:
            self.publish(db)

    @contextmanager
    def open(self) -> Iterator[Database]:
        """The database, looked at from outside the server, with what acts need around it."""
        with self.app.app_context():
            database = connect(self.config.database)
            yield database
            database.conn.close()

    def branch(self, number: int) -> tuple[str, list[str]]:
        """Another researcher with an area of firms of her own: her login, and the firms' codes."""
        full, signing_in._hasher = signing_in._hasher, PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
        login, area = f"{LOGIN}{number}", new_id()
        codes = [f"F{number:03}-{each:02}" for each in range(FIRMS)]
        try:
            with self.open() as db, writing(db):
                _register(db, area, number, codes)
                told = {"login": login, "name": f"예시 {login}", "role": "researcher", "password": PASSWORD}
                signing_in.add_person(db, **told, area_ids=[area], all_areas=False)
        finally:
            signing_in._hasher = full
        return login, codes

    def publish(self, db: Database) -> None:
        """Another version of the questionnaire, and a survey with it."""
        self.version += 1
        publish(db, definition(self.version), person_id=None)
        day = today()
        open_survey(
            db,
            wave_code="2026Q4",
            questionnaire_code="offline",
            person_id=None,
            title_ko=f"오프라인 {self.version}",
            opens_on=(day - timedelta(days=9)).isoformat(),
            closes_on=(day + timedelta(days=30)).isoformat(),
        )

    def start(self) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        command = [sys.executable, "-m", "bench.offline.serving", str(self.config.data), str(self.port)]
        quiet = subprocess.DEVNULL
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=quiet, stderr=quiet)
        until = time.monotonic() + 240
        while time.monotonic() < until:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise TimeoutError("the office did not start")

    def kill(self) -> None:
        """As a power-off does it; only the process that was started here."""
        if self.process:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None

    def responses(self) -> dict[str, dict[str, Any]]:
        """What the office has, by the return's id: firm and answers."""
        database = connect(self.config.database)
        try:
            found = rows(
                database,
                """select r.id, r.firm_id, an.question_id, coalesce(o.raw_text, an.text, an.value) as value
                   from response r left join answer an on an.response_id = r.id
                     left join answer_original o on o.answer_id = an.id""",
            )
        finally:
            database.conn.close()
        told: dict[str, dict[str, Any]] = {}
        for r in found:
            told.setdefault(r["id"], {"firm": r["firm_id"]})[r["question_id"]] = r["value"]
        return told


def _unused_port() -> int:
    """One below those the system hands out to clients: a client that asks for a closed port of theirs may get that very
    port itself, talk to itself, and keep the office from coming back.
    """
    for port in random.SystemRandom().sample(range(20_000, 32_000), 100):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise OSError("no port is free")


def _open_round(db: Database) -> None:
    with writing(db):
        found = new_id()
        title = ("2026H2", "2026년 하반기", "Second half of 2026", "2026-07-01", "2026-12-31")
        db.conn.execute("insert into round values (?, ?, ?, ?, ?, ?)", [found, *title])
        db.conn.execute("insert into wave values (?, ?, '2026Q4', '2026-10-01', '2026-12-31')", [new_id(), found])


def _register(db: Database, area: str, number: int, codes: list[str]) -> None:
    db.conn.execute(
        """insert into area(id, code, name_ko, name_en, kind, district, created_at)
           values (?, ?, ?, ?, 'complex', '사상구', ?)""",
        [area, f"B{number:03}", f"예시 산업단지 {number}", f"Example complex {number}", now()],
    )
    for code in codes:
        db.conn.execute(
            "insert into firm(id, code, area_id, name, size_band, created_at) values (?, ?, ?, ?, 'small', ?)",
            [new_id(), code, area, f"예시기업 {code} (예시)", now()],
        )
