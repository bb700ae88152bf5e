"""Each statement is handed to the analyser with its question, the statement before, the role and the industry."""

from __future__ import annotations

from app.coding.statements.said_store import said_of
from app.coding.statements.segmenting import segment_round
from app.db import writing


def said(world, part):
    return said_of(world.db, [world.segment(part)])[world.segment(part)]


def test_a_turn_comes_with_the_statement_before_whoever_made_it_and_with_the_role_of_who_speaks(world):
    segment_round(world.db, world.round_id)
    first, second = said(world, "요즘 인력난이"), said(world, "숙련공을")
    assert (first.before, first.role, first.question) == ("", "moderator", "")
    assert second.before and second.before != second.text and second.role == "firm"
    assert said(world, "이 지역은 인력 부족").role == "expert"


def test_an_answer_comes_with_its_question_and_nothing_of_other_answers(world):
    world.answer("F3", "wanted", "보증을 늘려 주십시오. 그리고 금리를 낮춰 주시기 바랍니다.")
    segment_round(world.db, world.round_id)
    first, second = said(world, "보증을 늘려"), said(world, "그리고 금리를")
    assert first.question.endswith("?") or "바라" in first.question
    assert first.before == "" and second.before == first.text
    assert second.question == first.question and second.role == "firm"


def test_the_industry_of_a_listed_firm_is_told_in_the_language_of_the_statement(world):
    segment_round(world.db, world.round_id)
    with writing(world.db):
        world.db.conn.execute("insert into industry values ('X', '예시업', 'Example', 'main', 1)")
        world.db.conn.execute("update firm set industry_code = 'X' where code = 'F1'")
    assert said(world, "자금 조달이").industry == "예시업"
    assert said(world, "저희는 인력난은").industry == ""


def test_organization_and_title_tell_more_than_the_kind(world):
    segment_round(world.db, world.round_id)

    def role_as(kind, organization, title=""):
        with writing(world.db):
            world.db.conn.execute(
                "update participant set org_kind = ?, organization = ?, role = ? where label = '외부 전문가'",
                [kind, organization, title],
            )
        return said(world, "이 지역은 인력 부족").role

    assert role_as("city", "부산시 경제정책 부서(예시)", "과장") == "official"
    assert role_as("council", "부산시의회(예시)", "의원") == "councillor"
    assert role_as("council", "부산시의회(예시)", "사무국장") == "official"
    assert role_as("support", "예시상공회의소", "부장") == "association"
    assert role_as("support", "예시 지원센터", "팀장") == "official"
    assert role_as("firm", "예시조합", "이사장") == "association"
    assert role_as("firm", "B소프트", "노조위원장") == "worker"
    assert role_as("expert", "예시협회", "교수") == "expert"


def test_where_nobody_is_matched_the_label_of_the_turn_tells(world):
    segment_round(world.db, world.round_id)
    with writing(world.db):
        world.db.conn.execute("update turn set participant_id = null")
    assert [said(world, part).role for part in ("요즘 인력난이", "숙련공을", "이 지역은 인력 부족")] == [
        "moderator",
        "firm",
        "expert",
    ]


def test_a_batch_asks_two_queries_however_many(world):
    segment_round(world.db, world.round_id)
    ids = [r[0] for r in world.db.conn.execute("select id from segment")]
    asked = []
    world.db.conn.set_trace_callback(asked.append)
    found = said_of(world.db, ids)
    world.db.conn.set_trace_callback(None)
    assert len(found) == len(ids) > 5 and len(asked) == 2
