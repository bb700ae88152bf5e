"""Once a transcript is stored on a page, suggestions start by themselves, and the expert is told what waits."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from app import jobs
from app.areas.opening import open_round
from app.cli import cli
from app.codebook.publishing import install_first
from app.coding.judging.judging import judge
from app.coding.suggesting.starting import start_suggesting
from app.roundtables.preview import afterwards
from tests.conftest import all_rows, sign_in
from tests.roundtables.conftest import TALK, confirm, new_record, upload

TOLD = "주제 제안을 시작했습니다."


def bring(client: FlaskClient, talk: str = TALK, **changes: Any) -> Any:
    return confirm(client, upload(client, new_record(client, **changes), talk.encode()).location)


def test_storing_a_transcript_queues_the_rounds_suggestions_for_whoever_stored_it(
    facilitator: FlaskClient, db: Database, firms: Any, people: dict[str, str]
) -> None:
    install_first(db)
    answer = bring(facilitator)
    assert TOLD in facilitator.get(answer.location).text
    [job] = all_rows(db, "job")
    [record] = all_rows(db, "roundtable")
    assert (job["kind"], job["state"], job["person_id"]) == ("suggest", "queued", people["facilitator"])
    assert json.loads(job["args"]) == {"round_id": record["round_id"], "person_id": people["facilitator"]}
    assert facilitator.get(f"/jobs/{job['id']}").status_code == 403


def test_a_second_transcript_joins_the_job_that_waits_but_not_one_that_runs(
    facilitator: FlaskClient, db: Database, firms: Any
) -> None:
    install_first(db)
    bring(facilitator)
    bring(facilitator, TALK + "사회자: 다음.\n", title="둘째")
    assert len(all_rows(db, "job")) == 1
    db.conn.execute("update job set state = 'running'")
    bring(facilitator, TALK + "사회자: 또 다음.\n", title="셋째")
    assert [job["state"] for job in all_rows(db, "job")] == ["running", "queued"]


def test_another_round_waits_in_a_job_of_its_own(
    facilitator: FlaskClient, db: Database, people: dict[str, str]
) -> None:
    install_first(db)
    for code in ("2025H1", "2025H2"):
        start_suggesting(db, open_round(db, code), people["facilitator"])
    assert len(all_rows(db, "job")) == 2


def test_without_a_codebook_nothing_is_begun_and_nothing_is_told(
    facilitator: FlaskClient, db: Database, firms: Any
) -> None:
    answer = bring(facilitator)
    assert TOLD not in facilitator.get(answer.location).text and all_rows(db, "job") == []


def test_roundtables_ask_whatever_was_brought(
    facilitator: FlaskClient, db: Database, firms: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(
        afterwards, "AFTER", {"one": lambda _db, *told: asked.append(told) or "했습니다", "two": lambda *_: ""}
    )
    bring(facilitator)
    [record] = all_rows(db, "roundtable")
    assert afterwards.carry_on(db, record["id"], "P") == ["했습니다"] and asked[-1] == (record["round_id"], "P")


def test_the_expert_reads_what_waits_until_something_of_it_is_seen(
    app: Flask, client: FlaskClient, facilitator: FlaskClient, db: Database, firms: Any, people: dict[str, str]
) -> None:
    install_first(db)
    bring(facilitator, title="새 금속 협의체")
    sign_in(client, "expert")
    assert "새 금속 협의체" not in client.get("/").text
    jobs.run(db, all_rows(db, "job")[0]["id"])
    for path in ("/", "/review"):
        page = client.get(path).text
        assert re.search("새 간담회 ‘새 금속 협의체’에서 문장 [1-9]개가 검토를 기다립니다", page), path
    link = re.search(r'href="(/review\?roundtable=[^"]+)"', client.get("/").text)
    assert link
    queue = client.get(link[1]).text
    assert "이 간담회의 발언만 봅니다: 새 금속 협의체" in queue and queue.count('class="queue-said"') >= 2
    assert 'name="roundtable"' in queue
    other = client.get("/review?roundtable=elsewhere").text
    assert "이 회차나 담당 지역에 없는 간담회입니다" in other and 'class="queue-said"' not in other
    segment = next(s for s in all_rows(db, "segment") if "관세 때문에" in s["text"])
    judge(db, segment["id"], coder_id=people["expert"], action="nothing", seen=0)
    assert "검토를 기다립니다" not in client.get("/").text


def test_what_waits_in_another_round_is_told_with_its_round(
    client: FlaskClient, facilitator: FlaskClient, db: Database, firms: Any
) -> None:
    install_first(db)
    open_round(db, "2025H1")
    bring(facilitator, title="지난 협의체", held_on="2025-04-09")
    jobs.run(db, all_rows(db, "job")[0]["id"])
    sign_in(client, "expert")
    page = client.get("/").text
    assert "새 간담회 ‘지난 협의체’에서" in page and "다른 회차입니다: 2025년 상반기" in page


def test_the_command_line_says_how_suggestions_start(
    app: Flask,
    db: Database,
    people: dict[str, str],
    record: dict[str, Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "rt-1.json").write_text(json.dumps(record), encoding="utf-8")
    (tmp_path / "rt-1.txt").write_text(TALK, encoding="utf-8")
    monkeypatch.setenv("MOKSORI_DATA", str(app.config["MOKSORI"].data))
    monkeypatch.setenv("MOKSORI_EXAMPLE", "0")
    told = CliRunner().invoke(cli, ["roundtables", "import", str(tmp_path / "rt-1.json")])
    assert "moksori suggest --round 2026H2" in told.output and all_rows(db, "job") == []
