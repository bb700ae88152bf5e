"""What would be replaced in a typed text is shown before it is stored, once, and may be put right first."""

from __future__ import annotations

import io
import re

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.db import scalar
from app.ids import new_id
from app.personal.foretelling import SEEN
from tests.conftest import sign_in, token


def _count(db: Database) -> int:
    return int(scalar(db, "select count(*) from memo_now"))


def _seen(page: str) -> str:
    found = re.search(rf'name="{SEEN}" value="(\w+)"', page)
    assert found
    return found[1]


def test_a_name_is_shown_first_then_stored_as_foretold_and_a_mended_text_as_it_is(
    client: FlaskClient, db: Database, areas: dict[str, str], people: dict[str, str]
) -> None:
    analyst = sign_in(client, "analyst")
    path = f"/memos/on/area/{areas['B001']}"
    sent = {"text": "홍길동 부장이 말함", "in_reports": "y", "csrf_token": token(analyst, "/account")}
    asked = analyst.post(path, data=sent)
    assert asked.status_code == 422 and _count(db) == 0
    assert "‘홍길동’ 자리에 ‘인물 1’" in asked.text and 'name="in_reports" value="y"' in asked.text
    # Changed after it was seen, and holding a name again: asked again.
    seen = {SEEN: _seen(asked.text)}
    assert analyst.post(path, data={**sent, **seen, "text": "홍길순 부장이 말함"}).status_code == 422
    assert analyst.post(path, data={**sent, "text": "지표가 낮음"}).status_code == 303 and _count(db) == 1
    assert analyst.post(path, data={**sent, **seen}).status_code == 303
    stored = scalar(db, "select text from memo_now where text like '%말함'")
    assert "인물 1" in stored and "홍길동" not in stored


def test_who_may_not_send_the_form_is_told_nothing_of_names(client: FlaskClient, areas: dict[str, str]) -> None:
    path = f"/memos/on/area/{areas['B001']}"
    # Signed in as nobody, a token is on the sign-in page.
    answer = client.post(path, data={"text": "홍길동 부장", "csrf_token": token(client, "/sign-in")})
    assert answer.status_code == 401 and "인물 1" not in answer.text


RECORD = {"kind": "roundtable", "held_on": "2026-11-20", "place": "예시 회의실", "language": "ko", "areas": "B001"} | {
    **{"starts_at": "14:00", "ends_at": "15:30"},
    "participants-0-label": "사회자",
    "participants-0-organization": "예시모임",
    "participants-0-org_kind": "moderator",
    "participants-1-label": "홍길순 대표",
    "participants-1-organization": "보기정밀(예시)",
    "participants-1-org_kind": "firm",
}
PLACES = [
    ("analyst", "/plans/response/new", {"title": "홍길동 부장의 계획", "note": "홍길순 과장이 씀", "id": "-"}, 2),
    ("official", "/reports/letters", {"title": "편지", "body": "담당은\n홍길동 부장입니다.", "to": "예시 기업"}, 1),
    ("facilitator", "/roundtables/new", {**RECORD, "title": "모임", "topics": "인력\n홍길동 부장 발표"}, 1),
]


@pytest.mark.parametrize(("role", "path", "fields", "asked"), PLACES, ids=[each[1] for each in PLACES])
def test_whichever_form_stores_a_name_asks_in_the_field_it_was_typed_in_and_then_stores(
    role: str,
    path: str,
    fields: dict[str, str],
    asked: int,
    client: FlaskClient,
    db: Database,
    areas: dict[str, str],
    people: dict[str, str],
) -> None:
    person = sign_in(client, role)
    sent = {**fields, "csrf_token": token(person, "/account")}
    sent |= {"id": new_id()} if "id" in fields else {}
    if "letters" in path:
        sent |= {"office": "예시시청", "department": "예시과", "made_on": "2026-11-20"}
    answer = person.post(path, data=sent)
    assert answer.status_code == 422, answer.location
    assert answer.text.count("자리에 ‘인물 1’") == asked and answer.text.count('class="field"') == asked
    kept = {name for name, value in sent.items() if f'name="{name}" value="{value}"' in answer.text}
    assert len(kept) >= len(fields) - asked - 1
    stored = person.post(path, data={**sent, SEEN: _seen(answer.text)})
    assert stored.status_code in (302, 303), re.findall(r'class="wrong"[^>]*><span>([^<]+)', stored.text)


def test_a_form_with_a_file_is_not_asked_for_it_would_have_to_be_chosen_again(
    client: FlaskClient, areas: dict[str, str], people: dict[str, str]
) -> None:
    analyst = sign_in(client, "analyst")
    sent = {"text": "홍길동 부장이 말함", "csrf_token": token(analyst, "/account"), "file": (io.BytesIO(b"x"), "x.txt")}
    assert analyst.post(f"/memos/on/area/{areas['B001']}", data=sent).status_code == 303
