"""Kill the server and the worker with SIGKILL in the middle of work: what was acknowledged is there, the rest is whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest

from app import create_app, jobs
from app.areas.importing import import_areas
from app.clock import today
from app.config import Config
from app.db import connect, get_db, row, scalar
from app.ids import new_id
from app.setting_up import install
from app.surveys.answering.inviting import make_open_link
from app.surveys.asking.surveying import open_survey
from tests.journeys.conftest import Served, end, start

AREAS = "코드,이름,종류,구군\nK001,예시 산업단지 1,산업단지,사상구\n"
SAID = {"firm-industry": "machinery", "firm-size": "small"}
ANSWERS = {
    "consent": "y", "crisis": "yes", "employees": "12", "hardest": "예시: 사람을 구하기 어렵습니다.",
    **{f"{item}_{when}": "2" for item in ("biz", "sales", "profit", "funding", "staffing") for when in ("past", "next")},
}  # fmt: skip


@pytest.fixture(scope="module")
def link(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A work database with one open survey; its data folder and an open link's token."""
    data = tmp_path_factory.mktemp("killed") / "data"
    with create_app(Config(data=data, example=False)).app_context():
        db = get_db()
        install(db)
        import_areas(db, AREAS.encode(), "areas.csv", person_id=None)
        wave = f"{today().year}Q{(today().month + 2) // 3}"
        survey_id = open_survey(db, wave_code=wave, questionnaire_code="bsi-2026", person_id=None)
        area = row(db, "select * from area")
        assert area is not None
        return data, make_open_link(db, survey_id, area, person_id=None).token


def send(served: Served, token: str, response_id: str) -> bool:
    """Answer the survey; True when the receipt page said it is saved."""
    body = urllib.parse.urlencode(
        {**ANSWERS, "response-id": response_id, "firm-name": f"예시 {response_id}", **SAID}
    ).encode()
    try:
        with urllib.request.urlopen(f"{served.address}s/{token}", body, timeout=60) as answer:
            return "/receipt/" in answer.url
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def kill_all(process: subprocess.Popen[str]) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@dataclass(frozen=True)
class Killed:
    """What three killed servers said they had saved and what was sent; the job one of them left behind, and its lot."""

    data: Path
    saved: list[str]
    sent: list[str]
    job: str
    answered: int
    suggested: int


@pytest.fixture(scope="module")
def killed(link: tuple[Path, str]) -> Killed:
    """Three servers, each killed in the middle of answers: a start costs five seconds of a core, so both tests share them.

    Before the third, a job is left as a killed worker leaves it.
    """
    data, token = link
    saved: list[str] = []
    sent: list[str] = []
    job, answered, suggested = "", 0, 0
    choose = random.Random(7)
    for turn in range(3):
        if turn == 2:
            job, answered = left_running(data)
        process, served = start(data)
        try:
            if job:
                suggested = suggested_by(data, job)
            for _ in range(choose.randint(4, 9)):
                sent.append(new_id())
                if send(served, token, sent[-1]):
                    saved.append(sent[-1])
            kill_all(process)
        finally:
            end(process)
    return Killed(data, saved, sent, job, answered, suggested)


def left_running(data: Path) -> tuple[str, int]:
    """A job that says it runs though nobody does it; and how many returns there are for it."""
    with create_app(Config(data=data, example=False)).app_context():
        db = get_db()
        round_id = scalar(db, "select round_id from wave join survey on survey.wave_id = wave.id")
        job_id = jobs.enqueue(db, "suggest", {"round_id": round_id}, person_id=None)
        db.conn.execute("update job set state = 'running' where id = ?", [job_id])
        return job_id, scalar(db, "select count(*) from response")


def suggested_by(data: Path, job_id: str) -> int:
    """Wait until the job has ended; the suggestions there are."""
    db = connect(data / "work.db")
    until = time.monotonic() + 240
    while scalar(db, "select state from job where id = ?", [job_id]) not in ("done", "failed"):
        assert time.monotonic() < until
        time.sleep(0.05)
    found = scalar(db, "select count(*) from suggestion where theme_code = 'workforce'")
    db.conn.close()
    return int(found)


def test_every_answer_that_got_a_receipt_survives_kill_minus_nine(killed: Killed) -> None:
    db = connect(killed.data / "work.db")
    there = {r["id"] for r in db.query("select id from response")}
    assert len(killed.saved) >= 12 and set(killed.saved) <= there <= set(killed.sent)
    per_return = {r["n"] for r in db.query("select count(*) as n from answer group by response_id")}
    assert len(per_return) == 1, "a half-stored return"
    assert scalar(db, "pragma integrity_check") == "ok"
    db.conn.close()


def test_a_job_whose_worker_was_killed_is_done_after_the_restart(killed: Killed) -> None:
    db = connect(killed.data / "work.db")
    assert scalar(db, "select state from job where id = ?", [killed.job]) == "done"
    assert killed.suggested == killed.answered > 0
    db.conn.close()
