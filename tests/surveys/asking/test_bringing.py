"""A questionnaire as a file, by command and on its pages: looked at before it is stored, and given back the same."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.cli import cli
from tests.conftest import all_rows, sign_in, token
from tests.forms.xlsform.building import workbook

SURVEY = """
type          | name | label::한국어 (ko)       | label::English (en)   | relevant
integer       | Age  | 종사자는 몇 명입니까?    | How many employees?   |
select_one yn | rise | 늘었습니까?              | Are there more?       | ${Age} > 1
text          | why  | 왜 그렇습니까?           | Why is that?          | pulldata('x', 'y', 'z', 'k')
"""
CHOICES = """
list_name | name | label::한국어 (ko) | label::English (en)
yn        | yes  | 예                | Yes
yn        | no   | 아니오            | No
"""
SETTINGS = "form_title|form_id\n예시 설문|example-form"
FORM = workbook({"survey": SURVEY, "choices": CHOICES, "settings": SETTINGS})
Run = Callable[..., Result]


@pytest.fixture
def run(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("MOKSORI_DATA", str(app.config["MOKSORI"].data))
    return lambda *args: CliRunner().invoke(cli, [str(each) for each in args])


def test_a_workbook_is_checked_imported_and_exported_as_the_same_version(
    run: Run, db: Database, tmp_path: Path
) -> None:
    form, out, as_json = tmp_path / "form.xlsx", tmp_path / "out.xlsx", tmp_path / "out.json"
    form.write_bytes(FORM)
    checked = run("questionnaire", "check", form, "--json")
    assert checked.exit_code == 0 and all_rows(db, "questionnaire") == []
    told = json.loads(checked.output)
    assert (told["code"], told["counts"]["questions"], told["not_carried"][0]["row"]) == ("example-form", 3, 4)
    assert "survey 4행 relevant" in run("questionnaire", "import", form).output
    version = all_rows(db, "questionnaire_version")[0]
    assert version["sha256"] == told["sha256"]
    for file in (out, as_json):
        assert run("questionnaire", "export", "example-form", file).exit_code == 0
        assert run("questionnaire", "import", file).exit_code == 0
    assert len(all_rows(db, "questionnaire_version")) == 1
    assert "data downloaded" in {entry["action"] for entry in all_rows(db, "audit")}


def test_a_file_becomes_a_draft_of_the_editor(run: Run, db: Database, client: FlaskClient, tmp_path: Path,
                                              people: dict[str, str]) -> None:  # fmt: skip
    form = tmp_path / "form.xlsx"
    form.write_bytes(FORM)
    told = run("questionnaire", "import", "--draft", form)
    path = re.search(r"/questionnaires/drafts/[0-9a-f-]{36}", told.output)
    assert path and "survey 4행 relevant" in told.output and all_rows(db, "questionnaire") == []
    page = sign_in(client, "analyst").get(f"{path[0]}?part=question:rise").text
    assert "늘었습니까?" in page and "명령줄" in page


def test_what_cannot_be_imported_ends_with_two_and_stores_nothing(run: Run, db: Database, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.xlsx"
    wrong.write_bytes(workbook({"survey": "a|b\n1|2"}))
    checked = run("questionnaire", "check", wrong, "--json")
    assert checked.exit_code == 2 and not json.loads(checked.output)["importable"]
    for words in (("check", wrong), ("import", wrong)):
        refused = run("questionnaire", *words)
        assert refused.exit_code == 2 and "문항 시트를 찾지 못했습니다" in refused.output
    assert all_rows(db, "questionnaire") == []


def test_an_unknown_code_or_ending_is_told(run: Run, db: Database, tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    form.write_bytes(FORM)
    run("questionnaire", "import", form)
    for words, told in (
        (("nowhere", tmp_path / "x.xlsx"), "게시된 설문지가 아닙니다"),
        (("example-form", tmp_path / "x.csv"), ".xlsx나 .json"),
        (("example-form", tmp_path / "x.xlsx", "--version", 9), "게시된 설문지가 아닙니다"),
    ):
        refused = run("questionnaire", "export", *words)
        assert refused.exit_code == 2 and told in refused.output, refused.output


def _brought(client: FlaskClient, data: bytes, name: str = "form.xlsx") -> tuple[int, str]:
    sent = {"csrf_token": token(client, "/questionnaires/import"), "file": (io.BytesIO(data), name)}
    page = client.post("/questionnaires/import", data=sent, content_type="multipart/form-data")
    return page.status_code, page.text


def _publish(client: FlaskClient, page: str) -> str:
    sent = dict(re.findall(r'name="(sha256|file_name|csrf_token)" value="([^"]*)"', page))
    return str(client.post("/questionnaires/publish", data=sent).location)


def test_a_file_is_looked_at_before_it_is_published(client: FlaskClient, people: dict[str, str], db: Database) -> None:
    sign_in(client, "analyst")
    status, page = _brought(client, FORM)
    assert status == 200 and all_rows(db, "questionnaire") == []
    assert "survey 4행" in page and "조건 없이 늘 보입니다." in page and "종사자는 몇 명입니까?" in page
    assert "동의 문항이 없습니다" in page
    assert _publish(client, page).startswith("/questionnaires/0")
    assert [version["number"] for version in all_rows(db, "questionnaire_version")] == [1]
    assert "이미 게시된 설문지와 같습니다" in _brought(client, FORM)[1]
    changed = workbook(
        {"survey": SURVEY.replace("왜 그렇습니까?", "왜입니까?"), "choices": CHOICES, "settings": SETTINGS}
    )
    assert "다음 판(2판)" in _brought(client, changed)[1]


def test_a_file_that_is_gone_is_asked_for_again(client: FlaskClient, people: dict[str, str], db: Database) -> None:
    sign_in(client, "analyst")
    page = _brought(client, FORM)[1]
    assert _publish(client, page) != _publish(client, page) == "/questionnaires/import"
    assert len(all_rows(db, "questionnaire_version")) == 1


def test_a_file_that_is_no_form_is_refused_on_its_page(
    client: FlaskClient, people: dict[str, str], db: Database
) -> None:
    sign_in(client, "analyst")
    status, page = _brought(client, b"a,b\n1,2", "표.csv")
    assert status == 422 and "엑셀 설문지(XLSForm)도 JSON 설문지도 아닙니다" in page


def test_a_published_questionnaire_is_taken_home_as_a_workbook(
    client: FlaskClient, people: dict[str, str], db: Database
) -> None:
    sign_in(client, "analyst")
    where = _publish(client, _brought(client, FORM)[1])
    data = client.get(f"{where}/questionnaire.xlsx").data
    assert "이미 게시된 설문지와 같습니다" in _brought(client, data)[1]
    assert json.loads(client.get(f"{where}/questionnaire.json").data)["id"] == "example-form"
    assert [e["action"] for e in all_rows(db, "audit")].count("data downloaded") == 2
