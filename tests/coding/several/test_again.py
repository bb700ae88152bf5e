"""Second looks: by a plan, days later, without the first word; compared, and nothing that counts moves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.accounts.people import EVERYTHING
from app.coding.codes.counting import counts
from app.coding.several import again_store, drifting, looking, settling
from app.coding.several.again import Look, comes_again, in_order
from app.coding.several.drifting import drift_of, told
from app.coding.several.sides import Coding
from app.coding.suggesting.suggesting import suggest
from app.db import rows, scalar
from app.errors import BadInput, Conflict
from tests.coding.several.test_settling import LOANS, judge
from tests.conftest import sign_in, token

NEED = (Coding("finance", "need", 2),)


@pytest.fixture
def judged(world, people, monkeypatch):
    """The expert found a grave problem of finance; a plan asks for all of it again after ten days."""
    suggest(world.db, {"round_id": world.round_id}, lambda *_: None)
    judge(world, world.expert, "add", severity=5)
    looking.make(world.db, world.round_id, share=100, days=10, seed=1, reason="기준 확인", person_id=people["analyst"])

    class Later(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(UTC) + timedelta(days=world.days)

    world.days = 11
    monkeypatch.setattr(looking, "datetime", Later)
    return world


def waits(world):
    return looking.waiting(world.db, world.round_id, world.expert, EVERYTHING)


def look(world, *codings):
    looking.look(
        world.db, world.round_id, world.segment(LOANS), coder_id=world.expert, scope=EVERYTHING, codings=codings
    )


def test_what_one_judged_comes_again_when_the_days_are_over_and_nobodys_elses(judged):
    assert waits(judged).now == [judged.segment(LOANS)] and waits(judged).later == 0
    assert looking.waiting(judged.db, judged.round_id, judged.second, EVERYTHING) == looking.Waiting([], 0)
    judged.days = 5
    assert waits(judged) == looking.Waiting([], 1)


def test_the_second_word_is_kept_beside_the_first_and_nothing_that_counts_moves(judged):
    before = counts(judged.db, EVERYTHING, [], judged.round_id), scalar(judged.db, "select count(*) from judgment")
    look(judged, *NEED)
    look(judged, *NEED)  # pressed twice
    assert (
        counts(judged.db, EVERYTHING, [], judged.round_id),
        scalar(judged.db, "select count(*) from judgment"),
    ) == before
    kept = [tuple(r) for r in rows(judged.db, "select time, theme_code, severity from again_coding order by time desc")]
    assert kept == [("before", "finance", 5), ("again", "finance", 2)] and waits(judged).now == []
    (found,) = again_store.looks(judged.db, judged.round_id)[judged.expert]
    assert not found.same and found.before == {"finance": ("need", 5)}


def test_what_was_settled_or_does_not_wait_is_not_shown_again(judged, people):
    with pytest.raises(BadInput) as refused:
        look(judged, Coding("finance", "need"))
    assert [p.where for p in refused.value.problems] == ["심각도"]
    settling.settle(
        judged.db, judged.segment(LOANS), person_id=people["analyst"], seen=0, codings=list(NEED), reason="정함"
    )
    assert waits(judged).now == []
    with pytest.raises(Conflict):
        look(judged, *NEED)


def test_an_ended_plan_asks_for_nothing_and_a_new_one_replaces_it(judged, people):
    plan = again_store.running(judged.db, judged.round_id)["id"]
    more = {"person_id": people["analyst"]}
    looking.end(judged.db, judged.round_id, plan, reason="끝", **more)
    assert waits(judged) == looking.Waiting([], 0)
    with pytest.raises(Conflict):
        looking.end(judged.db, judged.round_id, plan, reason="끝", **more)
    looking.make(judged.db, judged.round_id, share=100, days=10, seed=2, reason="다시", **more)
    assert len(waits(judged).now) == 1
    with pytest.raises(BadInput):
        looking.make(judged.db, judged.round_id, share=0, days=0, seed=2, reason="", **more)


def test_the_share_is_drawn_alike_whenever_it_is_asked():
    drawn = [n for n in range(4000) if comes_again(f"s{n}", "who", share=5, seed=3)]
    assert 150 < len(drawn) < 250 and drawn == [n for n in range(4000) if comes_again(f"s{n}", "who", share=5, seed=3)]
    assert in_order(["a", "b", "c"], "who", seed=1) == in_order(["c", "b", "a"], "who", seed=1)


def looked(*pairs):
    """Looks of a respondent each: severity of finance before and again; None: not named."""
    word = {None: {}, **{n: {"finance": ("need", n)} for n in range(1, 6)}}
    return [Look(f"s{n}", f"r{n}", "", word[before], word[again]) for n, (before, again) in enumerate(pairs)]


def test_a_coder_is_said_to_drift_with_the_way_it_goes_and_of_few_nothing_is_said(app):
    with app.test_request_context():
        told_of_steady_graver_few_and_same()


def told_of_steady_graver_few_and_same():
    steady = drift_of("x", looked(*[(3, 3), (None, None)] * 12), ["finance"])
    assert (steady.looks, steady.same, steady.drifts, steady.alpha.value) == (24, 24, False, 1.0)
    assert told(steady, {"x": "가"}) == "가: 다시 본 24개 가운데 24개를 같게 보아 한결같습니다(알파 1.000)."
    graver = drift_of("x", looked(*[(2, 4), (None, None), (None, 3)] * 8), ["finance"])
    assert graver.drifts and (graver.more, graver.fewer, graver.shift) == (8, 0, 2.0)
    said = told(graver, {"x": "가"})
    assert "기준이 움직이고 있습니다" in said and "평균 2.0단계 높게" in said and "주제를 더 많이" in said
    few = drift_of("x", looked((2, 5)), ["finance"])
    assert not few.drifts and "아직 말할 수 없습니다(20개부터" in told(few, {"x": "가"})
    same = drift_of("x", looked(*[(3, 3)] * 20), ["finance"])
    assert same.alpha.value is None and "우연을 뺀 일치도는 구할 수 없습니다" in told(same, {"x": "가"})


def test_the_pages_hide_the_first_word_until_the_second_is_given(client, judged):
    page = sign_in(client, "expert").get("/review").text
    assert "/review/again" in page
    path = client.get("/review/again/next").headers["Location"]
    shown = client.get(path).text
    assert "전에 하신 판단" not in shown and "애로·요구 5" not in shown.split("settling-main")[1]
    csrf = {"csrf_token": token(client, path)}
    assert client.post(path, data=csrf).status_code == 422
    row = {"theme": ["finance", ""], "stance": ["need", "need"], "severity": ["2", ""]}
    client.post(path, data={**csrf, **row})
    after = client.get(path).text
    assert "다르게 보셨습니다" in after and "애로·요구 5" in after and "셈에 드는 것은 전에 하신 판단" in after
    assert "아직 말할 수 없습니다" in client.get("/review/again").text
    sign_in(client, "analyst")
    for address in ("/review/plans", "/review/agreement"):
        assert "다시 본 문장이 1개뿐" in client.get(address).text
    assert client.get(path).status_code == 403 and drifting.drifts_of(judged.db, judged.round_id)[0].looks == 1
