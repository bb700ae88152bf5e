"""The command that destroys originals, and the worker's daily run: dry runs, days, once a day."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlite_utils import Database

from app import daily
from app.cli import cli
from app.config import Config
from app.db import scalar, writing


def run(app: Flask, monkeypatch: pytest.MonkeyPatch, *words: str) -> str:
    config: Config = app.config["MOKSORI"]
    monkeypatch.setenv("MOKSORI_DATA", str(config.data))
    monkeypatch.setenv("MOKSORI_EXAMPLE", "0")
    done = CliRunner().invoke(cli, ["roundtables", "destroy-originals", *words])
    assert done.exit_code == 0, done.output
    return done.output


def test_a_dry_run_lists_and_destroys_nothing(
    app: Flask, db: Database, held: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = run(app, monkeypatch, "--until", "2027-11-04", "--dry-run")
    assert "rt-1: 2027-11-04까지 보관" in said and "파기할 원본 1건" in said
    assert scalar(db, "select count(*) from original where destroyed_at is not null") == 0
    assert "파기할 원본 0건" in run(app, monkeypatch, "--until", "2027-11-03", "--dry-run")
    assert "파기한 원본 1건" in run(app, monkeypatch, "--until", "2027-11-04")
    assert scalar(db, "select file_bytes from original") is None
    assert "파기한 원본 0건" in run(app, monkeypatch, "--until", "2027-11-04")


def test_the_worker_destroys_once_a_day_what_is_over_its_day(db: Database, held: str) -> None:
    with writing(db):
        db.conn.execute("update original set keep_until = '2026-01-01'")
    assert "originals" in daily.run_due(db)
    assert scalar(db, "select destroyed_by is null and file_bytes is null from original") == 1
    assert daily.run_due(db) == []
