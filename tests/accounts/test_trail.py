"""The audit trail in words: Korean for every code, names for ids, found by what is shown, by day, person and action."""

from __future__ import annotations

import ast
import io
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlite_utils import Database

from app.accounts import trail, trail_routes
from app.accounts.store import record
from app.db import rows, writing
from app.words.i18n import language
from app.words.labels import LABELS
from tests.conftest import sign_in, token

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
        record(db, "segment judged", person_id=None, theme='a "따옴표" b')
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
        ("1234", "파일 가져오기"),
        ('"따옴표"', "문장 판단"),
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


# Details that would keep for good what somebody is called, what somebody said, or what may be either.
NEVER = {
    "contact",
    "file",
    "label",
    "memo",
    "password",
    "phone",
    "q",
    "quote",
    "speaker",
    "text",
    "title",
    "typed",
    "words",
}


def test_no_entry_keeps_names_of_files_or_people_or_what_was_said() -> None:
    wrong = []
    for path in APP.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and len(node.args) >= 2:
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                wrong += [f"{path.name}: {k.arg}" for k in node.keywords if name == "record" and k.arg in NEVER]
    assert wrong == []


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


def lines_of(client: FlaskClient, query: str) -> list[str]:
    """The lines of the page, top to bottom."""
    body = client.get(f"/audit?{query}").text.split("<tbody>")[1].split("</tbody>")[0]
    return [" ".join(re.sub("<[^>]+>", " ", line).split()) for line in body.split("</tr>") if line.strip()]


def test_the_trail_narrows_by_task_and_address(client: FlaskClient, told: None) -> None:
    sign_in(client, "admin")
    assert {"로그인"} == {line.split()[-2] for line in lines_of(client, "task=sign-in")}
    changes = " ".join(shown(client, "task=change"))
    assert "담당 지역 변경" in changes and "로그인" not in changes and "응답 접수" not in changes
    assert "응답 접수" in " ".join(shown(client, "task=add"))
    assert lines_of(client, "address=127.0.0.1&task=sign-in") and "찾는 기록이 없습니다" in lines_of(
        client, "address=127.0.0.2"
    )[0]  # fmt: skip


def test_the_trail_sorts_by_time_person_and_action(client: FlaskClient, told: None) -> None:
    sign_in(client, "admin")
    # By their codes: link revoked, round opened, scope set, seat assigned.
    by_action = ["응답 링크 폐기", "회차 열기", "담당 지역 변경", "검증단 자리 지정"]
    by_person = ["회차 열기", "담당 지역 변경", "검증단 자리 지정", "응답 링크 폐기"]  # admin, analyst, researcher
    for sort, words in (("action", by_action), ("-action", by_action[::-1])):
        lines = lines_of(client, f"task=change&sort={sort}")
        assert all(word in line for word, line in zip(words, lines, strict=True)), sort
    newest = lines_of(client, "task=change")
    assert lines_of(client, "task=change&sort=at") == newest[::-1]
    assert lines_of(client, "task=change&sort=nonsense") == newest
    people = lines_of(client, "task=change&sort=person")
    assert sorted(by_person[:2]) == sorted(w for w in by_person for line in people[:2] if w in line)
    assert by_person[2] in people[2] and by_person[3] in people[3]
    assert 'aria-sort="ascending"' in client.get("/audit?sort=person").text


def test_an_export_of_any_length_holds_every_entry_once(
    client: FlaskClient, db: Database, told: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail_routes, "STRETCH", 3)
    sign_in(client, "admin")
    numbers = [r["id"] for r in rows(db, "select id from audit")]
    file = client.get("/audit.csv")
    lines = file.data.decode("utf-8-sig").splitlines()
    assert len(lines) == len(numbers) + 1 and len(set(lines)) >= len(lines) - 6
    assert file.content_length == len(file.data)
    book = load_workbook(io.BytesIO(client.get("/audit.xlsx").data)).active
    assert book.max_row > len(lines)
    assert [cell.value for cell in book[1]][3:7] == ["업무", "한 일", "접속지 주소", "화면"]


def test_what_does_not_fit_a_sheet_is_said_and_not_cut(
    client: FlaskClient, told: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trail_routes, "SHEET", 2)
    sign_in(client, "admin")
    page = client.get("/audit.xlsx")
    assert page.status_code == 422 and "한 시트에 담을 수 없습니다" in page.text and "CSV로" in page.text
    assert client.get("/audit.csv").status_code == 200
    assert client.get("/audit.xlsx?action=seat+assigned").data[:2] == b"PK"


def test_the_record_says_whose_login_was_not_known(client: FlaskClient, people: dict[str, str]) -> None:
    form = {"login": "somebody-else", "password": "wrong-wrong-1", "csrf_token": token(client, "/sign-in")}
    client.post("/sign-in", data=form)
    assert "알 수 없는 아이디" in sign_in(client, "admin").get("/audit").text
