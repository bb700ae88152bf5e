"""Stance learned from codings: proposed only where it beats the base, with its reasons; else the base speaks on."""

from __future__ import annotations

import json

import pytest

from app.coding.learning import model_store
from app.coding.learning.learning import refit_on_base
from app.coding.suggesting import suggesting
from app.coding.suggesting.reasons import attitudes_of
from app.coding.suggesting.suggesting import suggest_round
from app.db import rows, scalar
from tests.coding.learning.learned_world import judge_all, named
from tests.conftest import sign_in

# The base cannot tell here, or takes it for a difficulty; whoever passes over what others fear has no such problem.
CALM = "옆 동네는 구인난이 심하다지만 그런 얘기 {n}번째 흘려듣습니다."
HARD = "저희도 구인난이 심하여 {n}달째 기계를 세워 둡니다."


def teach_stance(world, calm, hard):
    texts = [CALM.format(n=n) for n in range(2, calm + 2)], [HARD.format(n=n) for n in range(2, hard + 2)]
    world.answer("F3", "wanted", "\n".join([*texts[0], *texts[1], named(2), named(3)]))
    suggest_round(world.db, world.round_id)
    judge_all(world, texts[0], accepted=True, stance="none")
    judge_all(world, texts[1], accepted=True)
    judge_all(world, [named(2), named(3)], accepted=False)
    return texts


def stances(world, part):
    found = rows(
        world.db,
        """select c.* from current_suggestion c join segment s on s.id = c.segment_id
           where s.text like ? and c.theme_code = 'workforce'""",
        [f"%{part}%"],
    )
    return {r["stance"] for r in found}


def test_a_learned_stance_that_beats_the_base_is_proposed_with_its_reasons(world, client):
    teach_stance(world, 30, 30)
    assert stances(world, "흘려듣습니다") == {"need"}
    refit_on_base(world.db, world.round_id)
    used = model_store.current(world.db, "stance")
    comparison = json.loads(used["card"])["comparison"]
    assert comparison["shown"] and comparison["model_accuracy"] > comparison["rules_accuracy"]
    assert used["version"] in suggesting.taking_part(world.db).split("+")
    suggest_round(world.db, world.round_id)
    assert stances(world, "흘려듣습니다") == {"none"} and stances(world, "세워 둡니다") == {"need"}
    for c in rows(world.db, "select c.*, s.text from current_suggestion c join segment s on s.id = c.segment_id"):
        for attitude in attitudes_of(c, c["text"]):
            assert (attitude.label, attitude.kind) == (c["stance"], "stance") and attitude.rules != attitude.label
            own = attitude.reasons
            told = sum(p.value for p in own.parts) + own.manner + own.outside + own.bias
            assert told == pytest.approx(own.decision, abs=1e-9)
        assert (c["severity"] is None) == (c["stance"] != "need")
    sign_in(client, "expert")
    page = client.get(f"/suggestions/{world.suggestion('5번째 흘려듣습니다', 'workforce')}").text
    assert "학습 모델이 고친 태도: 애로·요구 → 문제 없음" in page
    page = client.get(f"/models/{used['version']}").text
    assert "바탕 모델과의 비교" in page and "모델의 답을 제안합니다." in page


def test_where_the_base_is_right_already_it_speaks_on(world):
    hard = [HARD.format(n=n) for n in range(2, 42)]
    calm = [f"{n}명이 일하는 저희는 구인난이 없습니다." for n in range(2, 42)]
    world.answer("F3", "wanted", "\n".join([*hard, *calm, named(2), named(3)]))
    suggest_round(world.db, world.round_id)
    judge_all(world, hard, accepted=True)
    judge_all(world, calm, accepted=True, stance="none")
    judge_all(world, [named(2), named(3)], accepted=False)
    refit_on_base(world.db, world.round_id)
    used = model_store.current(world.db, "stance")
    assert json.loads(used["card"])["comparison"]["rules_accuracy"] == 1.0
    assert scalar(world.db, "select max(shown) from model_theme where model_version = ?", [used["version"]]) == 0
    assert used["version"] not in suggesting.taking_part(world.db)


def test_with_one_stance_only_there_is_no_model_of_stance(world):
    teach_stance(world, 0, 30)
    refit_on_base(world.db, world.round_id)
    assert model_store.current(world.db, "stance") is None
    assert model_store.current(world.db, "statement") is None
