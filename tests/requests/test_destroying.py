"""What a person asks to have destroyed is in no byte of the database, and the record of it names nobody."""

from __future__ import annotations

import io
import json
import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from sqlite_utils import Database

from app.accounts.people import EVERYTHING
from app.cli import cli
from app.clock import now
from app.config import Config
from app.db import rows, scalar, writing
from app.errors import BadInput
from app.ids import new_id
from app.requests import copying, destroying, finding
from app.requests.asked import Asked
from app.roundtables.preview import importing
from app.surveys.answering.responding import accept
from tests.conftest import sign_in, token
from tests.requests.conftest import EMAIL, NAME, OWN, PHONE, Told, answer, record

ASKED = Asked(firm="F1", name=NAME, phone=PHONE)
Signed = Callable[[str], FlaskClient]


@pytest.fixture
def as_person(app: Flask, people: dict[str, str]) -> Signed:
    return lambda role: sign_in(app.test_client(), role)


def stored(db: Database) -> bytes:
    path = Path(db.conn.execute("pragma database_list").fetchone()["file"])
    return b"".join(file.read_bytes() for file in path.parent.glob(path.name + "*"))


def destroy(db: Database, asked: Asked, *acts: str) -> finding.Held:
    """Destroy everything of these kinds that was found; what is found afterwards."""
    found = finding.find(db, asked, EVERYTHING)
    chosen = found.chosen(entry.key for entry in found.entries if entry.act in acts)
    destroying.destroy(db, chosen, "self", person_id=None)
    return finding.find(db, asked, EVERYTHING)


def test_what_was_destroyed_is_in_no_byte_of_the_database(db: Database, told: Told) -> None:
    db.conn.execute("pragma wal_checkpoint(truncate)")
    words = [word.encode() for word in (NAME, PHONE, OWN, EMAIL, "은하망치정밀", "이웃금속정밀")]
    assert all(word in stored(db) for word in words)
    left = destroy(db, ASKED, "return", "mention", "roundtable", "link")
    assert [word.decode() for word in words if word in stored(db)] == []
    assert [(entry.act, bool(entry.closed)) for entry in left.entries] == [("roundtable", True)]
    assert {code for code, n in left.counts.items() if n} == {"firms", "participants", "voices"}


def test_another_persons_return_stays_without_what_was_written(db: Database, told: Told) -> None:
    destroy(db, Asked(name=NAME), "mention")
    assert scalar(db, "select count(*) from return_end") == 0
    mine = "an.text is not null and r.receipt = ?"
    sql = f"select an.text from answer an join response r on r.id = an.response_id where {mine}"
    read = scalar(db, sql, [told.others])
    assert "어음을 늦게 줍니다" in read and NAME not in read and EMAIL.encode() not in stored(db)


def test_the_names_of_a_roundtable_without_transcript_go_too(db: Database, told: Told) -> None:
    empty = importing.import_record(db, record("rt-2", title="새 협의체"), None, None).id
    destroy(db, Asked(name=NAME), "roundtable", "mention", "return")
    labels = [r["label"] for r in rows(db, "select label from participant where roundtable_id = ?", [empty])]
    assert not any(NAME in label for label in labels) and NAME.encode() not in stored(db)


def test_a_link_without_its_firm_takes_no_answers(db: Database, told: Told) -> None:
    destroy(db, Asked(firm="F1"), "link")
    [link] = rows(db, "select * from invitation where firm_id is null")
    assert link["revoked_at"]


def test_a_closed_account_loses_login_and_name(db: Database, told: Told) -> None:
    old = new_id()
    with writing(db):
        db.conn.execute(
            """insert into person(id, login, name, role, password_hash, session_key, active, created_at)
               values (?, 'eunha', ?, 'expert', 'x', 'x', 0, ?)""",
            [old, f"{NAME}둘", "2020" + now()[4:]],
        )
    destroy(db, Asked(login="eunha"), "account")
    assert b"eunha" not in stored(db).replace(EMAIL.encode(), b"")
    [person] = rows(db, "select * from person where id = ?", [old])
    assert person["name"] == "–" and person["login"].startswith("closed-")


def test_the_record_says_how_much_of_what_and_names_nobody(db: Database, told: Told, people: dict[str, str]) -> None:
    found = finding.find(db, ASKED, EVERYTHING)
    chosen = found.chosen(entry.key for entry in found.entries if entry.own)
    copying.copied(db, found, chosen, "agent", person_id=people["analyst"])
    destroying.destroy(db, chosen, "agent", person_id=people["analyst"])
    said = {r["action"]: r for r in rows(db, "select * from audit where action like 'request %'")}
    assert json.loads(said["request destroyed"]["detail"]) == {
        "asked_by": "agent",
        "destroyed": ["link", "return", "roundtable"],
        "entries": 3,
    }
    assert json.loads(said["request copied"]["detail"]) == {"asked_by": "agent", "rows": 7}
    assert {r["object_id"] for r in said.values()} == {None}
    trail = " ".join(f"{r['detail']}" for r in rows(db, "select detail from audit"))
    assert not re.search(f"{NAME}|{PHONE}|{EMAIL}", trail)


def test_all_of_it_is_destroyed_or_nothing(db: Database, told: Told) -> None:
    found = finding.find(db, ASKED, EVERYTHING)
    chosen = [entry for entry in found.entries if entry.own]
    destroying.destroy(db, [e for e in chosen if e.act == "return"], "self", person_id=None)
    with pytest.raises(Exception, match="이미 파기한"):
        destroying.destroy(db, sorted(chosen, key=lambda e: e.act != "link"), "self", person_id=None)
    assert scalar(db, "select count(*) from invitation where firm_id is null") == 0
    for entries, asked_by in (([], "self"), (chosen[1:], "nobody")):
        with pytest.raises(BadInput):
            destroying.destroy(db, entries, asked_by, person_id=None)


def test_the_copy_has_answers_as_written_and_what_was_said_and_nobody_elses_words(db: Database, told: Told) -> None:
    found = finding.find(db, ASKED, EVERYTHING)
    chosen = found.chosen(entry.key for entry in found.entries)
    copy = copying.copied(db, found, chosen, "self", person_id=None)
    answers = {line["question"]: line["answer"] for line in copy["answers"]}
    assert answers["가장 어려운 점"] == f"{OWN} {PHONE}" and answers["원인"] == "finance, market"
    [said] = copy["said"]
    assert said["text"].startswith("사람을 못 구합니다.") and said["number"] == 2
    assert "어음" not in str(copy) and "인력난은 없습니다" not in str(copy)
    sheets = load_workbook(io.BytesIO(copying.xlsx_of(copy)))
    assert sheets.sheetnames == ["갖고 있는 것", "응답", "발언", "응답 링크"]
    assert json.loads(copying.json_of(copy)) == copy


def test_an_answer_nobody_has_looked_at_yet_is_in_the_copy_all_the_same(
    db: Database, survey: sqlite3.Row, areas: dict[str, str], firms: dict[str, str], people: dict[str, str]
) -> None:
    waits = accept(db, survey, answer(areas, "이노텍 대표 말씀으로는 대금이 늦습니다.", "F1", firms))
    assert scalar(db, "select count(*) from answer where text is not null") == 0
    found = finding.find(db, Asked(receipt=waits.receipt), EVERYTHING)
    copy = copying.copied(db, found, found.entries, "self", person_id=None)
    assert [line["answer"] for line in copy["answers"]][-1] == "이노텍 대표 말씀으로는 대금이 늦습니다."


def form(client: FlaskClient, **more: object) -> dict[str, object]:
    return {
        **{"firm": "F1", "name": NAME, "phone": PHONE, "received": "2026-11-30"},
        "csrf_token": token(client, "/requests"),
        **more,
    }


def test_the_page_finds_copies_and_destroys_for_the_analyst_alone(db: Database, told: Told, as_person: Signed) -> None:
    client = as_person("analyst")
    assert client.post("/requests", data=form(client, phone="55")).status_code == 422
    page = client.post("/requests", data=form(client)).text
    assert "2026. 12. 10." in page and told.own in page and OWN not in page and "어음" not in page
    ticked = re.findall(r'name="entry" value="([^"]+)" checked', page)
    assert [key.split(":")[0] for key in ticked] == ["link", "return"]
    # A roundtable's originals are other participants' too: somebody has to choose them.
    keys = [*ticked, *re.findall(r'name="entry" value="(roundtable:[^"]+)"', page)]
    sent = form(client, entry=keys, asked_by="self")
    copy = client.post("/requests/copy.json", data=sent)
    assert copy.get_json()["answers"] and copy.headers["Cache-Control"] == "no-store"
    assert client.post("/requests/copy.xlsx", data=form(client, entry=keys)).status_code == 422
    refused = client.post("/requests/destroy", data=sent)
    assert refused.status_code == 422 and "파기하려면 표시해 주십시오." in refused.text
    done = client.post("/requests/destroy", data={**sent, "sure": "y"})
    assert (
        done.status_code == 200
        and "파기한 것" in done.text
        and "정한 점수와 수" in done.text
        and OWN.encode() not in stored(db)
    )
    assert client.post("/requests/destroy", data={**sent, "sure": "y"}).status_code == 422
    for role in ("researcher", "expert", "official", "facilitator", "admin"):
        other = as_person(role)
        assert other.get("/requests").status_code == 403


def test_an_entry_that_was_not_found_is_not_destroyed(db: Database, told: Told, as_person: Signed) -> None:
    client = as_person("analyst")
    others = scalar(db, "select id from response where receipt = ?", [told.others])
    sent = form(client, entry=[f"return:{others}"], asked_by="self", sure="y")
    assert client.post("/requests/destroy", data=sent).status_code == 422
    assert scalar(db, "select count(*) from return_end") == 0


def test_the_commands_find_copy_and_destroy(
    app: Flask, db: Database, told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config: Config = app.config["MOKSORI"]
    monkeypatch.setenv("MOKSORI_DATA", str(config.data))
    monkeypatch.setenv("MOKSORI_EXAMPLE", "0")

    def run(*words: str, typed: str = "", code: int = 0) -> str:
        done = CliRunner().invoke(cli, ["requests", *words], input=typed)
        assert done.exit_code == code, done.output
        return done.output

    found = run("held", "--receipt", told.own, "--name", "-", typed=f"{NAME}\n")
    listed = json.loads(found[found.index("{") :])
    assert {e["what"] for e in listed["entries"]} == {"설문 응답", "다른 응답의 원문", "간담회 원본과 이름"}
    file = tmp_path / "copy.json"
    run("export", str(file), "--receipt", told.own, "--asked-by", "self")
    assert OWN in file.read_text(encoding="utf-8")
    for wrong, said in ((tmp_path / "copy.hwp", ".xlsx나 .json"), (tmp_path / "none" / "copy.xlsx", "쓸 수 있는 폴더")):
        assert said in run("export", str(wrong), "--receipt", told.own, "--asked-by", "self", code=2)
    assert "아무것도 적지 않았습니다" in run("held", code=2)
    assert "--yes" in run("destroy", "--receipt", told.own, "--asked-by", "self")
    assert scalar(db, "select count(*) from return_end") == 0
    assert "찾은 것 가운데 없습니다" in run(
        "destroy", "--receipt", told.own, "--asked-by", "self", "--entry", "x:y", code=2
    )
    assert "파기한 것 1건" in run("destroy", "--receipt", told.own, "--asked-by", "self", "--yes")
    assert OWN.encode() not in stored(db)
