"""Drafts: every save appended and undoable, nobody overwritten unseen, ids never given twice, published once."""

from __future__ import annotations

import json
import os
import re
import signal
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlite_utils import Database

from app.db import connect, rows, scalar
from app.ids import new_id
from app.surveys.asking import store
from app.surveys.asking.publishing import publish
from app.surveys.drafting import draft_store, drafting, edits
from tests.conftest import sign_in, token
from tests.surveys.conftest import DEFINITION, words


@pytest.fixture
def draft(db: Database) -> str:
    version = publish(db, DEFINITION, None)
    return drafting.begin(db, DEFINITION, begun_from="version", base_id=version, person_id=None)


def now(db: Database, draft: str) -> dict[str, Any]:
    return json.loads(draft_store.newest_step(db, draft)["definition"])


def reword(db: Database, draft: str, id: str, ko: str, *, seen: int, act: str | None = None) -> int:
    def change(d: dict[str, Any]) -> dict[str, Any]:
        part = f"question:{id}"
        return edits.put(d, part, {**edits.part(d, part), "label": words(ko)})

    told = {"seen": seen, "act_id": act or new_id(), "person_id": None}
    return drafting.edit(db, draft, change, what="saved", part=f"question:{id}", **told)


def label(d: dict[str, Any], id: str) -> str:
    return edits.part(d, f"question:{id}")["label"]["ko"]


def test_undo_and_redo_walk_the_steps_and_lose_none(db: Database, draft: str) -> None:
    first = reword(db, draft, "employees", "하나", seen=1)
    second = reword(db, draft, "employees", "둘", seen=first)

    def back(seen: int, redo: bool = False) -> int:
        return drafting.go_back(db, draft, seen=seen, redo=redo, act_id=new_id(), person_id=None)

    step = back(back(second))
    assert now(db, draft) == DEFINITION
    step = back(back(step, redo=True), redo=True)
    assert label(now(db, draft), "employees") == "둘"
    assert back(step, redo=True) == step  # nothing is left to redo
    assert len(draft_store.list_steps(db, draft)) == 7
    with pytest.raises(sqlite3.IntegrityError):
        db.conn.execute("update questionnaire_draft_step set definition = '{}' where number = 1")


def test_two_editors_of_one_question_are_shown_both_and_of_two_questions_both_stand(db: Database, draft: str) -> None:
    reword(db, draft, "employees", "가의 말", seen=1)
    reword(db, draft, "hardest", "나의 말", seen=1)  # another question: both stand
    with pytest.raises(drafting.Overtaken) as error:
        reword(db, draft, "employees", "나의 말", seen=1)
    assert (error.value.theirs["label"]["ko"], error.value.mine["label"]["ko"]) == ("가의 말", "나의 말")
    d = now(db, draft)
    assert (label(d, "employees"), label(d, "hardest")) == ("가의 말", "나의 말")


def test_the_same_act_twice_is_one_step(db: Database, draft: str) -> None:
    act = new_id()
    assert reword(db, draft, "employees", "하나", seen=1, act=act) == reword(
        db, draft, "employees", "하나", seen=1, act=act
    )
    assert len(draft_store.list_steps(db, draft)) == 2


@pytest.fixture
def page(client: FlaskClient, people: dict[str, str], draft: str) -> tuple[FlaskClient, str]:
    return sign_in(client, "analyst"), f"/questionnaires/drafts/{draft}"


def send(page: tuple[FlaskClient, str], act: str, **fields: Any) -> Any:
    client, path = page
    sent = {"csrf_token": token(client, path), "act": new_id(), "seen": "999", **fields}
    return client.post(f"{path}/{act}", data=sent)


def test_a_question_is_written_with_choices_order_and_a_picked_rule(
    db: Database, draft: str, page: tuple[FlaskClient, str]
) -> None:
    at = send(page, "add", add="multiple", section="two").location
    assert at.endswith("part=question:q1")
    fields = {
        "part": "question:q1",
        "is-question": "1",
        "label.ko": "필요한 지원은?",
        "label.en": "What would help?",
        "choice-id": ["c1", "c2", ""],
        "choice.ko": ["돈", "사람", "없음"],
        "choice.en": ["Money", "People", "None"],
        "choice-do": "up:c2",
        "max": "2",
        "section": "two",
        "rule-join": "and",
        "rule-question": ["employees", "causes", ""],
        "rule-how": [">=", "isnt", "answered"],
        "rule-value": ["10", "market", ""],
    }
    assert send(page, "save", **fields).status_code == 303
    asked = edits.part(now(db, draft), "question:q1")
    assert [c["id"] for c in asked["choices"]] == ["c2", "c1", "c3"] and asked["max"] == 2
    assert asked["relevant"] == "${employees} >= 10 and not(selected(${causes}, 'market'))"
    shown = page[0].get(f"{page[1]}?part=question:q1").text
    assert re.search(r'<option value="market" selected>', shown) and 'value="10"' in shown
    kept = {
        "choice-id": ["c2", "c1", "c3", ""],
        "choice.ko": ["사람", "돈", "없음", ""],
        "choice.en": ["People", "Money", "None", ""],
    }
    send(page, "save", **{**fields, **kept, "choice-do": "retire:c2"})
    kept = {"choice-id": ["c1", "c3", ""], "choice.ko": ["돈", "없음", "새것"], "choice.en": ["Money", "None", "New"]}
    again = send(page, "save", **{**fields, **kept, "choice-do": ""})
    assert again.status_code == 303
    assert [c["id"] for c in edits.part(now(db, draft), "question:q1")["choices"]] == ["c1", "c3", "c4"]  # never c2
    send(page, "remove", part="question:q1")
    assert send(page, "add", add="text", section="two").location.endswith("part=question:q2")  # never q1


def test_a_stale_page_shows_both_and_mine_can_still_be_saved(
    db: Database, draft: str, page: tuple[FlaskClient, str]
) -> None:
    reword(db, draft, "employees", "먼저 고친 말", seen=1)
    fields = {"part": "question:employees", "label.ko": "나중 말", "label.en": "later", "seen": "1"}
    stale = send(page, "save", **fields)
    assert stale.status_code == 409 and "먼저 고친 말" in stale.text and "나중 말" in stale.text
    seen = re.search(r'name="seen" value="(\d+)"', stale.text)
    assert seen and send(page, "save", **{**fields, "seen": seen[1]}).status_code == 303
    assert label(now(db, draft), "employees") == "나중 말"


def test_a_question_of_the_bank_names_the_quarter_of_the_survey(
    db: Database, draft: str, page: tuple[FlaskClient, str], areas: dict[str, str]
) -> None:
    send(page, "add", add="bank:sales_past", section="two")
    client, path = page
    assert "지난 분기의 매출은" in client.get(f"{path}/preview").text
    told = client.get(f"{path}/publish").text
    assert "새 문항 1" in told and "disabled" not in told
    seen = re.search(r'name="seen" value="(\d+)"', told)
    assert seen and send(page, "publish", seen=seen[1]).status_code == 303
    assert "이 설문지로 조사 열기" in client.get(path).text
    assert send(page, "save", part="question:employees").status_code == 404  # an ended draft takes nothing more
    from app.surveys.asking.surveying import open_survey

    days = {"opens_on": "2026-10-01", "closes_on": "2026-12-31"}
    id = open_survey(db, wave_code="2026Q4", questionnaire_code="small", person_id=None, **days)
    survey = store.find_survey(db, id)
    assert survey and survey["version_number"] == 2
    from app.surveys.asking.definitions import questionnaire_of

    asked = questionnaire_of(survey["definition"]).question("sales_past")
    assert asked and asked.label.of("ko").startswith("2026년 3분기의 매출은")
    assert "the third quarter of 2026" in asked.label.of("en")


def test_what_keeps_a_draft_from_being_published_stands_at_its_question(
    db: Database, draft: str, page: tuple[FlaskClient, str]
) -> None:
    send(
        page,
        "save",
        part="question:hardest",
        **{"label.ko": "영어가 없다", "label.en": "", "relevant": "${nowhere} = 1"},
    )
    client, path = page
    told = client.get(f"{path}/publish").text
    assert "part=question:hardest" in told and "disabled" in told
    assert "영어가 없다" in client.get(f"{path}/preview").text  # still to be tried, without the rule
    seen = scalar(db, "select max(number) from questionnaire_draft_step")
    assert send(page, "publish", seen=str(seen)).status_code == 422
    assert not rows(db, "select 1 from questionnaire_draft_end")
    sent = client.post(f"{path}/preview", data={"csrf_token": token(client, path), "consent": "y", "biz_past": "2"})
    assert "이대로 보내면 이렇게 저장됩니다" in sent.text and not scalar(db, "select count(*) from response")


def large(many: int) -> dict[str, Any]:
    asked = [{"id": f"x{n}", "type": "text", "label": words(f"예시 물음 {n}"), "section": "two"} for n in range(many)]
    return {**DEFINITION, "questions": [*DEFINITION["questions"], *asked]}


def test_a_step_costs_what_it_changed_and_every_old_one_is_read(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_store, "WHOLE_EVERY", 7)
    draft = drafting.begin(db, large(500), begun_from="new", person_id=None)
    stood, seen = [json.dumps(large(500), ensure_ascii=False)], 1
    for n in range(20):
        seen = reword(db, draft, f"x{n * 20}", f"새 말 {n}", seen=seen)
        stood.append(str(draft_store.newest_step(db, draft)["definition"]))
    assert [draft_store.find_step(db, draft, n)["definition"] for n in range(1, 22)] == stood  # type: ignore[index]
    assert label(json.loads(stood[20]), "x380") == "새 말 19"
    sizes = rows(db, "select length(definition) as whole, length(change) as change from questionnaire_draft_step")
    assert [n for n, each in enumerate(sizes, 1) if each["whole"]] == [1, 8, 15]
    assert max(each["change"] for each in sizes if each["change"]) < 120
    moved = drafting.edit(db, draft, lambda d: edits.move_question(d, "x0", to=499), what="moved", part="question:x0",
                          seen=seen, act_id=new_id(), person_id=None)  # fmt: skip
    assert now(db, draft) == edits.move_question(json.loads(stood[20]), "x0", to=499) and moved == 22


def test_what_was_said_to_be_saved_is_there_after_the_process_was_killed(db: Database, draft: str) -> None:
    told, tells = os.pipe()
    path = Path(db.execute("pragma database_list").fetchone()[2])
    child = os.fork()
    if not child:  # saves until it is killed, and says each step only once it stands
        own, seen = connect(path), 1
        while True:
            seen = reword(own, draft, "employees", f"말 {seen}", seen=seen)
            os.write(tells, f"{seen}\n".encode())
    said = b""
    while said.count(b"\n") < 5:
        said += os.read(told, 100)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(tells)
    while more := os.read(told, 65536):
        said += more
    last = int(said.split(b"\n")[-2])
    fresh = connect(path)
    kept = {n: draft_store.find_step(fresh, draft, n) for n in range(2, last + 1)}
    assert [label(json.loads(step["definition"]), "employees") for step in kept.values() if step] == [
        f"말 {n - 1}" for n in range(2, last + 1)
    ]
