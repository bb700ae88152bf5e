"""Records and transcripts brought in: once, whole, and matched to firms and experts."""

from __future__ import annotations

import io
import json
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from docx import Document
from flask import Flask
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.areas import opening, presets
from app.areas.importing import import_areas, import_firms
from app.cli import cli
from app.db import row, rows, scalar
from app.errors import BadInput, Conflict
from app.roundtables.preview import importing
from app.roundtables.record import recording, store
from app.roundtables.talk import turn_store
from tests.conftest import all_rows
from tests.roundtables.conftest import TALK

EXAMPLE = Path(__file__).resolve().parents[3] / "example"


def test_a_record_with_its_transcript_is_stored_whole_and_only_once(
    db: Database, record: dict[str, Any], areas: dict[str, str]
) -> None:
    brought = ("rt-1.txt", TALK.encode())
    first = importing.import_record(db, record, brought, None)
    again = importing.import_record(db, record, brought, None)
    assert (first.state, first.turns, first.waiting, first.transcript_new) == ("new", 7, (), True)
    assert (again.state, again.transcript_new, again.id) == ("unchanged", False, first.id)
    for table, count in (("roundtable", 1), ("participant", 5), ("document", 1), ("turn", 7), ("series", 1)):
        assert scalar(db, f"select count(*) from {table}") == count
    document = turn_store.document_of(db, first.id)
    assert (document is not None and document["text"] == TALK.rstrip("\n")) or document["text"] == TALK
    assert [t.text for t in turn_store.turns_of(db, document)][1] == "사람을 못 구합니다. 작년에 세 명이 나갔습니다."


def test_firms_and_experts_become_respondents_and_moderators_do_not(
    db: Database, record: dict[str, Any], areas: dict[str, str], firms: dict[str, str]
) -> None:
    done = importing.import_record(db, record, None, None)
    people = {p.label: p for p in store.participants_of(db, done.id)}
    assert people["A정밀 대표"].area_ids == {areas["B001"]}
    assert people["B기계 전무"].area_ids == {areas["B002"]}
    assert people["전문가 1"].area_ids == {areas["B001"]}
    assert people["사회자"].respondent_id is None and people["부산시 과장"].respondent_id is None
    found = row(db, "select * from respondent where id = ?", [people["A정밀 대표"].respondent_id])
    assert found is not None and found["firm_id"] == firms["F1"]


def test_an_unlisted_firm_speaks_for_the_area_named(
    db: Database, record: dict[str, Any], areas: dict[str, str]
) -> None:
    record["participants"][2].update(firm=None, areas=["B002"])
    done = importing.import_record(db, record, None, None)
    person = {p.label: p for p in store.participants_of(db, done.id)}["B기계 전무"]
    assert person.area_ids == {areas["B002"]}


def test_cp949_and_word_transcripts_say_the_same(db: Database, record: dict[str, Any]) -> None:
    old = importing.import_record(db, record, ("옛 녹취록.txt", TALK.encode("cp949")), None)
    word = Document()
    for line in TALK.splitlines():
        word.add_paragraph(line)
    out = io.BytesIO()
    word.save(out)
    new = importing.import_record(db, {**record, "code": "rt-2"}, ("녹취록.docx", out.getvalue()), None)
    texts = []
    for each in (old, new):
        document = turn_store.document_of(db, each.id)
        assert document is not None and each.waiting == ()
        texts.append([(t.position, t.speaker, t.text) for t in turn_store.turns_of(db, document)])
    assert texts[0] == texts[1] and len(texts[0]) == 7


def test_a_speaker_who_is_not_listed_waits_until_somebody_says_who_it_is(db: Database, record: dict[str, Any]) -> None:
    talk = TALK + "청중: 저도 한마디 하겠습니다.\n청중: 감사합니다.\n"
    done = importing.import_record(db, record, ("rt-1.txt", talk.encode()), None)
    assert done.waiting == ("청중",)
    assert _state(db, done.id) == "speakers"
    answers = {t.speaker or "": t.participant_id or "nobody" for t in _turns(db, done.id)}
    assert importing.match_speakers(db, done.id, answers, None) == 2
    assert importing.match_speakers(db, done.id, answers, None) == 0
    assert _state(db, done.id) == "done"
    assert [t.participant_id for t in _turns(db, done.id)][-2:] == [None, None]


def test_another_transcript_for_the_same_record_is_refused_and_nothing_changes(
    db: Database, record: dict[str, Any]
) -> None:
    importing.import_record(db, record, ("rt-1.txt", TALK.encode()), None)
    with pytest.raises(Conflict, match="이미 녹취록"):
        importing.import_record(
            db, {**record, "title": "다른 제목"}, ("rt-1b.txt", (TALK + "사회자: 끝.\n").encode()), None
        )
    assert scalar(db, "select title from roundtable") == "기계 업종 협의체"
    assert scalar(db, "select count(*) from document") == 1


def test_a_changed_record_keeps_its_participants_and_their_turns(db: Database, record: dict[str, Any]) -> None:
    done = importing.import_record(db, record, ("rt-1.txt", TALK.encode()), None)
    before = {p.label: p.id for p in store.participants_of(db, done.id)}
    record["participants"].reverse()
    record["place"] = "다른 회의실"
    assert importing.import_record(db, record, None, None).state == "changed"
    assert {p.label: p.id for p in store.participants_of(db, done.id)} == before


def test_two_participants_may_swap_their_labels(db: Database, record: dict[str, Any]) -> None:
    done = importing.import_record(db, record, None, None)
    draft = store.draft_of(db, done.id)
    one, two = draft.participants[0], draft.participants[4]
    people = {p.id: p.label for p in store.participants_of(db, done.id)}
    swapped = (replace(one, label=two.label), *draft.participants[1:4], replace(two, label=one.label))
    recording.save_record(
        db, replace(draft, participants=swapped), scope=EVERYTHING, person_id=None, roundtable_id=done.id
    )
    after = {p.id: p.label for p in store.participants_of(db, done.id)}
    assert after[str(one.id)] == people[str(two.id)] and after[str(two.id)] == people[str(one.id)]


def test_somebody_who_spoke_cannot_be_taken_off_the_list(db: Database, record: dict[str, Any]) -> None:
    importing.import_record(db, record, ("rt-1.txt", TALK.encode()), None)
    del record["participants"][1]
    with pytest.raises(Conflict, match="A정밀 대표"):
        importing.import_record(db, record, None, None)


def test_a_stale_form_does_not_overwrite_what_somebody_else_wrote(db: Database, record: dict[str, Any]) -> None:
    done = importing.import_record(db, record, None, None)
    with pytest.raises(Conflict, match="그사이"):
        recording.save_record(
            db,
            store.draft_of(db, done.id),
            scope=EVERYTHING,
            person_id=None,
            roundtable_id=done.id,
            seen="old",
        )


def test_the_text_of_a_document_never_changes(db: Database, record: dict[str, Any]) -> None:
    importing.import_record(db, record, ("rt-1.txt", TALK.encode()), None)
    for statement in ("update document set text = 'x'", "delete from document", 'update turn set "end" = 9'):
        with pytest.raises(sqlite3.IntegrityError):
            db.conn.execute(statement)


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("녹취록.txt", b"\x00\x01\x02\x03" * 50, "이진 파일"),
        ("녹취록.txt", b"  \n ", "글이 없습니다"),
        ("녹취록.txt", b"a" * (25 * 1024 * 1024), "25.0 MB"),
        ("녹취록.docx", b"PK\x03\x04word/ cut off", "손상"),
        ("녹취록.hwp", "한글".encode(), "내용은 TXT"),
        ("녹취록.txt", b"\xff\xff\xff abc", ""),
    ],
)
def test_a_wrong_file_is_refused_in_plain_words_and_nothing_is_stored(
    db: Database, record: dict[str, Any], name: str, data: bytes, word: str
) -> None:
    with pytest.raises(BadInput) as caught:
        importing.import_record(db, record, (name, data), None)
    assert word in caught.value.problems[0].what
    assert all_rows(db, "roundtable") == [] and all_rows(db, "document") == []


def test_all_problems_of_a_record_are_named_at_once(db: Database, record: dict[str, Any]) -> None:
    record.update(end="14:00", areas=["B001", "B999"], industry="nothing", date="2031-01-01")
    record["participants"][1]["firm"] = "F9"
    with pytest.raises(BadInput) as caught:
        importing.import_record(db, record, None, None)
    assert {p.where for p in caught.value.problems} >= {
        "끝",
        "밀집지역",
        "업종",
        "날짜",
        "참여자 2번째 줄 ‘기업 코드·이름’",
    }
    assert all_rows(db, "roundtable") == []


def test_a_misspelt_record_file_names_every_entry(db: Database, record: dict[str, Any]) -> None:
    del record["place"]
    record["plcae"] = "회의실"
    record["kind"] = "party"
    with pytest.raises(BadInput) as caught:
        importing.import_record(db, record, None, None)
    assert {p.where for p in caught.value.problems} == {"place", "plcae", "kind"}


def test_the_command_imports_a_record_with_the_transcript_beside_it(
    app: Flask, db: Database, record: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rt-1.json").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    (tmp_path / "rt-1.txt").write_text(TALK, encoding="cp949")
    monkeypatch.setenv("MOKSORI_DATA", str(app.config["MOKSORI"].data))
    take = ["roundtable", "import", str(tmp_path / "rt-1.json"), "--accept-unsure"]
    done = CliRunner().invoke(cli, take, catch_exceptions=False)
    assert "새 기록, 발언 7개" in done.output
    (tmp_path / "rt-1.json").write_text("{", encoding="utf-8")
    failed = CliRunner().invoke(cli, ["roundtable", "import", str(tmp_path / "rt-1.json")])
    assert failed.exit_code == 2


def test_the_command_tells_what_the_transcript_leaves_open(
    app: Flask, db: Database, record: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rt-1.json").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    talk = tmp_path / "깨진.txt"
    talk.write_bytes(TALK.encode("cp949").decode("latin-1").encode())
    monkeypatch.setenv("MOKSORI_DATA", str(app.config["MOKSORI"].data))
    done = CliRunner().invoke(cli, ["roundtables", "import", str(tmp_path / "rt-1.json"), str(talk), "--accept-unsure"])
    assert done.exit_code == 0 and "새 기록" in done.stdout
    assert "깨진.txt: 확인해 주십시오:" in done.stderr and "인코딩을 확실히 알 수 없습니다" in done.stderr


def test_the_command_stores_nothing_that_nobody_has_looked_at(
    app: Flask, db: Database, record: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rt-1.json").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    talk = tmp_path / "확인.txt"
    talk.write_text(TALK + "사회자: 저는 1988년생이라 대출이 어렵습니다.\n", encoding="utf-8")
    monkeypatch.setenv("MOKSORI_DATA", str(app.config["MOKSORI"].data))
    take = ["roundtables", "import", str(tmp_path / "rt-1.json"), str(talk)]
    refused = CliRunner().invoke(cli, take)
    assert refused.exit_code == 2 and "개인정보일 수 있는 말: 생년월일" in refused.output
    assert rows(db, "select * from roundtable") == [] and rows(db, "select * from document") == []
    assert CliRunner().invoke(cli, [*take, "--accept-unsure"]).exit_code == 0


@pytest.mark.skipif(not (EXAMPLE / "roundtables").is_dir(), reason="no example round here")
def test_the_example_roundtables_come_in_with_every_speaker_matched(db: Database) -> None:
    presets.install(db)
    opening.open_round(db, code="2026H2")
    import_areas(db, (EXAMPLE / "areas.csv").read_bytes(), "areas.csv", None)
    import_firms(db, (EXAMPLE / "firms.csv").read_bytes(), "firms.csv", None)
    for path in sorted((EXAMPLE / "roundtables").glob("*.json")):
        found = importing.read_record(path.read_bytes(), path.name)
        brought = (found["transcript"], (path.parent / found["transcript"]).read_bytes())
        done = importing.import_record(db, found, brought, None)
        assert done.waiting == (), path.name
        assert done.turns >= 20
        assert {t.participant_id for t in _turns(db, done.id)} == {p.id for p in store.participants_of(db, done.id)}
    assert len(rows(db, "select * from roundtable")) >= 4


def _state(db: Database, roundtable_id: str) -> str:
    found = store.find_roundtable(db, roundtable_id, EVERYTHING)
    assert found is not None
    return str(found["state"])


def _turns(db: Database, roundtable_id: str) -> list[Any]:
    document = turn_store.document_of(db, roundtable_id)
    assert document is not None
    return turn_store.turns_of(db, document)


def test_a_participant_who_speaks_once_and_first_keeps_the_turn(
    db: Database, people: dict[str, str], record: dict[str, Any]
) -> None:
    record["participants"][0]["label"] = "오예시"
    talk = "오예시: 시작하겠습니다.\nA정밀 대표: 네.\n전문가 1: 네.\n"
    done = importing.import_record(db, record, ("rt-1.txt", talk.encode()), None)
    assert done.turns == 3 and done.waiting == ()
