"""Plans: dealt evenly and the same from the same seed, places whole, nothing given to who may not see it, mine first."""

from __future__ import annotations

import pytest

from app.accounts.people import Scope
from app.coding.judging import queue_store
from app.coding.judging.queue import Filters
from app.coding.judging.queue_store import Desk
from app.coding.several import plan_store, planning
from app.coding.several.planning import Asked
from app.coding.several.plans import Place, deal
from app.coding.suggesting.suggesting import suggest
from app.db import rows, scalar, writing
from app.errors import BadInput, Conflict
from tests.coding.several.test_settling import judge
from tests.conftest import sign_in, token

HUNDRED = [Place(f"p{n:03}", (f"s{n}a", f"s{n}b"), frozenset("xyz")) for n in range(100)]


def test_shares_are_even_places_whole_and_the_same_seed_gives_the_same():
    dealt = deal(HUNDRED, ["x", "y", "z"], rule="second", share=15, seed=7)
    assert dealt == deal(list(reversed(HUNDRED)), ["z", "y", "x"], rule="second", share=15, seed=7)
    assert dealt != deal(HUNDRED, ["x", "y", "z"], rule="second", share=15, seed=8)
    assert sum(kind == "second" for _s, _c, kind in dealt.assignments) == 30  # 15 places of two statements
    total = [own["first"] + own["second"] for own in dealt.counts().values()]
    assert sum(total) == 230 and max(total) - min(total) <= 2
    of = {}
    for segment, coder, kind in dealt.assignments:
        of.setdefault((segment[:-1], kind), set()).add(coder)
    assert all(len(coders) == 1 for coders in of.values())
    assert all(of[place, "first"] != coders for (place, kind), coders in of.items() if kind == "second")


def test_everybody_gets_what_he_or_she_may_see_and_the_rest_is_counted():
    places = [
        Place("p", ("a",), frozenset("x")),
        Place("q", ("b", "c"), frozenset("xy")),
        Place("r", ("d",), frozenset()),
    ]
    dealt = deal(places, ["x", "y"], rule="everyone", share=100, seed=1)
    assert {(s, c) for s, c, _k in dealt.assignments} == {("a", "x"), ("b", "x"), ("b", "y"), ("c", "x"), ("c", "y")}
    assert dealt.nobody == 1


@pytest.fixture
def ready(world):
    suggest(world.db, {"round_id": world.round_id}, lambda *_: None)
    return world


def asked(world, *coders, rule="share", share=15):
    return Asked(world.round_id, None, rule, share, coders or (world.expert, world.second), 3)


def plan(world, people, what, **more):
    return planning.make(world.db, what, reason="시험", person_id=people["analyst"], **{"replaces": None, **more})


def test_what_is_mine_comes_first_in_the_queue_and_progress_says_who_is_behind(ready, people):
    plan(ready, people, asked(ready))
    desk, filters = Desk(ready.expert, Scope(None), ready.round_id), Filters(state="all")
    listed = [r["id"] for r in queue_store.listed(ready.db, desk, filters, limit=50, offset=0)]
    mine = {r["segment_id"] for r in rows(ready.db, "select * from assigned where coder_id = ?", [ready.expert])}
    assert mine and set(listed[: len(mine)]) == mine and len(listed) > len(mine)
    steps = [queue_store.first(ready.db, desk, filters)]
    while len(steps) < len(listed):
        steps.append(queue_store.after(ready.db, desk, filters, steps[-1]))
    assert steps == listed and queue_store.after(ready.db, desk, filters, listed[-1]) == listed[0]
    back = [queue_store.before(ready.db, desk, filters, each) for each in listed]
    assert back == [None, *listed[:-1]]
    before = {r["id"]: (r["given"], r["done"]) for r in plan_store.progress(ready.db, ready.round_id)}
    assert before[ready.expert] == (len(mine), 0)
    judge(ready, ready.expert, "add", severity=3)
    done = {r["id"]: r["done"] for r in plan_store.progress(ready.db, ready.round_id)}
    assert done[ready.expert] == int(ready.segment("이자 부담") in mine)


def test_a_plan_that_is_replaced_or_ended_asks_nothing_more_and_stays_on_record(ready, people):
    first = plan(ready, people, asked(ready, rule="everyone"))
    second = plan(ready, people, asked(ready, ready.expert), replaces=first)
    assert {r["coder_id"] for r in rows(ready.db, "select * from assigned")} == {ready.expert}
    with pytest.raises(Conflict):
        plan(ready, people, asked(ready), replaces=first)
    planning.end(ready.db, second, reason="끝", person_id=people["analyst"])
    with pytest.raises(Conflict):
        planning.end(ready.db, second, reason="끝", person_id=people["analyst"])
    assert scalar(ready.db, "select count(*) from assigned") == 0
    assert len(plan_store.plans(ready.db, ready.round_id)) == 2


def test_nobody_is_given_what_lies_outside_the_own_areas(ready):
    with writing(ready.db):
        ready.db.conn.execute("update person set all_areas = 0 where id = ?", [ready.second])
    dealt = planning.draw(ready.db, asked(ready, rule="everyone"))
    assert ready.second not in dealt.counts() and dealt.nobody == 0


@pytest.mark.parametrize(
    ("rule", "coders", "share"), [("", 2, 15), ("second", 1, 15), ("share", 0, 15), ("share", 2, 0)]
)
def test_what_cannot_be_dealt_says_why(ready, rule, coders, share):
    with pytest.raises(BadInput):
        planning.draw(ready.db, Asked(ready.round_id, None, rule, share, (ready.expert, ready.second)[:coders], 1))


def test_the_page_shows_the_draw_before_it_is_written(client, ready):
    sign_in(client, "analyst")
    chosen = f"rule=second&share=50&seed=4&coder={ready.expert}&coder={ready.second}"
    assert "이렇게 나뉩니다" in client.get(f"/review/plans?{chosen}").text
    assert scalar(ready.db, "select count(*) from coding_plan") == 0
    given = {"csrf_token": token(client, "/review/plans"), "rule": "second", "share": 50, "seed": 4}
    given |= {"coder": [ready.expert, ready.second]}
    assert client.post("/review/plans", data=given).status_code == 422
    assert client.post("/review/plans", data={**given, "reason": "겹쳐 보기"}).status_code == 303
    page = client.get("/review/plans").text
    assert "얼마나 되었습니까" in page and "겹쳐 보기" in page
    plan_id = scalar(ready.db, "select id from coding_plan")
    ended = {"csrf_token": given["csrf_token"], "reason": "다 보았음"}
    assert client.post(f"/review/plans/{plan_id}/end", data=ended).status_code == 303
    assert "지난 나눔 1개" in client.get("/review/plans").text
    sign_in(client, "expert")
    assert client.get("/review/plans").status_code == 403
