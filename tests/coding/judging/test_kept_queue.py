"""The queue is kept by whatever changes it: after every kind of change it is what counting anew would find."""

from __future__ import annotations

import json
import re

import pytest

from app.accounts.people import EVERYTHING, Scope
from app.clock import now
from app.coding.judging import judging, queue_store
from app.coding.judging.judgment_store import newest_judgment, suggestions_of
from app.coding.judging.queue import ORDERS, STATES, Filters
from app.coding.judging.queue_store import Desk
from app.coding.suggesting import suggestion_store
from app.db import rows, scalar, set_setting, writing
from tests.coding.conftest import World
from tests.coding.listed_world import BY, LATER, analyse, cut, same


@pytest.fixture
def listed(world: World) -> World:
    return cut(world)


def desk(world: World, coder: str = "", scope: Scope = EVERYTHING) -> Desk:
    return Desk(coder or world.expert, scope, world.round_id)


def queue(world: World, **asked):
    return [s["id"] for s in queue_store.listed(world.db, desk(world), Filters(**asked), limit=99, offset=0)]


def say(world: World, segment: str, action: str, theme: str = "regulation", *, coder: str = "") -> int:
    coder = coder or world.expert
    answered = suggestions_of(world.db, segment)[0]["id"] if action in ("accept", "reject", "change") else None
    return judging.judge(
        world.db,
        segment,
        coder_id=coder,
        action=action,
        seen=newest_judgment(world.db, segment, coder),
        theme_code=theme,
        suggestion_id=answered,
        stance="none",
    )


def test_judgments_undoing_and_another_coder_keep_the_queue_true(listed):
    for n, segment in enumerate(queue(listed)):
        say(listed, segment, ("accept", "reject", "change", "add", "nothing")[n % 5])
        say(listed, segment, "reject", coder=listed.second)
    same(listed)
    last = scalar(listed.db, "select max(id) from judgment where coder_id = ?", [listed.expert])
    judging.undo(listed.db, coder_id=listed.expert, judgment_id=last)
    same(listed)
    assert rows(listed.db, "select 1 from answered_now where coder_id = ?", [listed.second])


def test_other_suggestions_and_going_back_to_the_earlier_keep_it_true(listed):
    for segment in queue(listed)[:3]:
        say(listed, segment, "accept")
    analyse(listed, LATER, themes=("rnd", "market", "policy_support"))
    same(listed)
    with writing(listed.db):
        segments = [r["id"] for r in rows(listed.db, "select id from segment")]
        suggestion_store.insert_analysed(listed.db, dict.fromkeys(segments, ""), BY)
    same(listed)
    assert {r["model_version"] for r in rows(listed.db, "select model_version from current_suggestion")} == {"base"}


def test_withdrawing_a_return_or_a_talk_and_answering_again_keep_it_true(listed):
    everything = len(queue(listed, state="all"))
    for segment in queue(listed)[:4]:
        say(listed, segment, "add")
    response = listed.answer("F1", "hardest", "새로 답합니다.")
    same(listed)
    assert len(queue(listed, state="all")) == everything - 1, "the older return of the firm counts no more"
    with writing(listed.db):
        listed.db.conn.execute(
            "insert into return_end(response_id, act, reason, at) values (?, 'withdrawn', 'request', ?)",
            [response, now()],
        )
    same(listed)
    assert len(queue(listed, state="all")) == everything, "the older return counts again"
    with writing(listed.db):
        listed.db.conn.execute("insert into withdrawal select id, '예시', ?, ? from document", [listed.expert, now()])
    same(listed)
    found = rows(listed.db, "select * from segment where id in (select segment_id from queue_now)")
    assert found and all(r["document_id"] is None for r in found)
    assert rows(listed.db, "select 1 from standing") == rows(
        listed.db, "select 1 from standing where segment_id in (select segment_id from queue_now)"
    )


def test_who_spoke_where_and_when_put_right_keep_it_true(listed):
    firm = scalar(listed.db, "select respondent_id from participant where label like 'B%'")
    with writing(listed.db):
        listed.db.conn.execute(
            "update participant set respondent_id = null where respondent_id = ?", [listed.respondent("F1")]
        )
        listed.db.conn.execute("insert into respondent_area values (?, ?)", [firm, listed.areas["B001"]])
        listed.db.conn.execute("update roundtable set held_on = '2026-01-01'")
    same(listed)
    assert min(r["place"] for r in rows(listed.db, "select place from queue_now")).startswith("2026-01-01")
    with writing(listed.db):
        listed.db.conn.execute("delete from respondent_area where respondent_id = ?", [firm])
    same(listed)


def test_a_step_forward_or_back_goes_as_the_list_does_in_every_order_and_state(listed):
    with writing(listed.db):
        set_setting(listed.db, "model.theme.version", "learned")
    for segment in queue(listed)[:3]:
        say(listed, segment, "accept")
        say(listed, segment, "reject", coder=listed.second)
    for order in ORDERS:
        for state in STATES:
            for more in ({}, {"theme": "finance"}, {"q": "니다"}, {"source": "survey"}):
                asked = Filters(order=order, state=state, **more)
                found = [s["id"] for s in queue_store.listed(listed.db, desk(listed), asked, limit=99, offset=0)]
                assert queue_store.count(listed.db, desk(listed), asked)[0] == len(found), asked
                assert queue_store.first(listed.db, desk(listed), asked) == (found[0] if found else None)
                assert [queue_store.after(listed.db, desk(listed), asked, s) for s in found[:-1]] == found[1:], asked
                assert [queue_store.before(listed.db, desk(listed), asked, s) for s in found[1:]] == found[:-1]
                if len(found) > 2:
                    assert queue_store.next_ones(listed.db, desk(listed), asked, found[-1], most=2) == found[:2]


def test_the_scope_and_an_area_narrow_list_and_counts_alike(listed):
    one = Scope(frozenset({listed.areas["B001"]}))
    own = desk(listed, scope=one)
    for asked in (Filters(state="all"), Filters(state="all", area=listed.areas["B002"]), Filters(state="bare")):
        found = queue_store.listed(listed.db, own, asked, limit=99, offset=0)
        assert queue_store.count(listed.db, own, asked)[0] == len(found)
        areas = rows(
            listed.db,
            """select distinct s.id from segment s join respondent_area ra on ra.respondent_id = s.respondent_id
               where ra.area_id = ? and s.id in (select value from json_each(?))""",
            [listed.areas["B001"], json.dumps([s["id"] for s in found])],
        )
        assert len(areas) == len(found) > 0
    nobody = desk(listed, scope=Scope(frozenset()))
    assert queue_store.count(listed.db, nobody, Filters(state="all"))[0] == 0
    assert queue_store.first(listed.db, nobody, Filters()) is None


def test_a_step_reads_a_few_rows_and_never_the_whole_queue(listed):
    asked: list[str] = []
    first = queue(listed)[0]
    listed.db.conn.set_trace_callback(asked.append)
    queue_store.after(listed.db, desk(listed), Filters(), first)
    queue_store.before(listed.db, desk(listed), Filters(order="text", state="bare"), first)
    queue_store.count(listed.db, desk(listed), Filters())
    listed.db.conn.set_trace_callback(None)
    for sql in dict.fromkeys(asked):
        plan = [r["detail"] for r in rows(listed.db, f"explain query plan {sql}")]
        # Circles are few: they are gone through, and the first of each is sorted among the others.
        assert not [each for each in plan if each.startswith("SCAN") and not re.search("VIRTUAL|CONSTANT|firsts", each)]
        assert sum("TEMP B-TREE FOR ORDER BY" in each for each in plan) == ("firsts" in sql), plan
    assert len(set(asked)) >= 5
