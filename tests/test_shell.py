"""The shell around every page: its script, the product's name and the districts by language."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlite_utils import Database

from app.db import writing
from tests.conftest import sign_in


def test_every_page_loads_the_shells_script_deferred_and_has_none_inline(
    client: FlaskClient, people: dict[str, str], areas: dict[str, str]
) -> None:
    assert '<script defer src="/static/js/shell.js">' in client.get("/sign-in").text
    sign_in(client, "analyst")
    page = client.get("/areas").text
    assert '<script defer src="/static/js/shell.js">' in page and "<script>" not in page
    assert client.get("/static/js/shell.js").status_code == 200


def test_the_english_shell_says_moksori_and_names_the_district(
    client: FlaskClient, db: Database, people: dict[str, str], areas: dict[str, str]
) -> None:
    with writing(db):
        db.conn.execute("update area set district = '사상구' where id = ?", [areas["B001"]])
        db.conn.execute("update area set district = '예시구' where id = ?", [areas["B002"]])
    sign_in(client, "analyst")
    page = client.get("/areas?lang=en").text
    assert "· Moksori</title>" in page and "Moksori <small>" in page
    assert '<option value="사상구">Sasang-gu</option>' in page and ">예시구</td>" in page
    assert "Sasang-gu" in client.get(f"/areas/{areas['B001']}").text
    assert "· 목소리</title>" in client.get("/areas?lang=ko").text
