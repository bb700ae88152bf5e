"""Importing judgments: by quote, once, and with every problem told."""

from __future__ import annotations

import json

import pytest

from app.coding.judging.importing import import_codings
from app.coding.suggesting.suggesting import suggest_round
from app.db import rows
from app.errors import BadInput
from tests.coding.conftest import judgments

HEAD = "자료,위치,인용,주제,행동,태도,심각도,코더,메모\n"


@pytest.fixture
def suggested(world):
    suggest_round(world.db, world.round_id)
    return world


def bring(world, *lines):
    return import_codings(world.db, (HEAD + "\n".join(lines)).encode("utf-8-sig"), "판단.csv", None)


def problems(world, *lines):
    with pytest.raises(BadInput) as caught:
        bring(world, *lines)
    assert judgments(world.db) == []
    return [(p.where, p.what) for p in caught.value.problems]


def test_a_quote_finds_its_segment_in_turn_and_answer_and_is_marked_as_example(suggested):
    code = imported_response(suggested)
    done = bring(
        suggested,
        "small-talk,2,숙련공을 구할,workforce,accept,need,4,expert,메모",
        "small-talk,2,안녕하십니까,market,add,need,2,expert,",
        "small-talk,3,인력난은 없습니다,workforce,reject,,,expert-2,",
        f"{code},hardest,금리가,finance,add,need,3,expert,",
    )
    assert (done.new, done.unchanged) == (4, 0)
    found = rows(suggested.db, "select j.*, s.text from judgment j join segment s on s.id = j.segment_id order by j.id")
    assert [(r["action"], r["example"]) for r in found] == [("accept", 1), ("add", 1), ("reject", 1), ("add", 1)]
    assert found[0]["text"] == "숙련공을 구할 수가 없습니다." and found[0]["suggestion_id"]
    assert found[2]["stance"] is None
    assert found[3]["text"] == "대출 금리가 높습니다."


def imported_response(world):
    """A return whose id is that of an imported code."""
    from app.areas.respondents import respondent_for_firm
    from app.db import row, scalar, writing
    from app.ids import new_id
    from app.surveys.answering.receipts import response_id_of

    survey = scalar(world.db, "select id from survey")
    firm = row(world.db, "select * from firm where code = 'F3'")
    response_id = response_id_of(survey, "R001")
    with writing(world.db):
        respondent = respondent_for_firm(world.db, world.round_id, firm["id"])
        world.db.conn.execute(
            """insert into response select ?, survey_id, version_id, ?, area_id, firm_id, null, channel, null,
                 '2026-11-05T00:00:00.000000+00:00', received_at, null, 'y', 'R001', keep_until, 0
               from response where firm_id = ?""",
            [response_id, respondent, firm["id"]],
        )
        text = "대출 금리가 높습니다."
        world.db.conn.execute(
            "insert into answer values (?, ?, 'hardest', ?, ?)", [new_id(), response_id, json.dumps(text), text]
        )
    suggest_round(world.db, world.round_id)
    return "R001"


def test_the_same_file_again_adds_nothing(suggested):
    lines = [
        "small-talk,2,숙련공을 구할,workforce,accept,need,4,expert,",
        "small-talk,2,안녕하십니까,market,accept,need,2,expert,",
        "small-talk,3,인력난은 없습니다,workforce,reject,,,expert,",
    ]
    bring(suggested, *lines)
    done = bring(suggested, *lines)
    assert (done.new, done.unchanged) == (0, 3)
    assert [action for action, _theme in judgments(suggested.db)] == ["accept", "add", "reject"]


def test_a_wrong_quote_names_its_row_and_nothing_is_stored(suggested):
    found = problems(
        suggested,
        "small-talk,2,숙련공을 구할,workforce,accept,need,4,expert,",
        "small-talk,2,없는 말,workforce,accept,need,4,expert,",
    )
    assert found == [("3행 ‘인용’ 칸", "그 자리의 글에 없는 말입니다")]


def test_every_problem_of_every_row_is_told_at_once(suggested):
    found = problems(
        suggested,
        "nowhere,2,말,workforce,accept,need,4,expert,",
        "small-talk,99,말,workforce,accept,need,4,expert,",
        "small-talk,2,숙련공,nothing,accept,need,4,expert,",
        "small-talk,2,숙련공,workforce,delete,need,4,expert,",
        "small-talk,2,숙련공,workforce,accept,need,,expert,",
        "small-talk,2,숙련공,workforce,accept,none,3,expert,",
        "small-talk,2,숙련공,workforce,accept,,,expert,",
        "small-talk,2,숙련공,workforce,reject,need,3,expert,",
        "small-talk,2,숙련공,workforce,accept,need,4,analyst,",
        "small-talk,2,,workforce,accept,need,9,expert,",
    )
    wheres = [where for where, _what in found]
    assert [w.split("행")[0] for w in wheres] == ["2", "3", "4", "5", "6, 11", "7", "8", "9", "10", "11"]


def test_a_text_that_is_not_cut_yet_says_what_to_do(world):
    found = problems(world, "small-talk,2,숙련공,workforce,accept,need,4,expert,")
    assert found == [("2행 ‘인용’ 칸", "이 글은 아직 문장으로 나누지 않았습니다")]
