"""A stored transcript withdrawn: nobody's turns, no voices, another upload; the sealed side stays for the facilitator."""

from __future__ import annotations

import re
import sqlite3
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.coding.judging.import_store import turn_spot
from app.coding.statements import segmenting, store, voices
from app.db import row, rows, scalar, writing
from app.errors import BadInput, Conflict
from app.personal import sealed_store
from app.roundtables.preview import importing
from app.roundtables.sealed import retaining
from app.roundtables.talk import turn_store, withdrawal_store, withdrawing
from tests.conftest import sign_in
from tests.roundtables.conftest import TALK, confirm, send, upload


def document_of(db: Database, roundtable_id: str) -> str:
    found = turn_store.document_of(db, roundtable_id)
    assert found is not None
    return str(found["id"])


def withdraw(db: Database, roundtable_id: str, people: dict[str, str], reason: str = "이름을 놓쳤습니다.") -> str:
    document = document_of(db, roundtable_id)
    withdrawing.withdraw(db, roundtable_id, document, reason, person_id=people["facilitator"])
    return document


def test_turns_go_to_nobody_and_the_statements_lose_their_respondents(
    db: Database, people: dict[str, str], round_id: str, held: str
) -> None:
    segmenting.segment_round(db, round_id)
    assert len(voices.respondents(db, round_id)) == 3
    assert withdrawing.losses(db, document_of(db, held)) == {"statements": 8, "judgments": 0, "evaluations": 0}
    text = scalar(db, "select text from document")
    withdraw(db, held, people)
    assert scalar(db, "select count(*) from turn where participant_id is not null or identified = 0") == 0
    assert scalar(db, "select count(*) from segment where respondent_id is not null") == 0
    assert voices.respondents(db, round_id) == []
    assert scalar(db, "select text from document") == text
    assert turn_spot(db, "rt-1", 2) is None
    entry = row(db, "select * from audit where action = 'transcript withdrawn'")
    assert entry is not None and entry["object_id"] == held and entry["detail"] == '{"turns": 7}'


def test_a_reason_is_needed_and_only_the_standing_transcript_can_be_withdrawn(
    db: Database, people: dict[str, str], held: str
) -> None:
    document = document_of(db, held)
    for reason in ("", "  \n", "가" * 501):
        with pytest.raises(BadInput):
            withdrawing.withdraw(db, held, document, reason, person_id=people["facilitator"])
    assert turn_store.document_of(db, held) is not None
    withdraw(db, held, people)
    with pytest.raises(Conflict, match="이미 철회"):
        withdrawing.withdraw(db, held, document, "다시", person_id=people["facilitator"])


def test_what_is_withdrawn_stays_withdrawn(db: Database, people: dict[str, str], held: str) -> None:
    withdraw(db, held, people)
    participant = scalar(db, "select id from participant limit 1")
    for sql, values in (
        ("update turn set participant_id = ?", [participant]),
        ("update withdrawal set reason = ?", ["다른 까닭"]),
        ("delete from withdrawal where document_id <> ?", ["x"]),
    ):
        with pytest.raises(sqlite3.IntegrityError), writing(db):
            db.conn.execute(sql, values)


def test_nothing_is_cut_from_a_transcript_withdrawn_before_or_meanwhile(
    db: Database, people: dict[str, str], round_id: str, held: str
) -> None:
    sources = store.turns_to_cut(db, document_of(db, held))
    segments = segmenting.cut(sources)
    withdraw(db, held, people)
    with writing(db):
        assert store.insert_segments(db, round_id, segments) == 0
    assert store.documents_to_cut(db, round_id) == []


def test_the_same_file_or_another_is_stored_once_more_after_a_withdrawal(
    db: Database, people: dict[str, str], record: dict[str, Any], held: str
) -> None:
    first = withdraw(db, held, people)
    again = importing.import_record(db, record, ("rt-1.txt", TALK.encode()), None)
    assert (again.id, again.transcript_new) == (held, True)
    second = document_of(db, held)
    assert second != first
    assert importing.import_record(db, record, ("rt-1.txt", TALK.encode()), None).transcript_new is False
    with pytest.raises(Conflict, match="철회한 뒤"):
        importing.import_record(db, record, ("b.txt", (TALK + "사회자: 끝.\n").encode()), None)
    withdraw(db, held, people, "파일을 잘못 올렸습니다.")
    assert [r["id"] for r in withdrawal_store.withdrawn_of(db, held)] == [second, first]


def test_the_key_goes_with_the_last_original(db: Database, people: dict[str, str], record: dict[str, Any]) -> None:
    talk = TALK.replace("잘 들었습니다.", "010-1234-5678로 잘 들었습니다.")
    held = importing.import_record(db, record, ("a.txt", talk.encode()), None).id
    first = withdraw(db, held, people)
    importing.import_record(db, record, ("a.txt", talk.encode()), None)
    assert retaining.destroy(db, held, first, person_id=None).pseudonyms == 0
    assert any(key[0] == "phone" for key in sealed_store.key_of(db, held))
    assert retaining.destroy(db, held, document_of(db, held), person_id=None).pseudonyms > 0
    assert sealed_store.key_of(db, held) == {}


def test_the_facilitator_withdraws_on_a_page_and_uploads_again(wide: FlaskClient, db: Database, held: str) -> None:
    path = f"/roundtables/{held}"
    assert f"{path}/withdraw" in wide.get(path).text and f"{path}/withdraw" in wide.get(f"{path}/transcript").text
    assert f"{path}/withdraw" in wide.get(f"{path}/upload").text
    document = document_of(db, held)
    for wrong in ({"reason": "", "sure": "y"}, {"reason": "파일이 다릅니다."}):
        answer = send(wide, f"{path}/withdraw", document=document, **wrong)
        assert answer.status_code == 422 and 'class="wrong"' in answer.text
    assert turn_store.document_of(db, held) is not None
    answer = send(wide, f"{path}/withdraw", document=document, reason="파일이 다릅니다.", sure="y")
    assert answer.status_code == 302 and answer.location.endswith(path)
    page = wide.get(path).text
    assert "철회한 녹취록" in page and "파일이 다릅니다." in page and f"raw?document={document}" in page
    assert f"{path}/upload" in page and "아직 녹취록이 없습니다" in wide.get(f"{path}/transcript").text
    assert wide.get(f"{path}/transcript.csv").status_code == 404
    assert wide.get(f"{path}/withdraw").status_code == 302
    preview = upload(wide, path, TALK.encode()).location
    assert confirm(wide, preview).status_code == 302
    assert "녹취록 읽기" in wide.get(path).text and document_of(db, held) != document


def test_the_sealed_side_of_a_withdrawn_transcript_opens_for_the_facilitator_of_all_areas_alone(
    wide: FlaskClient, db: Database, people: dict[str, str], held: str
) -> None:
    document = withdraw(db, held, people)
    path = f"/roundtables/{held}"
    for page in ("raw", "key", "original", "keeping"):
        assert wide.get(f"{path}/{page}").status_code == 404
        assert wide.get(f"{path}/{page}?document={document}").status_code == 200, page
        assert wide.get(f"{path}/{page}?document=x").status_code == 404
    raw = wide.get(f"{path}/raw?document={document}").text
    assert "에 철회한 녹취록입니다" in raw and "작년에 세 명이 나갔습니다" in raw
    listed = wide.get("/roundtables/originals").text
    assert "철회함" in listed and f"keeping?document={document}" in listed
    keeping = f"{path}/keeping?document={document}"
    day = re.search(r'name="keep_until" value="([^"]+)"', wide.get(keeping).text)
    assert day
    answer = send(wide, keeping, keep_until=day.group(1))
    assert answer.status_code == 302 and document in answer.location
    sign_in(wide, "facilitator")
    assert wide.get(f"{path}/withdraw").status_code == 403
    for page in ("raw", "key", "original", "keeping"):
        assert wide.get(f"{path}/{page}?document={document}").status_code == 403
    assert "철회한 녹취록" not in wide.get(path).text
    for role in ("expert", "analyst"):
        sign_in(wide, role)
        assert wide.get(f"{path}/raw?document={document}").status_code == 403
        page = wide.get(path).text
        assert "철회한 녹취록" not in page and "이름을 놓쳤습니다" not in page
    assert "작년에 세 명" not in "".join(r["detail"] for r in rows(db, "select detail from audit"))
