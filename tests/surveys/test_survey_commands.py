"""The same acts from the command line."""

from __future__ import annotations

import json
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlite_utils import Database

from app.cli import cli
from app.clock import today
from tests.conftest import all_rows
from tests.surveys.answering.test_survey_importing import GOOD, csv
from tests.surveys.conftest import DEFINITION


@pytest.fixture
def run(app: Flask, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.setenv("MOKSORI_DATA", str(app.config["MOKSORI"].data))
    return lambda *args: CliRunner().invoke(cli, [str(each) for each in args])


def test_publish_open_import_and_bsi_follow_one_another(
    run,
    db: Database,
    round_id: str,
    firms: dict[str, str],
    tmp_path: Path,  # type: ignore[no-untyped-def]
) -> None:
    definition, returns = tmp_path / "small.json", tmp_path / "responses.csv"
    definition.write_text(json.dumps(DEFINITION, ensure_ascii=False), encoding="utf-8")
    lines = [
        GOOD,
        GOOD.replace("R1", "R2").replace("F1", "F2"),
        GOOD.replace("R1", "R3").replace("B001,F1", "B002,F3"),
    ]
    returns.write_bytes(csv(*lines))
    assert run("questionnaire", "publish", definition).exit_code == 0
    assert run("survey", "open", "--wave", "2026Q4", "--questionnaire", "small").exit_code == 0
    imported: Result = run("responses", "import", returns, "--survey", "2026Q4")
    assert "새 응답 3건" in imported.output, imported.output
    lines = run("bsi", "--survey", "2026Q4", "--json").output.splitlines()
    assert json.loads(lines[0])["past"]["value"] == 0.0
    exported = tmp_path / "out.xlsx"
    assert run("responses", "export", exported, "--survey", "2026Q4", "--reason", "analysis").exit_code == 0
    assert exported.stat().st_size > 0


def test_a_link_is_printed_once_for_an_area(run, db: Database, survey: sqlite3.Row) -> None:  # type: ignore[no-untyped-def]
    assert "/s/" in run("survey", "link", "--survey", "2026Q4", "--area", "B001").output
    assert len(all_rows(db, "invitation")) == 1


def test_an_unknown_survey_is_told_in_plain_words(run, db: Database, survey: sqlite3.Row) -> None:  # type: ignore[no-untyped-def]
    answer: Result = run("bsi", "--survey", "2031Q1")
    assert answer.exit_code == 2 and "2026Q4" in answer.output


def test_a_survey_is_extended_closed_opened_again_and_retitled(run, db: Database, survey: sqlite3.Row) -> None:  # type: ignore[no-untyped-def]
    later, ref = (today() + timedelta(days=20)).isoformat(), ("--survey", survey["id"])
    assert "마감일 늦춤" in run("survey", "extend", *ref, "--closes", later).output
    assert run("survey", "close", *ref).exit_code == 0 and "마감" in run("survey", "list").output
    twice = run("survey", "close", *ref)
    assert twice.exit_code == 2 and "이미 마감한 조사입니다" in twice.output and "Traceback" not in twice.output
    assert "다시 열기" in run("survey", "extend", *ref, "--closes", later).output
    assert run("survey", "retitle", *ref, "--title", "바꾼 제목").exit_code == 0
    listed = run("survey", "list").output
    assert "바꾼 제목" in listed and later in listed and "진행 중" in listed
    wrong = run("survey", "extend", *ref, "--closes", "내일")
    assert wrong.exit_code == 2 and "날짜가 아닙니다" in wrong.output
