"""Before a transcript is stored: what says who somebody is, what it will read, and nothing stored half."""

from __future__ import annotations

import json
import re
import time
import unicodedata
from hashlib import sha256
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.accounts.trail import said
from app.coding.statements.segmenting import segment_round
from app.db import row, rows, scalar
from app.personal import sealed_store
from tests.conftest import all_rows, sign_in
from tests.roundtables.conftest import FORM, confirm, matched, new_record, proposed, send, upload
from transcripts.personal.layers import reapplied

TALK = """사회자: 시작합니다. 김영수 대표님부터요.
김영수 대표: 대한정밀은 사람을 못 구합니다. 연락은 010-1234-5678로 주십시오. 🙂
최 과장: ㈜대한정밀이 맞습니다. 이노텍 대표도 압니다. yesi@example.kr로 보내세요.
"""
PEOPLE = {
    "participants-1-label": "김영수 대표",
    "participants-1-organization": "(주)대한정밀",
    "participants-1-role": "대표",
}


def step(client: FlaskClient, talk: str = TALK, **more: Any) -> str:
    """The address of the names page of an upload."""
    preview = upload(client, new_record(client, **{**PEOPLE, **more}), talk.encode(), "김영수.txt").location
    answer = send(client, preview, **matched(client.get(preview).text))
    assert answer.status_code == 302 and answer.location.endswith("/names"), answer.text
    return str(answer.location)


def group_of(page: str, word: str) -> str:
    found = re.search(rf'name="replace" value="(\w+)"[^>]*> <span class="sr-only">{re.escape(word)}', page)
    assert found, word
    return found.group(1)


def test_everything_found_is_listed_with_its_place_and_what_it_will_read(
    facilitator: FlaskClient, firms: dict[str, str]
) -> None:
    page = facilitator.get(step(facilitator)).text
    for word in ("김영수", "대한정밀", "010-1234-5678", "yesi@example.kr"):
        assert word in page
    for pseudonym in ("참여자 2", "기업 2", "[전화번호 1]", "[이메일 1]"):
        assert f'value="{pseudonym}"' in page
    assert "<mark>010-1234-5678</mark>" in page and "<mark>[전화번호 1]</mark>" in page


def test_storing_keeps_both_layers_and_the_shown_one_names_nobody(
    facilitator: FlaskClient, db: Database, firms: dict[str, str]
) -> None:
    path = step(facilitator)
    page = facilitator.get(path).text
    done = send(facilitator, path, **proposed(page), store="1")
    assert done.status_code == 302 and "/upload/" not in done.location
    document = row(db, "select * from document")
    original = row(db, "select * from original")
    assert document is not None and original is not None
    assert original["raw_text"] == TALK.strip() or original["raw_text"] == TALK
    assert not re.search("김영수|대한정밀|010-1234|yesi@", document["text"])
    assert "참여자 2 대표: 기업 2는 사람을" in document["text"] and "기업 2가 맞습니다" in document["text"]
    turns = rows(db, "select * from turn order by position")
    assert [t["speaker"] for t in turns] == ["사회자", "참여자 2 대표", "인물 1 과장"]
    assert document["text"][turns[1]["start"] : turns[1]["end"]].startswith("기업 2는") and "🙂" in document["text"]
    assert turns[1]["participant_id"] is not None
    kept = {(r["kind"], r["original"]): r["pseudonym"] for r in rows(db, "select * from pseudonym")}
    assert kept[("person", "김영수")] == "참여자 2" and kept[("firm", "대한정밀")] == "기업 2"
    assert original["file_bytes"] == TALK.encode() and json.loads(original["normalizing"]) == []


def test_a_tick_may_be_taken_away_but_for_what_is_sure_only_with_a_word(
    facilitator: FlaskClient, db: Database, firms: dict[str, str]
) -> None:
    path = step(facilitator)
    page = facilitator.get(path).text
    sent = proposed(page)
    phone = group_of(page, "010-1234-5678")
    sent["replace"] = [each for each in sent["replace"] if each != phone]
    refused = send(facilitator, path, **sent, store="1")
    assert refused.status_code == 422 and "이 칸에 표시해 주십시오" in refused.text and all_rows(db, "document") == []
    assert send(facilitator, path, **sent, store="1", confirmed="1").status_code == 302
    assert "010-1234-5678" in scalar(db, "select text from document")


def test_an_unsure_word_stays_until_it_is_ticked(facilitator: FlaskClient, db: Database, firms: dict[str, str]) -> None:
    path = step(facilitator)
    page = facilitator.get(path).text
    unsure = group_of(page, "이노텍")
    sent = proposed(page)
    assert unsure not in sent["replace"]
    send(facilitator, path, **{**sent, "replace": [*sent["replace"], unsure]}, store="1")
    assert "이노텍" not in scalar(db, "select text from document")


def test_what_is_left_open_has_to_be_looked_at_once(
    facilitator: FlaskClient, db: Database, firms: dict[str, str]
) -> None:
    path = step(facilitator)
    sent = {name: value for name, value in proposed(facilitator.get(path).text).items() if name != "looked"}
    assert send(facilitator, path, **sent, look="1").status_code == 200
    refused = send(facilitator, path, **sent, store="1")
    assert refused.status_code == 422 and "1가지(1곳)가 그대로 남습니다" in refused.text and "이노텍" in refused.text
    assert all_rows(db, "document") == []
    assert send(facilitator, path, **sent, looked="1", store="1").status_code == 302


def test_likely_names_are_ticked_and_every_form_of_a_name_is_replaced(
    facilitator: FlaskClient, db: Database, firms: dict[str, str]
) -> None:
    talk = "사회자: 정말순 씨와 마바테크가 왔습니다.\n안정 대표: 김철호 반장님과 일합니다. 안정이 중요합니다.\n"
    talk += "사회자: 김철호가 나갔습니다. 정말순이 압니다. 김철호반장이요.\n"
    people = {"participants-1-label": "안정 대표", "participants-1-organization": "(주)대한정밀"}
    path = step(facilitator, talk, **people)
    send(facilitator, path, **proposed(facilitator.get(path).text), store="1")
    text = scalar(db, "select text from document")
    assert not re.search("정말순|마바테크|김철호|안정 대표", text)
    assert "참여자 2 대표: 인물 2 반장님과 일합니다. 안정이 중요합니다" in text
    assert "인물 2가 나갔습니다" in text and "인물 2 반장이요" in text
    assert [t["speaker"] for t in rows(db, "select * from turn order by position")][1] == "참여자 2 대표"
    assert row(db, "select * from participant where label = '안정 대표'")["shown_label"] == "참여자 2 대표"  # type: ignore[index]


def test_two_people_get_one_pseudonym_only_on_purpose(
    facilitator: FlaskClient, db: Database, firms: dict[str, str]
) -> None:
    path = step(facilitator)
    page = facilitator.get(path).text
    sent = {**proposed(page), f"name-{group_of(page, '최')}": "참여자 2"}
    refused = send(facilitator, path, **sent, store="1")
    assert refused.status_code == 422 and "이미 ‘김영수’ 대신 쓰는 말입니다" in refused.text
    assert 'name="same"' in refused.text and all_rows(db, "document") == []
    assert send(facilitator, path, **sent, same="1", store="1").status_code == 302


def test_leaving_certain_information_as_it_is_stands_in_the_trail(
    facilitator: FlaskClient, db: Database, firms: dict[str, str]
) -> None:
    path = step(facilitator)
    page = facilitator.get(path).text
    sent = proposed(page)
    phone = group_of(page, "010-1234-5678")
    sent["replace"] = [each for each in sent["replace"] if each != phone]
    send(facilitator, path, **sent, store="1", confirmed="1")
    noted = row(db, "select * from audit where action = 'personal information left'")
    assert noted is not None and json.loads(noted["detail"]) == {"left": 1} and "010" not in noted["detail"]


def test_what_the_record_itself_says_of_somebody_is_told(facilitator: FlaskClient, firms: dict[str, str]) -> None:
    page = facilitator.get(step(facilitator, title="김영수 대표 면담", place="김영수 대표 집무실")).text
    assert "장소: 김영수" in page and "제목: 김영수" not in page
    assert "모두가 그대로 읽습니다" not in facilitator.get(step(facilitator)).text


def test_all_changed_turns_are_shown_before_and_after(facilitator: FlaskClient, firms: dict[str, str]) -> None:
    talk = "".join(f"사회자: 번호는 010-{n:04d}-{n:04d}입니다.\n" for n in range(1000, 1020))
    page = facilitator.get(step(facilitator, talk)).text
    assert page.count("원래 글 · 발언") == 20 and "바뀌는 발언 12개 더 보기" in page


def test_pseudonyms_are_changed_and_words_of_ones_own_added(
    facilitator: FlaskClient, db: Database, firms: dict[str, str]
) -> None:
    path = step(facilitator)
    page = facilitator.get(path).text
    firm = group_of(page, "대한정밀")
    sent = {**proposed(page), f"name-{firm}": "부품 회사", "words": "사람 = 일손\r\n시작"}
    looked = send(facilitator, path, **sent, look="1")
    assert looked.status_code == 200 and "부품 회사" in looked.text and "[가림 1]" in looked.text
    send(facilitator, path, **proposed(looked.text), words=sent["words"], store="1")
    text = scalar(db, "select text from document")
    assert "부품 회사는 일손을 못 구합니다" in text and "[가림 1]합니다" in text


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("words", "없는말 = 다른말", "녹취록에 없는 말입니다"),
        ("words", "= 다른말", "1번째 줄"),
        ("words", "=", "1번째 줄"),
        ("keep_until", "2026-13-01", "날짜를 2027-11-22처럼"),
        ("keep_until", "2020-01-01", "가운데에서 고르십시오"),
        ("keep_until", "2040-01-01", "가운데에서 고르십시오"),
        ("name", "김영수", "다른 개인정보가 들어 있습니다: ‘김영수’(사람 이름)"),
        ("name", "010-9999-8888", "다른 개인정보가 들어 있습니다"),
        ("name", "대한정밀 2", "원래 말이 들어 있습니다"),
        ("name", "참여자 2", "종류가 다른 말에"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_stored(
    facilitator: FlaskClient, db: Database, firms: dict[str, str], field: str, value: str, said: str
) -> None:
    path = step(facilitator)
    page = facilitator.get(path).text
    name = f"name-{group_of(page, '대한정밀')}" if field == "name" else field
    refused = send(facilitator, path, **{**proposed(page), name: value}, store="1")
    assert refused.status_code == 422 and said in refused.text and 'aria-invalid="true"' in refused.text
    assert [all_rows(db, table) for table in ("document", "original", "pseudonym")] == [[], [], []]


def test_what_was_typed_is_there_again_after_going_away(facilitator: FlaskClient, firms: dict[str, str]) -> None:
    path = step(facilitator)
    sent = {**proposed(facilitator.get(path).text), "words": "시작 = 출발", "keep_until": "2028-01-31"}
    send(facilitator, path, **sent, look="1")
    again = facilitator.get(path).text
    assert "시작 = 출발" in again and 'value="2028-01-31"' in again and 'value="출발"' in again


def test_a_transcript_in_which_nothing_is_found_is_stored_as_it_is(
    facilitator: FlaskClient, db: Database, firms: dict[str, str]
) -> None:
    preview = upload(facilitator, new_record(facilitator), "사회자: 시작합니다.\nA정밀 대표: 네.\n".encode()).location
    assert confirm(facilitator, preview).status_code == 302
    original = row(db, "select * from original")
    assert original is not None and original["raw_text"] is None and all_rows(db, "replacement") == []
    again = facilitator.get(f"{preview}/names")
    assert again.status_code == 302 and again.location.endswith("/transcript")


def test_five_hundred_findings_are_shown_within_seconds(facilitator: FlaskClient, firms: dict[str, str]) -> None:
    talk = "".join(f"사회자: 번호는 010-{n:04d}-{n:04d}입니다.\n" for n in range(1000, 1500))
    path = step(facilitator, talk)
    begun = time.perf_counter()
    page = facilitator.get(path).text
    assert page.count('name="replace"') == 500 and time.perf_counter() - begun < 6


def test_the_step_is_the_facilitators_alone(facilitator: FlaskClient, firms: dict[str, str]) -> None:
    path = step(facilitator)
    for role in ("expert", "analyst", "official", "admin", "researcher"):
        sign_in(facilitator, role)
        assert facilitator.get(path).status_code == 403


def test_whatever_the_file_holds_every_turn_and_segment_gives_back_its_text(
    facilitator: FlaskClient, db: Database, firms: dict[str, str]
) -> None:
    talk = "사회자: 김영수 대표님🙂,\t시작합니다.\r\n"
    talk += "김영수 대표: 대한정밀은\u200b \ue000 사람이 없습니다. 010-1234-5678.\r\n"
    path = step(facilitator, unicodedata.normalize("NFD", talk) + "사회자: " + "가" * 1000 + "\r\n")
    assert send(facilitator, path, **proposed(facilitator.get(path).text), store="1").status_code == 302
    segment_round(db, scalar(db, "select id from round"))
    document, original = row(db, "select * from document"), row(db, "select * from original")
    assert document is not None and original is not None
    text = document["text"]
    for segment in rows(db, "select * from segment"):
        assert text[segment["start"] : segment["end"]] == segment["text"]
    replaced = sealed_store.replacements_of(db, document["id"])
    assert reapplied(original["raw_text"], text, replaced) == text and len(replaced) == 4
    assert sha256(original["raw_text"].encode()).hexdigest() == original["raw_sha256"]
    assert original["file_bytes"].decode() == unicodedata.normalize("NFD", talk) + "사회자: " + "가" * 1000 + "\r\n"
    assert unicodedata.is_normalized("NFC", original["raw_text"]) and "\r" not in original["raw_text"]
    assert json.loads(original["normalizing"]) != []


def test_a_pseudonym_the_text_or_a_label_has_already_is_not_given(
    facilitator: FlaskClient, db: Database, firms: dict[str, str]
) -> None:
    talk = "사회자: 참여자 2와 기업 2가 누구입니까?\n김영수 대표: 저희 대한정밀이 아닙니다.\n"
    path = step(facilitator, talk)
    send(facilitator, path, **proposed(facilitator.get(path).text), store="1")
    text = scalar(db, "select text from document")
    assert "참여자 2와 기업 2가 누구" in text and "참여자 4 대표: 저희 기업 4가 아닙니다" in text


def test_a_short_name_that_is_also_a_word_is_replaced_only_where_it_is_surely_the_firm(
    facilitator: FlaskClient, db: Database, firms: dict[str, str]
) -> None:
    talk = "사회자: (주)미래가 왔습니다.\n김영수 대표: 미래가 걱정입니다.\n"
    path = step(facilitator, talk, **{"participants-1-organization": "(주)미래"})
    sent = proposed(facilitator.get(path).text)
    assert len(sent["group"]) == len(sent["replace"]) + 1 == 3
    send(facilitator, path, **sent, store="1")
    text = scalar(db, "select text from document")
    assert "기업 2가 왔습니다" in text and "미래가 걱정입니다" in text


def test_saving_a_record_tells_what_in_its_title_says_who_somebody_is_and_the_trail_which_fields_changed(
    facilitator: FlaskClient, db: Database, firms: dict[str, str]
) -> None:
    path = new_record(facilitator, **PEOPLE)
    assert "모두가 그대로 읽습니다" not in facilitator.get(path).text
    page = facilitator.get(f"{path}/edit").text
    seen = re.search(r'name="seen"[^>]* value="([^"]+)"', page)
    changes = {
        **FORM,
        **PEOPLE,
        "title": "김영수 대표 면담",
        "topics": "인력\n관세\n",
        "seen": seen.group(1) if seen else "",
    }
    assert send(facilitator, f"{path}/edit", **changes).status_code == 302
    page = facilitator.get(path).text
    assert "김영수 대표 면담" not in page and "인물 1 대표 면담" in page and "가렸습니다" in page
    noted = row(db, "select * from audit where action = 'roundtable changed'")
    assert noted is not None and json.loads(noted["detail"])["fields"] == ["title"] and "김영수" not in noted["detail"]
    assert ("바뀐 칸", "제목") in said(noted["detail"], {})
