"""The import page: who may open it, what it says, what a file does."""

from __future__ import annotations

import io

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.accounts import signing_in
from app.areas.commands import COMMANDS
from app.cli import cli
from app.db import scalar
from tests.conftest import PASSWORD, all_rows, sign_in, token

AREA = "코드,이름,종류,구군\nS1,예시 산업단지 1,산업단지,사상구\n"


@pytest.mark.parametrize("role", ["researcher", "facilitator", "expert", "official"])
def test_only_analysts_and_administrators_import(client: FlaskClient, people: dict[str, str], role: str) -> None:
    sign_in(client, role)
    assert client.get("/areas/import").status_code == 403


def test_an_analyst_of_some_areas_may_not_bring_a_register_of_all(
    client: FlaskClient, db: Database, areas: dict[str, str]
) -> None:
    signing_in.add_person(db, login="narrow", name="예시", role="analyst", password=PASSWORD, area_ids=[areas["B001"]])
    sign_in(client, "narrow")
    assert client.get("/areas/import").status_code == 403


def upload(client: FlaskClient, data: bytes, kind: str = "areas") -> tuple[int, str]:
    form = {
        "kind": kind,
        "csrf_token": token(client, "/areas/import"),
        "file": (io.BytesIO(data), "areas.csv"),
    }
    answer = client.post("/areas/import", data=form, follow_redirects=True)
    return answer.status_code, answer.text


def test_a_good_file_is_stored_and_its_counts_are_told(
    client: FlaskClient, db: Database, people: dict[str, str]
) -> None:
    sign_in(client, "admin")
    status, text = upload(client, AREA.encode("cp949"))
    assert status == 200
    assert "새로 추가 1건, 변경 0건, 그대로 0건" in text
    assert scalar(db, "select name_ko from area where code = 'S1'") == "예시 산업단지 1"


def test_a_wrong_file_is_answered_with_its_problems_and_no_file_with_a_word_at_the_field(
    client: FlaskClient, db: Database, people: dict[str, str]
) -> None:
    sign_in(client, "analyst")
    before = len(all_rows(db, "area"))
    status, text = upload(client, AREA.replace("산업단지,사상구", "공단,사상구").encode())
    assert status == 422
    assert "2행 ‘종류’ 칸" in text
    form = {"kind": "areas", "csrf_token": token(client, "/areas/import")}
    assert "파일을 골라 주십시오." in client.post("/areas/import", data=form).text
    assert len(all_rows(db, "area")) == before


def test_the_template_that_is_offered_can_be_imported_as_it_is(
    client: FlaskClient, db: Database, people: dict[str, str]
) -> None:
    sign_in(client, "analyst")
    areas = client.get("/areas/import/areas.csv").data
    assert upload(client, areas)[0] == 200
    firms = client.get("/areas/import/firms.xlsx").data
    assert "새로 추가 1건" in upload(client, firms, "firms")[1]


def test_the_commands_do_what_the_page_does(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("MOKSORI_DATA", str(tmp_path / "data"))
    for command in COMMANDS:
        monkeypatch.setitem(cli.commands, command.name, command)
    good, wrong = tmp_path / "areas.csv", tmp_path / "wrong.csv"
    good.write_text(AREA, encoding="cp949")
    wrong.write_text(AREA.replace("S1", "S 1"))
    run = CliRunner().invoke
    assert run(cli, ["areas", "import", str(good)]).output == "areas.csv: 새로 추가 1건, 변경 0건, 그대로 0건\n"
    assert run(cli, ["areas", "import", str(wrong)]).exit_code == 2
    assert run(cli, ["rounds", "open", "2026H2"]).output == "2026H2 회차를 열었습니다.\n"
    assert run(cli, ["rounds", "open", "2026"]).exit_code == 2
