"""Shared lists, types that change, and repeats, as the editor's forms send them."""

from __future__ import annotations

import json
from typing import Any

from sqlite_utils import Database

from app.surveys.asking.definitions import questionnaire_of
from app.surveys.drafting import edits
from tests.surveys.drafting.conftest import Page, now, send


def listed(page: Page, part: str, *lines: tuple[str, str], do: str = "", **more: Any) -> Any:
    told = {"choice-id": [id for id, _word in lines], "choice.ko": [word for _id, word in lines]}
    return send(page, "save", part=part, **told, **{"choice.en": told["choice.ko"], "choice-do": do, **more})


def ids(db: Database, draft: str, name: str) -> list[str]:
    return [each["id"] for each in now(db, draft)["lists"][name]]


def test_a_list_is_shared_edited_and_never_gives_a_code_twice(db: Database, draft: str, page: Page) -> None:
    causes = (("finance", "돈"), ("market", "판로"), ("workforce", "사람"))
    asked = {"is-question": "1", "section": "two"}
    listed(page, "question:causes", *causes, do="share", **asked)
    assert edits.part(now(db, draft), "question:causes")["choices"] == "list1"
    send(page, "add", add="multiple", section="two")
    send(page, "save", part="question:q1", **{"label.ko": "또", "choices-list": "list1", **asked})
    shown = page[0].get(f"{page[1]}?part=list:list1").text
    assert "이 목록을 쓰는 문항 2개" in shown and "part=question:q1" in shown and "이 목록 빼기" not in shown
    listed(page, "list:list1", *causes, ("c1", "새것"))
    listed(page, "list:list1", *causes, ("c1", "새것"), do="retire:c1")
    listed(page, "list:list1", *causes, ("c1", "다른 것"), do="up:market")
    assert ids(db, draft, "list1") == ["market", "finance", "workforce", "c2"]  # c1 meant another
    assert 'value="return:c1"' in page[0].get(f"{page[1]}?part=list:list1").text
    listed(page, "list:list1", *causes, ("c2", "다른 것"), do="return:c1")
    assert ids(db, draft, "list1") == ["finance", "market", "workforce", "c2", "c1"]
    send(page, "remove", part="list:list1")  # it is used: it stays
    assert len(ids(db, draft, "list1")) == 5
    send(page, "save", part="question:q1", **{"choices-list": "", **asked})
    assert [each["id"] for each in edits.part(now(db, draft), "question:q1")["choices"]][-1] == "c1"
    assert send(page, "add", add="list").location.endswith("part=list:list2")


def test_attributes_of_choices_are_written_beside_them(db: Database, draft: str, page: Page) -> None:
    send(page, "add", add="list")
    listed(page, "list:list1", ("c1", "사상"), ("c2", "안산"), **{"choice-attribute.province": ["busan", "gyeonggi"]})
    assert [each["attributes"] for each in now(db, draft)["lists"]["list1"]] == [
        {"province": "busan"},
        {"province": "gyeonggi"},
    ]


def test_a_new_question_changes_its_type_and_keeps_what_fits(db: Database, draft: str, page: Page) -> None:
    send(page, "add", add="single", section="two")
    words = {"is-question": "1", "label.ko": "무엇을?", "label.en": "What?", "section": "two"}
    listed(page, "question:q1", ("c1", "하나"), ("c2", "둘"), type="multiple", **words)
    asked = edits.part(now(db, draft), "question:q1")
    assert asked["type"] == "multiple" and [each["id"] for each in asked["choices"]] == ["c1", "c2"]
    listed(page, "question:q1", ("c1", "하나"), ("c2", "둘"), type="number", max="2", **words)
    kept = {"id": "q1", "type": "number", "label": {"ko": "무엇을?", "en": "What?"}, "section": "two"}
    assert edits.part(now(db, draft), "question:q1") == kept


def test_a_published_question_says_why_its_type_stays_and_is_replaced(db: Database, draft: str, page: Page) -> None:
    send(page, "save", part="question:hardest", **{"relevant": "${employees} > 3"})
    shown = page[0].get(f"{page[1]}?part=question:employees").text
    assert "게시한 문항의 유형은 바꿀 수 없습니다" in shown and 'id="type"' not in shown
    send(page, "save", part="question:employees", **{"is-question": "1", "type": "text"})
    assert edits.part(now(db, draft), "question:employees")["type"] == "number"
    before = [each["id"] for each in now(db, draft)["questions"]]
    there = send(page, "add", add="instead:range", part="question:employees")
    assert there.location.endswith("part=question:q1")
    d = now(db, draft)
    assert [each["id"] for each in d["questions"]] == ["q1" if id == "employees" else id for id in before]
    asked, hardest = edits.part(d, "question:q1"), edits.part(d, "question:hardest")
    assert asked["type"] == "range" and asked["label"]["ko"] == "종사자"
    assert hardest["relevant"] == "${q1} > 3"


def test_a_section_repeats_as_often_as_an_answer_says(db: Database, draft: str, page: Page) -> None:
    send(page, "add", add="section")
    assert 'id="repeat-how"' in page[0].get(f"{page[1]}?part=section:s1").text
    part = {"part": "section:s1", "title.ko": "직급", "title.en": "Grade", "parent": ""}
    send(page, "save", **part, **{"repeat-how": "free", "repeat-most": "9"})
    assert edits.part(now(db, draft), "section:s1")["repeat"] == {"most": 9}
    send(page, "save", **part, **{"repeat-how": "ask:employees", "repeat-most": ""})
    send(page, "save", part="question:hardest", **{"is-question": "1", "section": "s1"})
    d = now(db, draft)
    assert edits.part(d, "section:s1")["repeat"] == {"count": "${employees}"}
    asked = questionnaire_of(json.dumps(d))
    assert asked.repeats_around("hardest") == ("s1",) and asked.most_of("s1") == 50
    assert "data-repeat" in page[0].get(f"{page[1]}/preview").text
    send(page, "save", part="question:hardest", **{"is-question": "1", "section": "two"})
    send(page, "save", **part, **{"repeat-how": "rule", "repeat-count": "3"})
    assert edits.part(now(db, draft), "section:s1")["repeat"] == {"count": 3}
    send(page, "save", **{**part, "parent": "two"}, **{"repeat-how": ""})
    assert edits.part(now(db, draft), "section:s1") == {
        "id": "s1", "title": {"ko": "직급", "en": "Grade"}, "parent": "two"}  # fmt: skip
    send(page, "save", part="section:two", parent="s1")  # not into what stands in it
    assert "parent" not in edits.part(now(db, draft), "section:two")
