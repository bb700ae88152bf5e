"""Drafts: every save appended and undoable, nobody overwritten unseen, ids never given twice, published once."""

from __future__ import annotations

import re
import sqlite3

import pytest
from sqlite_utils import Database

from app.db import rows, scalar
from app.ids import new_id
from app.surveys.asking import store
from app.surveys.drafting import draft_store, drafting, edits
from app.surveys.drafting.personal_asked import personal_questions
from tests.conftest import token
from tests.surveys.conftest import DEFINITION
from tests.surveys.drafting.conftest import Page, label, now, reword, send


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


def test_a_question_is_written_with_choices_order_and_a_picked_rule(db: Database, draft: str, page: Page) -> None:
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


def test_a_stale_page_shows_both_and_mine_can_still_be_saved(db: Database, draft: str, page: Page) -> None:
    reword(db, draft, "employees", "먼저 고친 말", seen=1)
    fields = {"part": "question:employees", "label.ko": "나중 말", "label.en": "later", "seen": "1"}
    stale = send(page, "save", **fields)
    assert stale.status_code == 409 and "먼저 고친 말" in stale.text and "나중 말" in stale.text
    seen = re.search(r'name="seen" value="(\d+)"', stale.text)
    assert seen and send(page, "save", **{**fields, "seen": seen[1]}).status_code == 303
    assert label(now(db, draft), "employees") == "나중 말"


def test_a_question_of_the_bank_names_the_quarter_of_the_survey(
    db: Database, draft: str, page: Page, areas: dict[str, str]
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


def test_what_keeps_a_draft_from_being_published_stands_at_its_question(db: Database, draft: str, page: Page) -> None:
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


def test_who_asks_for_personal_data_without_a_consent_confirms_it_before_publishing(
    db: Database, draft: str, page: Page
) -> None:
    """The definition of the draft is that of another survey; what is asked is told by types and words of labels."""
    kinds = [("where", "geopoint", "곳"), ("said", "text", "담당자 성함"), ("how", "text", "가장 어려운 점")]
    asked = {"questions": [{"id": id, "type": kind, "label": {"ko": ko}} for id, kind, ko in kinds]}
    assert personal_questions(asked) == ["where", "said"]
    assert personal_questions({"questions": [*asked["questions"], {"id": "c", "type": "consent"}]}) == []
    send(page, "remove", part="question:consent")
    reword(db, draft, "hardest", "대표자 성함을 적어 주십시오", seen=draft_store.newest_step(db, draft)["number"])
    seen = str(draft_store.newest_step(db, draft)["number"])
    first = send(page, "publish", seen=seen)
    assert first.status_code == 422 and "동의 문항이 없습니다: hardest" in first.text and 'name="sure"' in first.text
    assert send(page, "publish", seen=seen, sure="1").status_code == 303
