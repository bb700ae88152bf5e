"""Why a file with what people said is taken home is asked first, at the page and on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.accounts import reasons
from app.cli import cli
from app.db import row, scalar
from app.errors import BadInput
from app.words.labels import LABELS
from tests.conftest import FreshClient, sign_in
from tests.house.test_routes import values, world

__all__ = ["values", "world"]


@pytest.fixture
def silent(app: Flask, people: dict[str, str]) -> FlaskClient:
    """An administrator who gives no reason by himself."""
    client = app.test_client()
    assert isinstance(client, FreshClient)
    client.gives = ""
    return sign_in(client, "admin")


def test_the_page_that_asks_names_the_file_and_leads_back(silent: FlaskClient) -> None:
    page = silent.get("/audit.csv?person=x", headers={"Referer": "http://localhost/audit?person=x"})
    assert page.status_code == reasons.ASKED and "감사 기록" in page.text
    assert 'name="person" value="x"' in page.text and 'href="/audit?person=x"' in page.text


@pytest.mark.parametrize("came", ["https://evil.example/audit", "", "http://localhost//evil.example"])
def test_the_way_back_leads_only_inside(silent: FlaskClient, came: str) -> None:
    for page in (silent.get("/audit.csv", headers={"Referer": came}), silent.get("/audit.csv?back=//evil.example")):
        assert 'name="back" value="/"' in page.text and 'href="//evil' not in page.text


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("reason=", "까닭을 골라 주십시오."),
        ("reason=nonsense", "까닭"),
        ("reason=other", "다섯 자 이상"),
        ("reason=other&note=왜", "다섯 자 이상"),
        ("reason=analysis&note=" + "가" * 201, "200자 이하"),
    ],
)
def test_no_reason_no_file_and_the_fault_is_at_its_field(silent: FlaskClient, query: str, wrong: str) -> None:
    page = silent.get(f"/audit.csv?{query}")
    assert page.status_code == reasons.ASKED and 'aria-invalid="true"' in page.text and wrong in page.text


def test_the_reason_is_in_the_entry_and_on_the_page_of_the_trail(silent: FlaskClient, db: Database) -> None:
    file = silent.get("/audit.csv?reason=other&note=감사실%20요청%20자료")
    assert file.status_code == 200 and file.data.startswith(b"\xef\xbb\xbf")
    kept = row(db, "select * from audit order by id desc limit 1")
    assert kept is not None and json.loads(kept["detail"])["note"] == "감사실 요청 자료"
    assert "까닭: 그 밖 · 설명: 감사실 요청 자료" in silent.get("/audit").text


def test_a_role_that_may_not_have_the_file_is_refused_not_asked(silent: FlaskClient) -> None:
    sign_in(silent, "expert")
    assert silent.get("/audit.csv").status_code == 403


def test_a_command_wants_a_reason_too(world: tuple[Flask, Database], tmp_path: Path) -> None:
    app, db = world
    file, before = tmp_path / "a.csv", scalar(db, "select count(*) from audit")
    environment = {"MOKSORI_DATA": str(app.config["MOKSORI"].data)}
    done = CliRunner().invoke(
        cli, ["--example", "responses", "export", str(file), "--survey", "2026Q4"], env=environment
    )
    assert done.exit_code == 2 and "--reason" in done.output and not file.exists()
    assert scalar(db, "select count(*) from audit") == before


def test_a_reason_is_a_code_a_word_or_a_sentence(app: Flask) -> None:
    with app.test_request_context():
        assert reasons.told("analysis") == reasons.told("분석·평가") == {"reason": "analysis"}
        assert reasons.told("국회 요구 자료") == {"reason": "other", "note": "국회 요구 자료"}
        for nothing in ("", "왜", "other", " "):
            with pytest.raises(BadInput):
                reasons.told(nothing)


def test_every_file_that_asks_has_a_word() -> None:
    assert set(reasons.REASONED.values()) <= set(LABELS["download"])
