"""Phone numbers, e-mails, resident numbers and names with titles are seen in what was said, before it is stored."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.roundtables.personal import excerpts, find_personal
from tests.conftest import all_rows, token
from tests.roundtables.conftest import new_record, send, upload


@dataclass(frozen=True)
class Said:
    text: str
    position: int = 1
    speaker: str | None = None


def found(text: str, *known: str) -> list[tuple[str, str]]:
    return [(each.kind, text[each.start : each.end]) for each in find_personal([Said(text)], known)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("연락은 010-1234-5678 박영희 과장에게", [("phone", "010-1234-5678"), ("name", "박영희 과장")]),
        ("01012345678로 주세요", [("phone", "01012345678")]),
        ("+82 10-1234-5678", [("phone", "+82 10-1234-5678")]),
        ("051) 123-4567입니다", [("phone", "051) 123-4567")]),
        ("yesi@example.co.kr로", [("email", "yesi@example.co.kr")]),
        ("번호는 900101-1234567", [("resident", "900101-1234567")]),
        ("김영수씨가 홍길 씨와", [("name", "김영수씨"), ("name", "홍길 씨")]),
    ],
)
def test_what_gives_a_person_away_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "부산시 과장님, 정부의 위원, 고객사 대표와",
        "2026-11-22에 150-200명, 3천만 원",
        "한국인 강사와 임직원 대표",
        "마음씨가 좋고 솜씨가 있는",
        "새로 채용한 연구원 둘",
    ],
)
def test_ordinary_words_and_figures_are_not(text: str) -> None:
    assert found(text) == []


def test_a_firm_at_the_table_is_no_name() -> None:
    assert found("이노텍 대표") == [("name", "이노텍 대표")]
    assert found("이노텍 대표", "이노텍(예시)") == []


def test_an_excerpt_marks_the_very_words() -> None:
    said = Said("가" * 50 + " 010-1234-5678 " + "나" * 50, position=7)
    (cut,) = excerpts([said], find_personal([said]))
    (start, end) = cut.spans[0]
    assert cut.position == 7 and cut.text[start:end] == "010-1234-5678"
    assert cut.text.startswith("…") and cut.text.endswith("…") and len(cut.text) < 80


def test_a_transcript_with_a_phone_number_is_stored_only_with_a_tick(
    facilitator: FlaskClient, db: Database, firms: dict[str, str]
) -> None:
    talk = "사회자: 시작합니다.\nA정밀 대표: 연락은 010-1234-5678 박영희 과장에게 주세요.\n"
    preview = upload(facilitator, new_record(facilitator), talk.encode()).location
    page = facilitator.get(preview).text
    assert "<mark>010-1234-5678</mark>" in page and "<mark>박영희 과장</mark>" in page and "발언 2" in page
    refused = send(facilitator, preview)
    assert refused.status_code == 422 and "이 칸에 표시해 주십시오" in refused.text and all_rows(db, "document") == []
    assert send(facilitator, preview, personal_seen="1").status_code == 302 and len(all_rows(db, "document")) == 1


def test_going_back_after_saving_leads_to_the_transcript(facilitator: FlaskClient, firms: dict[str, str]) -> None:
    path = new_record(facilitator)
    preview = upload(facilitator, path, "사회자: 시작합니다.\nA정밀 대표: 네.\n".encode()).location
    send(facilitator, preview)
    again = facilitator.get(preview)
    assert again.status_code == 302 and again.location == f"{path}/transcript"
    assert "녹취록을 이미 저장했습니다" in facilitator.get(again.location).text
    twice = facilitator.post(preview, data={"csrf_token": token(facilitator, "/account")})
    assert twice.location == f"{path}/transcript"
