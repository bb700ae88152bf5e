"""The access record: every file and every page that holds what is personal is in the trail, whoever wrote the page."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask, Response
from sqlite_utils import Database

from app.accounts import access, entries
from app.accounts.permissions import PERMISSIONS
from app.cli import cli
from app.db import row, rows, scalar
from app.words.labels import LABELS
from tests.house.test_routes import signed, values, world

__all__ = ["values", "world"]  # the example round with people of every role, as the table of routes walks it


def since(db: Database, last: int) -> list[sqlite3.Row]:
    return rows(db, "select * from audit where id > ? order by id", [last])


def newest(db: Database) -> int:
    return scalar(db, "select ifnull(max(id), 0) from audit")


def test_every_permission_says_what_its_pages_hold() -> None:
    assert set(access.BY_PERMISSION) == set(PERMISSIONS)
    assert {what for what in (*access.BY_PERMISSION.values(), *access.BY_PAGE.values()) if what} <= set(
        LABELS["download"]
    )


def test_pages_with_a_word_of_their_own_are_there(world: tuple[Flask, Database]) -> None:
    there = {rule.endpoint for rule in world[0].url_map.iter_rules()}
    assert set(access.BY_PAGE) <= there


def test_every_task_is_of_actions_that_are_known_and_has_a_word() -> None:
    assert set(entries.TASK_OF) <= set(LABELS["audit"])
    assert {*entries.TASKS, entries.CHANGE} == set(LABELS["task"])


def last_of(db: Database) -> sqlite3.Row:
    found = row(db, "select * from audit order by id desc limit 1")
    assert found is not None
    return found


def test_an_entry_says_whose_data_and_where_but_never_what_was_searched_for(
    world: tuple[Flask, Database], values: dict[str, str]
) -> None:
    app, db = world
    client = signed(app, "wide-expert")
    client.get(f"/surveys/{values['survey_id']}/texts?q=홍길동&area={values['area_id']}")
    searched = last_of(db)
    assert (searched["action"], searched["object_kind"]) == ("data searched", "survey")
    assert (searched["page"], searched["address"]) == ("surveys.texts", "127.0.0.1")
    client.get(f"/segments/{values['segment_id']}")
    assert last_of(db)["object_id"] == values["segment_id"]
    client.get(f"/themes/quotes?area={values['area_id']}&q=")
    assert [last_of(db)[key] for key in ("object_kind", "object_id")] == ["area", values["area_id"]]
    assert "홍길동" not in " ".join(r["detail"] for r in rows(db, "select detail from audit"))


def test_what_is_typed_as_an_area_is_kept_only_where_there_is_one(world: tuple[Flask, Database]) -> None:
    app, db = world
    last = newest(db)
    signed(app, "wide-analyst").get("/roundtables/new?area=홍길동")
    signed(app, "wide-analyst").get("/explore/words?area=홍길동&q=가격")
    assert "홍길동" not in " ".join(str(r["object_id"]) for r in since(db, last))


def test_an_act_that_tells_itself_leaves_one_entry(world: tuple[Flask, Database], values: dict[str, str]) -> None:
    app, db = world
    client = signed(app, "wide-facilitator")
    last = newest(db)
    client.get(f"/roundtables/{values['roundtable_id']}/key")
    assert [r["action"] for r in since(db, last)] == ["key read"]


def test_a_refused_page_leaves_no_entry_of_a_view(world: tuple[Flask, Database], values: dict[str, str]) -> None:
    app, db = world
    client = signed(app, "far-expert")
    last = newest(db)
    assert client.get(f"/segments/{values['segment_id']}").status_code == 404
    assert since(db, last) == []


def test_a_permission_nobody_judged_is_taken_to_hold_something(
    world: tuple[Flask, Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    app, db = world
    client = signed(app, "wide-analyst")
    monkeypatch.delitem(access.BY_PERMISSION, "surveys.view")
    client.get("/surveys")
    assert json.loads(last_of(db)["detail"]) == {"what": "other"}


def test_a_file_that_is_no_attachment_is_recorded_too(world: tuple[Flask, Database]) -> None:
    assert access.is_file(Response(b"%PDF", mimetype="application/pdf"))
    assert access.is_file(Response("a,b", mimetype="text/csv"))
    assert not access.is_file(Response("<p>", mimetype="text/html"))


def test_what_cannot_be_recorded_is_not_handed_out(
    world: tuple[Flask, Database], values: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    app, _db = world
    client = signed(app, "wide-expert")

    def full(*_args: object, **_kwargs: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(access.store, "record", full)
    app.testing = False
    try:
        answer = client.get(f"/segments/{values['segment_id']}")
    finally:
        app.testing = True
    assert answer.status_code == 500 and "일시적인 오류" in answer.text


def test_who_answers_by_a_link_leaves_no_address(
    app: Flask, db: Database, people: dict[str, str], areas: dict[str, str]
) -> None:
    from app.accounts.store import record
    from app.db import writing

    with app.test_request_context("/s/x", environ_base={"REMOTE_ADDR": "203.0.113.9"}), writing(db):
        record(db, "response accepted", person_id=None, channel="online")
    assert last_of(db)["address"] is None


def test_commands_write_no_file_past_the_trail() -> None:
    wrong = []
    for path in (Path(access.__file__).parents[1]).rglob("*commands.py"):
        wrong += [path.name for call in ("write_bytes(", "write_text(", "open(") if f".{call}" in path.read_text()]
    assert wrong == []


def test_a_command_that_exports_is_in_the_trail_with_its_account(world: tuple[Flask, Database], tmp_path: Path) -> None:
    app, db = world
    runner, config = CliRunner(), app.config["MOKSORI"]
    last = newest(db)
    for words in (
        ["codebook", "export", str(tmp_path / "a.csv")],
        ["report", "B012", "--docx", str(tmp_path / "b.docx")],
        ["round-table", str(tmp_path / "c.csv")],
        ["responses", "export", str(tmp_path / "d.csv"), "--survey", "2026Q4", "--reason", "연구 자료로 넘깁니다"],
    ):
        environment = {"MOKSORI_DATA": str(config.data), "MOKSORI_EXAMPLE": "1"}
        done = runner.invoke(cli, ["--example", *words], env=environment)
        assert done.exit_code == 0, done.output
    taken = since(db, last)
    assert [r["page"] for r in taken] == [
        "moksori codebook export", "moksori report", "moksori round-table", "moksori responses export"
    ]  # fmt: skip
    told = json.loads(taken[-1]["detail"])
    assert told["account"] and (told["reason"], told["note"]) == ("other", "연구 자료로 넘깁니다")
    assert {json.loads(r["detail"])["what"] for r in taken} <= set(LABELS["download"])
