"""The audit trail in words: Korean for every code, names for ids, found by what is shown, by day, person and action."""

from __future__ import annotations

import ast
import io
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlite_utils import Database

from app.accounts import trail
from app.accounts.store import record
from app.db import writing
from app.words.i18n import language
from app.words.labels import LABELS
from tests.conftest import sign_in

APP = Path(__file__).resolve().parents[2] / "app"
OWN = {"person_id", "object_kind", "object_id"}


@pytest.fixture
def told(db: Database, people: dict[str, str], areas: dict[str, str]) -> None:
    """An entry of each sort that was hard to read."""
    with writing(db):
        record(
            db,
            "scope set",
            person_id=people["admin"],
            object_kind="person",
            object_id=people["researcher"],
            areas=7,
            all=False,
        )
        record(db, "seat assigned", person_id=people["analyst"], seat="technopark", person=people["official"])
        record(
            db,
            "response accepted",
            person_id=people["researcher"],
            object_kind="area",
            object_id=areas["B002"],
            channel="onsite",
        )
        record(
            db,
            "file imported",
            person_id=None,
            object_kind="import",
            object_id="gone",
            kind="firms",
            file="기업_10%.csv",
            new=1234,
        )
        record(db, "link revoked", person_id=people["researcher"], object_kind="invitation", object_id="gone")
        db.conn.execute(
            "insert into audit(at, person_id, action) values ('2026-11-02T14:59:59.000000+00:00', ?, 'round opened')",
            [people["admin"]],
        )


def shown(client: FlaskClient, query: str) -> list[str]:
    """The second to last cells of the lines found, by the export (which shows the same words)."""
    book = load_workbook(io.BytesIO(client.get(f"/audit.xlsx?{query}").data))
    return [" | ".join(str(cell or "") for cell in line[1:]) for line in book.active.iter_rows(2, values_only=True)]


def test_codes_and_ids_are_said_in_words(client: FlaskClient, told: None) -> None:
    page = sign_in(client, "admin").get("/audit").text
    for words in (
        "예시 researcher (researcher)",
        "지역 수: 7 · 모든 지역: 아니요",
        "자리: 부산테크노파크 · 사람: 예시 official (official)",
        "B002 예시 산업단지 B002",
        "응답 방법: 현장 방문",
        "자료: 기업 명부 · 파일: 기업_10%.csv · 새로 추가: 1,234",
        "응답 링크 폐기",
    ):
        assert words in page, words
    for code in ("onsite", "technopark", "all:", "False", "areas:"):
        assert f">{code}" not in page and f"{code} " not in page.split("<tbody>")[1], code


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("응답 링크 폐기", "응답 링크 폐기"),
        ("현장 방문", "응답 접수"),
        ("부산테크노파크", "검증단 자리 지정"),
        ("B002 예시", "응답 접수"),
        ("모든 지역", "담당 지역 변경"),
        ("기업_10%25", "파일 가져오기"),
    ],
)
def test_the_trail_is_searched_by_what_it_shows(client: FlaskClient, told: None, text: str, found: str) -> None:
    lines = shown(sign_in(client, "admin"), f"q={text}")
    assert len(lines) == 1 and found in lines[0]


def test_the_trail_narrows_by_person_action_and_korean_day(
    client: FlaskClient, told: None, people: dict[str, str]
) -> None:
    sign_in(client, "admin")
    assert len(shown(client, f"person={people['researcher']}")) == 2
    assert len(shown(client, "action=seat+assigned")) == 1
    # 14:59:59 UTC on 2 November is one second before midnight in Korea.
    assert len(shown(client, "since=2026-11-02&until=2026-11-02")) == 1
    assert shown(client, "since=2026-11-03&until=2026-11-03") == []
    assert shown(client, "until=nonsense") != []


def test_in_english_the_trail_is_english(client: FlaskClient, told: None) -> None:
    page = sign_in(client, "admin").get("/audit?lang=en").text
    assert "Example complex B002" in page and "On site" in page
    assert len(shown(client, "q=complex+B002")) == 1


def test_taking_the_trail_home_is_in_the_trail(client: FlaskClient, told: None) -> None:
    sign_in(client, "analyst")
    client.get("/audit.csv?action=seat+assigned")
    assert "자료: 감사 기록 · 행: 1" in client.get("/audit").text


def test_every_detail_that_is_recorded_has_a_word(app: Flask) -> None:
    used: dict[str, str] = {}
    for path in APP.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and len(node.args) >= 2:
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name == "record":
                    used |= {k.arg: path.name for k in node.keywords if k.arg and k.arg not in OWN}
    assert {key: file for key, file in used.items() if key not in trail.KEYS} == {}
    with app.test_request_context():
        assert language() == "ko" and {key for key, word in trail.KEYS.items() if str(word) == key} == set()


def test_every_download_that_is_recorded_has_a_word() -> None:
    used = set()
    for path in APP.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record_download":
                assert isinstance(node.args[1], ast.Constant), path
                used.add(node.args[1].value)
    assert used and used - set(LABELS["download"]) == set()


def test_the_name_of_a_transcripts_file_is_not_told() -> None:
    assert trail.said('{"file": "홍보람.txt", "turns": 3}', {}, "transcript stored") == [("발언", "3")]
    assert [word for _key, word in trail.said('{"file": "지표.csv"}', {}, "file imported")] == ["지표.csv"]
