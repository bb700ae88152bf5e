"""What the workbench hands out it can read back, as CSV and as XLSX: nothing is new and nothing has changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from app import create_app
from app.accounts import signing_in
from app.areas.importing import import_areas, import_firms
from app.coding.judging.importing import import_codings
from app.config import Config
from app.db import connect, rows, scalar
from app.evaluation.people.importing import import_votes
from app.monitoring.observations.importing import import_observations
from app.surveys.asking.store import find_survey
from app.surveys.exchange.bringing import bring
from tests.conftest import PASSWORD, FreshClient, sign_in

FORMS = ("csv", "xlsx")


@pytest.fixture(scope="module")
def round_app(example_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    data = tmp_path_factory.mktemp("round") / "data"
    shutil.copytree(example_data, data)
    app = create_app(Config(data=data, example=True))
    app.testing = True
    app.test_client_class = FreshClient
    with app.app_context():
        yield app


@pytest.fixture
def example(round_app: Flask) -> Iterator[Database]:
    database = connect(round_app.config["MOKSORI"].database)
    yield database
    database.conn.close()


@pytest.fixture
def analyst(round_app: Flask, example: Database) -> FlaskClient:
    if not scalar(example, "select 1 from person where login = 'reader'"):
        signing_in.add_person(
            example,
            login="reader",
            name="예시 분석가 2",
            role="analyst",
            password=PASSWORD,
            area_ids=[],
            all_areas=True,
        )
    return sign_in(round_app.test_client(), "reader")


def taken_home(client: FlaskClient, path: str) -> bytes:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.data


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("form", FORMS)
def test_the_list_of_areas(example: Database, analyst: FlaskClient, form: str, language: str) -> None:
    done = import_areas(example, taken_home(analyst, f"/areas.{form}?lang={language}"), f"a.{form}", None)
    assert (done.new, done.changed, done.unchanged) == (0, 0, 87)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("form", FORMS)
def test_the_list_of_an_areas_firms(example: Database, analyst: FlaskClient, form: str, language: str) -> None:
    area = scalar(example, "select area_id from firm group by area_id order by count(*) desc")
    count = scalar(example, "select count(*) from firm where area_id = ?", [area])
    done = import_firms(example, taken_home(analyst, f"/areas/{area}/firms.{form}?lang={language}"), f"f.{form}", None)
    assert (done.new, done.changed, done.unchanged, done.moved) == (0, 0, count, ())


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("form", FORMS)
def test_values_of_indicators(example: Database, analyst: FlaskClient, form: str, language: str) -> None:
    data = taken_home(analyst, f"/indicators/data.{form}?month=2026-09&lang={language}")
    count = scalar(example, "select count(*) from vintage where month = '2026-09'")
    done = import_observations(example, data, f"o.{form}", person_id=None)
    assert (done.new, done.revised, done.unchanged) == (0, 0, count)


@pytest.mark.parametrize("form", FORMS)
def test_returns_of_a_survey(example: Database, analyst: FlaskClient, form: str) -> None:
    for found in rows(example, "select id from survey"):
        survey = find_survey(example, found["id"])
        assert survey is not None
        data = taken_home(analyst, f"/surveys/{survey['id']}/responses.{form}")
        count = scalar(example, "select count(*) from response where survey_id = ?", [survey["id"]])
        done = bring(example, data, f"r.{form}", survey=survey, person_id=None)
        assert (done.new, done.unchanged) == (0, count)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("form", FORMS)
def test_standing_codings(example: Database, analyst: FlaskClient, form: str, language: str) -> None:
    done = import_codings(example, taken_home(analyst, f"/codings.{form}?lang={language}"), f"c.{form}", None)
    assert done.new == 0 and done.unchanged > 200


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("form", FORMS)
def test_votes_of_areas_whose_vote_is_over(example: Database, analyst: FlaskClient, form: str, language: str) -> None:
    stored = scalar(example, "select count(*) from vote")
    data = taken_home(analyst, f"/validation.{form}?lang={language}")
    done = import_votes(example, data, f"v.{form}", person_id=None)
    assert (done.new, done.settled) == (0, 0) and 0 < done.unchanged <= stored
