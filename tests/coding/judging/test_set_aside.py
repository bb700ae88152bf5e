"""What is no statement stands in no list, count or draw of an expert, until an expert says that it is one."""

from __future__ import annotations

import pytest

from app.accounts.people import EVERYTHING
from app.coding.judging import judging, queue_store
from app.coding.judging.queue import STATES, Filters
from app.coding.judging.queue_store import Desk
from app.coding.suggesting.suggesting import suggest
from app.db import rows, writing
from app.home.today_store import voices
from tests.conftest import sign_in

GREETING = "안녕하십니까."


@pytest.fixture
def suggested(world):
    suggest(world.db, {"round_id": world.round_id}, lambda *_: None)
    return world


def listed(world, coder=None, **asked):
    desk = Desk(coder or world.expert, EVERYTHING, world.round_id)
    return {s["text"] for s in queue_store.listed(world.db, desk, Filters(**asked), limit=100, offset=0)}


def add(world, coder):
    judging.judge(
        world.db,
        world.segment(GREETING),
        coder_id=coder,
        action="add",
        seen=0,
        theme_code="workforce",
        stance="need",
        severity=2,
    )


def test_a_greeting_is_noted_with_its_kind_and_gets_no_suggestion(suggested):
    found = rows(suggested.db, "select s.text, a.apart from set_aside a join segment s on s.id = a.segment_id")
    assert [(r["text"], r["apart"]) for r in found] == [(f"😀 {GREETING}", "greeting")]
    assert not rows(suggested.db, "select 1 from suggestion where segment_id = ?", [suggested.segment(GREETING)])


@pytest.mark.parametrize("state", sorted(set(STATES) - {"apart"}))
@pytest.mark.parametrize("order", ["score", "text"])
def test_it_stands_in_no_list_but_its_own(suggested, state, order):
    assert not any(GREETING in text for text in listed(suggested, state=state, order=order))
    assert listed(suggested, state="apart", order=order) == {f"😀 {GREETING}"}


def test_it_counts_as_no_statement_that_waits(suggested):
    before = voices(suggested.db, suggested.round_id)["segments"]
    desk = Desk(suggested.expert, EVERYTHING, suggested.round_id)
    everything, progress = queue_store.count(suggested.db, desk, Filters(state="all"))
    assert queue_store.count(suggested.db, desk, Filters(state="apart")) == (1, progress)
    with writing(suggested.db):
        suggested.db.conn.execute(
            """insert into analysed(segment_id, lexicon_version, analyser_version, model_version, at)
               select segment_id, lexicon_version, analyser_version, model_version, at from analysed
               where apart is not null"""
        )
    assert voices(suggested.db, suggested.round_id)["segments"] == before + 1, "looked at again, it is a statement"
    assert queue_store.count(suggested.db, desk, Filters(state="all"))[0] == everything + 1


def test_an_expert_may_code_it_and_no_other_learns_of_that(suggested):
    before = voices(suggested.db, suggested.round_id)
    add(suggested, suggested.expert)
    after = voices(suggested.db, suggested.round_id)
    assert (after["segments"], after["coded"]) == (before["segments"] + 1, before["coded"] + 1)
    assert f"😀 {GREETING}" in listed(suggested, state="seen") & listed(suggested, state="all")
    assert not any(GREETING in text for text in listed(suggested, suggested.second, state="all"))


def test_the_page_tells_how_many_there_are_and_why_one_has_no_suggestion(suggested, client):
    sign_in(client, "expert")
    assert "발언이 아닌 말 1개" in client.get("/review").text
    page = client.get("/review?state=apart").text
    assert GREETING in page and "주장이 없는 말" in page and "인사" in page
    bench = client.get(f"/review/{suggested.segment(GREETING)}?state=apart").text
    assert "발언이 아닌 말(인사)" in bench
